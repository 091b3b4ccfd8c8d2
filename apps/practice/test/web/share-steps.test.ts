import { describe, expect, it } from 'vitest';
import type { ConsentView } from '../../src/features/shares/contract.ts';
import { shareSteps } from '../../web/share/share-steps.ts';

const at = '2026-03-02T08:00:00Z';
const words = { document: (name: string) => `document ${name}`, consent: 'consent' };

function consent(change: Partial<ConsentView>, receipts: readonly (string | null)[]): ConsentView {
  return {
    id: '5b1f3a52-9d0c-4f0e-8a55-0a7a4b1f8c11',
    patientId: '5b1f3a52-9d0c-4f0e-8a55-0a7a4b1f8c12',
    patientName: 'Wzorcowa Janina',
    recipient: { kind: 'patient', name: 'Wzorcowa Janina' },
    reason: 'Udostępnienie',
    from: '2026-03-02',
    to: '2027-03-02',
    state: 'waiting',
    sentAt: null,
    revokedAt: null,
    documents: receipts.length,
    createdBy: 'Lekarz',
    steps: [],
    documentList: receipts.map((sentAt, index) => ({
      id: `d${index}`,
      uniqueId: `1.2.3^${index}`,
      name: String(index),
      issuedAt: null,
      sentAt,
    })),
    ...change,
  };
}

const statesOf = (view: ConsentView) => shareSteps(view, words).map(({ state }) => state);

describe('the steps of a share', () => {
  it('are a step for each document and then the consent', () => {
    const steps = shareSteps(consent({}, [at, null]), words);
    expect(steps.map(({ name }) => name)).toEqual(['document 0', 'document 1', 'consent']);
    expect(steps[0]?.at).toBe(at);
    expect(steps[1]).not.toHaveProperty('at');
  });

  it('let the consent wait until every document has its receipt', () => {
    expect(statesOf(consent({}, [at, null]))).toEqual(['done', 'running', 'waiting']);
    expect(statesOf(consent({}, [at, at]))).toEqual(['done', 'done', 'running']);
  });

  it('are all done by the receipts of the cloud alone', () => {
    expect(statesOf(consent({ state: 'sent', sentAt: at }, [at]))).toEqual(['done', 'done']);
    expect(statesOf(consent({ state: 'sending' }, [at]))).toEqual(['done', 'running']);
  });

  it('tell a refused consent from one whose outcome is not known', () => {
    expect(statesOf(consent({ state: 'refused' }, [at])).at(-1)).toBe('failed');
    expect(statesOf(consent({ state: 'checking' }, [at])).at(-1)).toBe('unknown');
  });
});

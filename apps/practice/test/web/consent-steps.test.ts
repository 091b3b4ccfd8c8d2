import { describe, expect, it } from 'vitest';
import type { ConsentView } from '../../src/features/shares/contract.ts';
import { isUnderWay, stateToday } from '../../web/consents/consent-states.ts';
import { stepsOf } from '../../web/consents/steps-of.ts';
import { sayKeys } from './say-keys.ts';

const refused = {
  code: 'service.peer-refused',
  text: 'The server does not take connections.',
  next: 'Check the address.',
  quoted: 'connect ECONNREFUSED',
};

function consent(change: Partial<ConsentView>): ConsentView {
  return {
    id: '6f7f5a52-3f0e-4c55-8d6c-3b1b3fb6c001',
    patientId: '6f7f5a52-3f0e-4c55-8d6c-3b1b3fb6c002',
    patientName: 'Wzorcowa Jagna',
    recipient: { kind: 'patient', name: 'Wzorcowa Jagna' },
    reason: 'Kontynuacja leczenia',
    from: '2026-03-02',
    to: '2026-06-02',
    state: 'sent',
    sentAt: null,
    revokedAt: null,
    documents: 1,
    createdBy: 'Halina Zarządna',
    documentList: [
      {
        id: '6f7f5a52-3f0e-4c55-8d6c-3b1b3fb6c003',
        uniqueId: '2.16.840.1.113883.3.4424.2.7.26.7.1^1',
        name: 'Konsultacja',
        issuedAt: null,
        sentAt: '2026-03-02T08:00:00.000Z',
      },
    ],
    steps: [step('created', 'Halina Zarządna')],
    ...change,
  };
}

function step(what: string, by: string, problem: ConsentView['steps'][number]['problem'] = null) {
  return { at: '2026-03-02T08:00:00.000Z', what, by, problem };
}

const states = (view: ConsentView) => stepsOf(sayKeys, view).map(({ state }) => state);
const names = (view: ConsentView) => stepsOf(sayKeys, view).map(({ name }) => name);

describe('the course of a consent', () => {
  it('tells a settled consent step by step and nothing after it', () => {
    const view = consent({ steps: [step('created', 'Halina'), step('sent', 'outbox')] });
    expect(states(view)).toEqual(['done', 'done']);
    expect(names(view)[1]).toContain('consentRegister.stepSent');
    expect(names(view)[1]).toContain('consentRegister.itself');
  });

  it('says that it waits for its documents before anything is sent', () => {
    const [document] = consent({}).documentList;
    const documentList = document ? [{ ...document, sentAt: null }] : [];
    const view = consent({ state: 'waiting', documentList });
    expect(states(view)).toEqual(['done', 'waiting']);
    expect(names(view)[1]).toBe('consentRegister.stepWaitsDocuments');
  });

  it('counts tries in a row as one step that goes on, with what stood in its way', () => {
    const failure = step('send-failed', 'outbox', refused);
    const view = consent({
      state: 'waiting',
      steps: [step('created', 'Halina'), failure, failure, failure],
    });
    const [, trying, ...rest] = stepsOf(sayKeys, view);
    expect(rest).toEqual([]);
    expect(trying).toMatchObject({ state: 'running' });
    expect(trying?.name).toMatch(/tries\W+3/);
    expect(trying?.problem?.details).toMatchObject({
      text: refused.text,
      next: refused.next,
      quoted: refused.quoted,
    });
  });

  it('shows a refusal that nobody tries again as failed', () => {
    const view = consent({
      state: 'refused',
      steps: [step('created', 'Halina'), step('send-failed', 'outbox', refused)],
    });
    expect(states(view)).toEqual(['done', 'failed']);
  });

  it('leaves failures before a success as history without their trouble', () => {
    const view = consent({
      steps: [
        step('created', 'Halina'),
        step('send-failed', 'outbox', { ...refused, quoted: null }),
        step('sent', 'outbox'),
      ],
    });
    expect(states(view)).toEqual(['done', 'skipped', 'done']);
    expect(stepsOf(sayKeys, view)[1]?.problem).toBeUndefined();
  });

  it('names an event that it does not know instead of hiding it', () => {
    const view = consent({ steps: [step('something-new', 'Halina')] });
    expect(names(view)[0]).toContain('something-new');
  });
});

describe('the state of a consent in words', () => {
  const confirmed = { state: 'sent', from: '2026-03-02', to: '2026-06-02' } as const;

  it.each([
    ['2026-03-01', 'waiting', 'consentRegister.stateFuture {"from":"2026-03-02"}'],
    ['2026-03-02', 'good', 'consentRegister.stateSent'],
    ['2026-06-02', 'good', 'consentRegister.stateSent'],
    ['2026-06-03', 'idle', 'consentRegister.statePast {"to":"2026-06-02"}'],
  ] as const)('a confirmed consent on %s is %s', (today, kind, text) => {
    expect(stateToday(sayKeys, confirmed, today)).toEqual({ kind, text });
  });

  it('says confirmed only on a receipt, whatever the day', () => {
    const view = stateToday(sayKeys, { ...confirmed, state: 'checking' }, '2026-04-01');
    expect(view).toEqual({ kind: 'unknown', text: 'consentRegister.stateChecking' });
  });

  it('asks again by itself exactly while the outcome is open', () => {
    const open = (['waiting', 'sending', 'checking', 'revoking'] as const).every(isUnderWay);
    expect(open).toBe(true);
    expect((['sent', 'refused', 'revoked'] as const).some(isUnderWay)).toBe(false);
  });
});

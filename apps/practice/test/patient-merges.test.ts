import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import type { StaffSession } from './staff-session.ts';

describe('two people at work on the index at once', () => {
  let practice: PracticeForTests;
  let administrator: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    administrator = await practice.signIn('administrator');
  });
  afterAll(() => practice?.stop());

  const add = async (family: string): Promise<string> => {
    const identity = { kind: 'none', reason: 'foreigner' };
    const made = await administrator.post<{ id: string }>('/api/patients', {
      family,
      given: 'Jan',
      identity,
    });
    return made.id;
  };

  it('many people with numbers can be added one after the other', async () => {
    // More often than PostgreSQL plans a statement anew for its values.
    for (let number = 0; number < 40; number += 1) {
      await administrator.post('/api/patients', {
        family: 'Kolejna',
        given: `Osoba${number}`,
        identity: { kind: 'document', number: `AB${number}`, issuer: 'Urząd' },
      });
    }
  });

  it('two merges, one each way, leave one record that lives on', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await add(`Raz${round}`), await add(`Dwa${round}`)];
      const merge = (from: string, into: string) =>
        administrator.call({ method: 'POST', path: `/api/patients/${from}/merge`, body: { into } });
      const answers = await Promise.all([merge(one, other), merge(other, one)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    }
  });

  it('a search is recorded with what it found and without what was typed', async () => {
    await administrator.post('/api/patients/search', { text: 'Niepowtarzalna' });
    const searches = await practice.test.asAdmin<{ outcome: string; details: unknown }>(
      `SELECT outcome, details::jsonb FROM kartoteka.audit_record WHERE action = 'patient.search'`,
    );
    expect(searches).toEqual([{ outcome: 'success', details: { results: 0 } }]);
    expect(JSON.stringify(searches)).not.toContain('Niepowtarzalna');
  });
});

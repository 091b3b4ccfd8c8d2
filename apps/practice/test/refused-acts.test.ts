import { randomUUID } from 'node:crypto';
import { samplePeople } from '@kartoteka/kernel/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import type { Call, StaffSession } from './staff-session.ts';

interface Recorded {
  readonly actor_kind: string;
  readonly actor_display: string;
  readonly subject_id: string;
  readonly outcome: string;
  readonly correlation_id: string;
  readonly details: string;
}

describe('acts that staff are refused', () => {
  let practice: PracticeForTests;
  let administrator: StaffSession;
  let nurse: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    administrator = await practice.signIn('administrator');
    nurse = await practice.signIn('nurse');
  });
  afterAll(() => practice?.stop());

  const records = () =>
    practice.test.asAdmin<Recorded>(
      `select actor_kind, actor_display, subject_id, outcome, correlation_id, details
       from kartoteka.audit_record where action = 'act.refused' order by id`,
    );
  /** What the call left in the trail, and its answer. */
  const refused = async (by: StaffSession, call: Call) => {
    const before = (await records()).length;
    const answer = await by.call<{ code: string; correlationId: string }>(call);
    const since = (await records()).slice(before);
    return { answer, since };
  };
  const [person] = samplePeople;
  const patient = (change: object = {}) => ({
    family: person?.family,
    given: person?.given,
    identity: { kind: 'pesel', number: person?.pesel },
    sex: 'female',
    birthDate: '1944-05-14',
    representatives: [],
    ...change,
  });

  it('records who, what, where and why, with the id of the answer', async () => {
    const { answer, since } = await refused(nurse, {
      method: 'PUT',
      path: '/api/kinds',
      body: { version: 0, kinds: [] },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'service.no-permission' } });
    expect(since).toEqual([
      {
        actor_kind: 'staff',
        actor_display: 'Anna nurse',
        subject_id: 'PUT /api/kinds',
        outcome: 'service.no-permission',
        correlation_id: answer.body.correlationId,
        details: '{}',
      },
    ]);
  });

  it.each([
    [
      'kinds saved over a version that is gone',
      {
        method: 'PUT',
        path: '/api/kinds',
        body: { version: 99, kinds: [{ code: 'REC', autoArchive: false, localDays: null }] },
      },
      'practice.kinds-changed',
    ],
    [
      'a patient with a wrong number',
      {
        method: 'POST',
        path: '/api/patients',
        body: patient({ identity: { kind: 'pesel', number: '12345678901' } }),
      },
      'service.input',
    ],
    [
      'a share of a document that is not there',
      {
        method: 'POST',
        path: '/api/shares',
        body: {
          documentIds: [randomUUID()],
          recipient: { kind: 'patient' },
          ...{ from: '2026-03-02', to: '2026-04-01', reason: 'Na prośbę pacjenta' },
        },
      },
      'service.not-found',
    ],
    [
      'sending a document that is not there',
      { method: 'POST', path: '/api/documents/send', body: { ids: [randomUUID()] } },
      'service.not-found',
    ],
  ])('records %s', async (_name, call, code) => {
    const { answer, since } = await refused(administrator, call);
    expect(answer.body.code).toBe(code);
    expect(since.map(({ subject_id, outcome }) => `${subject_id} ${outcome}`)).toEqual([
      `${call.method} ${call.path} ${code}`,
    ]);
    expect(JSON.stringify(since)).not.toContain('12345678901');
  });

  it('names what was reached for by its opaque id, and nothing that was typed', async () => {
    const id = randomUUID();
    const { since } = await refused(nurse, { method: 'GET', path: `/api/patients/${id}` });
    expect(since.map(({ outcome, details }) => [outcome, JSON.parse(details)])).toEqual([
      ['service.not-found', { id }],
    ]);
    const typed = await refused(nurse, { method: 'GET', path: '/api/patients/44051401359' });
    expect(typed.since).toHaveLength(1);
    expect(JSON.stringify(typed.since)).not.toContain('44051401359');
  });

  it('records a merge of a patient with itself', async () => {
    const made = await administrator.post<{ id: string }>('/api/patients', patient());
    const { since } = await refused(administrator, {
      method: 'POST',
      path: `/api/patients/${made.id}/merge`,
      body: { into: made.id },
    });
    expect(since.map(({ outcome, details }) => [outcome, JSON.parse(details)])).toEqual([
      ['practice.merge-same', { id: made.id, place: 'into' }],
    ]);
  });

  it('records nothing for what was allowed, for strangers, and twice for nobody', async () => {
    const before = (await records()).length;
    await administrator.get('/api/kinds');
    await practice.stranger().call({ method: 'GET', path: '/api/kinds' });
    await practice
      .stranger()
      .call({ method: 'POST', path: '/api/session', body: { login: 'nurse', password: 'wrong' } });
    await administrator.call({
      method: 'POST',
      path: '/api/session/password',
      body: { password: 'wrong', newPassword: 'Zielony kamień w trawie' },
    });
    expect((await records()).length).toBe(before);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RemovalView } from '../src/features/removals/contract.ts';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { auditOf } from './practice-for-tests.ts';
import { imported, importFile, sample, untilState, viewDocument } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

/** "Usuwanie dokumentów": two people, the cloud's receipt, and what is left. */
describe('removing documents', () => {
  let world: ConnectedPractice;
  let administrator: StaffSession;
  let doctor: StaffSession;
  let number = 9_000;
  beforeAll(async () => {
    world = await startConnectedPractice();
    administrator = world.administrator;
    doctor = await world.practice.signIn('doctor');
  });
  afterAll(() => world?.stop());

  /** A document in the cloud; of the year that is said. */
  const archived = async (year = 2026): Promise<string> => {
    number += 1;
    const bytes = sample('KON', String(number), { issued: `${year}0202071500+0100` });
    const id = await imported(administrator, `${number}.xml`, bytes);
    await untilState(administrator, id, 'archived');
    return id;
  };
  /** One that is here only: its kind is not archived by itself. */
  const local = (): Promise<string> => {
    number += 1;
    return imported(administrator, `${number}.xml`, sample('REC', String(number)));
  };
  const propose = (by: StaffSession, documentIds: string[], reason = 'Wpisany innemu pacjentowi') =>
    by.call<RemovalView & { code?: string }>({
      method: 'POST',
      path: '/api/removals',
      body: { documentIds, reason },
    });
  const decide = (by: StaffSession, id: string, decision: string) =>
    by.call<RemovalView & { code?: string }>({
      method: 'POST',
      path: `/api/removals/${id}/decision`,
      body: { decision },
    });
  const inCloud = async (id: string) => {
    const { uniqueId } = await viewDocument(administrator, id);
    const query = { name: 'GetDocuments', by: 'uniqueId', ids: [uniqueId as never] } as const;
    return (await world.machine.query(query)).objects.documents.length;
  };
  const contents = async () =>
    Number(
      (
        await world.practice.test.asAdmin<{ n: string }>('SELECT count(*) n FROM kartoteka.content')
      )[0]?.n,
    );
  const boardLine = async () => {
    const { lines } = await administrator.get<{ lines: { id: string }[] }>('/api/board');
    return lines.find(({ id }) => id === 'removals');
  };

  it('S003-009 a document goes on the word of two people, here and in the cloud', async () => {
    const before = await contents();
    const id = await archived();
    const proposed = await propose(doctor, [id]);
    expect(proposed.body).toMatchObject({
      state: 'proposed',
      early: true,
      inCloud: true,
      requestedBy: 'Anna doctor',
      may: { confirm: false, reject: false, withdraw: true },
    });
    expect(await inCloud(id)).toBe(1);
    expect(await boardLine()).toMatchObject({ severity: 'notice', action: { to: '/removals' } });
    const own = await decide(doctor, proposed.body.id, 'confirm');
    expect([own.status, own.body.code]).toEqual([403, 'account.removal-second-person']);

    const { removals } = await administrator.get<{ removals: RemovalView[] }>('/api/removals');
    expect(removals[0]?.may).toEqual({ confirm: true, reject: true, withdraw: false });
    const done = await decide(administrator, proposed.body.id, 'confirm');
    expect(done.body).toMatchObject({ state: 'done', decidedBy: 'Anna administrator' });
    expect(await inCloud(id)).toBe(0);
    expect(await contents()).toBe(before);
    expect(await boardLine()).toBeUndefined();
    const left = await viewDocument(administrator, id);
    expect(left).toMatchObject({
      state: 'removed',
      inCloud: false,
      localCopy: false,
      author: '',
      fileName: '',
      attachmentList: [],
      findings: [],
    });
    expect(left.history.at(-1)).toMatchObject({ what: 'removed', by: 'Anna administrator' });
    const deeds = await auditOf(world.practice);
    for (const action of [
      'removal.propose',
      'removal.confirm',
      'removal.done',
      'document.remove',
    ]) {
      expect(deeds.map((deed) => deed.action)).toContain(action);
    }
    const [order] = await world.cloud.test.asAdmin<Record<string, string>>(
      'SELECT requested_by_name, decided_by_name, reason FROM cloud.removal_order WHERE id = $1',
      [proposed.body.id],
    );
    expect(order).toEqual({
      requested_by_name: 'Anna doctor',
      decided_by_name: 'Anna administrator',
      reason: 'Wpisany innemu pacjentowi',
    });
  });

  it('S003-009 what was removed is not listed, not shown, not saved and not taken again', async () => {
    number += 1;
    const bytes = sample('KON', String(number));
    const id = await imported(administrator, 'x.xml', bytes);
    await untilState(administrator, id, 'archived');
    const { title } = await viewDocument(administrator, id);
    const { body } = await propose(doctor, [id]);
    await decide(administrator, body.id, 'confirm');
    const listed = (more: object) =>
      administrator.post<{ rows: { id: string }[] }>('/api/documents/search', {
        pageSize: 100,
        ...more,
      });
    const ids = async (more: object) => (await listed(more)).rows.map((row) => row.id);
    expect(await ids({})).not.toContain(id);
    expect(await ids({ text: title })).not.toContain(id);
    expect(await ids({ state: 'removed' })).toContain(id);
    for (const part of ['page', 'file/xml', 'attachments/0']) {
      const answer = await administrator.call<{ code: string }>({
        method: 'GET',
        path: `/api/documents/${id}/${part}`,
      });
      expect([part, answer.status, answer.body.code]).toEqual([part, 409, 'practice.removed']);
    }
    const again = await importFile(administrator, 'x.xml', bytes);
    expect(again).toMatchObject({ outcome: 'refused', problem: { code: 'practice.removed' } });
    expect((await propose(doctor, [id])).body.code).toBe('practice.removed');
    await administrator.post('/api/documents/send', { ids: [id] });
    expect((await viewDocument(administrator, id)).state).toBe('removed');
  });

  it('what is here only needs the same two people, and no cloud', async () => {
    const id = await local();
    const before = world.gate.passed.length;
    const { body } = await propose(doctor, [id]);
    expect(body).toMatchObject({ state: 'proposed', inCloud: false });
    expect((await decide(doctor, body.id, 'confirm')).body.code).toBe(
      'account.removal-second-person',
    );
    expect((await decide(administrator, body.id, 'confirm')).body.state).toBe('done');
    expect((await viewDocument(administrator, id)).state).toBe('removed');
    const asked = world.gate.passed.slice(before).filter(({ path }) => path.includes('removal'));
    expect(asked).toEqual([]);
  });

  it.each([
    ['reject', 'rejected'],
    ['withdraw', 'withdrawn'],
  ] as const)('%s leaves the document where it is', async (decision, state) => {
    for (const id of [await archived(), await local()]) {
      const { body } = await propose(doctor, [id]);
      const [right, wrong] =
        decision === 'reject' ? [administrator, doctor] : [doctor, administrator];
      expect((await decide(wrong, body.id, decision)).body.code).toBe('account.removal-proposer');
      expect((await decide(right, body.id, decision)).body.state).toBe(state);
      expect((await decide(administrator, body.id, 'confirm')).body.code).toBe(
        'account.removal-decided',
      );
      expect((await viewDocument(administrator, id)).state).not.toBe('removed');
    }
  });

  it('S003-009 only those who answer for the records propose and decide', async () => {
    const id = await archived();
    for (const role of ['nurse', 'registrar'] as const) {
      const session = await world.practice.signIn(role);
      expect((await propose(session, [id])).status).toBe(403);
      expect((await session.call({ method: 'GET', path: '/api/removals' })).status).toBe(200);
    }
    const { body } = await propose(doctor, [id]);
    const nurse = await world.practice.signIn('nurse');
    expect((await decide(nurse, body.id, 'confirm')).status).toBe(403);
    expect(
      (await world.practice.stranger().call({ method: 'GET', path: '/api/removals' })).status,
    ).toBe(401);
  });

  it('is unknown while the answer is lost, and settled by asking', async () => {
    const id = await archived();
    const { body } = await propose(doctor, [id]);
    world.gate.rule = (passing, answer) => (passing.path.endsWith('/decision') ? 'cut' : answer);
    const lost = await decide(administrator, body.id, 'confirm');
    expect(lost.body).toMatchObject({ state: 'proposed', checking: true });
    expect((await viewDocument(administrator, id)).state).toBe('archived');
    world.gate.rule = (_passing, answer) => answer;
    await world.practice.parts.removals.refresh();
    expect((await viewDocument(administrator, id)).state).toBe('removed');
    const { removals } = await administrator.get<{ removals: RemovalView[] }>('/api/removals');
    expect(removals.find((one) => one.id === body.id)).toMatchObject({
      state: 'done',
      checking: false,
    });
  });

  it('a proposal whose answer was lost stands as the cloud has it', async () => {
    const id = await archived();
    world.gate.rule = (passing, answer) =>
      passing.path.includes('/removal-orders/') ? 'cut' : answer;
    const lost = await propose(doctor, [id]);
    expect(lost.body).toMatchObject({ checking: true });
    world.gate.rule = (_passing, answer) => answer;
    await world.practice.parts.removals.refresh();
    expect((await decide(administrator, lost.body.id, 'confirm')).body.state).toBe('done');
  });

  it('says what is wrong when the cloud is away, and keeps nothing of the proposal', async () => {
    const id = await archived();
    await world.gate.close();
    const answer = await propose(doctor, [id]);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    await world.gate.open();
    expect((await propose(doctor, [id])).body.state).toBe('proposed');
  });

  it('refuses what is proposed already, what is on its way, and cloud and local documents at once', async () => {
    const [one, two, here] = [await archived(), await archived(), await local()];
    await propose(doctor, [one]);
    expect((await propose(administrator, [one])).body.code).toBe('account.removal-pending');
    expect((await propose(doctor, [two, here])).body.code).toBe('practice.removal-mixed');
    expect((await propose(doctor, [two], ' ')).status).toBe(422);
    await world.gate.close();
    number += 1;
    const waiting = await imported(administrator, 'w.xml', sample('KON', String(number)));
    expect((await propose(doctor, [waiting])).body.code).toBe('practice.removal-on-its-way');
    await world.gate.open();
  });

  it('what is due is proposed by the cloud and goes on one word, with its receipt', async () => {
    const id = await archived(2001);
    const due = await administrator.get<{ documents: { id: string; dueSince: string }[] }>(
      '/api/removals/due',
    );
    expect(due.documents).toEqual([
      expect.objectContaining({ id, code: 'record', dueSince: '2022-01-01' }),
    ]);
    expect((await viewDocument(administrator, id)).state).toBe('archived');
    const { body } = await propose(doctor, [id], 'Minął czas przechowywania');
    expect(body).toMatchObject({ state: 'done', early: false, decidedBy: null });
    expect((await viewDocument(administrator, id)).state).toBe('removed');
  });

  it('the administrator sets the years, over the version that was read', async () => {
    const read = await doctor.get<{ version: number }>('/api/retention');
    const save = (by: StaffSession, version: number, years: number) =>
      by.call<{ code?: string; version?: number; setBy?: string }>({
        method: 'PUT',
        path: '/api/retention',
        body: { version, classes: [{ code: 'record', years }] },
      });
    expect((await save(doctor, read.version, 25)).status).toBe(403);
    const saved = await save(administrator, read.version, 25);
    expect(saved.body).toMatchObject({ version: read.version + 1, setBy: 'Anna administrator' });
    const late = await save(administrator, read.version, 30);
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect((await save(administrator, read.version + 1, 0)).status).toBe(422);
  });
});

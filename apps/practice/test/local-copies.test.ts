import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { letOldCopiesGo } from '../src/features/documents/let-copies-go.ts';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { imported, sample, untilState, viewDocument } from './sample-documents.ts';

describe('local copies whose days are over', () => {
  let world: ConnectedPractice;
  beforeAll(async () => {
    world = await startConnectedPractice();
  });
  afterAll(() => world?.stop());
  afterEach(async () => {
    world.gate.rule = (_passing, answer) => answer;
    await world.gate.open();
  });

  const dayMs = 86_400_000;
  const round = (days: number) =>
    letOldCopiesGo(
      world.practice.parts,
      new Date(world.cloud.clock.now().getTime() + days * dayMs),
    );
  const archived = async (number: string, kind: 'KON' | 'REC' = 'KON') => {
    const { administrator } = world;
    const bytes = sample(kind, number);
    const id = await imported(administrator, `${number}.xml`, bytes);
    if (kind === 'REC') await administrator.post('/api/documents/send', { ids: [id] });
    await untilState(administrator, id, 'archived');
    return { id, bytes };
  };
  const hasCopy = async (id: string) => (await viewDocument(world.administrator, id)).localCopy;
  const file = (id: string) =>
    world.administrator.call({ method: 'GET', path: `/api/documents/${id}/file/xml` });
  const contents = async () => {
    const [row] = await world.practice.test.asAdmin<{ count: number }>(
      'SELECT count(*)::int AS count FROM practice.document WHERE content_id IS NOT NULL',
    );
    return row!.count;
  };

  it('S003-114 younger ones stay, older ones go, and opening fetches the same bytes again', async () => {
    const { administrator } = world;
    const { id, bytes } = await archived('1001');
    await round(29);
    expect(await hasCopy(id)).toBe(true);
    await round(31);
    expect(await hasCopy(id)).toBe(false);
    expect((await file(id)).bytes).toEqual(bytes);
    const page = await administrator.call({ method: 'GET', path: `/api/documents/${id}/page` });
    expect(page.status).toBe(200);
    expect(page.bytes.toString()).toContain('Konsultacja kardiologiczna');
    const view = await viewDocument(administrator, id);
    expect(view).toMatchObject({ state: 'archived', inCloud: true, localCopy: false });
    expect(view.history.map(({ what }) => what)).toContain('copy-gone');
  });

  it('the dry run counts what the next round lets go', async () => {
    const { administrator, cloud } = world;
    await round(31);
    const before = await contents();
    await archived('1002');
    await archived('1003');
    cloud.clock.advance(11 * dayMs);
    const session = await world.practice.signIn('administrator');
    const change = [{ code: 'KON', autoArchive: true, localDays: 10 }];
    const dry = await session.post<{ wouldLeaveLocal: unknown[] }>('/api/kinds/dry-run', {
      kinds: change,
    });
    expect(dry.wouldLeaveLocal).toMatchObject([{ code: 'KON', documents: 2 }]);
    expect(await contents()).toBe(before + 2);
    const { version } = await session.get<{ version: number }>('/api/kinds');
    await session.put('/api/kinds', { version, kinds: change });
    await round(0);
    expect(await contents()).toBe(before);
    await session.put('/api/kinds', {
      version: version + 1,
      kinds: [{ code: 'KON', autoArchive: true, localDays: 30 }],
    });
    expect(administrator.base).toBe(session.base);
  });

  it('a copy of a kind that is not ticked stays, although the cloud has the document', async () => {
    const session = await world.practice.signIn('administrator');
    const bytes = sample('REC', '1004');
    const id = await imported(session, 'r.xml', bytes);
    await session.post('/api/documents/send', { ids: [id] });
    await untilState(session, id, 'archived');
    await round(400);
    expect((await viewDocument(session, id)).localCopy).toBe(true);
  });

  it('a cloud that gives other bytes proves nothing: the copy stays, and others are not shown', async () => {
    const session = await world.practice.signIn('administrator');
    const bytes = sample('KON', '2001');
    const id = await imported(session, 'a.xml', bytes);
    await untilState(session, id, 'archived');
    world.gate.rule = ({ body }, answer) => {
      if (!body.includes('RetrieveDocumentSetRequest')) return answer;
      const text = answer.body.toString('latin1');
      return { ...answer, body: Buffer.from(text.replace('128/82', '999/99'), 'latin1') };
    };
    await round(40);
    expect((await viewDocument(session, id)).localCopy).toBe(true);
    world.gate.rule = (_passing, answer) => answer;
    await round(40);
    expect((await viewDocument(session, id)).localCopy).toBe(false);
    world.gate.rule = ({ body }, answer) => {
      if (!body.includes('RetrieveDocumentSetRequest')) return answer;
      const text = answer.body.toString('latin1');
      return { ...answer, body: Buffer.from(text.replace('128/82', '999/99'), 'latin1') };
    };
    const answer = await session.call({ method: 'GET', path: `/api/documents/${id}/file/xml` });
    expect(answer).toMatchObject({ status: 502, body: { code: 'practice.other-bytes' } });
  });

  it('while the cloud is away copies stay, and what is only there cannot be opened, in words', async () => {
    const session = await world.practice.signIn('administrator');
    const gone = await imported(session, 'g.xml', sample('KON', '3001'));
    await untilState(session, gone, 'archived');
    await round(40);
    const stays = await imported(session, 's.xml', sample('KON', '3002'));
    await untilState(session, stays, 'archived');
    await world.gate.close();
    await round(40);
    expect((await viewDocument(session, stays)).localCopy).toBe(true);
    for (const part of ['file/xml', 'page', 'page/notice']) {
      const answer = await session.call({ method: 'GET', path: `/api/documents/${gone}/${part}` });
      expect(answer, part).toMatchObject({ status: 503, body: { code: 'practice.copy-away' } });
      expect(String(answer.body.title)).toMatch(/\S+ \S+/);
    }
    await world.gate.open();
    const answer = await session.call({ method: 'GET', path: `/api/documents/${gone}/file/xml` });
    expect(answer.bytes).toEqual(sample('KON', '3001'));
  });

  it('one copy that the cloud cannot prove does not keep all the others here', async () => {
    const session = await world.practice.signIn('administrator');
    await round(40);
    const first = await imported(session, '1.xml', sample('KON', '4001'));
    await untilState(session, first, 'archived');
    world.cloud.clock.advance(1_000);
    const second = await imported(session, '2.xml', sample('KON', '4002', { variant: 1 }));
    await untilState(session, second, 'archived');
    world.gate.rule = ({ body }, answer) => {
      if (!body.includes('RetrieveDocumentSetRequest')) return answer;
      const text = answer.body.toString('latin1');
      return { ...answer, body: Buffer.from(text.replace('128/82', '999/99'), 'latin1') };
    };
    await round(40);
    expect((await viewDocument(session, first)).localCopy).toBe(true);
    expect((await viewDocument(session, second)).localCopy).toBe(false);
  });
});

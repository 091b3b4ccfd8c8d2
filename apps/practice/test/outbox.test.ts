import { readCertificate } from '@kartoteka/pki';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { operator } from '../../cloud/test/cloud-for-tests.ts';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { auditOf } from './practice-for-tests.ts';
import { imported, sample, until, untilState, viewDocument } from './sample-documents.ts';

const minuteMs = 60_000;

describe('the outbox while something is wrong', () => {
  let world: ConnectedPractice;
  beforeAll(async () => {
    world = await startConnectedPractice();
  });
  afterAll(() => world?.stop());
  afterEach(async () => {
    world.gate.rule = (_passing, answer) => answer;
    await world.gate.open();
  });

  const isProvide = (path: string, body: Buffer) =>
    path.endsWith('/repository') && body.includes('ProvideAndRegisterDocumentSetRequest');
  const provides = () => world.gate.passed.filter(({ path, body }) => isProvide(path, body));
  const heldInCloud = async (uniqueId: string) => {
    const found = await world.machine.query({
      name: 'GetDocuments',
      by: 'uniqueId',
      ids: [uniqueId],
    });
    return found.objects.documents;
  };

  it('an answer that was lost is asked about, and nothing is stored twice', async () => {
    const { administrator, gate, repository, machine } = world;
    const before = provides().length;
    let isCut = true;
    gate.rule = ({ path, body }, answer) => (isCut && isProvide(path, body) ? 'cut' : answer);
    const bytes = sample('KON', '1001');
    const id = await imported(administrator, 'a.xml', bytes);
    const checking = await untilState(administrator, id, 'checking');
    isCut = false;
    expect(checking.inCloud).toBe(false);
    const view = await untilState(administrator, id, 'archived');
    expect(view.history.map(({ what }) => what)).toContain('send-checking');
    // The cloud had it from the first attempt: it was found by asking, not by sending again.
    expect(provides().length - before).toBe(1);
    expect(await heldInCloud(view.uniqueId)).toHaveLength(1);
    const back = await machine.retrieve(repository, [view.uniqueId]);
    expect(back.documents.map((one) => one.bytes)).toEqual([bytes]);
  });

  it('a replacement waits for the version before it and leaves the cloud with one in force', async () => {
    const { administrator, gate } = world;
    await gate.close();
    const first = sample('KON', '1501', { setNumber: '150' });
    const second = sample('KON', '1502', {
      setNumber: '150',
      version: 2,
      replaces: { number: '1501', setNumber: '150', version: 1 },
    });
    const firstId = await imported(administrator, 'v1.xml', first);
    const secondId = await imported(administrator, 'v2.xml', second);
    await until(
      () => viewDocument(administrator, secondId),
      ({ outbox }) => outbox?.problem === 'practice.parent-waits',
    );
    await gate.open();
    world.cloud.clock.advance(minuteMs);
    const old = await untilState(administrator, firstId, 'archived');
    const next = await untilState(administrator, secondId, 'archived');
    const held = await heldInCloud(old.uniqueId);
    expect(held.map(({ status }) => status)).toEqual(['Deprecated']);
    expect((await heldInCloud(next.uniqueId)).map(({ status }) => status)).toEqual(['Approved']);
  });

  it('answers lost at every step end in one document and one receipt', async () => {
    const { administrator, gate } = world;
    let cuts = 3;
    gate.rule = (_passing, answer) => {
      if (cuts === 0) return answer;
      cuts -= 1;
      return 'cut';
    };
    const id = await imported(administrator, 'b.xml', sample('KON', '1002'));
    const view = await untilState(administrator, id, 'archived', 25_000);
    expect(cuts).toBe(0);
    expect(await heldInCloud(view.uniqueId)).toHaveLength(1);
    expect(view.history.filter(({ what }) => what === 'archived')).toHaveLength(1);
  });

  it('every attempt has the same SubmissionSet and a new MessageID', async () => {
    const { administrator, gate } = world;
    let lost = 2;
    gate.rule = ({ path, body }, answer) => {
      if (!isProvide(path, body) || lost === 0) return answer;
      lost -= 1;
      // The cloud's answer is exchanged for one that says that it never took the message.
      return { status: 503, headers: { 'content-type': 'text/plain' }, body: Buffer.from('busy') };
    };
    const before = provides().length;
    const id = await imported(administrator, 'c.xml', sample('KON', '1003'));
    const view = await untilState(administrator, id, 'archived', 25_000);
    const texts = provides()
      .slice(before)
      .map(({ body }) => body.toString('latin1'));
    expect(texts.length).toBeGreaterThan(1);
    const sets = texts.map(setOf);
    expect(new Set(sets).size).toBe(1);
    expect(sets[0]).toMatch(/^2\.25\.\d+$/);
    const messages = texts.map((text) => /MessageID[^>]*>([^<]+)</.exec(text)?.[1]);
    expect(new Set(messages).size).toBe(texts.length);
    expect(await heldInCloud(view.uniqueId)).toHaveLength(1);
  });

  it('while the cloud is away a document waits with age and reason, and goes by itself', async () => {
    const { administrator, gate, cloud } = world;
    await gate.close();
    const id = await imported(administrator, 'd.xml', sample('KON', '1004'));
    const view = await until(
      () => viewDocument(administrator, id),
      ({ state, outbox }) => state === 'waiting' && outbox?.problem === 'service.peer-refused',
    );
    expect(view).toMatchObject({ state: 'waiting', inCloud: false, receipt: null });
    expect(view.outbox?.since).toBe(cloud.clock.now().toISOString());
    expect(view.outbox?.attempts).toBeGreaterThan(0);
    expect(view.outbox?.reason).toMatch(/\S+ \S+/);
    const board = await administrator.get<{ lines: Record<string, unknown>[] }>('/api/board');
    expect(board.lines.find((line) => line.id === 'outbox')).toMatchObject({
      severity: 'warning',
      action: { to: '/archive?state=waiting&withReplaced=true' },
    });
    await gate.open();
    cloud.clock.advance(minuteMs);
    await untilState(administrator, id, 'archived');
  });

  it('over the limit of the account it waits and goes when the limit was raised', async () => {
    const { administrator, cloud } = world;
    await cloud.parts.operator.setLimits(operator, '5010', { sizeMbMax: 20_000, documentsMax: 1 });
    const id = await imported(administrator, 'e.xml', sample('KON', '1005'));
    const view = await until(
      () => viewDocument(administrator, id),
      ({ state, outbox }) => state === 'waiting' && outbox?.problem === 'xds.out-of-resources',
    );
    expect(view.state).toBe('waiting');
    expect(view.outbox?.quoted).toContain('XDSRepositoryOutOfResources');
    await administrator.post('/api/cloud-link/test');
    const board = await administrator.get<{ lines: Record<string, unknown>[] }>('/api/board');
    expect(board.lines.find((line) => line.id === 'quota')).toMatchObject({ severity: 'problem' });
    await cloud.parts.operator.setLimits(operator, '5010', {
      sizeMbMax: 20_000,
      documentsMax: 100_000,
    });
    cloud.clock.advance(minuteMs);
    await untilState(administrator, id, 'archived');
  });

  it('while the account is suspended it waits and goes when the account is open again', async () => {
    const { administrator, cloud } = world;
    await cloud.parts.operator.suspend(operator, '5010');
    const id = await imported(administrator, 'f.xml', sample('KON', '1006'));
    const view = await until(
      () => viewDocument(administrator, id),
      ({ state, outbox }) => state === 'waiting' && typeof outbox?.problem === 'string',
    );
    expect(view.state).toBe('waiting');
    expect(view.outbox?.reason).toMatch(/\S+ \S+/);
    expect(view.outbox?.quoted).toMatch(/\S+/);
    await cloud.parts.operator.reopen(operator, '5010');
    cloud.clock.advance(minuteMs);
    await untilState(administrator, id, 'archived');
  });

  it("a certificate that the office withholds is a reason in words, with the cloud's own quoted", async () => {
    const { administrator, cloud, account, practice } = world;
    const { sha256 } = readCertificate(account.tlsCertificate);
    const set = (state: 'withheld' | 'registered') =>
      cloud.parts.operator.setCertificateState(operator, { account: '5010', sha256, state });
    await set('withheld');
    // The cloud believes what it has read for half a second.
    await until(
      () => administrator.post<{ lastProblem: unknown }>('/api/cloud-link/test'),
      ({ lastProblem }) => lastProblem !== null,
    );
    const id = await imported(administrator, 'g.xml', sample('KON', '1007'));
    const view = await until(
      () => viewDocument(administrator, id),
      ({ state, outbox }) => state === 'waiting' && outbox?.problem === 'soap.http-forbidden',
    );
    expect(view.state).toBe('waiting');
    expect(view.outbox?.quoted).toMatch(/\S+ \S+/);
    for (const language of ['pl', 'hu', 'en']) {
      const said = await administrator.call<{ outbox: { reason: string } }>({
        method: 'GET',
        path: `/api/documents/${id}`,
        headers: { 'accept-language': language },
      });
      expect(said.body.outbox.reason).not.toMatch(/\{|undefined/);
    }
    const link = await administrator.get<{ lastProblem: { code: string; quoted: string } }>(
      '/api/cloud-link',
    );
    expect(link.lastProblem.quoted).toMatch(/\S+ \S+/);
    const board = await administrator.get<{ lines: Record<string, unknown>[] }>('/api/board');
    expect(board.lines.find((line) => line.id === 'cloud')).toMatchObject({ severity: 'problem' });
    const failures = (await auditOf(practice)).filter(
      (record) => record.subject_id === id && record.outcome !== 'success',
    );
    expect(failures.map(({ outcome }) => outcome)).toContain('soap.http-forbidden');
    await set('registered');
    cloud.clock.advance(minuteMs);
    await untilState(administrator, id, 'archived');
  });

  it('other bytes that the cloud holds under the same id are a refusal, visible and not repeated', async () => {
    const { administrator, machine } = world;
    const mine = sample('KON', '1008');
    const other = sample('KON', '1008', { variant: 1 });
    // Somebody else of the same account has sent other bytes under the id before.
    const id = await imported(administrator, 'h.xml', other);
    const first = await untilState(administrator, id, 'archived');
    await world.practice.test.asAdmin(
      `UPDATE practice.document SET unique_id = unique_id || 'x' WHERE id = $1`,
      [id],
    );
    const second = await imported(administrator, 'i.xml', mine);
    const view = await untilState(administrator, second, 'refused');
    expect(view.outbox).toMatchObject({ problem: 'xds.other-content', nextAt: null });
    expect(view.outbox?.quoted).toContain('XDSNonIdenticalHash');
    const board = await administrator.get<{ lines: Record<string, unknown>[] }>('/api/board');
    expect(board.lines.find((line) => line.id === 'refused')).toMatchObject({
      severity: 'problem',
      action: { to: '/archive?state=refused&withReplaced=true' },
    });
    expect(board.lines.find((line) => line.id === 'outbox')).toMatchObject({ severity: 'fine' });
    const back = await machine.retrieve(world.repository, [first.uniqueId]);
    expect(back.documents.map((one) => one.bytes)).toEqual([other]);
  });
});

/** The SubmissionSet's unique id: the value beside its scheme. */
function setOf(text: string): string | undefined {
  const scheme = 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8';
  const element = text
    .split(/(?=<(?:\w+:)?ExternalIdentifier)/)
    .find((part) => part.includes(scheme));
  return element && /value="([^"]+)"/.exec(element)?.[1];
}

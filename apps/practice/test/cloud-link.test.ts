import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { auditOf } from './practice-for-tests.ts';

const dayMs = 86_400_000;

describe('the connection to the cloud', () => {
  let world: ConnectedPractice;
  beforeAll(async () => {
    world = await startConnectedPractice();
  });
  afterAll(() => world?.stop());

  const save = (change: object) =>
    world.administrator.call({
      method: 'PUT',
      path: '/api/cloud-link',
      body: { ...world.link(world.gate.url), ...change },
    });

  it('shows both certificates and what the cloud says of the account', async () => {
    const view = await world.administrator.get<{ certificates: object[]; status: object }>(
      '/api/cloud-link',
    );
    expect(view).toMatchObject({ connected: true, account: '0000000000005010', lastProblem: null });
    expect(view.certificates).toMatchObject([
      { kind: 'TLS', daysLeft: 365 },
      { kind: 'WSS', daysLeft: 365 },
    ]);
    expect(view.status).toMatchObject({
      state: 'active',
      sizeMbMax: 20_000,
      documentsMax: 100_000,
      repositoryUniqueId: world.repository,
    });
  });

  it('keeps private keys to itself: sealed in the database, in no answer and in no line of the log', async () => {
    const { practice, account, administrator } = world;
    const secret = account.tlsKey.split('\n')[5]!;
    const answer = await administrator.call({ method: 'GET', path: '/api/cloud-link' });
    expect(answer.bytes.toString()).not.toMatch(/PRIVATE KEY/);
    expect(practice.logLines.join('\n')).not.toContain(secret);
    const [row] = await practice.test.asAdmin<{ tls: Buffer; wss: Buffer }>(
      'SELECT tls_private_key AS tls, wss_private_key AS wss FROM practice.cloud_link',
    );
    for (const kept of [row!.tls, row!.wss]) {
      expect(kept.toString('latin1')).not.toContain(secret);
      expect(kept.toString('latin1')).not.toContain('PRIVATE KEY');
    }
  });

  it("refuses files in each other's places and keeps the connection that stands", async () => {
    const { account, cloud, administrator } = world;
    const other = await cloud.account('5011');
    const wrong: readonly (readonly [string, object])[] = [
      ['tlsCertificate', { tlsCertificate: account.wssCertificate, tlsPrivateKey: account.wssKey }],
      ['wssCertificate', { wssCertificate: account.tlsCertificate, wssPrivateKey: account.tlsKey }],
      ['tlsPrivateKey', { tlsPrivateKey: account.wssKey }],
      ['tlsCertificate', { tlsCertificate: account.tlsKey }],
      ['tlsCertificate', { tlsCertificate: 'to nie jest plik PEM' }],
      ['wssPrivateKey', { wssPrivateKey: 'x' }],
      ['trustedAuthorities', { trustedAuthorities: 'x' }],
      ['tlsCertificate', { tlsCertificate: other.tlsCertificate }],
      ['account', { account: 'abc' }],
    ];
    const secrets = [account.tlsKey, account.wssKey].map((pem) => pem.split('\n')[5]!);
    for (const [field, change] of wrong) {
      const answer = await save(change);
      const text = answer.bytes.toString();
      expect(answer.status, text).toBeGreaterThanOrEqual(400);
      expect(answer.status, text).toBeLessThan(500);
      expect(answer.body.errors, text).toMatchObject([{ field }]);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    const view = await administrator.post('/api/cloud-link/test');
    expect(view).toMatchObject({ account: '0000000000005010', lastProblem: null });
  });

  it('a cloud that is not there is a problem in words, and gone when it answers again', async () => {
    const { administrator, gate } = world;
    await gate.close();
    const view = await administrator.post<{ lastProblem: { code: string; next: string } }>(
      '/api/cloud-link/test',
    );
    expect(view.lastProblem.code).toBe('service.peer-refused');
    expect(view.lastProblem.next.length).toBeGreaterThan(10);
    await gate.open();
    expect(await administrator.post('/api/cloud-link/test')).toMatchObject({ lastProblem: null });
  });

  it('a cloud whose certificate no trusted authority signed is not spoken to', async () => {
    const { administrator, gate, account, link } = world;
    const before = gate.passed.length;
    const answer = await save({ trustedAuthorities: account.tlsCertificate });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ lastProblem: { code: 'service.peer-untrusted' } });
    expect(gate.passed).toHaveLength(before);
    expect(await administrator.put('/api/cloud-link', link(gate.url))).toMatchObject({
      lastProblem: null,
    });
  });

  it('every saving of the connection stands in the audit trail', async () => {
    const saved = (await auditOf(world.practice)).filter(
      ({ action }) => action === 'cloud-link.save',
    );
    expect(saved.length).toBeGreaterThanOrEqual(2);
    expect(saved.every(({ actor_display }) => actor_display === 'Anna administrator')).toBe(true);
  });

  it('the board warns before certificates end and says when they have', async () => {
    const { cloud, practice } = world;
    const linesAfter = async (days: number) => {
      cloud.clock.advance(days * dayMs);
      const session = await practice.signIn('administrator');
      const board = await session.get<{ lines: { id: string; severity: string; text: string }[] }>(
        '/api/board',
      );
      return board.lines.filter(({ id }) => id === 'certificates');
    };
    expect(await linesAfter(300)).toEqual([]);
    const soon = await linesAfter(40);
    expect(soon).toHaveLength(2);
    expect(soon.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(soon[0]!.text).toContain('25');
    const verySoon = await linesAfter(20);
    expect(verySoon.map(({ severity }) => severity)).toEqual(['problem', 'problem']);
    const over = await linesAfter(10);
    expect(over.map(({ severity }) => severity)).toEqual(['problem', 'problem']);
    expect(over[0]!.text).toContain('stracił ważność');
  });
});

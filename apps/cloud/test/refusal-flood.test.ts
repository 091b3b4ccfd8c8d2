import { request } from 'node:https';
import { connect } from 'node:net';
import { fixedClock, languages, Problem } from '@kartoteka/kernel';
import { createAuthority, generateKeyPair, issueCertificate } from '@kartoteka/pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusalWindowMsDefault } from '../src/features/accounts/record-refusal.ts';
import { endRefusalWindows } from '../src/features/accounts/record-repeats.ts';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
  testRandom,
} from './cloud-for-tests.ts';

interface Recorded {
  readonly action: string;
  readonly outcome: string;
  readonly details: string;
}

/** RFC 4346, 7.4.1.2: a ClientHello of TLS 1.1 with one cipher suite and no extensions. */
const clientHello11 = Buffer.from(
  `160301002d 01000029 0302${'5a'.repeat(32)} 00 0002c013 0100`.replaceAll(' ', ''),
  'hex',
);

/** Callers that are turned away again and again: the trail neither fills up nor forgets. */
describe('floods of refused callers', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  const strangers = generateKeyPair();
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
  });
  afterAll(() => cloud.stop());
  beforeEach(async () => {
    // Each test has a window of its own.
    cloud.clock.advance(refusalWindowMsDefault);
    await endRefusalWindows(cloud.parts, refusalWindowMsDefault);
  });

  const call = (
    path: string,
    options: { readonly cert?: string; readonly key?: string } = {},
  ): Promise<number> =>
    new Promise((resolve, reject) => {
      request({
        host: '127.0.0.1',
        port: cloud.port,
        path,
        ca: cloud.root,
        agent: false,
        ...options,
      })
        .on('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
        .on('error', reject)
        .end();
    });
  const path = () => `/services/${account.id}/api/v1/account`;
  /** Records of a trail that tell of refusals, since the last call. */
  const last: Record<string, number> = {};
  const recorded = async (tenant: string): Promise<Recorded[]> => {
    const rows = await cloud.test.asAdmin<Recorded & { id: number }>(
      `select id::int as id, action, outcome, details from kartoteka.audit_record
       where tenant = $1 and id > $2 and action like 'machine.refused%' order by id`,
      [tenant, last[tenant] ?? 0],
    );
    last[tenant] = rows.at(-1)?.id ?? last[tenant] ?? 0;
    return rows;
  };
  const counted = () =>
    cloud.test.asAdmin<{ count: number }>(
      "select count from cloud.refusal_window where problem = 'pki.tls-version'",
    );
  const foreign = createAuthority({
    name: 'Obcy',
    clock: fixedClock('2026-03-02T06:40:00Z'),
    random: testRandom,
  });
  const stranger = async (cn: string) => {
    const { publicKeyPem, privateKeyPem } = await strangers;
    const { clock, random } = cloud.parts;
    const authority = await foreign;
    const cert = await issueCertificate({
      ...{ authority, publicKeyPem, subject: { cn }, profile: 'tls-client', days: 30 },
      ...{ clock, random },
    });
    return { cert, key: privateKeyPem };
  };

  it('records the first of three hundred, counts the others, and tells of all when the window ends', async () => {
    await recorded(account.id);
    const begun = cloud.clock.now();
    const statuses: number[] = [];
    for (let batch = 0; batch < 10; batch += 1) {
      cloud.clock.advance(1_000);
      statuses.push(...(await Promise.all(Array.from({ length: 30 }, () => call(path())))));
    }
    expect(new Set(statuses)).toEqual(new Set([403]));
    const during = await recorded(account.id);
    expect(during.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'machine.refused pki.no-certificate',
    ]);
    cloud.clock.advance(refusalWindowMsDefault);
    await endRefusalWindows(cloud.parts, refusalWindowMsDefault);
    const after = await recorded(account.id);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({
      action: 'machine.refused-again',
      outcome: 'pki.no-certificate',
    });
    expect(JSON.parse(after[0]?.details ?? '')).toEqual({
      remoteAddress: '127.0.0.1',
      first: new Date(begun.getTime() + 1_000).toISOString(),
      last: new Date(begun.getTime() + 10_000).toISOString(),
      count: 300,
      certificates: [],
    });
    const listed = await cloud.test.asAdmin(
      'select at from cloud.refused_connection where tenant = $1 and problem = $2',
      [account.id, 'pki.no-certificate'],
    );
    expect(listed).toHaveLength(2);
  });

  it('ends a window at the next refusal after it, without the loop', async () => {
    await recorded(account.id);
    await call(path());
    await call(path());
    cloud.clock.advance(refusalWindowMsDefault);
    await call(path());
    const rows = await recorded(account.id);
    expect(rows.map(({ action }) => action)).toEqual([
      'machine.refused',
      'machine.refused-again',
      'machine.refused',
    ]);
    expect(JSON.parse(rows[1]?.details ?? '').count).toBe(2);
  });

  it('keeps apart what is not the same: another problem, another account; a lone refusal is told once', async () => {
    const other = await cloud.account('6020');
    for (const tenant of [account.id, other.id, 'operator']) await recorded(tenant);
    await call(path());
    await call(path(), await stranger('nobody'));
    await call(`/services/${other.id}/api/v1/account`);
    await call('/services/9999/api/v1/account');
    cloud.clock.advance(refusalWindowMsDefault);
    await endRefusalWindows(cloud.parts, refusalWindowMsDefault);
    const outcomes = async (tenant: string) =>
      (await recorded(tenant)).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(await outcomes(account.id)).toEqual([
      'machine.refused pki.no-certificate',
      'machine.refused pki.common-name',
    ]);
    expect(await outcomes(other.id)).toEqual(['machine.refused pki.no-certificate']);
    expect(await outcomes('operator')).toEqual(['machine.refused pki.no-certificate']);
  });

  it('names the certificates that were shown, as far as they fit', async () => {
    await recorded(account.id);
    for (let index = 0; index < 20; index += 1) {
      await call(path(), await stranger(`stranger ${index}`));
    }
    cloud.clock.advance(refusalWindowMsDefault);
    await endRefusalWindows(cloud.parts, refusalWindowMsDefault);
    const details = JSON.parse((await recorded(account.id)).at(-1)?.details ?? '');
    expect(details.count).toBe(20);
    expect(new Set(details.certificates).size).toBe(16);
  });

  it('counts broken handshakes of old TLS: hundreds of them make two records', async () => {
    await recorded('operator');
    await Promise.all(Array.from({ length: 200 }, oldTls));
    await expect.poll(async () => (await counted())[0]?.count, { timeout: 20_000 }).toBe(200);
    cloud.clock.advance(refusalWindowMsDefault);
    await endRefusalWindows(cloud.parts, refusalWindowMsDefault);
    const rows = await recorded('operator');
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'machine.refused pki.tls-version',
      'machine.refused-again pki.tls-version',
    ]);
    expect(JSON.parse(rows[1]?.details ?? '').count).toBe(200);
  });

  it('lets others in meanwhile, and leaves them connections to the database', async () => {
    const flood = Promise.all(Array.from({ length: 200 }, () => call(path())));
    const credentials = { cert: account.tlsCertificate, key: account.tlsKey };
    expect(await call(path(), credentials)).toBe(200);
    expect(cloud.parts.database.load().waiting).toBe(0);
    await flood;
  });

  it('says of old TLS what is known of it, in words without gaps', () => {
    const problem = new Problem('pki.tls-version');
    for (const language of languages) expect(problem.text(language)).not.toMatch(/[{}]|\?/);
  });

  /** A handshake of TLS 1.1, as far as the server lets it come. */
  function oldTls(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(cloud.port, '127.0.0.1', () => socket.write(clientHello11));
      socket.resume();
      socket.on('close', () => resolve()).on('error', reject);
    });
  }
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, generateKeyPair, issueCertificate } from '@kartoteka/pki';
import { createWssSigner } from '@kartoteka/soap';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  issuePair,
  operator,
  startCloudForTests,
  type TestAccount,
  type TestCredentials,
} from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The table of PRODUCT 3.2, row by row, over real TLS. */
describe('callers that the machine interface refuses', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let other: TestAccount;
  beforeAll(async () => {
    // Each refusal is looked at by itself here; refusal-flood.test.ts has what counts them.
    cloud = await startCloudForTests({ refusalWindowMs: 0 });
    account = await cloud.account('5010');
    other = await cloud.account('6020');
  });
  afterAll(() => cloud.stop());

  const call = (path: string, credentials: Partial<TestCredentials>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: 'localhost',
          port: cloud.port,
          path,
          ca: cloud.root,
          cert: credentials.tlsCertificate,
          key: credentials.tlsKey,
          headers: { 'accept-language': 'pl' },
          agent: false,
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (piece: string) => {
            text += piece;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }),
          );
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  const accountPath = (id: string) => `/services/${id}/api/v1/account`;
  const refusals = (tenant: string) =>
    cloud.test.asAdmin<{ action: string; outcome: string }>(
      `select action, outcome from kartoteka.audit_record where tenant = $1 and action = 'machine.refused' order by id`,
      [tenant],
    );
  const listed = (tenant: string) =>
    cloud.test.asAdmin<{ problem: string; subject: string }>(
      'select problem, subject from cloud.refused_connection where tenant = $1 order by id',
      [tenant],
    );
  /** Refused with the code, kept in the account's audit and in its list of refused callers. */
  const expectRefused = async (answer: Answer, status: number, code: string, tenant: string) => {
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
    expect(String(answer.body.title).length).toBeGreaterThan(10);
    expect(answer.body.office).toMatchObject({
      name: expect.any(String),
      mail: expect.any(String),
    });
    expect((await refusals(tenant)).at(-1)?.outcome).toBe(code);
    expect((await listed(tenant)).at(-1)?.problem).toBe(code);
  };
  /** A certificate for the shared TLS key by the real issuing authority. */
  const issued = async (cn: string, profile: 'tls-client' | 'wss' = 'tls-client', days = 30) => {
    const { publicKeyPem, privateKeyPem } = await keys;
    const tlsCertificate = await issueCertificate({
      authority: await cloud.parts.authorities.issuing(),
      publicKeyPem,
      subject: { cn },
      profile,
      days,
      clock: cloud.clock,
      random: cloud.parts.random,
    });
    return { tlsCertificate, tlsKey: privateKeyPem };
  };
  const keys = generateKeyPair();

  it('lets the registered pair in', async () => {
    const answer = await call(accountPath(account.id), account);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ account: '0000000000005010', state: 'active' });
  });

  it('S003-199, S003-200 answers 400 to a CN that is not the account and TLS', async () => {
    await expectRefused(
      await call(accountPath(account.id), await issued('Przychodnia')),
      400,
      'pki.common-name',
      account.id,
    );
    await expectRefused(
      await call(accountPath(account.id), await issued(`${account.id} XYZ`)),
      400,
      'pki.common-name',
      account.id,
    );
  });

  it('S003-194 answers 400 to the certificate of another account', async () => {
    await expectRefused(
      await call(accountPath(account.id), other),
      400,
      'pki.other-account',
      account.id,
    );
  });

  it('S003-216 tells a WSS certificate in the TLS place by its own code', async () => {
    const swapped = { tlsCertificate: account.wssCertificate, tlsKey: account.wssKey };
    await expectRefused(
      await call(accountPath(account.id), swapped),
      400,
      'pki.certificate-kind',
      account.id,
    );
  });

  it('answers 400 to a TLS certificate without the purpose of client authentication', async () => {
    await expectRefused(
      await call(accountPath(account.id), await issued(`${account.id} TLS`, 'wss')),
      400,
      'pki.purpose',
      account.id,
    );
  });

  it('answers 400 to an unknown account, and keeps it in the operator’s trail', async () => {
    const answer = await call(accountPath('9999'), await issued('0000000000009999 TLS'));
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('pki.unknown-account');
    expect((await refusals('operator')).at(-1)?.outcome).toBe('pki.unknown-account');
  });

  it('S003-212, S003-213 answers 403 to the right CN on a certificate that is not registered', async () => {
    await expectRefused(
      await call(accountPath(account.id), await issued(`${account.id} TLS`)),
      403,
      'pki.not-registered',
      account.id,
    );
  });

  it('trusts the registration and not the name: a foreign authority’s certificate is not registered', async () => {
    const foreign = await createAuthority({
      name: 'Obcy urząd',
      clock: cloud.clock,
      random: cloud.parts.random,
    });
    const { publicKeyPem, privateKeyPem } = await keys;
    const tlsCertificate = await issueCertificate({
      authority: foreign,
      publicKeyPem,
      subject: { cn: `${account.id} TLS` },
      profile: 'tls-client',
      days: 30,
      clock: cloud.clock,
      random: cloud.parts.random,
    });
    await expectRefused(
      await call(accountPath(account.id), { tlsCertificate, tlsKey: privateKeyPem }),
      403,
      'pki.not-registered',
      account.id,
    );
  });

  it('answers 403 with the reason to a caller without a certificate', async () => {
    const answer = await call(accountPath(account.id), {});
    await expectRefused(answer, 403, 'pki.no-certificate', account.id);
  });

  it('compares account ids without leading zeros', async () => {
    expect((await call(accountPath('5010'), account)).status).toBe(200);
  });

  it('refuses an expired certificate with 403', async () => {
    const id = (await cloud.account('7001')).id;
    const pair = await issuePair(cloud.parts, id);
    cloud.clock.set('2027-06-01T08:00:00Z');
    await expectRefused(await call(accountPath(id), pair), 403, 'pki.expired', id);
    cloud.clock.set('2026-03-02T06:40:00Z');
  });

  it('withholds, gives back and revokes a certificate, each within a second', async () => {
    const fresh = await cloud.account('7002');
    const [tls] = (await cloud.parts.operator.find('7002'))!.certificates.filter(
      ({ kind }) => kind === 'TLS',
    );
    const set = (state: 'registered' | 'withheld' | 'revoked') =>
      cloud.parts.operator.setCertificateState(operator, {
        account: '7002',
        sha256: tls!.sha256,
        state,
      });
    const status = async () => (await call(accountPath(fresh.id), fresh)).status;
    expect(await status()).toBe(200);
    for (const [state, expected] of [
      ['withheld', 403],
      ['registered', 200],
      ['revoked', 403],
    ] as const) {
      await set(state);
      const until = performance.now() + 1000;
      let seen = await status();
      while (seen !== expected && performance.now() < until) seen = await status();
      expect(seen).toBe(expected);
    }
    await expectRefused(await call(accountPath(fresh.id), fresh), 403, 'pki.revoked', fresh.id);
    await expect(set('registered')).rejects.toMatchObject({ code: 'account.certificate-state' });
  });

  it('refuses a signature by another account’s WSS certificate with 400, by an unregistered one with 403', async () => {
    const sample = sampleSubmission({ serial: 50 });
    await expect(machineClient(cloud, account, other.signer).provide(sample)).rejects.toMatchObject(
      {
        code: 'soap.http-bad-request',
        params: { peerCode: 'pki.other-account' },
      },
    );
    const { publicKeyPem, privateKeyPem } = await keys;
    const certificatePem = await issueCertificate({
      authority: await cloud.parts.authorities.issuing(),
      publicKeyPem,
      subject: { cn: `${account.id} WSS` },
      profile: 'wss',
      days: 30,
      clock: cloud.clock,
      random: cloud.parts.random,
    });
    const signer = createWssSigner({
      privateKeyPem,
      certificatePem,
      clock: cloud.clock,
      random: cloud.parts.random,
    });
    await expect(machineClient(cloud, account, signer).provide(sample)).rejects.toMatchObject({
      code: 'soap.http-forbidden',
      params: { peerCode: 'pki.not-registered' },
    });
    expect((await refusals(account.id)).at(-1)?.outcome).toBe('pki.not-registered');
  });

  it('S003-218 gives a client that speaks only TLS 1.1 no channel', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kartoteka-tls-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    writeFileSync(cert, account.tlsCertificate);
    writeFileSync(key, account.tlsKey);
    const connect = (version: string): Promise<string> =>
      new Promise((resolve) => {
        const address = ['-connect', `localhost:${cloud.port}`, version];
        const child = execFile(
          'openssl',
          ['s_client', ...address, '-cipher', 'ALL:@SECLEVEL=0', '-cert', cert, '-key', key],
          { timeout: 10_000 },
          (_failed, stdout) => resolve(stdout),
        );
        child.stdin?.end();
      });
    expect(await connect('-tls1_1')).toMatch(/Cipher is \(NONE\)/);
    await expect
      .poll(async () => (await refusals('operator')).at(-1)?.outcome)
      .toBe('pki.tls-version');
    expect(await connect('-tls1_2')).toMatch(/Cipher is (?!\(NONE\))/);
    rmSync(folder, { recursive: true });
  });

  it('says nothing of TLS versions about a caller that speaks no TLS', async () => {
    const before = (await refusals('operator')).length;
    await new Promise<void>((resolve, reject) => {
      const socket = connectTcp(cloud.port, 'localhost', () => socket.write('SSH-2.0-client\r\n'));
      // The server ends the connection after it has reported the broken handshake.
      socket.on('close', () => resolve()).on('error', reject);
      socket.resume();
    });
    // A later caller that is recorded: the record of the earlier one would stand before it.
    await call(accountPath('9999'), await issued('0000000000009999 TLS'));
    const since = (await refusals('operator')).slice(before);
    expect(since.map(({ outcome }) => outcome)).not.toContain('pki.tls-version');
    expect(since).toHaveLength(1);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountId, fixedClock, type Random } from '@kartoteka/kernel';
import { accountCommonName, createCsr, generateKeyPair } from '@kartoteka/pki';
import { openKeyring, silentLog } from '@kartoteka/service';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { createWssSigner, type SoapTransport, type WssSigner } from '@kartoteka/soap';
import type { FastifyInstance } from 'fastify';
import { assembleCloudParts, type CloudParts, cloudMigrations } from '../src/cloud-parts.ts';
import type { OperatorContext } from '../src/features/accounts/operator-service.ts';
import { createMachineServer, type MachineServerOptions } from '../src/listener/machine-server.ts';
import type { CloudSchema } from '../src/schema.ts';

/** The operator as tests act it. */
export const operator: OperatorContext = {
  actor: { kind: 'operator', id: 'test', display: 'Test' },
  correlationId: 'test',
};

export const testRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
};

export interface TestCredentials {
  readonly tlsCertificate: string;
  readonly tlsKey: string;
  readonly wssCertificate: string;
  readonly wssKey: string;
}

export interface TestAccount extends TestCredentials {
  readonly id: AccountId;
  readonly signer: WssSigner;
}

export interface CloudForTests {
  readonly parts: CloudParts;
  readonly test: TestDatabase<CloudSchema>;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly server: FastifyInstance;
  readonly port: number;
  readonly root: string;
  /** Orders an account and issues its pair, by the operator's own code path. */
  account(
    number: string,
    limits?: { sizeMbMax?: number; documentsMax?: number },
  ): Promise<TestAccount>;
  transport(path: string, credentials: Partial<TestCredentials>): SoapTransport;
  stop(): Promise<void>;
}

/** Keys are slow to make, so all tests of a file share these. */
const keys = Promise.all([generateKeyPair(), generateKeyPair()]);

/** A cloud with a real database and a real TLS listener, its clock standing at a Monday morning. */
export async function startCloudForTests(
  options: Partial<MachineServerOptions> = {},
): Promise<CloudForTests> {
  const clock = fixedClock('2026-03-02T06:40:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-cloud-'));
  const test = await createTestDatabase<CloudSchema>({
    migrations: [cloudMigrations],
    poolMax: 20,
  });
  const { database } = test;
  const keyring = openKeyring({ path: join(folder, 'keyring'), random: testRandom, clock });
  const parts = assembleCloudParts(database, {
    keyring,
    operatorName: 'Test',
    oidRoot: '2.999.77',
    serverNames: ['localhost', '127.0.0.1'],
    clock,
    random: testRandom,
    log: silentLog,
  });
  const server = await createMachineServer(parts, { bind: [], ...options });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const root = (await parts.authorities.root()).certificatePem;
  return {
    parts,
    test,
    clock,
    server,
    port,
    root,
    account: (number, limits) => orderAccount(parts, number, limits),
    transport: (path, credentials) => transportTo(port, root, path, credentials),
    stop: async () => {
      await server.close();
      await test.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function orderAccount(
  parts: CloudParts,
  number: string,
  limits: { sizeMbMax?: number; documentsMax?: number } = {},
): Promise<TestAccount> {
  const id = await parts.operator.createAccount(operator, {
    account: number,
    organisation: 'Przychodnia Testowa',
    activeFrom: '2026-01-01',
    activeTo: '2026-12-31',
    sizeMbMax: limits.sizeMbMax ?? 20_000,
    documentsMax: limits.documentsMax ?? 100_000,
  });
  const credentials = await issuePair(parts, id);
  const signer = createWssSigner({
    privateKeyPem: credentials.wssKey,
    certificatePem: credentials.wssCertificate,
    clock: parts.clock,
    random: parts.random,
  });
  return { id, signer, ...credentials };
}

/** A fresh pair for an account, over keys that all tests share. */
export async function issuePair(parts: CloudParts, id: AccountId): Promise<TestCredentials> {
  const [tls, wss] = await keys;
  const csr = (privateKeyPem: string, kind: 'TLS' | 'WSS') =>
    createCsr({ privateKeyPem, subject: { cn: accountCommonName(id, kind), o: 'Test', c: 'PL' } });
  const issued = await parts.operator.issueCertificates(operator, {
    account: id,
    tlsCsr: await csr(tls.privateKeyPem, 'TLS'),
    wssCsr: await csr(wss.privateKeyPem, 'WSS'),
  });
  return {
    tlsCertificate: issued.tlsPem,
    tlsKey: tls.privateKeyPem,
    wssCertificate: issued.wssPem,
    wssKey: wss.privateKeyPem,
  };
}

function transportTo(
  port: number,
  root: string,
  path: string,
  credentials: Partial<TestCredentials>,
): SoapTransport {
  return {
    send: ({ headers, body }) =>
      new Promise((resolve, reject) => {
        const request = httpsRequest({
          host: 'localhost',
          port,
          path,
          method: 'POST',
          headers,
          ca: root,
          cert: credentials.tlsCertificate,
          key: credentials.tlsKey,
          agent: false,
        });
        request.on('response', (response) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            body: response,
          }),
        );
        request.on('error', reject);
        void (async () => {
          for await (const piece of body) {
            if (!request.write(piece))
              await new Promise((drained) => request.once('drain', drained));
          }
          request.end();
        })().catch(reject);
      }),
  };
}

import type { AddressInfo } from 'node:net';
import { createSignIn, silentLog } from '@kartoteka/service';
import { expect } from 'vitest';
import { bindConsentRoutes } from '../../cloud/src/features/consents/routes.ts';
import { createConsentService } from '../../cloud/src/features/consents/service.ts';
import { createMachineServer } from '../../cloud/src/listener/machine-server.ts';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
} from '../../cloud/test/cloud-for-tests.ts';
import { machineClient } from '../../cloud/test/machine-client.ts';
import { type CloudGate, startCloudGate } from './cloud-gate.ts';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import type { StaffSession } from './staff-session.ts';

export interface ConnectedPractice {
  readonly cloud: CloudForTests;
  readonly account: TestAccount;
  readonly repository: string;
  readonly gate: CloudGate;
  readonly practice: PracticeForTests;
  readonly administrator: StaffSession;
  /** Asks the cloud itself, past the practice. */
  readonly machine: ReturnType<typeof machineClient>;
  link(machineUrl: string): Record<string, string>;
  stop(): Promise<void>;
}

/** A practice that was connected to a cloud over TLS, by an administrator who sent the four files. */
export async function startConnectedPractice(
  options: {
    readonly limits?: { sizeMbMax?: number; documentsMax?: number };
    readonly throughGate?: boolean;
  } = {},
): Promise<ConnectedPractice> {
  const cloud = await startCloudForTests();
  const { parts, clock } = cloud;
  const account = await cloud.account('5010', options.limits);
  const signIn = createSignIn({
    area: 'portal',
    tenant: { inPath: true },
    database: parts.database,
    keyring: parts.keyring,
    clock,
    random: parts.random,
    log: silentLog,
    actorKind: 'person',
    issuer: 'Test',
  });
  const consents = createConsentService({
    database: parts.database,
    signIn,
    portalUrl: (id) => `https://portal.example/portal/${id}`,
    clock,
    random: parts.random,
  });
  const server = await createMachineServer(parts, {
    bind: [(guarded) => bindConsentRoutes(guarded, consents)],
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const cloudPort = (server.server.address() as AddressInfo).port;
  const gate = await startCloudGate({
    cloudPort,
    root: cloud.root,
    server: await parts.authorities.server(),
    credentials: account,
  });
  const practice = await startPracticeForTests({ clock });
  const administrator = await practice.signIn('administrator');
  const link = (machineUrl: string) => ({
    account: '5010',
    machineUrl,
    portalUrl: 'https://portal.example',
    trustedAuthorities: cloud.root,
    tlsCertificate: account.tlsCertificate,
    tlsPrivateKey: account.tlsKey,
    wssCertificate: account.wssCertificate,
    wssPrivateKey: account.wssKey,
  });
  const url = options.throughGate === false ? `https://localhost:${cloudPort}` : gate.url;
  const view = await administrator.put('/api/cloud-link', link(url));
  expect(view).toMatchObject({ connected: true, lastProblem: null });
  return {
    cloud,
    account,
    repository: (await parts.operator.find('5010'))!.repositoryOid,
    gate,
    practice,
    administrator,
    machine: machineClient(cloud, account),
    link,
    stop: async () => {
      await practice.stop();
      await gate.close();
      await server.close();
      await cloud.stop();
    },
  };
}

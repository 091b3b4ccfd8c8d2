import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createRenderer } from '@kartoteka/cda';
import type { AccountId, Clock, Random } from '@kartoteka/kernel';
import {
  accountSignInRoutes,
  createHttpServer,
  createMetrics,
  createSignIn,
  every,
  type Keyring,
  type Log,
  passkeySite,
  recordRefusedActs,
  type SyslogCollector,
  serveWeb,
  startSealing,
} from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { type CloudParts, openCloudParts } from './cloud-parts.ts';
import { refusalWindowMsDefault } from './features/accounts/record-refusal.ts';
import { endRefusalWindows } from './features/accounts/record-repeats.ts';
import { createAtnaFeed } from './features/atna/feed.ts';
import { startTelling } from './features/atna/start-telling.ts';
import { bindConsentRoutes } from './features/consents/routes.ts';
import { createConsentService } from './features/consents/service.ts';
import { forgetExpiredMessages } from './features/documents/seen-message-store.ts';
import { bindPortalRoutes } from './features/portal/routes.ts';
import { createPortalService } from './features/portal/service.ts';
import { createMachineServer } from './listener/machine-server.ts';

export {
  type CloudParts,
  cloudDatabaseName,
  cloudMigrations,
  openCloudParts,
} from './cloud-parts.ts';
export { type Office, setOffice } from './features/accounts/office.ts';
export type { OperatorContext, OperatorService } from './features/accounts/operator-service.ts';

export interface CloudOptions {
  readonly adminUrl: string;
  readonly keyring: Keyring;
  readonly operatorName: string;
  readonly oidRoot: string | undefined;
  readonly bind: string;
  readonly webPort: number;
  readonly machinePort: number;
  /** Where patients reach the web server, without a slash at the end. */
  readonly publicWebUrl: string;
  /** Host names and addresses under which machines reach the cloud. */
  readonly serverNames: readonly string[];
  readonly webTls?: { readonly cert: string; readonly key: string };
  readonly trustedProxies?: readonly string[];
  /** The pages say that nothing on them is real. */
  readonly demo?: boolean;
  /** Built pages of the portal. */
  readonly portalFolder: string;
  readonly stylesheetFolder: string;
  /** The audit record repository that is told of every exchange; none unless given. */
  readonly atnaCollector?: SyslogCollector;
  /** Whether the web server answers `/metrics`. */
  readonly metrics?: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Several processes may serve one cloud; each needs connections of its own. */
  readonly poolMax?: number;
}

export interface RunningCloud {
  readonly parts: CloudParts;
  stop(): Promise<void>;
}

/** The randomness of the operating system, for composition roots. */
export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
};
const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Starts one process of the cloud: its machine listener, its web server, its loops. */
export async function startCloud(options: CloudOptions): Promise<RunningCloud> {
  const { clock, log, keyring } = options;
  const parts = await openCloudParts({
    adminUrl: options.adminUrl,
    keyring,
    operatorName: options.operatorName,
    oidRoot: options.oidRoot,
    serverNames: options.serverNames,
    poolMax: options.poolMax ?? 20,
    clock,
    random: systemRandom,
    log,
  });
  const { database, contents, random } = parts;
  const signIn = createSignIn({
    area: 'portal',
    tenant: { inPath: true },
    database,
    keyring,
    clock,
    random,
    log,
    actorKind: 'person',
    issuer: options.operatorName,
    passkeys: passkeySite(options.operatorName, options.publicWebUrl),
  });
  const renderer = createRenderer({ workers: 1, stylesheetFolder: options.stylesheetFolder });
  const consents = createConsentService({
    database,
    signIn,
    portalUrl: (account: AccountId) => `${options.publicWebUrl}/portal/${account}`,
    clock,
    random,
  });
  const metrics = createMetrics({ application: 'cloud' });
  const { atnaCollector: collector } = options;
  const atna = collector && createAtnaFeed({ host: hostname(), processId: String(process.pid) });
  const machine = await createMachineServer(parts, {
    bind: [(guarded) => bindConsentRoutes(guarded, consents)],
    metrics,
    atna,
  });
  const web = await createHttpServer({
    clock,
    random,
    log,
    sessions: [signIn.sessions],
    recordRefusedAct: recordRefusedActs({ database, clock, actorKind: 'person' }),
    readiness: { database: () => answering(parts) },
    openApi: { title: 'Kartoteka: patient portal', version: '1' },
    metrics,
    serveMetrics: options.metrics ?? false,
    ...(options.webTls && { tls: options.webTls }),
    ...(options.trustedProxies && { trustedProxies: options.trustedProxies }),
  });
  signIn.bind(web, accountSignInRoutes('/portal/{account}'));
  bindPortalRoutes(web, createPortalService({ database, contents, renderer, clock }));
  await serveWeb(web, {
    folder: join(options.portalFolder),
    base: '/portal',
    world: options.demo ? 'demo' : undefined,
    title: { pl: 'Portal pacjenta', hu: 'Betegportál', en: 'Patient portal' },
  });
  const loops = startLoops(parts, signIn);
  if (collector) loops.push(startTelling({ database, collector, metrics, clock, log }));
  await listen(machine, options.bind, options.machinePort);
  await listen(web, options.bind, options.webPort);
  return {
    parts,
    stop: async () => {
      await Promise.all([machine.close(), web.close()]);
      await Promise.all(loops.map((loop) => loop.stop()));
      await renderer.close();
      await database.close();
    },
  };
}

function startLoops(
  { database, contents, keyring, clock, log }: CloudParts,
  signIn: { sweep(): Promise<void> },
): { stop(): Promise<void> }[] {
  return [
    startSealing({
      database,
      keyring,
      clock,
      onFailure: (error) => log.error({ error }, 'Sealing the audit trail failed'),
    }),
    every({
      name: 'sweep-content',
      pauseMs: hourMs / 12,
      clock,
      log,
      work: async () => {
        await contents.sweep();
      },
    }),
    every({
      name: 'forget-messages',
      pauseMs: hourMs / 12,
      clock,
      log,
      work: (now) => database.inScope({ kind: 'system' }, (trx) => forgetExpiredMessages(trx, now)),
    }),
    every({
      name: 'end-refusal-windows',
      pauseMs: minuteMs,
      clock,
      log,
      work: () => endRefusalWindows({ database, clock }, refusalWindowMsDefault),
    }),
    every({ name: 'sweep-sessions', pauseMs: hourMs, clock, log, work: () => signIn.sweep() }),
  ];
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<void> {
  await server.listen({ host, port });
}

async function answering({ database }: CloudParts): Promise<void> {
  if (!(await database.answers())) throw new Error('the database does not answer');
}

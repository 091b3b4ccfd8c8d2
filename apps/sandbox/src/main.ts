import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Clock, Random } from '@kartoteka/kernel';
import { createHttpServer, type Log, openDatabase } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { createCallDesk } from './frame/calls/call-desk.ts';
import { bindCallRoutes } from './frame/calls/routes.ts';
import { bindClockRoutes } from './frame/clock/routes.ts';
import { createFaultDesk } from './frame/faults/fault-desk.ts';
import { bindFaultRoutes } from './frame/faults/routes.ts';
import { bindPages } from './frame/pages/bind-pages.ts';
import type { ListenerFrame, Platform } from './frame/platform.ts';
import { chooseCertificate } from './frame/serve/choose-certificate.ts';
import { mountPlatforms } from './frame/serve/mount-platforms.ts';
import { openOwnCertificate, type SandboxTls } from './frame/serve/own-certificate.ts';
import { bindWorldRoutes } from './frame/worlds/routes.ts';
import { createWorldDesk, type WorldDesk } from './frame/worlds/world-desk.ts';
import { defaultWorld, type WorldName } from './frame/worlds/world-name.ts';
import { allPlatforms, type PlatformParts } from './platforms.ts';
import type { SandboxSchema } from './schema.ts';

export { parseWorldName, type WorldName } from './frame/worlds/world-name.ts';
export { type TestMailAccount, testMailAccounts } from './mail/test-accounts.ts';
export const sandboxDatabaseName = 'kartoteka_sandbox';

/** Folder of the sandbox's migrations. */
export const sandboxMigrations = fileURLToPath(new URL('./migrations', import.meta.url));

export interface SandboxOptions {
  readonly adminUrl: string;
  /** Another database than `kartoteka_sandbox`, for tests. */
  readonly databaseName?: string;
  readonly bind: string;
  /** From which the ports of further listeners are counted. */
  readonly basePort: number;
  readonly webPort: number;
  readonly servicesPort: number;
  /** Where the certificate of the sandbox is kept. */
  readonly folder: string;
  /** The pages for people; the interface and the platforms are there in any case. */
  readonly pages?: boolean;
  /** Worlds that have to be there, besides the default one. */
  readonly worlds?: readonly WorldName[];
  /** Other platforms than all of them, and their migrations, for tests. */
  readonly platforms?: (parts: PlatformParts) => readonly Platform[];
  readonly furtherMigrations?: readonly string[];
  /** The machine's time. */
  readonly clock: Clock;
  readonly log: Log;
  readonly poolMax?: number;
}

export interface RunningSandbox {
  readonly desk: WorldDesk;
  readonly tls: SandboxTls;
  readonly web: FastifyInstance;
  readonly services: FastifyInstance;
  stop(): Promise<void>;
}

const systemRandom: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };
/** An answer that a fault withholds does not hold up the end. */
const limits = { closeTimeoutMs: 2_000 };

/** Starts the sandbox: its web server, its services over TLS, the listeners of its platforms. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { clock, log } = options;
  const [database, tls] = await Promise.all([
    openDatabase<SandboxSchema>({
      adminUrl: options.adminUrl,
      name: options.databaseName ?? sandboxDatabaseName,
      migrations: [sandboxMigrations, ...(options.furtherMigrations ?? [])],
      poolMax: options.poolMax ?? 10,
      log,
    }),
    openOwnCertificate({ folder: options.folder, clock, random: systemRandom }),
  ]);
  const platforms = (options.platforms ?? allPlatforms)({
    database,
    folder: options.folder,
    basePort: options.basePort,
    machineClock: clock,
    random: systemRandom,
  });
  const desk = createWorldDesk({ database, platforms, machineClock: clock, random: systemRandom });
  for (const world of [defaultWorld, ...(options.worlds ?? [])]) await desk.ensure(world);
  await desk.complete();
  const common = {
    clock,
    random: systemRandom,
    log,
    limits,
    readiness: {
      database: async () => {
        if (!(await database.answers())) throw new Error('the database does not answer');
      },
    },
  };
  const web = await createHttpServer({
    ...common,
    openApi: { title: 'Kartoteka: sandbox', version: '1' },
  });
  const calls = createCallDesk({ database, desk });
  const faults = createFaultDesk({ database, desk, platforms, random: systemRandom });
  bindWorldRoutes(web, desk);
  bindClockRoutes(web, desk);
  bindCallRoutes(web, calls, platforms);
  bindFaultRoutes(web, faults);
  if (options.pages !== false) {
    const addresses = {
      web: `http://localhost:${options.webPort}`,
      services: `https://localhost:${options.servicesPort}`,
      host: 'localhost',
      basePort: options.basePort,
    };
    await bindPages(web, { desk, calls, faults, platforms, addresses });
  }
  for (const platform of platforms) platform.bindApi?.(web, desk.open);
  const SNICallback = chooseCertificate({ platforms, desk, tls, machineClock: clock, log });
  const services = await createHttpServer({
    ...common,
    tls: { cert: tls.cert, key: tls.key, SNICallback },
  });
  const mounting = { platforms, desk, machineClock: clock, log };
  await mountPlatforms(web, { ...mounting, server: 'web' });
  await mountPlatforms(services, { ...mounting, server: 'services' });
  const listeners = await startListeners(platforms, {
    bind: options.bind,
    basePort: options.basePort,
    tls,
    log,
    machineClock: clock,
    world: desk.find,
  });
  await services.listen({ host: options.bind, port: options.servicesPort });
  await web.listen({ host: options.bind, port: options.webPort });
  return {
    desk,
    tls,
    web,
    services,
    stop: async () => {
      await Promise.all([web.close(), services.close(), ...listeners.map((one) => one.stop())]);
      await database.close();
    },
  };
}

async function startListeners(platforms: readonly Platform[], frame: ListenerFrame) {
  const started: { stop(): Promise<void> }[] = [];
  for (const { listeners } of platforms) {
    for (const listener of listeners ?? []) started.push(await listener.start(frame));
  }
  return started;
}

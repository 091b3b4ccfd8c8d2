import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '@kartoteka/kernel';
import {
  createHttpServer,
  createSignIn,
  every,
  openDatabase,
  passkeySite,
  recordRefusedActs,
  type SignIn,
  serveWeb,
  signInRoutes,
  startJobs,
  startSealing,
} from '@kartoteka/service';
import { bindBoardRoutes } from './features/board/routes.ts';
import { bindCloudLinkRoutes } from './features/cloud-link/routes.ts';
import { letOldCopiesGo } from './features/documents/let-copies-go.ts';
import { bindDocumentRoutes } from './features/documents/routes.ts';
import { watchFolder } from './features/documents/watch-folder.ts';
import { bindKindRoutes } from './features/kinds/routes.ts';
import { sendDocumentTask } from './features/outbox/service.ts';
import { bindPatientMoveRoutes } from './features/patient-moves/routes.ts';
import { movePatientTask } from './features/patient-moves/service.ts';
import { bindPatientRoutes } from './features/patients/routes.ts';
import { bindRemovalRoutes } from './features/removals/routes.ts';
import { sendConsentTask } from './features/shares/consent-records.ts';
import { bindShareRoutes } from './features/shares/routes.ts';
import { bindStructureRoutes } from './features/structure/routes.ts';
import {
  assemblePractice,
  type PracticeParts,
  type PracticePartsOptions,
  practiceMigrations,
} from './practice-parts.ts';
import type { PracticeSchema } from './schema.ts';

export { type PracticeParts, practiceMigrations } from './practice-parts.ts';
export { openPracticeStaff } from './practice-staff.ts';

export interface PracticeOptions extends Omit<PracticePartsOptions, 'database' | 'random'> {
  readonly adminUrl: string;
  readonly databaseName: string;
  readonly bind: string;
  readonly port: number;
  /** Where staff reach it, without a slash at the end: passkeys belong to this address. */
  readonly publicUrl: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly trustedProxies?: readonly string[];
  /** The pages say that nothing on them is real. */
  readonly demo?: boolean;
  /** Built pages of the staff application. */
  readonly webFolder: string;
  /** Folder whose files are taken in by themselves; none when left out. */
  readonly watchedFolder?: string;
  readonly poolMax?: number;
}

export interface RunningPractice {
  readonly parts: PracticeParts;
  readonly signIn: SignIn;
  stop(): Promise<void>;
}

const systemRandom: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };
const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Starts the practice application: its server, its jobs, its loops. */
export async function startPractice(options: PracticeOptions): Promise<RunningPractice> {
  const { clock, log, keyring } = options;
  const database = await openDatabase<PracticeSchema>({
    adminUrl: options.adminUrl,
    name: options.databaseName,
    migrations: [practiceMigrations],
    poolMax: options.poolMax ?? 10,
    log,
  });
  const parts = assemblePractice({ ...options, database, random: systemRandom });
  const signIn = createSignIn({
    area: 'practice',
    tenant: { fixed: 'practice' },
    database,
    keyring,
    clock,
    random: systemRandom,
    log,
    actorKind: 'staff',
    issuer: 'Kartoteka',
    passkeys: passkeySite('Kartoteka', options.publicUrl),
  });
  const server = await createHttpServer({
    clock,
    random: systemRandom,
    log,
    sessions: [signIn.sessions],
    recordRefusedAct: recordRefusedActs({ database, clock, actorKind: 'staff' }),
    readiness: {
      database: async () => {
        if (!(await database.answers())) throw new Error('the database does not answer');
      },
    },
    openApi: { title: 'Kartoteka: practice', version: '1' },
    ...(options.tls && { tls: options.tls }),
    ...(options.trustedProxies && { trustedProxies: options.trustedProxies }),
  });
  signIn.bind(server, signInRoutes());
  bindPatientRoutes(server, parts.patients);
  bindPatientMoveRoutes(server, parts.moves);
  bindDocumentRoutes(server, { ...parts, database });
  bindKindRoutes(server, parts.kinds);
  bindShareRoutes(server, parts.shares);
  bindRemovalRoutes(server, parts.removals);
  bindBoardRoutes(server, parts.board);
  bindCloudLinkRoutes(server, parts.link);
  bindStructureRoutes(server, parts.structure);
  await serveWeb(server, {
    folder: options.webFolder,
    base: '/',
    world: options.demo ? 'demo' : undefined,
    title: { pl: 'Kartoteka', hu: 'Kartoték', en: 'Kartoteka' },
  });
  const jobs = await startJobs({
    database,
    concurrency: 4,
    clock,
    log,
    tasks: {
      [sendDocumentTask]: ({ document }) => parts.outbox.attempt(String(document)),
      [movePatientTask]: ({ move }) => parts.moves.attempt(String(move)),
      [sendConsentTask]: ({ consent }) => parts.shares.attempt(String(consent)),
    },
  });
  const loops = startLoops(parts, signIn, options);
  await server.listen({ host: options.bind, port: options.port });
  return {
    parts,
    signIn,
    stop: async () => {
      await server.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      await jobs.stop();
      parts.link.close();
      await parts.renderer.close();
      await database.close();
    },
  };
}

function startLoops(
  parts: PracticeParts,
  signIn: SignIn,
  { watchedFolder }: PracticeOptions,
): { stop(): Promise<void> }[] {
  const { database, contents, keyring, clock, log, random } = parts;
  const loop = (name: string, pauseMs: number, work: (now: Date) => Promise<void>) =>
    every({ name, pauseMs, clock, log, work });
  return [
    startSealing({
      database,
      keyring,
      clock,
      onFailure: (error) => log.error({ error }, 'Sealing the audit trail failed'),
    }),
    loop('sweep-content', 5 * minuteMs, async () => {
      await contents.sweep();
    }),
    loop('sweep-sessions', hourMs, () => signIn.sweep()),
    loop('ask-cloud', minuteMs, async () => {
      if ((await parts.link.view('pl')).connected) await parts.link.refresh();
    }),
    loop('ask-removals', minuteMs, async () => {
      if ((await parts.link.view('pl')).connected) await parts.removals.refresh();
    }),
    loop('let-copies-go', hourMs, (now) => letOldCopiesGo(parts, now)),
    ...(watchedFolder === undefined
      ? []
      : [watchFolder({ folder: watchedFolder, importing: parts.importing, clock, random, log })]),
  ];
}

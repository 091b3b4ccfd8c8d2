import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock, type Oid, type Random } from '@kartoteka/kernel';
import {
  createHttpServer,
  createLog,
  createSignIn,
  openKeyring,
  recordRefusedActs,
  signInRoutes,
  startJobs,
} from '@kartoteka/service';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import type { FastifyInstance } from 'fastify';
import { bindBoardRoutes } from '../src/features/board/routes.ts';
import { bindCloudLinkRoutes } from '../src/features/cloud-link/routes.ts';
import { bindDocumentRoutes } from '../src/features/documents/routes.ts';
import { bindKindRoutes } from '../src/features/kinds/routes.ts';
import { sendDocumentTask } from '../src/features/outbox/service.ts';
import { bindPatientMoveRoutes } from '../src/features/patient-moves/routes.ts';
import { movePatientTask } from '../src/features/patient-moves/service.ts';
import { bindPatientRoutes } from '../src/features/patients/routes.ts';
import { bindRemovalRoutes } from '../src/features/removals/routes.ts';
import { sendConsentTask } from '../src/features/shares/consent-records.ts';
import { bindShareRoutes } from '../src/features/shares/routes.ts';
import { bindStructureRoutes } from '../src/features/structure/routes.ts';
import { assemblePractice, type PracticeParts, practiceMigrations } from '../src/practice-parts.ts';
import type { PracticeSchema } from '../src/schema.ts';
import { StaffSession } from './staff-session.ts';

export const testRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
};

export type Role = 'administrator' | 'doctor' | 'nurse' | 'registrar';
export const roles: readonly Role[] = ['administrator', 'doctor', 'nurse', 'registrar'];
export const sourceId = '2.999.4242' as Oid;
const password = 'Kwitnie jabłoń nad rzeką';

export interface PracticeForTests {
  readonly parts: PracticeParts;
  readonly test: TestDatabase<PracticeSchema>;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly server: FastifyInstance;
  readonly url: string;
  /** Every line that was logged since the start. */
  readonly logLines: string[];
  /** Signs an employee with the role in. */
  signIn(role: Role): Promise<StaffSession>;
  /** A caller who is not signed in. */
  stranger(): StaffSession;
  stop(): Promise<void>;
}

/** The practice over a real database and real HTTP, with its jobs, its clock standing still. */
export async function startPracticeForTests(
  options: {
    readonly clock?: ReturnType<typeof fixedClock>;
    readonly country?: 'PL' | 'HU';
    readonly modules?: readonly string[];
    readonly timeoutMs?: number;
  } = {},
): Promise<PracticeForTests> {
  const clock = options.clock ?? fixedClock('2026-03-02T06:40:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-practice-'));
  const test = await createTestDatabase<PracticeSchema>({
    migrations: [practiceMigrations],
    poolMax: 10,
  });
  const { database } = test;
  const logLines: string[] = [];
  const log = createLog({
    name: 'practice',
    level: 'debug',
    destination: { write: (line) => void logLines.push(line) },
  });
  const keyring = openKeyring({ path: join(folder, 'keyring'), random: testRandom, clock });
  const parts = assemblePractice({
    database,
    keyring,
    country: options.country ?? 'PL',
    modules: new Set(options.modules ?? []),
    sourceId,
    shareDays: 30,
    shareReason: 'Udostępnienie dokumentacji pacjentowi',
    timeZone: 'Europe/Warsaw',
    timeoutMs: options.timeoutMs ?? 15_000,
    stylesheetFolder: join(folder, 'stylesheets'),
    rendererWorkers: 1,
    clock,
    random: testRandom,
    log,
  });
  const signIn = createSignIn({
    area: 'practice',
    tenant: { fixed: 'practice' },
    database,
    keyring,
    clock,
    random: testRandom,
    log,
    actorKind: 'staff',
    issuer: 'Kartoteka',
  });
  const server = await createHttpServer({
    clock,
    random: testRandom,
    log,
    sessions: [signIn.sessions],
    recordRefusedAct: recordRefusedActs({ database, clock, actorKind: 'staff' }),
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
  const jobs = await startJobs({
    database,
    concurrency: 2,
    clock,
    log,
    tasks: {
      [sendDocumentTask]: ({ document }) => parts.outbox.attempt(String(document)),
      [movePatientTask]: ({ move }) => parts.moves.attempt(String(move)),
      [sendConsentTask]: ({ consent }) => parts.shares.attempt(String(consent)),
    },
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const made = new Set<Role>();
  return {
    parts,
    test,
    clock,
    server,
    url,
    logLines,
    stranger: () => new StaffSession(url),
    signIn: async (role) => {
      if (!made.has(role)) {
        made.add(role);
        await signIn.createLogin({
          tenant: 'practice',
          loginName: role,
          password,
          subject: randomUUID(),
          name: `Anna ${role}`,
          roles: [role],
        });
      }
      const session = new StaffSession(url);
      await session.post('/api/session', { login: role, password });
      return session;
    },
    stop: async () => {
      await server.close();
      await jobs.stop();
      parts.link.close();
      await parts.renderer.close();
      await test.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The audit trail as it stands, oldest first. */
export function auditOf(
  practice: PracticeForTests,
): Promise<
  { action: string; outcome: string; subject_id: string | null; actor_display: string | null }[]
> {
  return practice.test.asAdmin(
    'SELECT action, outcome, subject_id, actor_display FROM kartoteka.audit_record ORDER BY id',
  );
}

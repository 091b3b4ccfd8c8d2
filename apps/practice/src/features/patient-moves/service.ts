import { type Clock, type Language, type Oid, Problem, type Random } from '@kartoteka/kernel';
import {
  addJob,
  type Database,
  growingPause,
  jobAttemptsMax,
  recordAudit,
} from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import { type Acting, actingByItself } from '../acting.ts';
import type { CloudClient } from '../cloud-link/cloud-client.ts';
import type { Patient } from '../patients/patient.ts';
import { patientIdOf } from '../patients/patient-id.ts';
import type { PatientMoveView } from './contract.ts';
import {
  changeMove,
  findMove,
  findOpenMoves,
  handOver,
  hasOlder,
  holdIdentity,
  insertMove,
  type PatientMove,
} from './store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;
export const movePatientTask = 'move-patient';

/** How soon a move looks again whether what is on its way under the old identifier has arrived. */
const inFlightPauseMs = 2_000;
/** Answers that no repetition changes. */
const final: ReadonlySet<string> = new Set([
  'account.patient-two-persons',
  'account.patient-same',
  'account.patient-move-differs',
  'xds.unknown-patient',
  'service.input',
]);

export interface PatientMoveOptions {
  readonly database: Database<PracticeSchema>;
  readonly cloud: () => Promise<CloudClient>;
  readonly sourceId: Oid;
  /** Whether there is a cloud that could know the patient. */
  readonly isLinked: (trx: Trx) => Promise<boolean>;
  /** Whether a document of the patient is being sent under the identifier that it set out with. */
  readonly isSending: (trx: Trx, patientId: string) => Promise<boolean>;
  /** Called in the transaction that records a move as done: what waited for it may go. */
  readonly onMoved: (trx: Trx, patientId: string) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
}

export type PatientMoveService = ReturnType<typeof createPatientMoveService>;

/**
 * Changed and merged identifiers on their way to the cloud. A move is written in the transaction of
 * its cause, sent under one id until the cloud has answered, and until then nothing of the patient is
 * sent: it would be filed under an identifier that the cloud does not join with the old one.
 */
export function createPatientMoveService(options: PatientMoveOptions) {
  const { database, clock, random, sourceId } = options;

  const schedule = (trx: Trx, id: string, runAt?: Date) =>
    addJob(
      trx,
      movePatientTask,
      { move: id },
      { key: `move-${id}`, attemptsMax: jobAttemptsMax, ...(runAt && { runAt }) },
    );
  const record = (
    trx: Trx,
    acting: Acting,
    move: Pick<PatientMove, 'id' | 'patientId'>,
    done: { readonly action: string; readonly outcome?: Problem['code'] },
  ) =>
    recordAudit(trx, {
      at: clock.now(),
      actor: acting.actor,
      action: done.action,
      subject: { kind: 'patient-move', id: move.id },
      patient: move.patientId,
      outcome: done.outcome ?? 'success',
      correlationId: acting.correlationId,
    });
  const itself = (): Acting => actingByItself('outbox', random.uuid());

  const begin = (id: string): Promise<PatientMove | undefined> =>
    database.inScope(practice, async (trx) => {
      const move = await findMove(trx, id);
      if (!move || move.state === 'done' || move.state === 'refused') return undefined;
      const waits = (await options.isSending(trx, move.patientId)) || (await hasOlder(trx, move));
      if (!waits) return move;
      const nextAt = new Date(clock.now().getTime() + inFlightPauseMs);
      await changeMove(trx, id, { next_at: nextAt });
      await schedule(trx, id, nextAt);
      return undefined;
    });

  const fail = (move: PatientMove, problem: Problem): Promise<void> =>
    database.inScope(practice, async (trx) => {
      const current = await findMove(trx, move.id);
      if (!current || current.state === 'done') return;
      const refused = final.has(String(problem.params.peerCode));
      const pause = growingPause(move.attempts + 1, movePatientTask);
      const nextAt = refused ? null : new Date(clock.now().getTime() + pause);
      const unknown = problem.params.outcome === 'unknown';
      await changeMove(trx, move.id, {
        state: refused ? 'refused' : unknown ? 'checking' : 'waiting',
        attempts: move.attempts + 1,
        next_at: nextAt,
        problem: problem.code,
        problem_params: JSON.stringify(problem.params),
        quoted: problem.quoted ?? null,
      });
      await record(trx, itself(), move, { action: 'patient.move-failed', outcome: problem.code });
      if (nextAt) await schedule(trx, move.id, nextAt);
    });

  return {
    /** Within the change of a record: its identifier in the cloud follows, if it became another one. */
    changed: (trx: Trx, acting: Acting, before: Patient, after: Patient): Promise<void> =>
      ask(trx, acting, { kind: 'change', before, after }),

    /** Within a merge: everything under the identifier that goes is filed under the one that stays. */
    merged: async (trx: Trx, acting: Acting, from: Patient, into: Patient): Promise<void> => {
      await handOver(trx, { from: from.id, into: into.id });
      await ask(trx, acting, { kind: 'merge', before: from, after: into });
    },

    /** Whether the patient's identifier is on its way; it does not change until the transaction ends. */
    isMoving: async (trx: Trx, patientId: string): Promise<boolean> => {
      await holdIdentity(trx, patientId);
      return (await findOpenMoves(trx, patientId)).length > 0;
    },

    list: (patientId: string, language: Language): Promise<PatientMoveView[]> =>
      database.inScope(practice, async (trx) =>
        (await findOpenMoves(trx, patientId)).map((move) => viewOf(move, language)),
      ),

    /** Sends a refused move again. @throws Problem `service.not-found` */
    retry: (
      acting: Acting,
      id: string,
      choice: { readonly endPortalAccess: boolean; readonly language: Language },
    ): Promise<PatientMoveView[]> =>
      database.inScope(practice, async (trx) => {
        const move = await findMove(trx, id);
        if (!move) throw new Problem('service.not-found');
        if (move.state === 'refused') {
          const { endPortalAccess } = choice;
          await changeMove(trx, id, {
            state: 'waiting',
            attempts: 0,
            ...(endPortalAccess && { end_portal_access: true }),
          });
          await record(trx, acting, move, { action: 'patient.move-retry' });
          await schedule(trx, id);
        }
        const open = await findOpenMoves(trx, move.patientId);
        return open.map((one) => viewOf(one, choice.language));
      }),

    /** One attempt; never throws for what the cloud or the line did. */
    attempt: async (id: string): Promise<void> => {
      const move = await begin(id);
      if (!move) return;
      try {
        const cloud = await options.cloud();
        await cloud.movePatient(move.kind, {
          id: move.id,
          from: move.from,
          to: move.to,
          reason: move.reason,
          by: move.by,
          endPortalAccess: move.endPortalAccess,
        });
      } catch (thrown) {
        await fail(move, problemOf(thrown));
        return;
      }
      await database.inScope(practice, async (trx) => {
        const current = await findMove(trx, id);
        if (!current || current.state === 'done') return;
        const at = clock.now();
        await changeMove(trx, id, { state: 'done', done_at: at, next_at: null, problem: null });
        await record(trx, itself(), current, { action: 'patient.moved' });
        await options.onMoved(trx, current.patientId);
      });
    },
  };

  async function ask(
    trx: Trx,
    acting: Acting,
    cause: {
      readonly kind: PatientMove['kind'];
      readonly before: Patient;
      readonly after: Patient;
    },
  ): Promise<void> {
    const { kind, after } = cause;
    const [from, to] = [patientIdOf(cause.before, sourceId), patientIdOf(after, sourceId)];
    // Without a cloud nothing was ever filed under either.
    if (from === to || !(await options.isLinked(trx))) return;
    const { id: by = acting.name } = acting.actor;
    const move = {
      id: random.uuid(),
      kind,
      patientId: after.id,
      from,
      to,
      reason: kind === 'merge' ? 'Połączenie kart pacjenta' : 'Zmiana identyfikatora pacjenta',
      by: { id: by, name: acting.name },
      since: clock.now(),
    };
    await insertMove(trx, move);
    await record(trx, acting, move, { action: 'patient.move-asked' });
    await schedule(trx, move.id);
  }
}

function problemOf(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
}

function viewOf(move: PatientMove, language: Language): PatientMoveView {
  const problem =
    move.problem === null
      ? null
      : new Problem(move.problem as Problem['code'], { params: move.problemParams });
  return {
    id: move.id,
    kind: move.kind,
    state: move.state === 'done' ? 'waiting' : move.state,
    since: move.since.toISOString(),
    by: move.by.name,
    problem: problem && {
      code: problem.code,
      text: problem.text(language),
      next: problem.next(language),
    },
    quoted: move.quoted,
    needsDecision:
      move.state === 'refused' && move.problemParams.peerCode === 'account.patient-two-persons',
  };
}

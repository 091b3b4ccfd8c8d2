import { type Clock, type Oid, Problem, type Random } from '@kartoteka/kernel';
import { type Database, growingPause } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import { actingByItself } from '../acting.ts';
import type { CloudClient } from '../cloud-link/cloud-client.ts';
import { patientIdOf } from '../patients/patient-id.ts';
import type { PatientService } from '../patients/service.ts';
import {
  foundConsent,
  lockedConsent,
  noteConsent,
  scheduleConsent,
  sendConsentTask,
} from './consent-records.ts';
import { type Consent, changeConsent, findConsent, findConsentDocuments } from './store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;

/** What the cloud says of the consent itself: no repetition changes it. */
const final: ReadonlySet<string> = new Set([
  'account.consent-differs',
  'account.consent-documents',
  'account.period',
  'service.input',
  'xds.unknown-patient',
]);

export interface SendConsentOptions {
  readonly database: Database<PracticeSchema>;
  readonly patients: PatientService;
  readonly cloud: () => Promise<CloudClient>;
  /** Whether the patient's identifier in the cloud is being changed; it stays until the end of `trx`. */
  readonly isMoving: (trx: Trx, patientId: string) => Promise<boolean>;
  readonly sourceId: Oid;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Brings consents to where they were asked to be: sent, or revoked. One attempt a call, repeated by
 * its job under the same id until the cloud has answered.
 */
export function createConsentSender(options: SendConsentOptions) {
  const { database, clock, random } = options;
  const note = (
    trx: Trx,
    consent: Pick<Consent, 'id' | 'patientId'>,
    done: { readonly what: string; readonly problem?: Problem },
  ) => noteConsent(trx, { acting: actingByItself('outbox', random.uuid()), clock }, consent, done);

  const fail = async (
    consent: Consent,
    problem: Problem,
    what: 'send' | 'revoke',
  ): Promise<void> => {
    // A revocation is never given up: what the patient may see is decided here, not by a refusal.
    const refused = what === 'send' && final.has(String(problem.params.peerCode));
    const unknown = problem.params.outcome === 'unknown';
    const pause = growingPause(consent.attempts + 1, sendConsentTask);
    const nextAt = refused ? null : new Date(clock.now().getTime() + pause);
    const waiting = what === 'revoke' ? 'revoking' : unknown ? 'checking' : 'waiting';
    await database.inScope(practice, async (trx) => {
      if (what === 'send' && (await isOvertaken(trx, consent.id))) {
        await note(trx, consent, { what: 'send-failed', problem });
        return;
      }
      // Another attempt, begun while this one ran, brought the receipt.
      if (what === 'send' && (await foundConsent(trx, consent.id)).state === 'sent') return;
      await changeConsent(trx, consent.id, {
        state: refused ? 'refused' : waiting,
        attempts: consent.attempts + 1,
        next_at: nextAt,
        problem: problem.code,
        problem_params: JSON.stringify(problem.params),
        quoted: problem.quoted ?? null,
      });
      await note(trx, consent, { what: `${what}-failed`, problem });
      if (nextAt) await scheduleConsent(trx, consent.id, nextAt);
    });
  };

  /**
   * Revoked, or asked to be, while it was being sent: whatever became of the sending, and although the
   * cloud may have known nothing of it a moment ago, it is revoked (once more) there.
   */
  const isOvertaken = async (trx: Trx, id: string): Promise<boolean> => {
    const { state } = await lockedConsent(trx, id);
    if (state !== 'revoking' && state !== 'revoked') return false;
    await changeConsent(trx, id, { state: 'revoking' });
    await scheduleConsent(trx, id);
    return true;
  };

  return {
    /** One attempt to bring a consent to where it was asked to be; never throws for the line. */
    attempt: async (id: string): Promise<void> => {
      const started = await database.inScope(practice, async (trx) => {
        const consent = await findConsent(trx, id);
        if (!consent) return undefined;
        const moving = await options.isMoving(trx, consent.patientId);
        // The move calls again when it is done. Revoking needs no identifier and waits for nothing.
        if (moving && consent.state !== 'revoking') return undefined;
        const patient = await options.patients.find(trx, consent.patientId);
        if (!patient) return undefined;
        return { consent, patient, documents: await findConsentDocuments(trx, id) };
      });
      if (!started) return;
      const { consent, patient, documents } = started;
      if (consent.state === 'revoking') return revokeNow(consent);
      const sendable = ['waiting', 'sending', 'checking'].includes(consent.state);
      // What is not archived yet calls again when it is.
      if (!sendable || documents.some(({ archivedAt }) => archivedAt === null)) return;
      const patientId = patientIdOf(patient, options.sourceId);
      try {
        const cloud = await options.cloud();
        const receipt = await cloud.putConsent(id, {
          patientId,
          patientName: consent.patientName,
          recipient: { kind: 'patient' },
          reason: consent.reason,
          from: consent.from,
          to: consent.to,
          timeZone: options.timeZone,
          documents: documents.map(({ uniqueId, sentUniqueId }) => sentUniqueId ?? uniqueId),
        });
        // What the cloud holds counts: it may have been told of the revocation first.
        await (receipt.revokedAt === null
          ? settle(consent, { state: 'sent', sent_at: new Date(receipt.receivedAt) }, 'sent')
          : settle(
              consent,
              { state: 'revoked', revoked_at: new Date(receipt.revokedAt) },
              'revoked',
            ));
      } catch (thrown) {
        // Refused under an identifier that is another one by now, it is sent again under that one.
        if (await hasMoved(consent, patientId)) return;
        await fail(consent, problemOf(thrown), 'send');
      }
    },
  };

  function hasMoved(sent: Consent, sentAs: string): Promise<boolean> {
    return database.inScope(practice, async (trx) => {
      const consent = await findConsent(trx, sent.id);
      const patient = consent && (await options.patients.find(trx, consent.patientId));
      if (!patient || patientIdOf(patient, options.sourceId) === sentAs) return false;
      await scheduleConsent(trx, sent.id);
      return true;
    });
  }

  async function revokeNow(consent: Consent): Promise<void> {
    try {
      const cloud = await options.cloud();
      const revokedAt = await revokedInCloud(cloud, consent.id);
      await settle(consent, { state: 'revoked', revoked_at: revokedAt ?? clock.now() }, 'revoked');
    } catch (thrown) {
      await fail(consent, problemOf(thrown), 'revoke');
    }
  }

  function settle(
    consent: Consent,
    change: { state: 'sent'; sent_at: Date } | { state: 'revoked'; revoked_at: Date },
    what: string,
  ): Promise<void> {
    return database.inScope(practice, async (trx) => {
      const overtaken = change.state === 'sent' && (await isOvertaken(trx, consent.id));
      const { state, ...times } = change;
      await changeConsent(trx, consent.id, {
        ...times,
        ...(!overtaken && { state }),
        attempts: 0,
        next_at: null,
        problem: null,
        quoted: null,
      });
      await note(trx, consent, { what });
    });
  }
}

/** When the cloud revoked it; `undefined` for one that it never had, which nobody can see either. */
async function revokedInCloud(cloud: CloudClient, id: string): Promise<Date | undefined> {
  try {
    const receipt = await cloud.revokeConsent(id);
    return receipt.revokedAt ? new Date(receipt.revokedAt) : undefined;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.params.peerCode === 'service.not-found')
      return undefined;
    throw thrown;
  }
}

function problemOf(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
}

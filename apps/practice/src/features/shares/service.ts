import {
  type Clock,
  dayIn,
  type Language,
  type Oid,
  Problem,
  type Random,
} from '@kartoteka/kernel';
import {
  type AuditEvent,
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
import { isHeldByConflict, type StoredDocument } from '../documents/document.ts';
import { patientIdOf } from '../patients/patient-id.ts';
import type { PatientService } from '../patients/service.ts';
import type { ConsentView } from './contract.ts';
import {
  type Consent,
  changeConsent,
  findConsent,
  findConsentDocuments,
  findConsentEvents,
  findWaitingFor,
  findWaitingOf,
  insertConsent,
  insertConsentEvent,
  lockConsent,
  searchConsents,
} from './store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;
export const sendConsentTask = 'send-consent';

/** What the cloud says of the consent itself: no repetition changes it. */
const final: ReadonlySet<string> = new Set([
  'account.consent-differs',
  'account.consent-documents',
  'account.period',
  'service.input',
  'xds.unknown-patient',
]);

/** What the dialog "Udostępnij" was confirmed with. */
export interface Share {
  readonly documentIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface ShareServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly patients: PatientService;
  readonly findDocument: (trx: Trx, id: string) => Promise<StoredDocument | undefined>;
  /** Puts a document on its way if it is not in the cloud. */
  readonly enqueue: (trx: Trx, acting: Acting, document: StoredDocument) => Promise<unknown>;
  readonly cloud: () => Promise<CloudClient>;
  /** Whether the patient's identifier in the cloud is being changed; it stays until the end of `trx`. */
  readonly isMoving: (trx: Trx, patientId: string) => Promise<boolean>;
  readonly sourceId: Oid;
  /** Days that a share lasts unless said otherwise, and its reason: the practice's defaults. */
  readonly defaults: { readonly days: number; readonly reason: string };
  readonly timeZone: string;
  readonly clock: Clock;
  readonly random: Random;
}

export type ShareService = ReturnType<typeof createShareService>;

/**
 * Consents and sharing. A consent goes to the cloud when all its documents are archived there; it is
 * in force, and shown so, by the cloud's receipt alone. Sending is repeated under the same id until
 * the cloud has answered.
 */
export function createShareService(options: ShareServiceOptions) {
  const { database, clock, random } = options;
  const itself = (): Acting => actingByItself('outbox', random.uuid());

  const note = async (
    trx: Trx,
    acting: Acting,
    consent: Pick<Consent, 'id' | 'patientId'>,
    done: { readonly what: string; readonly problem?: Problem },
  ): Promise<void> => {
    const at = clock.now();
    await insertConsentEvent(trx, {
      consentId: consent.id,
      at,
      what: done.what,
      by: acting.name,
      problem: done.problem?.code,
    });
    await recordAudit(trx, {
      at,
      actor: acting.actor,
      action: `consent.${done.what}`,
      subject: { kind: 'consent', id: consent.id },
      patient: consent.patientId,
      outcome: done.problem?.code ?? 'success',
      correlationId: acting.correlationId,
    });
  };
  const schedule = (trx: Trx, id: string, runAt?: Date) =>
    addJob(
      trx,
      sendConsentTask,
      { consent: id },
      {
        key: `consent-${id}`,
        attemptsMax: jobAttemptsMax,
        ...(runAt && { runAt }),
      },
    );
  const chosen = async (trx: Trx, ids: readonly string[]): Promise<StoredDocument[]> => {
    const documents: StoredDocument[] = [];
    for (const id of new Set(ids)) {
      const document = await options.findDocument(trx, id);
      if (!document) throw new Problem('service.not-found');
      if (isHeldByConflict(document)) throw new Problem('practice.conflict-open');
      documents.push(document);
    }
    return documents;
  };
  const found = async (trx: Trx, id: string): Promise<Consent> => {
    const consent = await findConsent(trx, id);
    if (!consent) throw new Problem('service.not-found');
    return consent;
  };
  /** As `found`, and nobody else changes it before the transaction ends. */
  const locked = async (trx: Trx, id: string): Promise<Consent> => {
    await lockConsent(trx, id);
    return found(trx, id);
  };
  const look = (
    trx: Trx,
    acting: Acting,
    seen: Pick<AuditEvent, 'action' | 'subject' | 'patient' | 'details'>,
  ) =>
    recordAudit(trx, {
      at: clock.now(),
      actor: acting.actor,
      ...seen,
      outcome: 'success',
      correlationId: acting.correlationId,
    });
  const view = async (trx: Trx, id: string, language: Language): Promise<ConsentView> => {
    const consent = await found(trx, id);
    const documents = await findConsentDocuments(trx, id);
    const events = await findConsentEvents(trx, id);
    return viewOf(consent, documents, { events, language });
  };

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
        await note(trx, itself(), consent, { what: 'send-failed', problem });
        return;
      }
      // Another attempt, begun while this one ran, brought the receipt.
      if (what === 'send' && (await found(trx, consent.id)).state === 'sent') return;
      await changeConsent(trx, consent.id, {
        state: refused ? 'refused' : waiting,
        attempts: consent.attempts + 1,
        next_at: nextAt,
        problem: problem.code,
        problem_params: JSON.stringify(problem.params),
        quoted: problem.quoted ?? null,
      });
      await note(trx, itself(), consent, { what: `${what}-failed`, problem });
      if (nextAt) await schedule(trx, consent.id, nextAt);
    });
  };

  /**
   * Revoked, or asked to be, while it was being sent: whatever became of the sending, and although the
   * cloud may have known nothing of it a moment ago, it is revoked (once more) there.
   */
  const isOvertaken = async (trx: Trx, id: string): Promise<boolean> => {
    const { state } = await locked(trx, id);
    if (state !== 'revoking' && state !== 'revoked') return false;
    await changeConsent(trx, id, { state: 'revoking' });
    await schedule(trx, id);
    return true;
  };

  return {
    defaults: () => {
      const from = dayIn(clock.now(), options.timeZone);
      const end = new Date(clock.now().getTime() + options.defaults.days * 86_400_000);
      return { from, to: dayIn(end, options.timeZone), reason: options.defaults.reason };
    },

    /**
     * "Udostępnij": one consent over documents of one patient; what is not in the cloud goes on its way
     * in the same transaction.
     *
     * @throws Problem `practice.consent-days`, `practice.other-patients`, `practice.no-patient`,
     *   `practice.conflict-open`, `service.not-found`
     */
    share: (acting: Acting, share: Share, language: Language): Promise<ConsentView> =>
      database.inScope(practice, async (trx) => {
        if (share.to < share.from) throw new Problem('practice.consent-days', { place: 'to' });
        const documents = await chosen(trx, share.documentIds);
        const patientIds = new Set(documents.map(({ patientId }) => patientId));
        if (patientIds.size > 1) throw new Problem('practice.other-patients');
        const patientId = documents[0]?.patientId;
        const patient = patientId ? await options.patients.find(trx, patientId) : undefined;
        if (!patientId || !patient) throw new Problem('practice.no-patient');
        const id = random.uuid();
        await insertConsent(trx, {
          id,
          patientId,
          recipientName: `${patient.form.family} ${patient.form.given}`,
          reason: share.reason,
          from: share.from,
          to: share.to,
          at: clock.now(),
          by: acting.name,
          documentIds: documents.map((document) => document.id),
        });
        await note(trx, acting, { id, patientId }, { what: 'created' });
        for (const document of documents) await options.enqueue(trx, acting, document);
        await schedule(trx, id);
        return view(trx, id, language);
      }),

    /** One consent; the look at it is recorded. @throws Problem `service.not-found` */
    get: (acting: Acting, id: string, language: Language): Promise<ConsentView> =>
      database.inScope(practice, async (trx) => {
        const { patientId } = await found(trx, id);
        const subject = { kind: 'consent', id };
        await look(trx, acting, { action: 'consent.read', subject, patient: patientId });
        return view(trx, id, language);
      }),

    /** A page of the register; the search is recorded, with how many it found. */
    search: (
      acting: Acting,
      search: {
        readonly patientId?: string | undefined;
        readonly state?: Consent['state'] | undefined;
        readonly text: string;
        readonly page: number;
        readonly pageSize: number;
      },
    ) =>
      database.inScope(practice, async (trx) => {
        const { rows, total } = await searchConsents(trx, {
          patientId: search.patientId,
          state: search.state,
          words: search.text.split(/\s+/).filter(Boolean).slice(0, 8),
          offset: (search.page - 1) * search.pageSize,
          limit: search.pageSize,
        });
        await look(trx, acting, {
          action: 'consent.search',
          ...(search.patientId !== undefined && { patient: search.patientId }),
          details: { results: total },
        });
        return { rows: rows.map(rowOf), total, page: search.page, pageSize: search.pageSize };
      }),

    /**
     * "Odwołanie zgody": asked for at once; revoked by the cloud's receipt.
     *
     * @throws Problem `practice.consent-state` for one that is revoked already
     */
    revoke: (acting: Acting, id: string, language: Language): Promise<ConsentView> =>
      database.inScope(practice, async (trx) => {
        const consent = await locked(trx, id);
        if (consent.state === 'revoked' || consent.state === 'revoking') {
          throw new Problem('practice.consent-state', { params: { state: consent.state } });
        }
        await changeConsent(trx, id, { state: 'revoking', problem: null, quoted: null });
        await note(trx, acting, consent, { what: 'revocation-asked' });
        await schedule(trx, id);
        return view(trx, id, language);
      }),

    /** Within the transaction that records a document as archived: what waited for it may go. */
    onArchived: async (trx: Trx, documentId: string): Promise<void> => {
      for (const id of await findWaitingFor(trx, documentId)) await schedule(trx, id);
    },

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

    /** Within the transaction that records the patient's identifier as changed: what waited may go. */
    onMoved: async (trx: Trx, patientId: string): Promise<void> => {
      for (const id of await findWaitingOf(trx, patientId)) await schedule(trx, id);
    },

    /** An invitation of a patient to the portal. */
    invite: async (acting: Acting, patientId: string) => {
      const patient = await database.inScope(practice, (trx) =>
        options.patients.find(trx, patientId),
      );
      if (!patient) throw new Problem('service.not-found');
      const cloud = await options.cloud();
      const { form } = patient;
      const invitation = await cloud.invite({
        patientId: patientIdOf(patient, options.sourceId),
        patientName: `${form.family} ${form.given}`,
      });
      await database.inScope(practice, (trx) =>
        recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'patient.invite',
          subject: { kind: 'patient', id: patientId },
          patient: patientId,
          outcome: 'success',
          correlationId: acting.correlationId,
        }),
      );
      return invitation;
    },
  };

  function hasMoved(sent: Consent, sentAs: string): Promise<boolean> {
    return database.inScope(practice, async (trx) => {
      const consent = await findConsent(trx, sent.id);
      const patient = consent && (await options.patients.find(trx, consent.patientId));
      if (!patient || patientIdOf(patient, options.sourceId) === sentAs) return false;
      await schedule(trx, sent.id);
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
      await note(trx, itself(), consent, { what });
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

function rowOf(consent: Consent) {
  return {
    id: consent.id,
    patientId: consent.patientId,
    patientName: consent.patientName,
    recipient: { kind: 'patient' as const, name: consent.recipientName },
    reason: consent.reason,
    from: consent.from,
    to: consent.to,
    state: consent.state,
    sentAt: consent.sentAt?.toISOString() ?? null,
    revokedAt: consent.revokedAt?.toISOString() ?? null,
    documents: consent.documents,
  };
}

function viewOf(
  consent: Consent,
  documents: Awaited<ReturnType<typeof findConsentDocuments>>,
  told: {
    readonly events: Awaited<ReturnType<typeof findConsentEvents>>;
    readonly language: Language;
  },
): ConsentView {
  return {
    ...rowOf(consent),
    createdBy: consent.createdBy,
    documentList: documents.map((document) => ({
      id: document.id,
      uniqueId: document.sentUniqueId ?? document.uniqueId,
      name: document.title,
      issuedAt: document.issuedAt?.toISOString() ?? null,
      sentAt: document.archivedAt?.toISOString() ?? null,
    })),
    steps: told.events.map(({ at, what, by, problem }, index) => ({
      at: at.toISOString(),
      what,
      by,
      problem:
        problem === null
          ? null
          : stepProblem(problem as Problem['code'], consent, {
              latest: index === told.events.length - 1,
              language: told.language,
            }),
    })),
  };
}

function stepProblem(
  code: Problem['code'],
  consent: Consent,
  told: { readonly latest: boolean; readonly language: Language },
) {
  const problem = new Problem(code, { params: consent.problemParams });
  return {
    code,
    text: problem.text(told.language),
    next: problem.next(told.language),
    quoted: told.latest ? consent.quoted : null,
  };
}

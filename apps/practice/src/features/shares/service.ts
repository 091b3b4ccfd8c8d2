import {
  type Clock,
  dayIn,
  type Language,
  type Oid,
  Problem,
  type Random,
} from '@kartoteka/kernel';
import { type AuditEvent, type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { CloudClient } from '../cloud-link/cloud-client.ts';
import { isHeldByConflict, type StoredDocument } from '../documents/document.ts';
import { patientIdOf } from '../patients/patient-id.ts';
import type { PatientService } from '../patients/service.ts';
import { foundConsent, lockedConsent, noteConsent, scheduleConsent } from './consent-records.ts';
import { rowOf, viewOf } from './consent-view.ts';
import type { ConsentView } from './contract.ts';
import { createConsentSender } from './send-consent.ts';
import {
  type Consent,
  changeConsent,
  findConsentDocuments,
  findConsentEvents,
  findWaitingFor,
  findWaitingOf,
  insertConsent,
  searchConsents,
} from './store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;

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
  const sender = createConsentSender(options);

  const note = (
    trx: Trx,
    acting: Acting,
    consent: Pick<Consent, 'id' | 'patientId'>,
    what: string,
  ) => noteConsent(trx, { acting, clock }, consent, { what });
  const chosen = async (trx: Trx, ids: readonly string[]): Promise<StoredDocument[]> => {
    const documents: StoredDocument[] = [];
    for (const id of new Set(ids)) {
      const document = await options.findDocument(trx, id);
      if (!document) throw new Problem('service.not-found');
      if (document.state === 'removed') throw new Problem('practice.removed');
      if (isHeldByConflict(document)) throw new Problem('practice.conflict-open');
      documents.push(document);
    }
    return documents;
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
    const consent = await foundConsent(trx, id);
    const documents = await findConsentDocuments(trx, id);
    const events = await findConsentEvents(trx, id);
    return viewOf(consent, documents, { events, language });
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
        await note(trx, acting, { id, patientId }, 'created');
        for (const document of documents) await options.enqueue(trx, acting, document);
        await scheduleConsent(trx, id);
        return view(trx, id, language);
      }),

    /** One consent; the look at it is recorded. @throws Problem `service.not-found` */
    get: (acting: Acting, id: string, language: Language): Promise<ConsentView> =>
      database.inScope(practice, async (trx) => {
        const { patientId } = await foundConsent(trx, id);
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
        const consent = await lockedConsent(trx, id);
        if (consent.state === 'revoked' || consent.state === 'revoking') {
          throw new Problem('practice.consent-state', { params: { state: consent.state } });
        }
        await changeConsent(trx, id, { state: 'revoking', problem: null, quoted: null });
        await note(trx, acting, consent, 'revocation-asked');
        await scheduleConsent(trx, id);
        return view(trx, id, language);
      }),

    /** Within the transaction that records a document as archived: what waited for it may go. */
    onArchived: async (trx: Trx, documentId: string): Promise<void> => {
      for (const id of await findWaitingFor(trx, documentId)) await scheduleConsent(trx, id);
    },

    /** One attempt to bring a consent to where it was asked to be; never throws for the line. */
    attempt: sender.attempt,

    /** Within the transaction that records the patient's identifier as changed: what waited may go. */
    onMoved: async (trx: Trx, patientId: string): Promise<void> => {
      for (const id of await findWaitingOf(trx, patientId)) await scheduleConsent(trx, id);
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
}

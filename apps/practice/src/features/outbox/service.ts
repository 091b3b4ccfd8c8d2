import type { CdaHeader } from '@kartoteka/cda';
import {
  type Clock,
  type DocumentUniqueId,
  type Oid,
  oidFromUuid,
  type PatientIdCx,
  Problem,
  type Random,
} from '@kartoteka/kernel';
import {
  addJob,
  type Database,
  growingPause,
  jobAttemptsMax,
  recordAudit,
} from '@kartoteka/service';
import { problemOfErrors } from '@kartoteka/xds';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import { type Acting, actingByItself } from '../acting.ts';
import type { CloudClient } from '../cloud-link/cloud-client.ts';
import type { DocumentState } from '../documents/contract.ts';
import type { StoredDocument } from '../documents/document.ts';
import {
  beginAttempt,
  deleteOutboxItem,
  failAttempt,
  findOutboxItem,
  insertOutboxItem,
  isOnItsWay,
  lockItem,
  type OutboxItem,
} from './store.ts';
import { submissionOfDocument, type WritingUnit } from './submission-of-document.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;

/** What the outbox needs of the archive. */
export interface ArchivePort {
  find(trx: Trx, id: string): Promise<StoredDocument | undefined>;
  /** The bytes as they came. */
  readBytes(document: StoredDocument): Promise<Uint8Array>;
  kindName(document: StoredDocument): string;
  /** The patient's identifier in the cloud; without a patient nothing is sent. */
  patientId(trx: Trx, document: StoredDocument): Promise<PatientIdCx | undefined>;
  /** entryUUID of an archived document. */
  archivedEntry(trx: Trx, uniqueId: string): Promise<string | undefined>;
  setState(
    trx: Trx,
    acting: Acting,
    change: { readonly id: string; readonly state: DocumentState; readonly what: string },
  ): Promise<void>;
  setArchived(
    trx: Trx,
    acting: Acting,
    receipt: {
      readonly id: string;
      readonly entryUuid: string;
      readonly repositoryUniqueId: string;
    },
  ): Promise<void>;
}

export interface OutboxServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly archive: ArchivePort;
  readonly cloud: () => Promise<CloudClient>;
  /** Root below which the practice issues ids. */
  readonly sourceId: Oid;
  /** The unit that wrote a document. */
  readonly unitOf: (trx: Trx, header: CdaHeader) => Promise<WritingUnit | undefined>;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether the patient's identifier in the cloud is being changed; it stays until the end of `trx`. */
  readonly isMoving: (trx: Trx, patientId: string) => Promise<boolean>;
  /** Called in the transaction that records a document as archived: consents may be waiting for it. */
  readonly onArchived: (trx: Trx, acting: Acting, documentId: string) => Promise<void>;
}

export type OutboxService = ReturnType<typeof createOutboxService>;
export const sendDocumentTask = 'send-document';
/** Documents in these states go nowhere, or have arrived. */
const stays: ReadonlySet<DocumentState> = new Set(['archived', 'conflict', 'removed']);
/** How soon a replacement looks again whether the document before it has arrived. */
const parentPauseMs = 2_000;

/** Answers that no repetition changes: the document waits for a person, visibly. */
const final = new Set<Problem['code']>([
  'xds.metadata',
  'xds.other-content',
  'xds.unknown-patient',
  'xds.other-patient',
  'xds.deprecated',
  'xds.unresolved-reference',
]);

/**
 * Documents on their way to the cloud. A row is written with its cause and goes only with the
 * cloud's receipt; every attempt of a document uses the same SubmissionSet id, so that the cloud
 * recognises a repeat. An attempt whose answer was lost is asked about before it is repeated.
 */
export function createOutboxService(options: OutboxServiceOptions) {
  const { database, archive, clock, random } = options;
  const itself = (): Acting => actingByItself('outbox', random.uuid());

  const record = (
    trx: Trx,
    acting: Acting,
    document: StoredDocument,
    outcome: 'success' | Problem['code'],
  ) =>
    recordAudit(trx, {
      at: clock.now(),
      actor: acting.actor,
      action: 'document.send',
      subject: { kind: 'document', id: document.id },
      ...(document.patientId && { patient: document.patientId }),
      outcome,
      correlationId: acting.correlationId,
    });

  /**
   * The receipt is in: the document is archived, and what waited for it may go. Two attempts may have
   * run at once; the first receipt counts, the second finds nothing that waits for it.
   */
  const finish = (
    document: StoredDocument,
    receipt: { entryUuid: string; repositoryUniqueId: string },
  ) =>
    database.inScope(practice, async (trx) => {
      const acting = itself();
      await lockItem(trx, document.id);
      if (!(await deleteOutboxItem(trx, document.id))) return;
      await archive.setArchived(trx, acting, { id: document.id, ...receipt });
      await record(trx, acting, document, 'success');
      await options.onArchived(trx, acting, document.id);
    });

  /**
   * Records how an attempt failed. Only the newest attempt of a document decides what it waits for:
   * while an older one ran, a newer may have begun, or brought the receipt already.
   */
  const fail = async (
    { document, item }: Attempt,
    problem: Problem,
    unknown: boolean,
  ): Promise<void> => {
    const refused = !unknown && final.has(problem.code);
    const pauseMs = growingPause(item.attempts + 1, sendDocumentTask);
    const nextAt = refused ? null : new Date(clock.now().getTime() + pauseMs);
    const state: DocumentState = refused ? 'refused' : unknown ? 'checking' : 'waiting';
    await database.inScope(practice, async (trx) => {
      const acting = itself();
      await record(trx, acting, document, problem.code);
      await lockItem(trx, document.id);
      const current = await findOutboxItem(trx, document.id);
      if (current?.attempts !== item.attempts + 1) return;
      await failAttempt(trx, document.id, {
        problem: problem.code,
        params: problem.params,
        quoted: problem.quoted,
        nextAt,
        unknown,
      });
      await archive.setState(trx, acting, { id: document.id, state, what: `send-${state}` });
      if (nextAt) await schedule(trx, document.id, nextAt);
    });
  };

  const schedule = (trx: Trx, documentId: string, runAt?: Date) =>
    addJob(
      trx,
      sendDocumentTask,
      { document: documentId },
      {
        key: `send-${documentId}`,
        attemptsMax: jobAttemptsMax,
        ...(runAt && { runAt }),
      },
    );

  /** Sent now, both versions would stand side by side in the cloud: the replacement goes second. */
  const waitFor = async (
    trx: Trx,
    documentId: string,
    item: OutboxItem,
    problem: 'practice.parent-waits' | 'practice.patient-moves',
  ): Promise<void> => {
    const nextAt = new Date(clock.now().getTime() + parentPauseMs);
    await failAttempt(trx, documentId, {
      problem,
      params: {},
      quoted: undefined,
      nextAt,
      unknown: item.beganAt !== null,
    });
    await schedule(trx, documentId, nextAt);
  };

  /** Marks the beginning of an attempt, with everything that it needs; nothing to do gives nothing. */
  const begin = (documentId: string): Promise<Attempt | undefined> =>
    database.inScope(practice, async (trx) => {
      await lockItem(trx, documentId);
      const filed = await archive.find(trx, documentId);
      const item = await findOutboxItem(trx, documentId);
      if (!filed || !item) return undefined;
      // What went out already is asked about under the identifier that it went with.
      const moving = filed.patientId !== null && (await options.isMoving(trx, filed.patientId));
      if (moving && item.beganAt === null) {
        await waitFor(trx, documentId, item, 'practice.patient-moves');
        return undefined;
      }
      // Read again: a merge may have come before the identifier was held.
      const document = (await archive.find(trx, documentId)) ?? filed;
      const parent = document.header.related.find(({ type }) => type === 'RPLC')?.uniqueId;
      const patientId = await archive.patientId(trx, document);
      if (!patientId) return undefined;
      const replaces = parent && (await archive.archivedEntry(trx, parent));
      if (parent && !replaces && (await isOnItsWay(trx, parent))) {
        await waitFor(trx, documentId, item, 'practice.parent-waits');
        return undefined;
      }
      await beginAttempt(trx, documentId, clock.now());
      await archive.setState(trx, itself(), {
        id: documentId,
        state: item.beganAt ? 'checking' : 'sending',
        what: item.beganAt ? 'send-checking' : 'send-sending',
      });
      const unit = await options.unitOf(trx, document.header);
      return { document, item, replaces, patientId, unit };
    });

  return {
    /**
     * Puts a document on its way, within the transaction of its cause. One that is on its way or
     * archived already stays as it is.
     */
    enqueue: async (
      trx: Trx,
      acting: Acting,
      { id }: Pick<StoredDocument, 'id' | 'state'>,
    ): Promise<boolean> => {
      // Read under the lock: an attempt may be bringing the receipt at this moment.
      await lockItem(trx, id);
      const document = await archive.find(trx, id);
      if (!document || stays.has(document.state)) return false;
      if (document.patientId === null) return false;
      const added = await insertOutboxItem(trx, {
        documentId: id,
        submissionSetUniqueId: oidFromUuid(random.uuid()),
        entryUuid: random.uuid(),
        since: clock.now(),
      });
      if (added || document.state === 'refused') {
        await archive.setState(trx, acting, { id, state: 'waiting', what: 'send-waiting' });
      }
      // An attempt that runs ends with an outcome or with the next attempt.
      if (document.state !== 'sending') await schedule(trx, id);
      return added || document.state === 'refused';
    },

    item: (trx: Trx, documentId: string): Promise<OutboxItem | undefined> =>
      findOutboxItem(trx, documentId),

    /** One attempt for one document; never throws for what the cloud or the line did. */
    attempt: async (documentId: string): Promise<void> => {
      const started = await begin(documentId);
      if (!started) return;
      const { document, item } = started;
      // An earlier attempt may have arrived although its answer did not: until that was asked, whatever
      // goes wrong now leaves it unknown.
      let unknown = item.beganAt !== null;
      try {
        const cloud = await options.cloud();
        const held = unknown ? await findHeld(cloud, document) : undefined;
        if (held) return await finish(document, held);
        unknown = false;
        const bytes = await archive.readBytes(document);
        const response = await cloud.provide(submissionOf(started), {
          entryUuid: item.entryUuid,
          bytes,
        });
        const problem =
          response.status === 'Success' ? undefined : problemOfErrors(response.errors);
        if (problem && problem.code !== 'xds.already-stored')
          return await fail(started, problem, false);
        unknown = true;
        // What counts is what the cloud holds, not what it said: hash and repository come from there.
        const stored = await findHeld(cloud, document);
        if (stored) return await finish(document, stored);
        await fail(started, problem ?? new Problem('xds.answer-contradicts'), false);
      } catch (thrown) {
        const problem =
          thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
        await fail(started, problem, unknown || problem.params.outcome === 'unknown');
        if (!(thrown instanceof Problem)) throw thrown;
      }
    },
  };

  function submissionOf({ document, item, replaces, patientId, unit }: Attempt) {
    const sent = {
      header: document.header,
      kindName: archive.kindName(document),
      title: document.title,
      uniqueId: sentUniqueIdOf(document),
      mimeType: document.mimeType,
      size: document.size,
      sha1: document.sha1,
      entryUuid: item.entryUuid,
      submissionSetUniqueId: item.submissionSetUniqueId,
      patientId,
      replaces,
    };
    return submissionOfDocument(sent, { sourceId: options.sourceId, unit }, clock.now());
  }
}

/** One attempt: the document and its place in the outbox as they were when it began. */
interface Attempt {
  readonly document: StoredDocument;
  readonly item: OutboxItem;
  /** entryUUID of the document that this one replaces, where the cloud holds it. */
  readonly replaces: string | undefined;
  readonly patientId: PatientIdCx;
  readonly unit: WritingUnit | undefined;
}

/** Its own, or the one that the user's word on a conflict gave it. */
function sentUniqueIdOf(document: StoredDocument): DocumentUniqueId {
  return (document.sentUniqueId ?? document.uniqueId) as DocumentUniqueId;
}

/** The entry that the cloud holds of this document, if its bytes are the same. */
async function findHeld(
  cloud: CloudClient,
  document: StoredDocument,
): Promise<{ entryUuid: string; repositoryUniqueId: Oid } | undefined> {
  const entries = await cloud.findDocuments([sentUniqueIdOf(document)]);
  const entry = entries.find(({ hash }) => hash?.toLowerCase() === document.sha1);
  if (!entry?.repositoryUniqueId) return undefined;
  return {
    entryUuid: entry.id.replace(/^urn:uuid:/, ''),
    repositoryUniqueId: entry.repositoryUniqueId,
  };
}

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
  type OutboxItem,
} from './store.ts';
import { type PracticeCodes, submissionOfDocument } from './submission-of-document.ts';

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
  readonly codes: PracticeCodes;
  readonly clock: Clock;
  readonly random: Random;
  /** Called in the transaction that records a document as archived: consents may be waiting for it. */
  readonly onArchived: (trx: Trx, acting: Acting, documentId: string) => Promise<void>;
}

export type OutboxService = ReturnType<typeof createOutboxService>;
export const sendDocumentTask = 'send-document';

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

  /** The receipt is in: the document is archived, and what waited for it may go. */
  const finish = (
    document: StoredDocument,
    receipt: { entryUuid: string; repositoryUniqueId: string },
  ) =>
    database.inScope(practice, async (trx) => {
      const acting = itself();
      await archive.setArchived(trx, acting, { id: document.id, ...receipt });
      await deleteOutboxItem(trx, document.id);
      await record(trx, acting, document, 'success');
      await options.onArchived(trx, acting, document.id);
    });

  const fail = async (
    document: StoredDocument,
    item: OutboxItem,
    problem: Problem,
  ): Promise<void> => {
    const unknown = problem.params.outcome === 'unknown';
    const refused = final.has(problem.code);
    const pauseMs = growingPause(item.attempts + 1, sendDocumentTask);
    const nextAt = refused ? null : new Date(clock.now().getTime() + pauseMs);
    const state: DocumentState = refused ? 'refused' : unknown ? 'checking' : 'waiting';
    await database.inScope(practice, async (trx) => {
      const acting = itself();
      await failAttempt(trx, document.id, {
        problem: problem.code,
        params: problem.params,
        quoted: problem.quoted,
        nextAt,
        unknown,
      });
      if (document.state !== state) {
        await archive.setState(trx, acting, { id: document.id, state, what: `send-${state}` });
      }
      await record(trx, acting, document, problem.code);
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

  return {
    /**
     * Puts a document on its way, within the transaction of its cause. One that is on its way or
     * archived already stays as it is.
     */
    enqueue: async (
      trx: Trx,
      acting: Acting,
      document: Pick<StoredDocument, 'id' | 'state' | 'patientId'>,
    ): Promise<boolean> => {
      if (document.state === 'archived' || document.state === 'conflict') return false;
      if (document.patientId === null) return false;
      const added = await insertOutboxItem(trx, {
        documentId: document.id,
        submissionSetUniqueId: oidFromUuid(random.uuid()),
        entryUuid: random.uuid(),
        since: clock.now(),
      });
      if (added || document.state === 'refused') {
        await archive.setState(trx, acting, {
          id: document.id,
          state: 'waiting',
          what: 'send-waiting',
        });
      }
      await schedule(trx, document.id);
      return added;
    },

    item: (trx: Trx, documentId: string): Promise<OutboxItem | undefined> =>
      findOutboxItem(trx, documentId),

    /** One attempt for one document; never throws for what the cloud or the line did. */
    attempt: async (documentId: string): Promise<void> => {
      const started = await database.inScope(practice, async (trx) => {
        const document = await archive.find(trx, documentId);
        const item = await findOutboxItem(trx, documentId);
        if (!document || !item) return undefined;
        const parent = document.header.related.find(({ type }) => type === 'RPLC')?.uniqueId;
        const patientId = await archive.patientId(trx, document);
        if (!patientId) return undefined;
        const replaces = parent && (await archive.archivedEntry(trx, parent));
        await beginAttempt(trx, documentId, clock.now());
        await archive.setState(trx, itself(), {
          id: documentId,
          state: item.beganAt ? 'checking' : 'sending',
          what: item.beganAt ? 'send-checking' : 'send-sending',
        });
        return { document, item, replaces, patientId };
      });
      if (!started) return;
      const { document, item, replaces, patientId } = started;
      try {
        const cloud = await options.cloud();
        const uniqueId = (document.sentUniqueId ?? document.uniqueId) as DocumentUniqueId;
        // An earlier attempt may have arrived although its answer did not.
        const held = item.beganAt ? await findHeld(cloud, uniqueId, document) : undefined;
        if (held) return await finish(document, held);
        const bytes = await archive.readBytes(document);
        const response = await cloud.provide(
          submissionOfDocument(
            {
              header: document.header,
              kindName: archive.kindName(document),
              title: document.title,
              uniqueId,
              mimeType: document.mimeType,
              size: document.size,
              sha1: document.sha1,
              entryUuid: item.entryUuid,
              submissionSetUniqueId: item.submissionSetUniqueId,
              patientId,
              replaces,
            },
            options.codes,
            clock.now(),
          ),
          { entryUuid: item.entryUuid, bytes },
        );
        const problem =
          response.status === 'Success' ? undefined : problemOfErrors(response.errors);
        if (problem && problem.code !== 'xds.already-stored')
          return await fail(document, item, problem);
        // What counts is what the cloud holds, not what it said: hash and repository come from there.
        const stored = await findHeld(cloud, uniqueId, document);
        if (stored) return await finish(document, stored);
        await fail(document, item, problem ?? new Problem('xds.answer-contradicts'));
      } catch (thrown) {
        const problem =
          thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
        await fail(document, item, problem);
        if (!(thrown instanceof Problem)) throw thrown;
      }
    },
  };
}

/** The entry that the cloud holds of this document, if its bytes are the same. */
async function findHeld(
  cloud: CloudClient,
  uniqueId: string,
  document: StoredDocument,
): Promise<{ entryUuid: string; repositoryUniqueId: Oid } | undefined> {
  const entries = await cloud.findDocuments([uniqueId]);
  const entry = entries.find(({ hash }) => hash?.toLowerCase() === document.sha1);
  if (!entry?.repositoryUniqueId) return undefined;
  return {
    entryUuid: entry.id.replace(/^urn:uuid:/, ''),
    repositoryUniqueId: entry.repositoryUniqueId,
  };
}

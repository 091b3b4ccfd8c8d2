import { createHash } from 'node:crypto';
import {
  documentKind,
  findingText,
  type Renderer,
  readAttachment,
  type SavedFile,
  saveAsPair,
} from '@kartoteka/cda';
import {
  type Clock,
  type DocumentUniqueId,
  type Language,
  type Oid,
  Problem,
  type Random,
} from '@kartoteka/kernel';
import { type ContentId, type ContentStore, type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { CloudClient } from '../cloud-link/cloud-client.ts';
import type { ArchivePort, OutboxService } from '../outbox/service.ts';
import { patientIdOf } from '../patients/patient-id.ts';
import type { PatientService } from '../patients/service.ts';
import type { DocumentView } from './contract.ts';
import { isHeldByConflict, type StoredDocument } from './document.ts';
import {
  changeDocument,
  findArchivedEntry,
  findDocument,
  findDocumentEvents,
  insertDocumentEvent,
  lockUniqueId,
} from './store.ts';
import { findVersions } from './version-store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;

export interface ArchiveServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly contents: ContentStore;
  readonly renderer: Renderer;
  readonly stylesheetFolder: string;
  readonly patients: PatientService;
  readonly sourceId: Oid;
  readonly cloud: () => Promise<CloudClient>;
  readonly clock: Clock;
  readonly random: Random;
}

export type ArchiveService = ReturnType<typeof createArchiveService>;

/** Documents that are here: read, shown, saved. Every look at one is audited. */
export function createArchiveService(options: ArchiveServiceOptions) {
  const { database, contents, clock } = options;

  const found = async (trx: Trx, id: string): Promise<StoredDocument> => {
    const document = await findDocument(trx, id);
    if (!document) throw new Problem('service.not-found');
    return document;
  };
  /** The document, after the look at it was recorded. */
  const opened = (acting: Acting, id: string, action: string): Promise<StoredDocument> =>
    database.inScope(practice, async (trx) => {
      const document = await found(trx, id);
      await recordAudit(trx, {
        at: clock.now(),
        actor: acting.actor,
        action,
        subject: { kind: 'document', id },
        ...(document.patientId && { patient: document.patientId }),
        outcome: 'success',
        correlationId: acting.correlationId,
      });
      return document;
    });
  /** The bytes as they came: from here, or from the cloud where the local copy went. */
  const readBytes = async (document: StoredDocument): Promise<Uint8Array> => {
    if (document.state === 'removed') throw new Problem('practice.removed');
    if (document.contentId !== null) {
      const { bytes } = await contents.read('practice', document.contentId as ContentId);
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(piece);
      return Buffer.concat(pieces);
    }
    return fetchBack(document, await options.cloud());
  };

  const port: ArchivePort = {
    find: findDocument,
    readBytes,
    kindName: (document) => documentKind(document.kind)?.names.pl ?? document.kind,
    archivedEntry: findArchivedEntry,
    patientId: async (trx, { patientId }) => {
      const patient = patientId && (await options.patients.find(trx, patientId));
      return patient ? patientIdOf(patient, options.sourceId) : undefined;
    },
    setState: async (trx, acting, { id, state, what }) => {
      await changeDocument(trx, id, { state });
      await insertDocumentEvent(trx, { documentId: id, at: clock.now(), what, by: acting.name });
    },
    setArchived: async (trx, acting, { id, entryUuid, repositoryUniqueId }) => {
      const at = clock.now();
      await changeDocument(trx, id, {
        state: 'archived',
        archived_at: at,
        proved_at: at,
        entry_uuid: entryUuid,
        repository_unique_id: repositoryUniqueId,
      });
      await insertDocumentEvent(trx, { documentId: id, at, what: 'archived', by: acting.name });
    },
  };

  return {
    port,
    readBytes,
    find: (id: string): Promise<StoredDocument> =>
      database.inScope(practice, (trx) => found(trx, id)),

    /** "Pokaż w przeglądarce". @throws Problem `cda.render-*`, `practice.copy-away` */
    show: async (acting: Acting, id: string, language: Language) => {
      const document = await opened(acting, id, 'document.show');
      return options.renderer.render(await readBytes(document), { language });
    },

    /** What was left out of the page, without another record: it is the same look. */
    notice: async (id: string, language: Language) => {
      const document = await database.inScope(practice, (trx) => found(trx, id));
      return options.renderer.render(await readBytes(document), { language });
    },

    /** "Zapisz XML HL7 CDA": document and stylesheet, bytes of the document untouched. */
    save: async (acting: Acting, id: string, language: Language): Promise<readonly SavedFile[]> => {
      const document = await opened(acting, id, 'document.save');
      return saveAsPair(await readBytes(document), {
        language,
        stylesheetFolder: options.stylesheetFolder,
      });
    },

    /** "Zapisz załącznik". @throws Problem `cda.no-attachment` */
    attachment: async (acting: Acting, id: string, index: number) => {
      const document = await opened(acting, id, 'document.attachment');
      return readAttachment(await readBytes(document), index);
    },

    /** The chain of versions that a document stands in. @throws Problem `service.not-found` */
    versions: (id: string) =>
      database.inScope(practice, async (trx) => {
        await found(trx, id);
        const versions = await findVersions(trx, id);
        return versions.map(({ issuedAt, ...version }) => ({
          ...version,
          issuedAt: issuedAt?.toISOString() ?? null,
        }));
      }),

    /** Everything about one document, for its page. */
    view: async (
      acting: Acting,
      id: string,
      language: Language,
    ): Promise<
      Pick<
        DocumentView,
        | 'state'
        | 'inCloud'
        | 'localCopy'
        | 'mimeType'
        | 'size'
        | 'sha1'
        | 'setId'
        | 'versionNumber'
        | 'author'
        | 'organisation'
        | 'source'
        | 'fileName'
        | 'stylesheet'
        | 'findings'
        | 'attachmentList'
        | 'conflictWith'
        | 'receipt'
        | 'history'
      >
    > => {
      const document = await opened(acting, id, 'document.read');
      const events = await database.inScope(practice, (trx) => findDocumentEvents(trx, id));
      const { archivedAt, repositoryUniqueId, entryUuid } = document;
      return {
        state: document.state,
        inCloud: document.state === 'archived',
        localCopy: document.contentId !== null,
        mimeType: document.mimeType,
        size: document.size,
        sha1: document.sha1,
        setId: document.setId,
        versionNumber: document.versionNumber,
        author: document.author,
        organisation: document.organisation,
        source: document.source,
        fileName: document.fileName,
        stylesheet: document.stylesheet,
        findings: document.findings.map((finding) => ({
          code: finding.code,
          severity: finding.severity,
          place: finding.place,
          text: findingText(finding, language),
        })),
        attachmentList: [...document.attachments],
        conflictWith: document.conflictWith,
        receipt:
          archivedAt && repositoryUniqueId && entryUuid
            ? { at: archivedAt.toISOString(), repositoryUniqueId, entryUuid }
            : null,
        history: events.map(({ at, what, by }) => ({ at: at.toISOString(), what, by })),
      };
    },

    /**
     * The user's word on a conflict: send the document under a new unique id below the practice's
     * root, bytes unchanged, or keep it here.
     *
     * @throws Problem `practice.no-conflict`
     */
    resolveConflict: (
      acting: Acting,
      decision: { readonly id: string; readonly send: boolean; readonly outbox: OutboxService },
    ): Promise<void> =>
      database.inScope(practice, async (trx) => {
        // Decided twice at once, it could go under two ids.
        await lockUniqueId(trx, (await found(trx, decision.id)).uniqueId);
        const document = await found(trx, decision.id);
        // Whoever kept it here may still change their mind and send it.
        const open = document.state === 'conflict' || (decision.send && isHeldByConflict(document));
        if (!open) throw new Problem('practice.no-conflict');
        const at = clock.now();
        const what = decision.send ? 'conflict-send' : 'conflict-keep';
        await changeDocument(trx, document.id, {
          state: 'local',
          ...(decision.send && { sent_unique_id: newUniqueId(options) }),
        });
        await insertDocumentEvent(trx, { documentId: document.id, at, what, by: acting.name });
        await recordAudit(trx, {
          at,
          actor: acting.actor,
          action: 'document.conflict',
          subject: { kind: 'document', id: document.id },
          ...(document.patientId && { patient: document.patientId }),
          outcome: 'success',
          correlationId: acting.correlationId,
          details: { decision: what },
        });
        if (decision.send)
          await decision.outbox.enqueue(trx, acting, { ...document, state: 'local' });
      }),

    /** Lets the local copy go after the cloud proved that it holds the same bytes. Returns whether it did. */
    letCopyGo: async (acting: Acting, id: string): Promise<boolean> => {
      const document = await database.inScope(practice, (trx) => found(trx, id));
      const { contentId } = document;
      if (contentId === null || document.state !== 'archived') return false;
      await fetchBack(document, await options.cloud());
      await database.inScope(practice, async (trx) => {
        await changeDocument(trx, id, { content_id: null, proved_at: clock.now() });
        await contents.remove(trx, 'practice', contentId as ContentId);
        const event = { documentId: id, at: clock.now(), what: 'copy-gone', by: acting.name };
        await insertDocumentEvent(trx, event);
        await recordAudit(trx, {
          at: event.at,
          actor: acting.actor,
          action: 'document.copy-gone',
          subject: { kind: 'document', id },
          ...(document.patientId && { patient: document.patientId }),
          outcome: 'success',
          correlationId: acting.correlationId,
        });
      });
      return true;
    },
  };
}

/** Arc of document numbers below the practice's root, and the length of a number in it. */
const documentArc = '7.1';
const numberBytes = 8;

function newUniqueId({ sourceId, random }: Pick<ArchiveServiceOptions, 'sourceId' | 'random'>) {
  const number = Buffer.from(random.bytes(numberBytes)).toString('hex');
  return `${sourceId}.${documentArc}^${number}`;
}

/**
 * ITI-43 for a document that the cloud holds. What comes back is what was sent, or nothing.
 *
 * @throws Problem `practice.copy-away` when the cloud does not give it now, `practice.other-bytes`
 *   when it gives other bytes
 */
async function fetchBack(document: StoredDocument, cloud: CloudClient): Promise<Uint8Array> {
  const uniqueId = (document.sentUniqueId ?? document.uniqueId) as DocumentUniqueId;
  if (!document.repositoryUniqueId) throw new Problem('practice.copy-away');
  const bytes = await cloud.retrieve(document.repositoryUniqueId, uniqueId).catch((cause) => {
    if (!(cause instanceof Problem)) throw cause;
    const { quoted } = cause;
    throw new Problem('practice.copy-away', { cause, ...(quoted !== undefined && { quoted }) });
  });
  if (!bytes) throw new Problem('practice.copy-away');
  if (createHash('sha256').update(bytes).digest('hex') !== document.sha256) {
    throw new Problem('practice.other-bytes');
  }
  return bytes;
}

import { fileURLToPath } from 'node:url';
import { createRenderer, type Renderer } from '@kartoteka/cda';
import type { Clock, Oid, Random } from '@kartoteka/kernel';
import {
  createContentStore,
  createDataKeys,
  type Database,
  type Keyring,
  type Log,
} from '@kartoteka/service';
import type { Transaction } from 'kysely';
import { createBoardService } from './features/board/service.ts';
import { createCloudLinkService } from './features/cloud-link/service.ts';
import { createArchiveService } from './features/documents/archive-service.ts';
import type { ImportOptions } from './features/documents/import-document.ts';
import { removeDocument } from './features/documents/remove-document.ts';
import { createSearchService } from './features/documents/search-service.ts';
import {
  countByKind,
  countByState,
  countOlder,
  countUnsent,
  findBySentId,
  findDocument,
  findUnsent,
} from './features/documents/store.ts';
import { settingOf } from './features/kinds/kind-settings.ts';
import { createKindService } from './features/kinds/service.ts';
import { createOutboxService } from './features/outbox/service.ts';
import { deleteOutboxItem, isSending, summariseOutbox } from './features/outbox/store.ts';
import {
  createPatientMoveService,
  type PatientMoveService,
} from './features/patient-moves/service.ts';
import { summariseMoves } from './features/patient-moves/store.ts';
import { createPatientService, type PatientService } from './features/patients/service.ts';
import { countPatients } from './features/patients/store.ts';
import { createRemovalService } from './features/removals/service.ts';
import { summariseRemovals } from './features/removals/store.ts';
import { createShareService } from './features/shares/service.ts';
import { summariseConsents } from './features/shares/store.ts';
import { staffByUnit } from './features/staff/store.ts';
import { createStructureService } from './features/structure/service.ts';
import type { PracticeSchema } from './schema.ts';

/** Folder of the practice's migrations. */
export const practiceMigrations = fileURLToPath(new URL('./migrations', import.meta.url));

type Trx = Transaction<PracticeSchema>;

export interface PracticePartsOptions {
  readonly database: Database<PracticeSchema>;
  readonly keyring: Keyring;
  readonly country: 'PL' | 'HU';
  readonly modules: ReadonlySet<string>;
  /** Root below which the practice issues ids. */
  readonly sourceId: Oid;
  readonly shareDays: number;
  readonly shareReason: string;
  readonly timeZone: string;
  /** "Timeout": longest silence of another system. */
  readonly timeoutMs: number;
  readonly stylesheetFolder: string;
  readonly rendererWorkers: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export type PracticeParts = ReturnType<typeof assemblePractice>;

/**
 * Puts the features of the practice together. Features that need one another meet here and nowhere
 * else, each through the other's service.
 */
export function assemblePractice(options: PracticePartsOptions) {
  const { database, keyring, clock, random, sourceId } = options;
  const dataKeys = createDataKeys({ database, keyring, random });
  const contents = createContentStore({ database, dataKeys, clock, random });
  const renderer: Renderer = createRenderer({
    workers: options.rendererWorkers,
    stylesheetFolder: options.stylesheetFolder,
  });
  const patients: PatientService = createPatientService({
    database,
    timeZone: options.timeZone,
    clock,
    random,
    onChanged: (trx, acting, before, after) => moves.changed(trx, acting, before, after),
    onMerged: (trx, acting, from, into) => moves.merged(trx, acting, from, into),
  });
  const structure = createStructureService({ database, clock, staffByUnit });
  const link = createCloudLinkService({
    database,
    keyring,
    timeoutMs: options.timeoutMs,
    clock,
    random,
  });
  const moves: PatientMoveService = createPatientMoveService({
    database,
    cloud: link.client,
    sourceId,
    isLinked: link.isLinked,
    isSending,
    onMoved: (trx, patientId) => shares.onMoved(trx, patientId),
    clock,
    random,
  });
  const archive = createArchiveService({
    database,
    contents,
    renderer,
    stylesheetFolder: options.stylesheetFolder,
    patients,
    sourceId,
    cloud: link.client,
    clock,
    random,
  });
  const outbox = createOutboxService({
    database,
    archive: archive.port,
    cloud: link.client,
    sourceId,
    unitOf: (trx, { place }) =>
      structure.unitOf(trx, { cell: place.cell, specialty: place.specialty?.code }),
    clock,
    random,
    isMoving: moves.isMoving,
    onArchived: (trx, _acting, documentId) => shares.onArchived(trx, documentId),
  });
  const shares = createShareService({
    database,
    patients,
    findDocument,
    enqueue: outbox.enqueue,
    cloud: link.client,
    isMoving: moves.isMoving,
    sourceId,
    defaults: { days: options.shareDays, reason: options.shareReason },
    timeZone: options.timeZone,
    clock,
    random,
  });
  const kinds = createKindService({
    database,
    clock,
    country: options.country,
    modules: options.modules,
    counts: {
      all: countByKind,
      unsent: countUnsent,
      older: countOlder,
    },
    enqueue: async (trx, acting, codes) => {
      for (const id of await findUnsent(trx, codes)) {
        const document = await findDocument(trx, id);
        if (document) await outbox.enqueue(trx, acting, document);
      }
    },
  });
  const importing: ImportOptions = {
    database,
    contents,
    patients,
    clock,
    random,
    enqueue: async (trx: Trx, acting, document) => {
      const settings = await kinds.settings(trx);
      if (!settingOf(settings, document.kind).autoArchive) return;
      await outbox.enqueue(trx, acting, document);
    },
  };
  const search = createSearchService({
    database,
    archive,
    outbox,
    timeZone: options.timeZone,
    clock,
  });
  const removals = createRemovalService({
    database,
    archive: {
      find: findDocument,
      findBySentId,
      remove: async (trx, acting, id) => {
        await deleteOutboxItem(trx, id);
        await removeDocument(trx, { contents, clock }, acting, id);
      },
    },
    cloud: link.client,
    clock,
    random,
  });
  const board = createBoardService({
    database,
    clock,
    ports: {
      outbox: summariseOutbox,
      consents: summariseConsents,
      moves: summariseMoves,
      removals: summariseRemovals,
      documents: countByState,
      cloud: link.view,
      patients: countPatients,
      structureKnown: structure.isKnown,
    },
  });
  return {
    ...options,
    contents,
    renderer,
    patients,
    moves,
    removals,
    structure,
    link,
    archive,
    outbox,
    shares,
    kinds,
    importing,
    search,
    board,
  };
}

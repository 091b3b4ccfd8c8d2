import { type CdaHeader, type CdaReading, readCda } from '@kartoteka/cda';
import {
  type Clock,
  type DocumentUniqueId,
  documentUniqueId,
  Problem,
  parseDocumentUniqueId,
  type Random,
} from '@kartoteka/kernel';
import {
  type ContentHandle,
  type ContentStore,
  type Database,
  recordAudit,
} from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { PatientForm, PatientIdentity } from '../patients/contract.ts';
import type { PatientService } from '../patients/service.ts';
import type { DocumentSource, NewDocument, StoredDocument } from './document.ts';
import { insertReplacements, lockReplacements, replacedBy } from './replacement-store.ts';
import { findByUniqueId, insertDocument, insertDocumentEvent, lockUniqueId } from './store.ts';

type Trx = Transaction<PracticeSchema>;

/** What became of one file that was read. */
export interface Imported {
  readonly outcome: 'stored' | 'already-there' | 'conflict';
  readonly document: StoredDocument | NewDocument;
  readonly patientName: string | null;
  readonly patientCreated: boolean;
}

export interface ImportOptions {
  readonly database: Database<PracticeSchema>;
  readonly contents: ContentStore;
  readonly patients: PatientService;
  readonly clock: Clock;
  readonly random: Random;
  /** Within the transaction: whether and how a new document goes on its way. */
  readonly enqueue: (trx: Trx, acting: Acting, document: NewDocument) => Promise<void>;
}

export interface IncomingFile {
  readonly name: string;
  readonly source: DocumentSource;
  readonly bytes: Uint8Array;
}

/**
 * Takes one CDA document in: read once, its patient found or made, content and metadata and the way
 * to the cloud in one transaction. Bytes are kept as they came. The same bytes again are the same
 * document; the same id with other bytes is kept too, as a conflict for a person to decide.
 *
 * @throws Problem `cda.*`, `xml.*` for a file that is no document; nothing of it is kept
 */
export async function importDocument(
  options: ImportOptions,
  acting: Acting,
  file: IncomingFile,
): Promise<Imported> {
  if (!looksLikeXml(file.bytes)) throw new Problem('practice.not-xml', { place: '/' });
  const reading = readCda(file.bytes);
  const uniqueId = uniqueIdOf(reading.header);
  const handle = await options.contents.put('practice', [file.bytes] as never);
  try {
    return await options.database.inScope({ kind: 'practice' }, (trx) =>
      store(trx, options, acting, { file, reading, uniqueId, handle }),
    );
  } catch (thrown) {
    await options.contents.discard(handle);
    throw thrown;
  }
}

/** Marks at the start of files that are surely something else: what they are is said, not how they decode. */
const otherStarts = [
  Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from('%PDF'),
  Buffer.from('PK\u0003\u0004'),
  Buffer.from('GIF8'),
];

function looksLikeXml(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8));
  return !otherStarts.some((mark) => start.subarray(0, mark.length).equals(mark));
}

interface ReadFile {
  readonly file: IncomingFile;
  readonly reading: CdaReading;
  readonly uniqueId: DocumentUniqueId;
  readonly handle: ContentHandle;
}

async function store(
  trx: Trx,
  options: ImportOptions,
  acting: Acting,
  { file, reading, uniqueId, handle }: ReadFile,
): Promise<Imported> {
  await lockUniqueId(trx, uniqueId);
  const replaces = replacedBy(reading.header);
  if (replaces.length > 0) await lockReplacements(trx);
  const known = await findByUniqueId(trx, uniqueId);
  const same = known.find(({ sha256 }) => sha256 === handle.sha256);
  // What two people took away does not come back by a watched folder.
  if (same?.state === 'removed') throw new Problem('practice.removed');
  if (same) {
    return { outcome: 'already-there', document: same, patientName: null, patientCreated: false };
  }
  const form = patientFormOf(reading.header);
  const patient = form && (await options.patients.findOrCreate(trx, acting, form));
  const first = known[0];
  const document: NewDocument = {
    ...describe(reading, file),
    id: options.random.uuid(),
    uniqueId,
    patientId: patient?.id ?? null,
    size: handle.size,
    sha1: handle.sha1,
    sha256: handle.sha256,
    contentId: await options.contents.link(trx, handle),
    addedAt: options.clock.now(),
    addedBy: acting.name,
    state: first ? 'conflict' : 'local',
    conflictWith: first?.id ?? null,
  };
  await insertDocument(trx, document);
  await insertReplacements(trx, { id: document.id, uniqueId, replaces });
  const at = document.addedAt;
  await insertDocumentEvent(trx, {
    documentId: document.id,
    at,
    what: 'imported',
    by: acting.name,
  });
  await recordAudit(trx, {
    at,
    actor: acting.actor,
    action: 'document.import',
    subject: { kind: 'document', id: document.id },
    ...(patient && { patient: patient.id }),
    outcome: 'success',
    correlationId: acting.correlationId,
    details: { kind: document.kind, source: file.source, conflict: first !== undefined },
  });
  if (!first) await options.enqueue(trx, acting, document);
  return {
    outcome: first ? 'conflict' : 'stored',
    document,
    patientName: form ? `${form.family} ${form.given}` : null,
    patientCreated: patient?.created ?? false,
  };
}

function describe(reading: CdaReading, file: IncomingFile) {
  const { header } = reading;
  const author = header.authors[0];
  return {
    kind: reading.kind.code,
    setId: header.setId
      ? (documentUniqueId(header.setId.root, header.setId.extension) ?? null)
      : null,
    versionNumber: header.version ?? null,
    title: header.title || reading.kind.names.pl,
    issuedAt: instantOf(header),
    author: author?.name
      ? [author.name.prefix, ...author.name.given, author.name.family].filter(Boolean).join(' ')
      : (author?.device ?? ''),
    organisation: author?.organisation?.name ?? header.custodian?.name ?? '',
    stylesheet: reading.stylesheet?.fileName ?? null,
    mimeType: 'text/xml',
    header,
    findings: reading.findings,
    attachments: reading.attachments.map(({ number, name, mime, size }) => ({
      index: number,
      name,
      mimeType: mime,
      size,
    })),
    words: reading.text,
    source: file.source,
    fileName: file.name,
  };
}

/** The id under which the document is kept and sent. @throws Problem `practice.no-document-id` */
function uniqueIdOf(header: CdaHeader): DocumentUniqueId {
  const id = header.uniqueId && parseDocumentUniqueId(header.uniqueId);
  if (!id) throw new Problem('practice.no-document-id', { place: '/ClinicalDocument/id' });
  return id;
}

/** The moment of issue; a document that states only a day has the start of that day in UTC. */
function instantOf(header: CdaHeader): Date | null {
  const digits = header.effectiveTime?.dtm.padEnd(14, '0');
  if (!digits) return null;
  const iso = digits.replace(
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/,
    (_all, ...part: string[]) => {
      const [year, month, day, hour, minute, second] = part;
      return `${year}-${month === '00' ? '01' : month}-${day === '00' ? '01' : day}T${hour}:${minute}:${second}Z`;
    },
  );
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The record that a document's patient gets when the index has none; numbers as they came. */
function patientFormOf({ patient }: CdaHeader): PatientForm | undefined {
  const identity = patient && identityOf(patient);
  if (!patient || !identity) return undefined;
  const birth = /^(\d{4})(\d{2})(\d{2})/.exec(patient.birthTime?.dtm ?? '');
  return {
    family: patient.name?.family || '—',
    given: patient.name?.given.join(' ') || '—',
    identity,
    sex: patient.sex === 'female' || patient.sex === 'male' ? patient.sex : 'unknown',
    representatives: [],
    ...(birth && { birthDate: `${birth[1]}-${birth[2]}-${birth[3]}` }),
  };
}

function identityOf(patient: NonNullable<CdaHeader['patient']>): PatientIdentity | undefined {
  if (patient.pesel) return { kind: 'pesel', number: patient.pesel };
  if (patient.taj) return { kind: 'taj', number: patient.taj };
  const id = patient.ids.find(({ extension }) => extension !== undefined);
  if (!id?.extension) return undefined;
  return { kind: 'document', number: id.extension.slice(0, 40), issuer: id.root };
}

import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { dayText, instantText, pageOf, pageQuery } from '../paging-contract.ts';

/**
 * Where a document stands, as words on the screen. `archived` only after the cloud's receipt;
 * `checking` when an answer was lost and the outcome is being found out.
 */
export const documentState = z.enum([
  'local',
  'waiting',
  'sending',
  'checking',
  'archived',
  'refused',
  'conflict',
  'removed',
]);
export type DocumentState = z.infer<typeof documentState>;

export const finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  place: z.string(),
  text: z.string(),
});

export const documentRow = z.object({
  id: z.uuid(),
  patientId: z.uuid().nullable(),
  patientName: z.string(),
  pesel: z.string().nullable(),
  kind: z.string(),
  kindName: z.string(),
  title: z.string(),
  /** `OID^extension`. */
  uniqueId: z.string(),
  issuedAt: instantText.nullable(),
  addedAt: instantText,
  addedBy: z.string(),
  state: documentState,
  /** A newer version is in this archive: the document stays readable, and is not listed by default. */
  replaced: z.boolean(),
  /** The cloud gave a receipt for the document ("eRepozytorium"). */
  inCloud: z.boolean(),
  /** The cloud gave a receipt for a consent that covers it today ("Wystawiono zgodę"). */
  consented: z.boolean(),
  /** The local copy went after the cloud's proof; opening fetches it again. */
  localCopy: z.boolean(),
  attachments: z.number().int(),
  warnings: z.number().int(),
});
export type DocumentRow = z.infer<typeof documentRow>;

export const documentView = documentRow.extend({
  mimeType: z.string(),
  size: z.number().int(),
  sha1: z.string(),
  setId: z.string().nullable(),
  versionNumber: z.number().int().nullable(),
  author: z.string(),
  organisation: z.string(),
  source: z.enum(['drop', 'folder', 'rest', 'command']),
  fileName: z.string(),
  stylesheet: z.string().nullable(),
  findings: z.array(finding),
  attachmentList: z.array(
    z.object({
      index: z.number().int(),
      name: z.string(),
      mimeType: z.string(),
      size: z.number().int(),
    }),
  ),
  /** The other document with the same id and other bytes. */
  conflictWith: z.uuid().nullable(),
  /** What waits: since when, how often tried, the last reason in words. */
  outbox: z
    .object({
      since: instantText,
      attempts: z.number().int(),
      nextAt: instantText.nullable(),
      reason: z.string().nullable(),
      problem: z.string().nullable(),
      quoted: z.string().nullable(),
    })
    .nullable(),
  receipt: z
    .object({ at: instantText, repositoryUniqueId: z.string(), entryUuid: z.string() })
    .nullable(),
  history: z.array(z.object({ at: instantText, what: z.string(), by: z.string() })),
});
export type DocumentView = z.infer<typeof documentView>;

export const documentFilter = pageQuery.extend({
  patientId: z.uuid().optional(),
  /** Name, PESEL or TAJ as typed. */
  patient: z.string().max(200).default(''),
  kind: z.string().optional(),
  state: documentState.optional(),
  /** Lists the versions that a newer one replaced as well. */
  withReplaced: z.boolean().default(false),
  inCloud: z.boolean().optional(),
  consented: z.boolean().optional(),
  addedFrom: dayText.optional(),
  addedTo: dayText.optional(),
  issuedFrom: dayText.optional(),
  issuedTo: dayText.optional(),
  author: z.string().max(200).default(''),
  addedBy: z.string().max(200).default(''),
  text: z.string().max(200).default(''),
  sort: z.enum(['addedAt', 'issuedAt', 'patientName', 'kindName']).default('addedAt'),
  descending: z.boolean().default(true),
});

const one = z.object({ id: z.uuid() });

export const searchDocuments = {
  method: 'POST',
  path: '/api/documents/search',
  summary: 'Search the archive',
  body: documentFilter,
  answer: pageOf(documentRow),
} as const satisfies RouteContract;

/** What became of one file; nothing that came is dropped without a line. */
export const importResult = z.object({
  fileName: z.string(),
  outcome: z.enum(['stored', 'already-there', 'conflict', 'refused']),
  documentId: z.uuid().nullable(),
  kind: z.string().nullable(),
  kindName: z.string().nullable(),
  patientId: z.uuid().nullable(),
  patientName: z.string().nullable(),
  /** The patient's record was made from the document. */
  patientCreated: z.boolean(),
  findings: z.array(finding),
  problem: z
    .object({ code: z.string(), text: z.string(), next: z.string(), place: z.string().nullable() })
    .nullable(),
});
export type ImportResult = z.infer<typeof importResult>;

/**
 * Takes one file: the body is its bytes, whatever its content type; `name` is the file's name.
 * A file that is refused is answered with 200 and outcome `refused`: the call itself went well.
 */
export const importDocument = {
  method: 'POST',
  path: '/api/documents/import',
  summary: 'Import one document',
  query: z.object({
    name: z.string().min(1).max(300),
    source: z.enum(['drop', 'folder', 'rest', 'command']).default('rest'),
  }),
  answer: importResult,
} as const satisfies RouteContract;

export const getDocument = {
  method: 'GET',
  path: '/api/documents/{id}',
  summary: 'One document',
  params: one,
  answer: documentView,
} as const satisfies RouteContract;

/** The versions of a document, oldest first, the document itself among them; alone where there is no other. */
export const listVersions = {
  method: 'GET',
  path: '/api/documents/{id}/versions',
  summary: 'Versions of a document',
  params: one,
  answer: z.object({
    versions: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        versionNumber: z.number().int().nullable(),
        issuedAt: instantText.nullable(),
        state: documentState,
        /** A later version names it as replaced: it stays readable. */
        replaced: z.boolean(),
      }),
    ),
  }),
} as const satisfies RouteContract;

/** The document as an HTML page, under its own policy, for a sandboxed frame. */
export const renderDocument = {
  method: 'GET',
  path: '/api/documents/{id}/page',
  summary: 'Show as HTML',
  params: one,
  query: z.object({ download: z.enum(['yes', 'no']).default('no') }),
  answer: 'bytes',
} as const satisfies RouteContract;

/** What the sanitiser took out of the page, for the notice beside it. */
export const renderNotice = {
  method: 'GET',
  path: '/api/documents/{id}/page/notice',
  summary: 'What was left out of the page',
  params: one,
  answer: z.object({ notice: z.string().nullable(), stylesheet: z.string() }),
} as const satisfies RouteContract;

/** One file of the pair `.xml` + `.xsl`, bytes unchanged. */
export const downloadDocument = {
  method: 'GET',
  path: '/api/documents/{id}/file/{part}',
  summary: 'Save the document or its stylesheet',
  params: one.extend({ part: z.enum(['xml', 'xsl', 'pair']) }),
  answer: 'bytes',
} as const satisfies RouteContract;

export const downloadAttachment = {
  method: 'GET',
  path: '/api/documents/{id}/attachments/{index}',
  summary: 'Save or show an attachment',
  params: one.extend({ index: z.coerce.number().int().min(0) }),
  query: z.object({ show: z.enum(['yes', 'no']).default('no') }),
  answer: 'bytes',
} as const satisfies RouteContract;

/** Puts documents into the outbox now, ticked kind or not. */
export const sendDocuments = {
  method: 'POST',
  path: '/api/documents/send',
  summary: 'Send documents to the cloud',
  body: z.object({ ids: z.array(z.uuid()).min(1).max(100) }),
  answer: z.object({ queued: z.number().int() }),
} as const satisfies RouteContract;

/** The user's word on a document whose id another one has: send it under a new unique id, or keep it here. */
export const resolveConflict = {
  method: 'POST',
  path: '/api/documents/{id}/conflict',
  summary: 'Decide on a conflicting document',
  params: one,
  body: z.object({ decision: z.enum(['send-under-new-id', 'keep-here']) }),
  answer: documentView,
} as const satisfies RouteContract;

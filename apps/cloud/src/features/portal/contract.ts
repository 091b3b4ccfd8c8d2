import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';

/** One document that the patient may read now, with why and until when. */
export const portalDocument = z.object({
  /** An opaque id of the share, not the document's own. */
  id: z.uuid(),
  title: z.string(),
  /** Of the document and its title, as a tag such as `pl-PL`; `null` where the sender gave none. */
  language: z.string().nullable(),
  kindName: z.string(),
  organisation: z.string(),
  author: z.string(),
  issuedAt: z.string().nullable(),
  visibleTo: z.string(),
  reason: z.string(),
  openedBefore: z.boolean(),
});

const one = z.object({ account: z.string(), id: z.uuid() });
const here = z.object({ account: z.string() });

export const listPortalDocuments = {
  method: 'GET',
  path: '/portal/{account}/api/documents',
  summary: 'Documents shared with the signed-in person',
  params: here,
  answer: z.object({
    person: z.string(),
    organisation: z.string(),
    documents: z.array(portalDocument),
  }),
} as const satisfies RouteContract;

export const showPortalDocument = {
  method: 'GET',
  path: '/portal/{account}/api/documents/{id}/page',
  summary: 'A shared document as HTML',
  params: one,
  query: z.object({
    download: z.enum(['yes', 'no']).default('no'),
    /** Of the labels around what the author wrote; default that of the reader's session. */
    language: z.enum(['pl', 'hu', 'en']).optional(),
  }),
  answer: 'bytes',
} as const satisfies RouteContract;

export const downloadPortalDocument = {
  method: 'GET',
  path: '/portal/{account}/api/documents/{id}/xml',
  summary: 'A shared document as it was stored',
  params: one,
  answer: 'bytes',
} as const satisfies RouteContract;

/** Who opened what and when, of the documents shared with the person. */
export const listPortalAccess = {
  method: 'GET',
  path: '/portal/{account}/api/access',
  summary: 'Who opened my documents',
  params: here,
  answer: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        who: z.string(),
        /** Shown as a page, saved as HTML, saved as it was stored. */
        what: z.enum(['page', 'html', 'xml']),
        /** Where the document is in the list; `null`, and no title, when it is shared no longer. */
        documentId: z.uuid().nullable(),
        title: z.string(),
      }),
    ),
  }),
} as const satisfies RouteContract;

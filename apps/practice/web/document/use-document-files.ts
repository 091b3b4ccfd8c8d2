import { type CallRoute, useCallRoute } from '@kartoteka/ui';
import { useMemo } from 'react';
import {
  type DocumentView,
  downloadAttachment,
  downloadDocument,
  renderDocument,
  renderNotice,
} from '../../src/features/documents/contract.ts';
import { saveBlob } from './save-blob.ts';

/** What a file's name is made of. */
export type NamedDocument = Pick<DocumentView, 'id' | 'kind' | 'uniqueId' | 'issuedAt'>;
export type DocumentPart = 'pair' | 'xml' | 'xsl' | 'html';

/** A document whose local copy went comes back over the line first. */
const fetchTimeoutMs = 120_000;

export interface DocumentFiles {
  /** Saves one part; throws `ClientProblem` with what to do. */
  savePart(document: NamedDocument, part: DocumentPart): Promise<void>;
  saveAttachment(documentId: string, attachment: Attachment): Promise<void>;
  /** Opens an attachment or the page in a new tab; false where the browser did not let it. */
  showAttachment(documentId: string, attachment: Attachment): boolean;
  showPage(documentId: string): Promise<boolean>;
}

type Attachment = DocumentView['attachmentList'][number];

/** Saving and showing documents. Files are fetched first, so that a problem comes back in words. */
export function useDocumentFiles(): DocumentFiles {
  const call = useCallRoute();
  return useMemo(() => documentFiles(call), [call]);
}

function documentFiles(call: CallRoute): DocumentFiles {
  const options = { timeoutMs: fetchTimeoutMs };
  return {
    savePart: async (document, part) => {
      const { id } = document;
      const blob =
        part === 'html'
          ? await call(renderDocument, { params: { id }, query: { download: 'yes' } }, options)
          : await call(downloadDocument, { params: { id, part } }, options);
      saveBlob(blob, `${fileStem(document)}.${part === 'pair' ? 'zip' : part}`);
    },
    saveAttachment: async (id, { index, name }) => {
      const input = { params: { id, index }, query: { show: 'no' } } as const;
      saveBlob(await call(downloadAttachment, input, options), name);
    },
    showAttachment: (id, { index }) =>
      openTab(`/api/documents/${id}/attachments/${index}?show=yes`),
    showPage: async (id) => {
      // Asked first: a tab of its own could only show the bare answer of the server.
      await call(renderNotice, { params: { id } }, options);
      return openTab(pageAddress(id));
    },
  };
}

/** The rendered document's address, for a frame or a tab. */
export function pageAddress(id: string): string {
  return `/api/documents/${id}/page`;
}

function openTab(address: string): boolean {
  const opened = window.open(address, '_blank');
  if (opened) opened.opener = null;
  return opened !== null;
}

/** Says what the file is and names no patient: `KIF-2026-03-02-2345678`. */
export function fileStem({ kind, uniqueId, issuedAt }: Omit<NamedDocument, 'id'>): string {
  const [root = '', extension] = uniqueId.split('^');
  const parts = [kind, issuedAt?.slice(0, 10) ?? '', extension ?? root.split('.').at(-1) ?? ''];
  return parts
    .map((part) => part.replace(/[^A-Za-z0-9-]/g, ''))
    .filter((part) => part !== '')
    .join('-');
}

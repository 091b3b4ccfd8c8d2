import type { CdaHeader, Finding } from '@kartoteka/cda';
import type { DocumentState } from './contract.ts';

/** How a document came in. */
export type DocumentSource = 'drop' | 'folder' | 'rest' | 'command';

export interface DocumentAttachment {
  readonly index: number;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
}

/** A document of the archive with everything that was read from it at import. */
export interface StoredDocument {
  readonly id: string;
  readonly patientId: string | null;
  readonly kind: string;
  readonly uniqueId: string;
  readonly setId: string | null;
  readonly versionNumber: number | null;
  readonly title: string;
  readonly issuedAt: Date | null;
  readonly author: string;
  readonly organisation: string;
  readonly stylesheet: string | null;
  readonly mimeType: string;
  readonly size: number;
  readonly sha1: string;
  readonly sha256: string;
  readonly contentId: string | null;
  readonly header: CdaHeader;
  readonly findings: readonly Finding[];
  readonly attachments: readonly DocumentAttachment[];
  readonly source: DocumentSource;
  readonly fileName: string;
  readonly addedAt: Date;
  readonly addedBy: string;
  readonly state: DocumentState;
  readonly conflictWith: string | null;
  readonly sentUniqueId: string | null;
  readonly archivedAt: Date | null;
  readonly entryUuid: string | null;
  readonly repositoryUniqueId: string | null;
}

/** What a new document is stored with. */
export type NewDocument = Omit<
  StoredDocument,
  'sentUniqueId' | 'archivedAt' | 'entryUuid' | 'repositoryUniqueId'
> & {
  /** For searching by words. */
  readonly words: string;
};

/**
 * Another document has its id and other bytes, and no person has said that it goes under a new one:
 * undecided, or decided to stay here. Under its own id the cloud would refuse it.
 */
export function isHeldByConflict(
  document: Pick<StoredDocument, 'conflictWith' | 'sentUniqueId'>,
): boolean {
  return document.conflictWith !== null && document.sentUniqueId === null;
}

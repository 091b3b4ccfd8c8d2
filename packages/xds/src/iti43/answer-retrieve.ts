import { type DocumentUniqueId, type Oid, parseDocumentUniqueId } from '@kartoteka/kernel';
import type { RegistryError } from '../response/registry-error.ts';
import type { ResponseStatus } from '../response/registry-response.ts';
import { place } from '../rules/findings.ts';
import type { DocumentRequest } from './retrieve-request.ts';

/** A document of the repository. */
export interface StoredDocument<Handle> {
  readonly uniqueId: DocumentUniqueId;
  readonly mimeType: string;
  /** In bytes. */
  readonly size: number;
  readonly handle: Handle;
}

/** The repository behind a retrieval, in the account's scope. */
export interface RetrievePort<Handle> {
  /** One round trip: those of the ids that are stored, whatever the status of their entries. */
  find(uniqueIds: readonly DocumentUniqueId[]): Promise<readonly StoredDocument<Handle>[]>;
}

export interface RetrieveAnswer<Handle> {
  readonly status: ResponseStatus;
  readonly errors: readonly RegistryError[];
  readonly documents: readonly AnsweredDocument<Handle>[];
}

export interface AnsweredDocument<Handle> {
  readonly request: DocumentRequest;
  readonly document: StoredDocument<Handle>;
}

/**
 * Finds what was asked for. What is missing, or another account's, is answered alike.
 *
 * ITI TF-2: 3.43.4.1.3
 *
 * @param repositoryUniqueIds the ids by which this repository is known (its own, and that given by P1)
 * @example await answerRetrieve(reading.requests, port, [account.repositoryUniqueId])
 */
export async function answerRetrieve<Handle>(
  requests: readonly DocumentRequest[],
  port: RetrievePort<Handle>,
  repositoryUniqueIds: readonly Oid[],
): Promise<RetrieveAnswer<Handle>> {
  const own = new Set<string>(repositoryUniqueIds);
  const wanted = new Set<DocumentUniqueId>();
  for (const { repositoryUniqueId, documentUniqueId } of requests) {
    const id = parseDocumentUniqueId(documentUniqueId);
    if (id && own.has(repositoryUniqueId)) wanted.add(id);
  }
  const found = wanted.size === 0 ? [] : await port.find([...wanted]);
  const stored = new Map<string, StoredDocument<Handle>>(
    found.map((document) => [document.uniqueId, document]),
  );
  const errors: RegistryError[] = [];
  const documents: AnsweredDocument<Handle>[] = [];
  for (const request of requests) {
    const document = stored.get(request.documentUniqueId);
    if (!own.has(request.repositoryUniqueId)) errors.push(unknownRepository(request));
    else if (document) documents.push({ request, document });
    else errors.push(unknownDocument(request));
  }
  return { status: statusOf(documents.length, errors.length), errors, documents };
}

function statusOf(documents: number, errors: number): ResponseStatus {
  if (errors === 0) return 'Success';
  return documents === 0 ? 'Failure' : 'PartialSuccess';
}

function unknownRepository({ documentUniqueId }: DocumentRequest): RegistryError {
  return {
    code: 'XDSUnknownRepositoryId',
    context: 'This repository does not have the repositoryUniqueId that was asked for.',
    severity: 'Error',
    location: place('DocumentRequest', documentUniqueId),
  };
}

function unknownDocument({ documentUniqueId }: DocumentRequest): RegistryError {
  return {
    code: 'XDSDocumentUniqueIdError',
    context: 'There is no document with this uniqueId in the repository.',
    severity: 'Error',
    location: place('DocumentRequest', documentUniqueId),
  };
}

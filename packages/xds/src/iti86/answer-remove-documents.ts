import { type DocumentUniqueId, type Oid, parseDocumentUniqueId } from '@kartoteka/kernel';
import type { DocumentRequest } from '../iti43/retrieve-request.ts';
import type { RemovalPermit } from '../iti62/removal-port.ts';
import type { RegistryError } from '../response/registry-error.ts';
import type { RegistryResponse } from '../response/registry-response.ts';
import { place } from '../rules/findings.ts';
import type { XdsErrorCode } from '../vocabulary/error-codes.ts';

/** A document whose bytes the repository holds. */
export interface RemovableDocument {
  readonly uniqueId: DocumentUniqueId;
  readonly permit: RemovalPermit;
}

/** The repository behind a removal, within one transaction of the account's scope. */
export interface RemoveDocumentsPort {
  /** Only an active account is written to. */
  readonly state: 'active' | 'suspended' | 'expired' | 'closed';
  /** Those of the ids whose bytes are here, whatever became of their metadata. */
  find(uniqueIds: readonly DocumentUniqueId[]): Promise<readonly RemovableDocument[]>;
  /** Deletes their bytes. */
  remove(uniqueIds: readonly DocumentUniqueId[]): Promise<void>;
}

export interface RemoveDocumentsAnswer extends RegistryResponse {
  readonly removed: readonly DocumentUniqueId[];
}

/**
 * Removes the bytes of documents. Each document stands for itself: what may go goes, the rest is
 * named in the errors, and the status is PartialSuccess where both happened. The metadata stay; they
 * are the registry's, and go with ITI-62.
 *
 * ITI TF-2: 3.86.4.1.3
 *
 * @param repositoryUniqueIds the ids by which this repository is known
 * @example await answerRemoveDocuments(reading.requests, port, [account.repositoryUniqueId])
 */
export async function answerRemoveDocuments(
  requests: readonly DocumentRequest[],
  port: RemoveDocumentsPort,
  repositoryUniqueIds: readonly Oid[],
): Promise<RemoveDocumentsAnswer> {
  if (port.state !== 'active') return refusedAll(port.state);
  const own = new Set<string>(repositoryUniqueIds);
  const wanted = new Set<DocumentUniqueId>();
  for (const { repositoryUniqueId, documentUniqueId } of requests) {
    const id = parseDocumentUniqueId(documentUniqueId);
    if (id && own.has(repositoryUniqueId)) wanted.add(id);
  }
  const found = wanted.size === 0 ? [] : await port.find([...wanted]);
  const permits = new Map<string, RemovalPermit>(
    found.map(({ uniqueId, permit }) => [uniqueId, permit]),
  );
  const errors: RegistryError[] = [];
  const removed = new Set<DocumentUniqueId>();
  for (const request of requests) {
    const error = errorOf(request, own, permits.get(request.documentUniqueId));
    if (error) errors.push(error);
    else removed.add(request.documentUniqueId as DocumentUniqueId);
  }
  if (removed.size > 0) await port.remove([...removed]);
  const status = errors.length === 0 ? 'Success' : removed.size > 0 ? 'PartialSuccess' : 'Failure';
  return { status, errors, removed: [...removed] };
}

function errorOf(
  { repositoryUniqueId, documentUniqueId }: DocumentRequest,
  own: ReadonlySet<string>,
  permit: RemovalPermit | undefined,
): RegistryError | undefined {
  const error = (code: XdsErrorCode, context: string): RegistryError => ({
    code,
    context,
    severity: 'Error',
    location: place('DocumentRequest', documentUniqueId),
  });
  if (!own.has(repositoryUniqueId)) {
    return error(
      'XDSUnknownRepositoryId',
      'This repository does not have the repositoryUniqueId that was named.',
    );
  }
  if (!permit) {
    return error(
      'XDSDocumentUniqueIdError',
      'There is no document with this uniqueId in the repository.',
    );
  }
  return permit.may === 'no' ? error('XDSRemoveDocumentsError', permit.context) : undefined;
}

function refusedAll(state: string): RemoveDocumentsAnswer {
  const context = `The account is ${state}: it can be read, and nothing is removed from it.`;
  const error: RegistryError = {
    code: 'LocalPolicyRestrictionError',
    context,
    severity: 'Error',
    location: 'Account',
  };
  return { status: 'Failure', errors: [error], removed: [] };
}

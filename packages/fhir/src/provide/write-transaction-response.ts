import type { ObjectId } from '@kartoteka/xds';
import { resourceIdOf } from '../map/identifier.ts';
import { type Bundle, type BundleEntry, given } from '../model.ts';
import type { EntryRole } from './read-provide-bundle.ts';

/** The ids that the objects of a submission have in the registry, in the order of the submission. */
export interface StoredIds {
  readonly submissionSet: ObjectId;
  readonly documents: readonly ObjectId[];
  readonly folders: readonly ObjectId[];
}

/**
 * The answer to ITI-65: one entry for each of the request, in the same order, with the address of what
 * was made of it. A repeat of the same set gets the same answer.
 *
 * IHE ITI MHD: 2:3.65.4.2
 */
export function writeTransactionResponse(
  roles: readonly EntryRole[],
  ids: StoredIds,
  at: Date,
): Bundle {
  const lastModified = at.toISOString();
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: roles.map((role): BundleEntry => {
      const location = locationOf(role, ids);
      if (location === undefined) return { response: { status: '200 OK' } };
      return {
        response: given({ status: '201 Created', location, etag: 'W/"1"', lastModified }),
      };
    }),
  };
}

function locationOf(role: EntryRole, ids: StoredIds): string | undefined {
  switch (role.kind) {
    case 'submission-set':
      return `List/${resourceIdOf(ids.submissionSet)}`;
    case 'folder':
      return address('List', ids.folders[role.at]);
    case 'document':
      return address('DocumentReference', ids.documents[role.at]);
    case 'binary':
      return address('Binary', ids.documents[role.at]);
    case 'taken':
      return undefined;
  }
}

function address(type: string, id: ObjectId | undefined): string | undefined {
  return id && `${type}/${resourceIdOf(id)}`;
}

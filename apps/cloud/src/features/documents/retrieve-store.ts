import type { AccountId, DocumentUniqueId } from '@kartoteka/kernel';
import type { RetrievePort, StoredDocument } from '@kartoteka/xds';
import type { NotNull, Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { findLeftContents } from './removed-store.ts';

/** What the repository needs to open a document's bytes. */
export interface StoredContent {
  readonly contentId: string;
  readonly patientId: string;
}

/** The repository behind ITI-43, within one transaction of an account's scope. */
export function retrieveStore(
  trx: Transaction<CloudSchema>,
  account: AccountId,
): RetrievePort<StoredContent> {
  return {
    find: async (uniqueIds): Promise<StoredDocument<StoredContent>[]> => {
      // One row each: the newest version of the metadata, and only where the content lies here.
      const rows = await trx
        .selectFrom('cloud.document_entry')
        .select(['unique_id', 'mime_type', 'size', 'content_id', 'patient_id'])
        .where('tenant', '=', account)
        .where('unique_id', 'in', [...uniqueIds])
        .where('superseded', '=', false)
        .where('content_id', 'is not', null)
        .$narrowType<{ content_id: NotNull }>()
        .execute();
      const left = rows.length < uniqueIds.length ? await findLeftContents(trx, uniqueIds) : [];
      return [...rows, ...left].map((row) => ({
        uniqueId: row.unique_id as DocumentUniqueId,
        mimeType: row.mime_type,
        size: row.size,
        handle: { contentId: row.content_id, patientId: row.patient_id },
      }));
    },
  };
}

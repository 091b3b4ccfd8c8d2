import type { DocumentUniqueId } from '@kartoteka/kernel';
import { type NotNull, sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** What is left of a document that was removed, wholly or in part. */
export interface RemovedDocument {
  readonly uniqueId: DocumentUniqueId;
  /** SHA-1 in hexadecimal. */
  readonly hash: string;
  /** When nobody could find it any more (ITI-62), absent while its metadata are here. */
  readonly metadataRemovedAt: Date | null;
  /** When its bytes went (ITI-86), absent while they are here. */
  readonly contentRemovedAt: Date | null;
  readonly orderId: string | null;
}

/**
 * The tombstone of a document, by its uniqueId or by an entryUUID that it had; for interfaces that
 * tell what is gone from what never was.
 */
export async function findRemovedDocument(
  trx: Trx,
  by: { readonly uniqueId: string } | { readonly entryUuid: string },
): Promise<RemovedDocument | undefined> {
  let query = trx.selectFrom('cloud.removed_document').selectAll();
  query =
    'uniqueId' in by
      ? query.where('unique_id', '=', by.uniqueId)
      : query.where(sql<boolean>`entry_ids @> ARRAY[${by.entryUuid}]::uuid[]`);
  const row = await query.executeTakeFirst();
  return (
    row && {
      uniqueId: row.unique_id as DocumentUniqueId,
      hash: row.hash,
      metadataRemovedAt: row.metadata_removed_at,
      contentRemovedAt: row.content_removed_at,
      orderId: row.order_id,
    }
  );
}

/** Bytes whose metadata were removed (ITI-62) and that wait for ITI-86. */
export async function findLeftContents(trx: Trx, uniqueIds: readonly string[]) {
  return trx
    .selectFrom('cloud.removed_document')
    .select(['unique_id', 'mime_type', 'size', 'content_id'])
    .select(sql<string>`''`.as('patient_id'))
    .where('unique_id', 'in', [...uniqueIds])
    .where('content_id', 'is not', null)
    .$narrowType<{ content_id: NotNull }>()
    .execute();
}

export interface Tombstone {
  readonly uniqueId: string;
  readonly hash: string;
  readonly size: number;
  readonly mimeType: string;
  readonly entryIds: readonly string[];
}

/** Keeps the tombstone of a document, or completes the one that is there. */
export async function keepTombstone(
  trx: Trx,
  grave: Tombstone,
  gone: {
    readonly at: Date;
    readonly metadata: boolean;
    readonly content: boolean;
    /** The bytes that stay for now. */
    readonly contentId: string | null;
    readonly orderId: string | null;
  },
): Promise<void> {
  const contentId = gone.content ? null : gone.contentId;
  await sql`
    INSERT INTO cloud.removed_document AS known (unique_id, hash, size, mime_type, entry_ids,
      content_id, metadata_removed_at, content_removed_at, order_id)
    VALUES (${grave.uniqueId}, ${grave.hash}, ${grave.size}, ${grave.mimeType},
      ${[...grave.entryIds]}::uuid[], ${contentId},
      ${gone.metadata ? gone.at : null}, ${gone.content ? gone.at : null}, ${gone.orderId})
    ON CONFLICT (tenant, unique_id) DO UPDATE SET
      entry_ids = (SELECT array_agg(DISTINCT one) FROM unnest(known.entry_ids || excluded.entry_ids) one),
      content_id = CASE WHEN coalesce(known.content_removed_at, excluded.content_removed_at) IS NULL
        THEN coalesce(known.content_id, excluded.content_id) END,
      metadata_removed_at = coalesce(known.metadata_removed_at, excluded.metadata_removed_at),
      content_removed_at = coalesce(known.content_removed_at, excluded.content_removed_at),
      order_id = coalesce(known.order_id, excluded.order_id)`.execute(trx);
}

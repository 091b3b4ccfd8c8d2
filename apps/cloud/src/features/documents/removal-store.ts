import type { AccountId } from '@kartoteka/kernel';
import type { ContentId, ContentStore } from '@kartoteka/service';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { lockReferencesAlone } from './reference-lock.ts';
import { findLeftContents, keepTombstone } from './removed-store.ts';
import { addUsage, lockUsageAlone } from './usage-store.ts';

type Trx = Transaction<CloudSchema>;

export interface RemovalStoreOptions {
  readonly trx: Trx;
  readonly account: AccountId;
  readonly contents: ContentStore;
  readonly at: Date;
  /** The order that each document goes by, where there is one. */
  readonly orderOf: (uniqueId: string) => string | null;
}

/**
 * Takes documents away within one transaction of the account's scope: metadata, bytes, what the
 * account uses, each leaving a tombstone. `lock` comes first; from then on nothing else is submitted
 * or removed in the account until the transaction ends.
 */
export function removalStore(options: RemovalStoreOptions) {
  const { trx } = options;
  return {
    lock: () => lockRegistryAlone(trx, options.account),

    /** Those of the documents whose bytes are here. */
    findHeld: async (uniqueIds: readonly string[]): Promise<string[]> => {
      const entries = await findEntries(trx, { uniqueIds });
      const left = await findLeftContents(trx, uniqueIds);
      return [...entries, ...left]
        .filter(({ content_id }) => content_id !== null)
        .map(({ unique_id }) => unique_id);
    },

    /** Deletes objects of the registry by id; bytes of documents stay. Returns which documents lost their last entry. */
    removeObjects: async (ids: readonly string[]): Promise<string[]> => {
      const entries = await findEntries(trx, { ids });
      await deleteFrom(trx, 'association', ids);
      await deleteFrom(trx, 'submission_set', ids);
      await deleteFrom(trx, 'folder', ids);
      return removeEntries(entries, options);
    },

    /** Deletes the bytes of documents and frees what they took; their metadata stay, without content. */
    removeContents: (uniqueIds: readonly string[]): Promise<void> =>
      removeContents(uniqueIds, options),

    /**
     * Deletes documents whole: every version of their metadata, associations that touch them, and sets
     * that are left without a member, then their bytes.
     */
    removeWhole: async (uniqueIds: readonly string[]): Promise<void> => {
      const entries = await findEntries(trx, { uniqueIds });
      await deleteAround(
        trx,
        entries.map(({ id }) => id),
      );
      await removeEntries(entries, options);
      await removeContents(uniqueIds, options);
    },
  };
}

/** Waits for what runs in the account and keeps submissions and removals away until the transaction ends. */
export async function lockRegistryAlone(trx: Trx, account: AccountId): Promise<void> {
  await lockReferencesAlone(trx, account);
  await lockUsageAlone(trx, account);
}

type EntryRow = Awaited<ReturnType<typeof findEntries>>[number];

function findEntries(
  trx: Trx,
  by: { readonly ids: readonly string[] } | { readonly uniqueIds: readonly string[] },
) {
  const query = trx
    .selectFrom('cloud.document_entry')
    .select(['id', 'unique_id', 'hash', 'size', 'mime_type', 'content_id'])
    .orderBy('version');
  return 'ids' in by
    ? query.where('id', 'in', [...by.ids]).execute()
    : query.where('unique_id', 'in', [...by.uniqueIds]).execute();
}

async function deleteFrom(
  trx: Trx,
  table: 'association' | 'submission_set' | 'folder' | 'document_entry',
  ids: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom(`cloud.${table}`)
    .where('id', 'in', [...ids])
    .execute();
}

async function removeEntries(
  entries: readonly EntryRow[],
  options: RemovalStoreOptions,
): Promise<string[]> {
  const { trx, at, orderOf } = options;
  if (entries.length === 0) return [];
  const ids = entries.map(({ id }) => id);
  await deleteFrom(trx, 'document_entry', ids);
  const uniqueIds = [...new Set(entries.map((entry) => entry.unique_id))];
  const left = new Set((await findEntries(trx, { uniqueIds })).map((entry) => entry.unique_id));
  if (left.size > 0) await uncoverVersions(trx, [...left], at);
  const gone = uniqueIds.filter((uniqueId) => !left.has(uniqueId));
  await freeRegistered(gone, entries, options);
  for (const uniqueId of gone) {
    const versions = entries.filter((entry) => entry.unique_id === uniqueId);
    await keepTombstone(trx, tombstoneOf(versions), {
      at,
      metadata: true,
      content: false,
      contentId: versions.at(-1)?.content_id ?? null,
      orderId: orderOf(uniqueId),
    });
  }
  return gone;
}

/**
 * A document that lies in another repository (ITI-42) took a place and no bytes: it gives that back with
 * its metadata, as nothing of it is left here. One whose bytes went before gave its place back then.
 */
async function freeRegistered(
  uniqueIds: readonly string[],
  entries: readonly EntryRow[],
  { trx, account }: RemovalStoreOptions,
): Promise<void> {
  const held = new Set(
    entries.filter((entry) => entry.content_id !== null).map((entry) => entry.unique_id),
  );
  const empty = uniqueIds.filter((uniqueId) => !held.has(uniqueId));
  if (empty.length === 0) return;
  const freedBefore = await trx
    .selectFrom('cloud.removed_document')
    .select('unique_id')
    .where('unique_id', 'in', empty)
    .where('content_removed_at', 'is not', null)
    .execute();
  const documents = freedBefore.length - empty.length;
  if (documents < 0) await addUsage(account, { bytes: 0, documents }).execute(trx);
}

/** Where the newest version went, the one before it is the newest. */
async function uncoverVersions(trx: Trx, uniqueIds: readonly string[], at: Date): Promise<void> {
  await sql`
    UPDATE cloud.document_entry entry SET superseded = false, changed_at = ${at}
    WHERE entry.unique_id = ANY(${[...uniqueIds]}::text[]) AND entry.superseded
      AND entry.version = (SELECT max(version) FROM cloud.document_entry other
        WHERE other.unique_id = entry.unique_id)`.execute(trx);
}

async function removeContents(
  uniqueIds: readonly string[],
  { trx, account, contents, at, orderOf }: RemovalStoreOptions,
): Promise<void> {
  const entries = await findEntries(trx, { uniqueIds });
  const graves = await trx
    .selectFrom('cloud.removed_document')
    .selectAll()
    .where('unique_id', 'in', [...uniqueIds])
    .execute();
  const freed = { bytes: 0, documents: 0 };
  for (const uniqueId of new Set(uniqueIds)) {
    const versions = entries.filter((entry) => entry.unique_id === uniqueId);
    const grave = graves.find((one) => one.unique_id === uniqueId);
    // Versions of one document share their bytes; without any, they lie where the tombstone says.
    const held = new Set([...versions.map((one) => one.content_id), grave?.content_id ?? null]);
    held.delete(null);
    for (const contentId of held) {
      if (!(await contents.remove(trx, account, contentId as ContentId))) continue;
      freed.bytes += versions[0]?.size ?? grave?.size ?? 0;
      freed.documents += 1;
    }
    const known = versions.length > 0 ? tombstoneOf(versions) : grave && toTombstone(grave);
    if (!known) continue;
    const gone = { at, metadata: false, content: true, contentId: null };
    await keepTombstone(trx, known, { ...gone, orderId: orderOf(uniqueId) });
  }
  await trx
    .updateTable('cloud.document_entry')
    .set({ content_id: null, changed_at: at })
    .where('unique_id', 'in', [...uniqueIds])
    .execute();
  await addUsage(account, { bytes: -freed.bytes, documents: -freed.documents }).execute(trx);
}

function tombstoneOf(versions: readonly EntryRow[]) {
  const newest = versions.at(-1);
  if (!newest) throw new RangeError('a tombstone is of a document');
  return {
    uniqueId: newest.unique_id,
    hash: newest.hash,
    size: newest.size,
    mimeType: newest.mime_type,
    entryIds: versions.map(({ id }) => id),
  };
}

function toTombstone(grave: {
  unique_id: string;
  hash: string;
  size: number;
  mime_type: string;
  entry_ids: string[];
}) {
  return {
    uniqueId: grave.unique_id,
    hash: grave.hash,
    size: grave.size,
    mimeType: grave.mime_type,
    entryIds: grave.entry_ids,
  };
}

/** Associations that touch the entries, associations that name those, and sets left without a member. */
async function deleteAround(trx: Trx, entryIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ source: string }>`
    WITH RECURSIVE touching AS (
      SELECT id, source FROM cloud.association
      WHERE source = ANY(${[...entryIds]}::uuid[]) OR target = ANY(${[...entryIds]}::uuid[])
      UNION
      SELECT association.id, association.source FROM cloud.association
      JOIN touching ON association.target = touching.id OR association.source = touching.id
    )
    DELETE FROM cloud.association WHERE id IN (SELECT id FROM touching)
    RETURNING source`.execute(trx);
  const sources = [...new Set(rows.map(({ source }) => source))];
  if (sources.length === 0) return;
  await sql`
    DELETE FROM cloud.submission_set WHERE id = ANY(${sources}::uuid[])
      AND NOT EXISTS (SELECT FROM cloud.association WHERE association.source = submission_set.id)`.execute(
    trx,
  );
}

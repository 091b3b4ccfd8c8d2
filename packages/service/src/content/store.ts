import { sql } from 'kysely';
import { prepared } from '../database/open-pool.ts';
import type { AnyTransaction } from '../keyring/tenant.ts';
import type { ContentId } from './content-id.ts';

/** What is known about content once all of it is there. */
export interface ContentFacts {
  readonly size: number;
  /** Of the plaintext. */
  readonly sha256: Uint8Array;
  readonly chunks: number;
}

/** A row of `kartoteka.content` that is ready to be read. */
export interface ContentRow extends ContentFacts {
  readonly dataKeyId: string;
  /** The only chunk, when it stands in the row itself. */
  readonly sealed: Uint8Array | null;
}

interface ContentKey {
  readonly tenant: string;
  readonly id: ContentId;
}

/**
 * Writes content of one chunk, already linked, in one statement. Nothing is written when the data
 * key was destroyed after the chunk was sealed: the content could never be read.
 *
 * @returns whether it was written
 */
export async function insertSmallContent(
  trx: AnyTransaction,
  key: ContentKey & { readonly dataKeyId: string },
  facts: ContentFacts,
  sealed: Uint8Array,
): Promise<boolean> {
  const result = await sql`${prepared}
    INSERT INTO kartoteka.content
      (tenant, id, data_key_id, size, sha256, chunks, sealed, linked)
    SELECT tenant, ${key.id}::uuid, id, ${facts.size}::bigint, ${facts.sha256}::bytea, 1,
      ${sealed}::bytea, true
    FROM kartoteka.data_key WHERE tenant = ${key.tenant} AND id = ${key.dataKeyId}`.execute(trx);
  return result.numAffectedRows === 1n;
}

/** Opens the row of content whose chunks are about to come. */
export async function insertPendingContent(
  trx: AnyTransaction,
  key: ContentKey & { readonly dataKeyId: string },
): Promise<void> {
  await sql`
    INSERT INTO kartoteka.content (tenant, id, data_key_id, linked)
    VALUES (${key.tenant}, ${key.id}, ${key.dataKeyId}, false)`.execute(trx);
}

/**
 * Adds a chunk and shows the sweep that the writer lives.
 *
 * @returns false when the content was swept or removed meanwhile
 */
export async function insertChunk(
  trx: AnyTransaction,
  key: ContentKey,
  index: number,
  sealed: Uint8Array,
): Promise<boolean> {
  const result = await sql`
    WITH live AS (
      UPDATE kartoteka.content SET touched_at = clock_timestamp()
      WHERE tenant = ${key.tenant} AND id = ${key.id} AND NOT linked RETURNING tenant, id)
    INSERT INTO kartoteka.content_chunk (tenant, content_id, index, sealed)
    SELECT tenant, id, ${index}::integer, ${sealed}::bytea FROM live`.execute(trx);
  return result.numAffectedRows === 1n;
}

/** Notes that all chunks are there; false when the content is gone. */
export async function completeContent(
  trx: AnyTransaction,
  key: ContentKey,
  facts: ContentFacts,
): Promise<boolean> {
  const result = await sql`
    UPDATE kartoteka.content
    SET size = ${facts.size}, sha256 = ${facts.sha256}, chunks = ${facts.chunks},
      touched_at = clock_timestamp()
    WHERE tenant = ${key.tenant} AND id = ${key.id} AND NOT linked`.execute(trx);
  return result.numAffectedRows === 1n;
}

/**
 * Makes complete content referenced. Waits for a sweep that is looking at the row, and the other way
 * round, so that one of the two finds nothing to do.
 */
export async function linkContent(trx: AnyTransaction, key: ContentKey): Promise<boolean> {
  const result = await sql`
    UPDATE kartoteka.content content SET linked = true
    FROM kartoteka.data_key data_key
    WHERE content.tenant = ${key.tenant} AND content.id = ${key.id} AND NOT content.linked
      AND content.size IS NOT NULL
      AND data_key.tenant = content.tenant AND data_key.id = content.data_key_id`.execute(trx);
  return result.numAffectedRows === 1n;
}

export async function findContent(
  trx: AnyTransaction,
  key: ContentKey & { readonly linked: boolean },
): Promise<ContentRow | undefined> {
  const { rows } = await sql<ContentRow>`
    SELECT data_key_id AS "dataKeyId", size, sha256, chunks, sealed FROM kartoteka.content
    WHERE tenant = ${key.tenant} AND id = ${key.id} AND linked = ${key.linked}
      AND size IS NOT NULL`.execute(trx);
  return rows[0];
}

export async function findChunk(
  trx: AnyTransaction,
  key: ContentKey,
  index: number,
): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ readonly sealed: Uint8Array }>`
    SELECT sealed FROM kartoteka.content_chunk
    WHERE tenant = ${key.tenant} AND content_id = ${key.id} AND index = ${index}`.execute(trx);
  return rows[0]?.sealed;
}

export async function deleteContent(
  trx: AnyTransaction,
  key: ContentKey & { readonly linked: boolean },
): Promise<boolean> {
  const result = await sql`
    DELETE FROM kartoteka.content
    WHERE tenant = ${key.tenant} AND id = ${key.id} AND linked = ${key.linked}`.execute(trx);
  return result.numAffectedRows === 1n;
}

/** Deletes content that nothing refers to and nobody has written to for so long; returns how many. */
export async function deleteOrphans(
  trx: AnyTransaction,
  untouchedMs: number,
  rowsMax: number,
): Promise<number> {
  const result = await sql`
    DELETE FROM kartoteka.content WHERE (tenant, id) IN (
      SELECT tenant, id FROM kartoteka.content
      WHERE NOT linked
        AND touched_at < clock_timestamp() - make_interval(secs => ${untouchedMs / 1000})
      ORDER BY touched_at LIMIT ${rowsMax} FOR UPDATE SKIP LOCKED)`.execute(trx);
  return Number(result.numAffectedRows ?? 0n);
}

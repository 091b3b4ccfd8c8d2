import { sql } from 'kysely';
import { prepared } from '../database/open-pool.ts';
import type { AnyTransaction } from '../keyring/tenant.ts';
import type { AuditRecord } from './audit-entry.ts';
import type { AuditHead } from './audit-head.ts';

/** A record that is about to be written. */
export interface NewAuditRecord extends Omit<AuditRecord, 'tenant' | 'id' | 'at'> {
  /** `null`: the tenant of the scope. */
  readonly tenant: string | null;
  readonly at: Date;
}

/** A place in the chain together with the record that it names; `id` is `null` when that is gone. */
export type SealedRow = {
  readonly position: number;
  readonly recordId: number;
  readonly previous: string;
  readonly hash: string;
} & (AuditRecord | { readonly id: null });

export interface NewSeal {
  readonly tenant: string;
  readonly position: number;
  readonly recordId: number;
  readonly previous: string;
  readonly hash: string;
}

/** Time in the form that is hashed: the database writes it, so that no other form of it is in between. */
const recordColumns = sql.raw(`r.tenant, r.id,
  to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
  r.actor_kind AS "actorKind", r.actor_id AS "actorId",
  r.actor_display AS "actorDisplay", r.action, r.subject_kind AS "subjectKind",
  r.subject_id AS "subjectId", r.patient, r.outcome, r.correlation_id AS "correlationId", r.details`);
const headColumns = sql.raw(`tenant, count, encode(hash, 'hex') AS hash, sealed_at AS "sealedAt",
  key_id AS "keyId", encode(signature, 'base64') AS signature`);

export async function insertRecord(trx: AnyTransaction, record: NewAuditRecord): Promise<void> {
  await sql`${prepared}
    INSERT INTO kartoteka.audit_record (tenant, at, actor_kind, actor_id, actor_display, action,
      subject_kind, subject_id, patient, outcome, correlation_id, details)
    VALUES (COALESCE(${record.tenant}, kartoteka.scope_tenant()), ${record.at},
      ${record.actorKind}, ${record.actorId}, ${record.actorDisplay}, ${record.action},
      ${record.subjectKind}, ${record.subjectId}, ${record.patient}, ${record.outcome},
      ${record.correlationId}, ${record.details})`.execute(trx);
}

const sealingLock = 5_206_784_014;

/** Makes this transaction the one that seals; false when another instance is at it. */
export async function lockSealing(trx: AnyTransaction): Promise<boolean> {
  const { rows } = await sql<{ readonly locked: boolean }>`
    SELECT pg_try_advisory_xact_lock(${sealingLock}) AS locked`.execute(trx);
  return rows[0]?.locked === true;
}

/** All transactions below this one have ended: what they wrote can be seen now or never was. */
export async function oldestRunning(trx: AnyTransaction): Promise<string> {
  const { rows } = await sql<{ readonly xmin: string }>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`.execute(trx);
  return rows[0]?.xmin ?? '0';
}

/**
 * Records without a place in the chain, written by the transaction `sinceXact` or later ones. The
 * search over everything is one join; any later one looks up the few records that are new, whatever
 * the planner believes about how many those are.
 */
export async function findUnsealed(
  trx: AnyTransaction,
  which: {
    readonly sinceXact: string;
    readonly except: readonly string[];
    readonly rowsMax: number;
  },
): Promise<readonly AuditRecord[]> {
  const place = sql`FROM kartoteka.audit_seal s WHERE s.tenant = r.tenant AND s.record_id = r.id`;
  const unsealed =
    which.sinceXact === '0'
      ? sql`NOT EXISTS (SELECT ${place})`
      : sql`r.xact >= ${which.sinceXact}::xid8 AND (SELECT s.position ${place}) IS NULL`;
  const { rows } = await sql<AuditRecord>`
    SELECT ${recordColumns} FROM kartoteka.audit_record r
    WHERE ${unsealed} AND r.tenant <> ALL (${which.except}::text[])
    ORDER BY r.id LIMIT ${which.rowsMax}`.execute(trx);
  return rows;
}

export async function insertSeals(trx: AnyTransaction, seals: readonly NewSeal[]): Promise<void> {
  const column = <Key extends keyof NewSeal>(key: Key) => seals.map((seal) => seal[key]);
  await sql`
    INSERT INTO kartoteka.audit_seal (tenant, position, record_id, previous, hash)
    SELECT tenant, position, record_id, decode(previous, 'hex'), decode(hash, 'hex')
    FROM unnest(${column('tenant')}::text[], ${column('position')}::bigint[],
      ${column('recordId')}::bigint[], ${column('previous')}::text[], ${column('hash')}::text[])
      AS seal (tenant, position, record_id, previous, hash)`.execute(trx);
}

export async function insertHeads(trx: AnyTransaction, heads: readonly AuditHead[]): Promise<void> {
  const column = <Key extends keyof AuditHead>(key: Key) => heads.map((head) => head[key]);
  await sql`
    INSERT INTO kartoteka.audit_head (tenant, count, hash, sealed_at, key_id, signature)
    SELECT tenant, count, decode(hash, 'hex'), sealed_at, key_id, decode(signature, 'base64')
    FROM unnest(${column('tenant')}::text[], ${column('count')}::bigint[],
      ${column('hash')}::text[], ${column('sealedAt')}::timestamptz[], ${column('keyId')}::text[],
      ${column('signature')}::text[])
      AS head (tenant, count, hash, sealed_at, key_id, signature)`.execute(trx);
}

/** The latest head of each of the tenants that has one. */
export async function findLatestHeads(
  trx: AnyTransaction,
  tenants: readonly string[],
): Promise<readonly AuditHead[]> {
  const { rows } = await sql<HeadRow>`
    SELECT ${headColumns} FROM unnest(${tenants}::text[]) AS asked
    CROSS JOIN LATERAL (
      SELECT * FROM kartoteka.audit_head WHERE tenant = asked ORDER BY count DESC LIMIT 1) AS head
    `.execute(trx);
  return rows.map(toHead);
}

/** Heads of a tenant in the order of their counts. */
export async function findHeads(
  trx: AnyTransaction,
  tenant: string,
  afterCount: number,
  rowsMax: number,
): Promise<readonly AuditHead[]> {
  const { rows } = await sql<HeadRow>`
    SELECT ${headColumns} FROM kartoteka.audit_head
    WHERE tenant = ${tenant} AND count > ${afterCount} ORDER BY count LIMIT ${rowsMax}`.execute(
    trx,
  );
  return rows.map(toHead);
}

/**
 * Entries of a tenant in the order of their places, each with its record. The record is looked up for
 * each place: whatever the planner believes about a table that only grows, a page costs a page.
 */
export async function findSealed(
  trx: AnyTransaction,
  tenant: string,
  afterPosition: number,
  rowsMax: number,
): Promise<readonly SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    SELECT s.position, s.record_id AS "recordId", s.previous, s.hash, r.*
    FROM (
      SELECT tenant, position, record_id, encode(previous, 'hex') AS previous,
        encode(hash, 'hex') AS hash
      FROM kartoteka.audit_seal WHERE tenant = ${tenant} AND position > ${afterPosition}
      ORDER BY position LIMIT ${rowsMax}) s
    LEFT JOIN LATERAL (
      SELECT ${recordColumns} FROM kartoteka.audit_record r
      WHERE r.tenant = s.tenant AND r.id = s.record_id OFFSET 0) r ON true
    ORDER BY s.position`.execute(trx);
  return rows;
}

/** The last place and the last head of a tenant, seen at one moment. */
export async function findEnds(
  trx: AnyTransaction,
  tenant: string,
): Promise<{ readonly position: number; readonly count: number }> {
  const { rows } = await sql<{ readonly position: number | null; readonly count: number | null }>`
    SELECT (SELECT max(position) FROM kartoteka.audit_seal WHERE tenant = ${tenant}) AS position,
      (SELECT max(count) FROM kartoteka.audit_head WHERE tenant = ${tenant}) AS count`.execute(trx);
  return { position: rows[0]?.position ?? 0, count: rows[0]?.count ?? 0 };
}

/** How many records of a tenant wait for their place. */
export async function countUnsealed(trx: AnyTransaction, tenant: string): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*) AS count FROM kartoteka.audit_record r
    WHERE r.tenant = ${tenant} AND NOT EXISTS (
      SELECT FROM kartoteka.audit_seal s WHERE s.tenant = r.tenant AND s.record_id = r.id)
    `.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Every tenant of whom there is a record, a place or a head; jumps from name to name in the indexes. */
export async function findTrails(trx: AnyTransaction): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly tenant: string }>`
    ${tenantsOf('audit_record')} UNION ${tenantsOf('audit_seal')} UNION ${tenantsOf('audit_head')}
    ORDER BY tenant`.execute(trx);
  return rows.map((row) => row.tenant);
}

function tenantsOf(table: 'audit_record' | 'audit_seal' | 'audit_head') {
  const name = sql.raw(`kartoteka.${table}`);
  return sql`(WITH RECURSIVE found AS (
      (SELECT tenant FROM ${name} ORDER BY tenant LIMIT 1)
      UNION ALL
      SELECT (SELECT tenant FROM ${name} t WHERE t.tenant > found.tenant ORDER BY tenant LIMIT 1)
      FROM found WHERE found.tenant IS NOT NULL)
    SELECT tenant FROM found WHERE tenant IS NOT NULL)`;
}

type HeadRow = Omit<AuditHead, 'sealedAt'> & { readonly sealedAt: Date };

function toHead({ tenant, count, hash, sealedAt, keyId, signature }: HeadRow): AuditHead {
  // encode() breaks base64 into lines.
  const oneLine = signature.replaceAll('\n', '');
  return { tenant, count, hash, sealedAt: sealedAt.toISOString(), keyId, signature: oneLine };
}

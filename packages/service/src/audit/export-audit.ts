import type { Keyring } from '../keyring/keyring.ts';
import type { AnyDatabase, AnyTransaction } from '../keyring/tenant.ts';
import { type AuditHead, headPublicKey } from './audit-head.ts';
import { findLatestHeads, findTrails, type SealedRow } from './store.ts';
import { readSealed } from './walk-trail.ts';

export interface ExportOptions {
  readonly database: AnyDatabase;
  readonly keyring: Keyring;
}

/** A head together with the public key that verifies it: SPKI (RFC 8410) in base64. */
export interface ExportedHead extends AuditHead {
  readonly publicKey: string;
}

/**
 * The latest signed head of each trail, or of one. Kept outside the machine, it shows later that
 * nothing before it was changed or taken away (`verifyAudit({ heads })`).
 *
 * @example await writeFile('heads.json', JSON.stringify(await exportHeads({ database, keyring })));
 */
export async function exportHeads(
  { database, keyring }: ExportOptions,
  tenant?: string,
): Promise<readonly ExportedHead[]> {
  const heads = await database.inScope({ kind: 'system' }, async (trx) =>
    findLatestHeads(trx, tenant === undefined ? await findTrails(trx) : [tenant]),
  );
  return heads.map((head) => ({ ...head, publicKey: headPublicKey(keyring, head.keyId) }));
}

/**
 * A trail as NDJSON: a line for each entry in order, with its place in the chain, and last a line with
 * the signed head. README.md of this folder says how a stranger verifies it. Each piece is some whole
 * lines; what is sealed after the beginning is not in it.
 *
 * @example await pipeline(exportAudit({ database, keyring }, account), reply.raw);
 */
export async function* exportAudit(
  options: ExportOptions,
  tenant: string,
): AsyncGenerator<string, void> {
  const [head] = await exportHeads(options, tenant);
  if (!head) return;
  const ask = <T>(work: (trx: AnyTransaction) => Promise<T>) =>
    options.database.inScope({ kind: 'system' }, work);
  for await (const rows of readSealed(ask, tenant, head.count)) {
    yield rows.map(lineOf).join('');
  }
  const { publicKey, ...signed } = head;
  yield `${JSON.stringify({ head: signed, publicKey })}\n`;
}

function lineOf({ position, recordId, previous, hash, ...record }: SealedRow): string {
  const known = record.id === null ? { id: recordId, deleted: true } : record;
  return `${JSON.stringify({ position, ...known, previous, hash })}\n`;
}

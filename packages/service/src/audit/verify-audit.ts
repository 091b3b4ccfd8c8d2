import type { Keyring } from '../keyring/keyring.ts';
import type { AnyDatabase, AnyTransaction } from '../keyring/tenant.ts';
import { chainStart, entryHash } from './audit-entry.ts';
import { type AuditHead, judgeHead } from './audit-head.ts';
import { countUnsealed, findEnds, findTrails, type SealedRow } from './store.ts';
import { readHeads, readSealed } from './walk-trail.ts';

/**
 * What was found at the first broken entry.
 * `altered`: the record is not the one that was sealed. `deleted`: the record is gone. `missing`: the
 * place in the chain is gone. `reordered`: the place belongs after another entry. `rewritten`: record
 * and hash were changed together, which the next entry or a signed head contradicts. `truncated`: a
 * signed head tells of entries that are not there. `unsigned`: entries that no signed head covers.
 * `forged-head`: a head that this house did not sign. `unknown-key`: a head that names a master key
 * which is not in the key file.
 */
export type AuditFault =
  | 'altered'
  | 'deleted'
  | 'missing'
  | 'reordered'
  | 'rewritten'
  | 'truncated'
  | 'unsigned'
  | 'forged-head'
  | 'unknown-key';

/** The first entry of a trail that cannot be trusted. */
export interface AuditBreak {
  readonly position: number;
  readonly recordId?: number;
  readonly fault: AuditFault;
}

/** The outcome for one trail. */
export interface AuditVerdict {
  readonly tenant: string;
  /** Entries found in order, before the first break where there is one. */
  readonly entries: number;
  /** Records that wait for their place; a second after the last deed there are none. */
  readonly unsealed: number;
  readonly broken?: AuditBreak;
}

export interface VerifyOptions {
  readonly database: AnyDatabase;
  readonly keyring: Keyring;
  /** One trail; all of them when left out. */
  readonly tenant?: string;
  /** Heads exported earlier and kept elsewhere: what they tell of must still be there, unchanged. */
  readonly heads?: readonly AuditHead[];
}

/**
 * Recomputes the chains of all trails, or of one, and names the first broken entry of each. Reads in
 * pages and holds no long transaction; sealing may go on meanwhile.
 *
 * @example
 * for (const { tenant, broken } of await verifyAudit({ database, keyring })) {
 *   if (broken) console.log(`${tenant}: entry ${broken.position} is ${broken.fault}`);
 * }
 */
export async function verifyAudit(options: VerifyOptions): Promise<readonly AuditVerdict[]> {
  const { tenant, heads = [] } = options;
  const trails = tenant === undefined ? await allTrails(options) : [tenant];
  const verdicts: AuditVerdict[] = [];
  for (const trail of trails) {
    const kept = heads.filter((head) => head.tenant === trail);
    verdicts.push(await verifyTrail(options, trail, kept));
  }
  return verdicts;
}

async function allTrails({ database, heads = [] }: VerifyOptions): Promise<string[]> {
  const stored = await database.inScope({ kind: 'system' }, findTrails);
  return [...new Set([...stored, ...heads.map((head) => head.tenant)])].sort();
}

async function verifyTrail(
  { database, keyring }: VerifyOptions,
  tenant: string,
  kept: readonly AuditHead[],
): Promise<AuditVerdict> {
  const ask = <T>(work: (trx: AnyTransaction) => Promise<T>) =>
    database.inScope({ kind: 'system' }, work);
  // Seen at one moment, before the walk: what is sealed later is not judged by this run.
  const ends = await ask((trx) => findEnds(trx, tenant));
  const heads = await openHeads(mergeHeads(readHeads(ask, tenant, ends.count), kept));
  const chain: Chain = { entries: 0, hash: chainStart };
  let broken: AuditBreak | undefined;
  for await (const rows of readSealed(ask, tenant, ends.position)) {
    broken = await judgePage(keyring, rows, { chain, heads });
    if (broken) break;
  }
  if (!broken && chain.entries < ends.position) {
    broken = { position: chain.entries + 1, fault: 'missing' };
  }
  while (!broken && heads.next) {
    broken = judgeNextHead(keyring, heads.next, chain);
    await heads.advance();
  }
  if (!broken && ends.position > ends.count) {
    broken = { position: ends.count + 1, fault: 'unsigned' };
  }
  const unsealed = await ask((trx) => countUnsealed(trx, tenant));
  return { tenant, entries: chain.entries, unsealed, ...(broken ? { broken } : {}) };
}

/** The chain as far as it was found whole. */
interface Chain {
  entries: number;
  hash: string;
}

async function judgePage(
  keyring: Keyring,
  rows: readonly SealedRow[],
  { chain, heads }: { readonly chain: Chain; readonly heads: Heads },
): Promise<AuditBreak | undefined> {
  for (const row of rows) {
    const broken = judgeEntry(row, chain);
    if (broken) return broken;
    chain.entries += 1;
    chain.hash = row.hash;
    while (heads.next && heads.next.count <= chain.entries) {
      const contradicted = judgeNextHead(keyring, heads.next, chain);
      if (contradicted) return contradicted;
      await heads.advance();
    }
  }
  return undefined;
}

/** Compares a place with the chain before it; nothing is believed but what is recomputed. */
function judgeEntry(row: SealedRow, chain: Chain): AuditBreak | undefined {
  const position = chain.entries + 1;
  if (row.position !== position) return { position, fault: 'missing' };
  const { recordId } = row;
  if (row.id === null) return { position, recordId, fault: 'deleted' };
  if (row.previous === chain.hash) {
    const same = entryHash(row, position, chain.hash) === row.hash;
    return same ? undefined : { position, recordId, fault: 'altered' };
  }
  // The entry agrees with itself, but not with the one before: that one was changed after it was
  // sealed, together with its hash.
  const sound = position > 1 && entryHash(row, position, row.previous) === row.hash;
  if (sound) return { position: position - 1, fault: 'rewritten' };
  return { position, recordId, fault: 'reordered' };
}

/** Judges a head when the chain has reached its count, or has ended before it. */
function judgeNextHead(keyring: Keyring, head: AuditHead, chain: Chain): AuditBreak | undefined {
  const position = head.count;
  const judgement = judgeHead(keyring, head);
  if (judgement === 'forged') return { position, fault: 'forged-head' };
  if (judgement === 'unknown-key') return { position, fault: 'unknown-key' };
  if (head.count > chain.entries) return { position: chain.entries + 1, fault: 'truncated' };
  return head.hash === chain.hash ? undefined : { position, fault: 'rewritten' };
}

/** The heads that are still to come, the next one at hand: most entries have none. */
interface Heads {
  next: AuditHead | undefined;
  advance(): Promise<void>;
}

async function openHeads(source: AsyncGenerator<AuditHead, void>): Promise<Heads> {
  const heads: Heads = {
    next: undefined,
    async advance() {
      heads.next = (await source.next()).value ?? undefined;
    },
  };
  await heads.advance();
  return heads;
}

/** Stored and kept heads in the order of their counts. */
async function* mergeHeads(
  stored: AsyncIterable<readonly AuditHead[]>,
  kept: readonly AuditHead[],
): AsyncGenerator<AuditHead, void> {
  const waiting = [...kept].sort((one, two) => one.count - two.count);
  for await (const page of stored) {
    for (const head of page) {
      while (waiting[0] && waiting[0].count <= head.count) yield waiting.shift() as AuditHead;
      yield head;
    }
  }
  yield* waiting;
}

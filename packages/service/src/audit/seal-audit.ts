import { type Clock, Problem } from '@kartoteka/kernel';
import type { Keyring } from '../keyring/keyring.ts';
import type { AnyDatabase, AnyTransaction } from '../keyring/tenant.ts';
import { type AuditRecord, chainStart, entryHash } from './audit-entry.ts';
import { type AuditHead, judgeHead, signHead } from './audit-head.ts';
import {
  findLatestHeads,
  findUnsealed,
  insertHeads,
  insertSeals,
  lockSealing,
  type NewSeal,
  oldestRunning,
} from './store.ts';

export interface SealingPorts {
  readonly database: AnyDatabase;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Gives records their places in the chain; remembers between steps where it stood. */
export interface Sealer {
  /**
   * Seals what waits, in as many transactions as it takes; returns how many records that were. None
   * when another instance is sealing.
   *
   * @throws Problem `audit.chain-broken` after all other trails were sealed, when the end of a trail is
   *   not as this house signed it: such a trail is not continued, or the break would be covered;
   *   `keyring.unknown-key` when the key file cannot tell
   */
  seal(): Promise<number>;
}

const recordsPerTransactionMax = 5_000;

/**
 * Makes a sealer. Late records are met: a record is looked for by its absence from the chain, never by
 * a number above the last one seen, because transactions commit in another order than they number. The
 * search begins at the oldest transaction that was still running when everything had last been sealed.
 *
 * @example await createSealer({ database, keyring, clock }).seal();
 */
export function createSealer(ports: SealingPorts): Sealer {
  let sinceXact = '0';
  const signed = new Map<string, AuditHead>();
  return {
    async seal() {
      const broken = new Map<string, Problem>();
      let sealed = 0;
      for (;;) {
        const step = await ports.database.inScope({ kind: 'system' }, (trx) =>
          sealSome(trx, ports, { sinceXact, signed, broken }),
        );
        for (const head of step.heads) signed.set(head.tenant, head);
        sealed += step.sealed;
        if (step.found === recordsPerTransactionMax) continue;
        // Only when nothing was left behind may the next search begin later.
        if (step.xmin !== undefined && broken.size === 0) sinceXact = step.xmin;
        break;
      }
      const [first] = broken.values();
      if (first) throw first;
      return sealed;
    },
  };
}

interface SealingState {
  readonly sinceXact: string;
  /** The last head of each trail that this process signed. */
  readonly signed: ReadonlyMap<string, AuditHead>;
  readonly broken: Map<string, Problem>;
}

interface SealingStep {
  readonly found: number;
  readonly sealed: number;
  readonly heads: readonly AuditHead[];
  readonly xmin?: string;
}

async function sealSome(
  trx: AnyTransaction,
  { keyring, clock }: SealingPorts,
  state: SealingState,
): Promise<SealingStep> {
  if (!(await lockSealing(trx))) return { found: 0, sealed: 0, heads: [] };
  const xmin = await oldestRunning(trx);
  const records = await findUnsealed(trx, {
    sinceXact: state.sinceXact,
    except: [...state.broken.keys()],
    rowsMax: recordsPerTransactionMax,
  });
  const byTenant = Map.groupBy(records, (record) => record.tenant);
  const heads = await findLatestHeads(trx, [...byTenant.keys()]);
  const latest = new Map(heads.map((head) => [head.tenant, head]));
  const sealedAt = clock.now().toISOString();
  const seals: NewSeal[] = [];
  const newHeads: AuditHead[] = [];
  for (const [tenant, waiting] of byTenant) {
    const head = latest.get(tenant);
    const problem = judgeEnd(keyring, tenant, head, state.signed.get(tenant));
    if (problem) {
      state.broken.set(tenant, problem);
      continue;
    }
    const chain = chainOn(waiting, head?.count ?? 0, head?.hash ?? chainStart);
    seals.push(...chain.seals);
    newHeads.push(signHead(keyring, { tenant, count: chain.count, hash: chain.hash, sealedAt }));
  }
  if (seals.length > 0) {
    await insertSeals(trx, seals);
    await insertHeads(trx, newHeads);
  }
  return { found: records.length, sealed: seals.length, heads: newHeads, xmin };
}

/** A trail is continued only from an end that this house signed and that has not moved backwards. */
function judgeEnd(
  keyring: Keyring,
  tenant: string,
  head: AuditHead | undefined,
  remembered: AuditHead | undefined,
): Problem | undefined {
  const broken = (position: number) =>
    new Problem('audit.chain-broken', { params: { tenant, position } });
  const judgement = head ? judgeHead(keyring, head) : 'genuine';
  if (head && judgement === 'unknown-key') {
    return new Problem('keyring.unknown-key', { params: { keyId: head.keyId } });
  }
  if (head && judgement === 'forged') return broken(head.count);
  if (!remembered) return undefined;
  if (!head || head.count < remembered.count) return broken((head?.count ?? 0) + 1);
  const replaced = head.count === remembered.count && head.hash !== remembered.hash;
  return replaced ? broken(head.count) : undefined;
}

function chainOn(records: readonly AuditRecord[], count: number, hash: string) {
  const seals: NewSeal[] = [];
  for (const record of records) {
    const previous = hash;
    count += 1;
    hash = entryHash(record, count, previous);
    seals.push({ tenant: record.tenant, position: count, recordId: record.id, previous, hash });
  }
  return { seals, count, hash };
}

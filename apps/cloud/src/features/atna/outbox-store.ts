import { prepared } from '@kartoteka/service';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** One exchange that waits for the collector. */
export interface WaitingExchange {
  readonly id: number;
  /** JSON. */
  readonly exchange: string;
}

export async function insertExchange(
  trx: Trx,
  row: { readonly tenant: string; readonly at: Date; readonly exchange: string },
): Promise<void> {
  await sql`${prepared}
    INSERT INTO cloud.atna_outbox (tenant, at, exchange)
    VALUES (${row.tenant}, ${row.at}, ${row.exchange})`.execute(trx);
}

/**
 * Takes the oldest exchanges that nobody is sending, for so many seconds; in the system's scope. A
 * process that dies in between loses its hold by itself.
 */
export async function takeWaiting(
  trx: Trx,
  rowsMax: number,
  holdSeconds: number,
): Promise<WaitingExchange[]> {
  const { rows } = await sql<WaitingExchange>`
    UPDATE cloud.atna_outbox o SET sending_until = now() + make_interval(secs => ${holdSeconds})
    FROM (SELECT tenant, id FROM cloud.atna_outbox WHERE sending_until < now()
      ORDER BY id LIMIT ${rowsMax} FOR UPDATE SKIP LOCKED) AS taken
    WHERE o.tenant = taken.tenant AND o.id = taken.id
    RETURNING o.id, o.exchange`.execute(trx);
  return rows.toSorted((one, other) => one.id - other.id);
}

export async function deleteSent(trx: Trx, ids: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('cloud.atna_outbox')
    .where('id', 'in', [...ids])
    .execute();
}

/** Gives back what could not be sent, so that the next attempt need not wait for the hold to end. */
export async function releaseWaiting(trx: Trx, ids: readonly number[]): Promise<void> {
  await sql`UPDATE cloud.atna_outbox SET sending_until = '-infinity'
    WHERE id = ANY (${[...ids]}::bigint[])`.execute(trx);
}

/** Sets aside what cannot be written as a message: it stays, and is counted, and stops nobody. */
export async function setAside(trx: Trx, id: number): Promise<void> {
  await sql`UPDATE cloud.atna_outbox SET sending_until = 'infinity' WHERE id = ${id}`.execute(trx);
}

/** How many wait, and since when the oldest does. */
export async function findBacklog(
  trx: Trx,
): Promise<{ readonly waiting: number; readonly since: Date | null }> {
  const { rows } = await sql<{ readonly waiting: number; readonly since: Date | null }>`
    SELECT count(*) AS waiting, min(at) AS since FROM cloud.atna_outbox`.execute(trx);
  return rows[0] ?? { waiting: 0, since: null };
}

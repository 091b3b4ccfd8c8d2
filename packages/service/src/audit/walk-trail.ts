import type { AnyTransaction } from '../keyring/tenant.ts';
import type { AuditHead } from './audit-head.ts';
import { findHeads, findSealed, type SealedRow } from './store.ts';

/** Runs a question in a short transaction of its own. */
export type Ask = <T>(work: (trx: AnyTransaction) => Promise<T>) => Promise<T>;

const rowsPerPageMax = 2_000;

/** The entries of a trail in order, up to a place, in pages; one is fetched while another is worked on. */
export function readSealed(
  ask: Ask,
  tenant: string,
  lastPosition: number,
): AsyncGenerator<readonly SealedRow[], void> {
  const load = (after: number) => ask((trx) => findSealed(trx, tenant, after, rowsPerPageMax));
  return inPages(load, (row) => row.position, lastPosition);
}

/** The stored heads of a trail in order, up to a count, in pages. */
export function readHeads(
  ask: Ask,
  tenant: string,
  lastCount: number,
): AsyncGenerator<readonly AuditHead[], void> {
  const load = (after: number) => ask((trx) => findHeads(trx, tenant, after, rowsPerPageMax));
  return inPages(load, (head) => head.count, lastCount);
}

async function* inPages<Row>(
  load: (after: number) => Promise<readonly Row[]>,
  numberOf: (row: Row) => number,
  last: number,
): AsyncGenerator<readonly Row[], void> {
  let page = load(0);
  for (;;) {
    const rows = await page;
    const end = rows.at(-1);
    if (end === undefined) return;
    const more = rows.length === rowsPerPageMax && numberOf(end) < last;
    if (more) {
      page = load(numberOf(end));
      // Met when the page is awaited; a consumer that stops before must not leave it unhandled.
      page.catch(() => {});
    }
    yield numberOf(end) <= last ? rows : rows.filter((row) => numberOf(row) <= last);
    if (!more) return;
  }
}

import type pg from 'pg';

const pools = new WeakMap<object, pg.Pool>();

/** Remembers the pool of a database. */
export function keepPool(database: object, pool: pg.Pool): void {
  pools.set(database, pool);
}

/** The pool behind a database, for the rest of this package alone: the job queue has no tenants. */
export function poolOf(database: object): pg.Pool {
  const pool = pools.get(database);
  if (pool === undefined) throw new TypeError('not a database of openDatabase');
  return pool;
}

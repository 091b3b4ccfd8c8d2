import { type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { databaseProblem } from './database-problem.ts';
import type { Log } from './log.ts';
import { getTypeParser } from './read-values.ts';
import { beginInScope } from './scope.ts';

/** How long a transaction waits for a free connection or for the server before it gives up. */
const connectMsMax = 10_000;
/** One statement; and a transaction that does nothing while it holds rows and a connection. */
const statementMsMax = 60_000;
const idleInTransactionMsMax = 60_000;
/** Dead peers are noticed, and connections do not live for ever. */
const connectionSecondsMax = 3_600;

/**
 * A pool that survives the server: connections that break are thrown away, new ones are made when
 * the server is back, and no event of a broken line ends the process.
 */
export function openPool(options: {
  readonly url: string;
  readonly connectionsMax: number;
  readonly applicationName: string;
  readonly log: Log;
}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: connectMsMax,
    statement_timeout: statementMsMax,
    idle_in_transaction_session_timeout: idleInTransactionMsMax,
    maxLifetimeSeconds: connectionSecondsMax,
    keepAlive: true,
    types: { getTypeParser },
  });
  // An 'error' event without a listener would end the process. The pool drops idle connections
  // that broke by itself; one in use reports to its query, and is dropped when it is given back.
  pool.on('error', (error) =>
    options.log.warn({ code: codeOf(error) }, 'Database connection lost'),
  );
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  return pool;
}

/** The pool as Kysely sees it: errors of the line leave it as problems. Cursors are not passed on. */
export function translatingPool(pool: pg.Pool): PostgresPool {
  const translating = {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect().catch((error) => {
        throw databaseProblem(error);
      });
      return translated(client);
    },
    end: () => pool.end(),
  };
  return translating as unknown as PostgresPool;
}

interface TranslatedClient {
  query(text: string, parameters: readonly unknown[]): Promise<unknown>;
  release(discard?: boolean): void;
}

/** Statements that ask for it are prepared; lists of varying length in them could make any number. */
const preparedMax = 300;
const names = new Map<string, string>();

/**
 * Row security makes planning dear: the question behind ITI-41 takes the server 8 ms to plan and half
 * a millisecond to answer. A statement that begins with {@link prepared} is parsed and planned once
 * for each connection. Only where it asks: a plan for all values cannot use what depends on one, such
 * as a partial index that a parameter would have to match.
 */
function preparedAs(text: string): { readonly name?: string } {
  if (!text.startsWith(preparedMark)) return {};
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  if (names.size >= preparedMax) return {};
  const name = `k${names.size + 1}`;
  names.set(text, name);
  return { name };
}

const preparedMark = '/* prepared */';
/** Stands first in a statement that is to be planned once for each connection. */
export const prepared = sql.raw(preparedMark);

/** Kysely keeps its connection objects by identity, so that a client has one wrapper for life. */
const wrappers = new WeakMap<pg.PoolClient, TranslatedClient>();

function translated(client: pg.PoolClient): TranslatedClient {
  const known = wrappers.get(client);
  if (known !== undefined) return known;
  const wrapper: TranslatedClient = {
    query: async (text, parameters) => {
      try {
        if (!/^(begin|start transaction)\b/.test(text)) {
          return await client.query({ ...preparedAs(text), text, values: [...parameters] });
        }
        // Two statements in one message answer with two results; the first is that of BEGIN.
        const results: unknown = await client.query(beginInScope(text));
        return Array.isArray(results) ? results[0] : results;
      } catch (error) {
        throw databaseProblem(error);
      }
    },
    release: (discard) => client.release(discard),
  };
  wrappers.set(client, wrapper);
  return wrapper;
}

function codeOf(error: Error): string {
  return (error as { code?: string }).code ?? error.name;
}

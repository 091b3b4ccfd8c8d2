import type { Transaction } from 'kysely';
import { deleteJob, insertJob, type JobPayload } from './store.ts';

/** For work that is tried for as long as it takes. */
export const jobAttemptsMax = 32_767;
const attemptsDefault = 25;
const payloadCharactersMax = 2_000;

export interface JobOptions {
  /** At most one job with this key waits; adding it again replaces what waits and starts its count anew. */
  readonly key?: string;
  /** Not before this moment of the application's clock. */
  readonly runAt?: Date;
  /** How often it is tried in all; `jobAttemptsMax` for ever. 25 when left out. */
  readonly attemptsMax?: number;
}

/**
 * Adds a job in the transaction that writes its cause: both are there, or neither. It runs at least
 * once after the commit, so its task must bear being run twice.
 *
 * @param payload ids that the task reads its work by; never content, never personal data
 * @example
 * await database.inScope({ kind: 'practice' }, async (trx) => {
 *   await saveDocument(trx, document);
 *   await addJob(trx, 'send-document', { document: id }, { key: `send-${id}` });
 * });
 */
export async function addJob<Schema>(
  trx: Transaction<Schema>,
  name: string,
  payload: JobPayload,
  options: JobOptions = {},
): Promise<void> {
  if (JSON.stringify(payload).length > payloadCharactersMax) {
    throw new RangeError('a job carries ids, not content');
  }
  await insertJob(trx as never, {
    name,
    payload,
    key: options.key ?? null,
    runAt: options.runAt ?? null,
    attemptsMax: options.attemptsMax ?? attemptsDefault,
  });
}

/** Takes a waiting job away again; one that runs at this moment runs to its end. */
export async function removeJob<Schema>(trx: Transaction<Schema>, key: string): Promise<void> {
  await deleteJob(trx as never, key);
}

import { setTimeout as pause } from 'node:timers/promises';

/** Serialization failure and deadlock: the transaction did nothing and may be done again. */
const conflictCodes = new Set(['40001', '40P01']);
export const conflictAttemptsMax = 8;
const pauseMsFirst = 5;

/**
 * Runs a transaction again while it loses against another one. The work must do nothing but speak
 * to the database, because it may run several times.
 *
 * @throws the last error when `attemptsMax` runs have lost, or any other error at once
 * @example await retryConflicts(() => database.inScope(scope, moveQuota));
 */
export async function retryConflicts<T>(
  work: () => Promise<T>,
  attemptsMax: number = conflictAttemptsMax,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attemptsMax || !isConflict(error)) throw error;
      await pause(pauseMsFirst * 2 ** (attempt - 1));
    }
  }
}

/** True for the two errors that say "another transaction was first; do it again". */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && conflictCodes.has((error as { code?: string }).code ?? '');
}

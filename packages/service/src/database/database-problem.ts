import { Problem } from '@kartoteka/kernel';
import { addressOf } from './address-of.ts';

/** SQLSTATE of a server that is going down, coming up, or cut the line. */
const awayCodes = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '08001', '08004']);
/** Node's names for a line that cannot be made or broke; ENOENT is a socket that is not there. */
const lineCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);
/** SQLSTATE 53300: too many connections. */
const busyCodes = new Set(['53300']);

/**
 * Turns the driver's errors about the connection into problems that say "try again"; every other
 * error comes back as it was. Only for errors that came out of the driver itself: a `work` may meet
 * ENOENT from elsewhere.
 */
export function databaseProblem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: string };
  if (code !== undefined) {
    if (awayCodes.has(code) || lineCodes.has(code)) return away(error);
    if (busyCodes.has(code)) return new Problem('start.database-busy', { cause: error });
    return error;
  }
  // pg and pg-pool tell these apart by words only.
  if (error.message === 'timeout exceeded when trying to connect') {
    return new Problem('start.database-busy', { cause: error });
  }
  if (
    /^Connection terminated|^Client has encountered a connection error|^Client was closed/.test(
      error.message,
    )
  ) {
    return away(error);
  }
  return error;
}

/** SQLSTATE of a wrong name or password, a rule against the user, and a database that is not there. */
const refusedCodes = new Set(['28P01', '28000', '3D000']);

/** As `databaseProblem`, for the first connection to an address: there it may also be turned away. */
export function openingProblem(error: unknown, url: string): unknown {
  if (!refusedCodes.has(String((error as { code?: string }).code))) return databaseProblem(error);
  const { user, database } = addressOf(url, {});
  return new Problem('start.database-login', { params: { user, database }, cause: error });
}

function away(cause: Error): Problem {
  return new Problem('start.database-away', { cause });
}

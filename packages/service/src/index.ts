// The public surface, by area.

// Database
export { type Log, silentLog } from './database/log.ts';
export {
  type Database,
  type OpenDatabaseOptions,
  openDatabase,
  type ScopeOptions,
} from './database/open-database.ts';
export { conflictAttemptsMax, isConflict, retryConflicts } from './database/retry-conflicts.ts';
export type { Scope } from './database/scope.ts';
export {
  type PostgresServer,
  type StartPostgresOptions,
  startPostgres,
} from './postgres/start-postgres.ts';

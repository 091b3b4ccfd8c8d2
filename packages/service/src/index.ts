// The public surface, by area.

// Configuration, keys, content, audit
export * from './audit/index.ts';
export * from './clock/index.ts';
export * from './config/index.ts';
export * from './content/index.ts';
// Database
export { type Log, silentLog } from './database/log.ts';
export {
  type Database,
  type OpenDatabaseOptions,
  openDatabase,
  type ScopeOptions,
} from './database/open-database.ts';
export { prepared } from './database/open-pool.ts';
export { conflictAttemptsMax, isConflict, retryConflicts } from './database/retry-conflicts.ts';
export type { Scope } from './database/scope.ts';
// HTTP and observation
export * from './http/index.ts';
export { addJob, type JobOptions, jobAttemptsMax, removeJob } from './jobs/add-job.ts';
export { every, type PeriodicTask } from './jobs/every.ts';
export { type JobCounts, jobCounts } from './jobs/job-counts.ts';
export { growingPause, type JobContext, type JobTask, type PausePolicy } from './jobs/run-task.ts';
export { type Jobs, type StartJobsOptions, startJobs } from './jobs/start-jobs.ts';
export type { JobPayload } from './jobs/store.ts';
export * from './keyring/index.ts';
export * from './mail/index.ts';
export * from './observe/index.ts';
export {
  type PostgresServer,
  type StartPostgresOptions,
  startPostgres,
} from './postgres/start-postgres.ts';
export * from './sign-in/index.ts';
export * from './transport/index.ts';

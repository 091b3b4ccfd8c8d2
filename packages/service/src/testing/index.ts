export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export {
  expectRowSecurity,
  type RowSecurityOptions,
  type RowSecurityReport,
} from './row-security.ts';
export { settleJobs } from './settle-jobs.ts';
export { testAdminUrl } from './test-server.ts';

export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { testAdminUrl } from './test-server.ts';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What is waited for comes soon or never; a busy machine is no failure.
    expect: { poll: { timeout: 15_000 } },
    include: [
      'packages/*/test/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'tests/**/*.test.ts',
      'tools/test/**/*.test.ts',
    ],
    globalSetup: ['packages/service/src/testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

// A process of its own for the kill tests: takes jobs and never finishes them.
import { setTimeout as pause } from 'node:timers/promises';
import { silentLog, startJobs } from '../../src/index.ts';

const [url = '', name = ''] = process.argv.slice(2);
await startJobs({
  database: { url, name },
  tasks: {
    slow: async (payload) => {
      process.stdout.write(`${payload.document}\n`);
      await pause(3_600_000);
    },
  },
  concurrency: 3,
  clock: { now: () => new Date() },
  log: silentLog,
});

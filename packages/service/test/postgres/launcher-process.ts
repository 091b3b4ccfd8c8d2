// A process of its own for the tests of the launcher: starts the server of a home, says so, and
// ends it when it is told to by Ctrl-C. Options come as JSON.
import { type StartOptions, startServer } from '../../src/postgres/start-postgres.ts';

const options: Pick<StartOptions, 'home' | 'binaries' | 'sharedFolder'> = JSON.parse(
  process.argv[2] ?? '{}',
);
const say = (event: string, facts: object = {}) =>
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`);
const log = {
  info: (fields: object, message: string) => say('info', { ...fields, message }),
  warn: (fields: object, message: string) => say('warn', { ...fields, message }),
  error: (_fields: object, message: string) => say('error', { message }),
};

const keepAlive = setInterval(() => {}, 60_000);
try {
  const server = await startServer({ ...options, log });
  process.once('SIGINT', async () => {
    say('stopping');
    await server.stop();
    say('stopped');
    clearInterval(keepAlive);
  });
  say('started', { url: server.url, folder: server.folder, adopted: server.adopted });
} catch (error) {
  say('failed', error as object);
  clearInterval(keepAlive);
}

// The command `kartoteka`: reads which command is meant, opens what it needs, and says in words what
// went wrong. The one place besides the applications' own main.ts that touches the process.
import { Problem } from '@kartoteka/kernel';
import { openDatabaseAddress } from './database-address.ts';
import { inTimeOf, openSurroundings, type Surroundings } from './surroundings.ts';
import { usage } from './usage.ts';

type Command = (surroundings: Surroundings, args: readonly string[]) => Promise<void>;

type DatabaseCommand = (
  surroundings: Surroundings,
  adminUrl: string,
  args: readonly string[],
) => Promise<void>;

/** Runs with the database server of this installation, and lets it go afterwards. */
const withDatabase =
  (load: () => Promise<DatabaseCommand>): (() => Promise<Command>) =>
  async () => {
    const run = await load();
    return async (surroundings, args) => {
      const database = await openDatabaseAddress(surroundings);
      try {
        await run(surroundings, database.adminUrl, args);
      } finally {
        await database.release();
      }
    };
  };

/** Loaded when they are asked for: one application does not wait for the modules of all others. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => {
    const { start } = await import('./start.ts');
    return (surroundings) => start(surroundings, process.env);
  },
  cloud: withDatabase(async () => (await import('./run-cloud.ts')).runCloud),
  practice: withDatabase(async () => (await import('./run-practice.ts')).runPractice),
  sandbox: withDatabase(async () => (await import('./run-sandbox.ts')).runSandbox),
  import: async () => (await import('./run-import.ts')).runImport,
  operator: withDatabase(async () => (await import('./run-operator.ts')).runOperator),
  'verify-audit': withDatabase(async () => (await import('./run-verify-audit.ts')).runVerifyAudit),
};

const [name = 'help', ...args] = process.argv.slice(2);
const load = commands[name];
if (!load) {
  console.log(usage);
  process.exit(name === 'help' || name === '--help' ? 0 : 2);
}
try {
  // `npm start` is the demo on this machine unless the mode is said; single applications are not.
  const env = name === 'start' ? { KARTOTEKA_MODE: 'demo', ...process.env } : process.env;
  const command = await load();
  await command(await placedInTime(name, openSurroundings(name, env)), args);
  process.exit(process.exitCode ?? 0);
} catch (thrown) {
  report(thrown);
  process.exit(2);
}

/** The sandbox has the machine's time; `start` waits for the sandbox that it starts itself. */
async function placedInTime(command: string, surroundings: Surroundings): Promise<Surroundings> {
  const { clockUrl } = surroundings.settings;
  if (clockUrl === undefined || command === 'sandbox' || command === 'start') return surroundings;
  return inTimeOf(surroundings, clockUrl);
}

function report(caught: unknown): void {
  const thrown = problemOf(caught);
  if (thrown instanceof Problem) {
    console.error(thrown.text('en'));
    console.error(thrown.next('en'));
    if (thrown.quoted !== undefined) console.error(`  "${thrown.quoted}"`);
    return;
  }
  // A defect of ours: whoever runs the command is its developer or will ask one.
  console.error(thrown);
}

/** What the operating system refused, in words. */
function problemOf(caught: unknown): unknown {
  const { code, port } = caught as { code?: string; port?: number };
  if (code !== 'EADDRINUSE') return caught;
  return new Problem('start.port-taken', { params: { port: port ?? 0 }, cause: caught });
}

// The command `kartoteka`: reads which command is meant, opens what it needs, and says in words what
// went wrong. The one place besides the applications' own main.ts that touches the process.
import { Problem } from '@kartoteka/kernel';
import { openDatabaseAddress } from './database-address.ts';
import { runCloud } from './run-cloud.ts';
import { runImport } from './run-import.ts';
import { runOperator } from './run-operator.ts';
import { runPractice } from './run-practice.ts';
import { runVerifyAudit } from './run-verify-audit.ts';
import { start } from './start.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';
import { usage } from './usage.ts';

type Command = (surroundings: Surroundings, args: readonly string[]) => Promise<void>;

/** Runs with the database server of this installation, and lets it go afterwards. */
const withDatabase =
  (
    run: (surroundings: Surroundings, adminUrl: string, args: readonly string[]) => Promise<void>,
  ): Command =>
  async (surroundings, args) => {
    const database = await openDatabaseAddress(surroundings);
    try {
      await run(surroundings, database.adminUrl, args);
    } finally {
      await database.release();
    }
  };

const commands: Readonly<Record<string, Command>> = {
  start: (surroundings) => start(surroundings, process.env),
  cloud: withDatabase(runCloud),
  practice: withDatabase(runPractice),
  import: (surroundings, args) => runImport(surroundings, args),
  operator: withDatabase(runOperator),
  'verify-audit': withDatabase(runVerifyAudit),
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.log(usage);
  process.exit(name === 'help' || name === '--help' ? 0 : 2);
}
try {
  // `npm start` is the demo on this machine unless the mode is said; single applications are not.
  const env = name === 'start' ? { KARTOTEKA_MODE: 'demo', ...process.env } : process.env;
  await command(openSurroundings(name, env), args);
  process.exit(process.exitCode ?? 0);
} catch (thrown) {
  report(thrown);
  process.exit(2);
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

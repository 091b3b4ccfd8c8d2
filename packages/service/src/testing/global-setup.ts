import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { silentLog } from '../database/log.ts';
import { withAdmin } from '../database/prepare-database.ts';
import { type PostgresServer, startPostgres } from '../postgres/start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the PostgreSQL server of this run. */
    kartotekaPostgres: { readonly socket: string; readonly run: string };
  }
}

/** Kept from run to run, so that initdb and templates cost once; `npm ci` takes it away. */
const home = resolve(
  import.meta.dirname,
  `../../../../node_modules/.cache/kartoteka-postgres-${process.getuid?.() ?? 0}`,
);

/** Old templates are thrown away when so many have piled up. */
const templatesMax = 12;

/**
 * Vitest's global set-up: one PostgreSQL for the whole run, started when the first test asks for
 * it and ended with the run. Runs beside each other share it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-test-'));
  const run = `kt_${process.pid}_`;
  let starting: Promise<PostgresServer> | undefined;
  const desk = createServer((socket) => {
    socket.on('error', () => {});
    starting ??= start();
    starting.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error) => socket.end(JSON.stringify({ failure: failureOf(error) })),
    );
  });
  const socket = join(folder, 'desk');
  await new Promise<void>((ready) => desk.listen(socket, ready));
  desk.unref();
  project.provide('kartotekaPostgres', { socket, run });
  return async () => {
    desk.close();
    const server = await starting?.catch(() => undefined);
    if (server !== undefined) {
      await dropDatabases(server.url, (name) => name.startsWith(run));
      await server.stop();
    }
    await rm(folder, { recursive: true, force: true });
  };
}

/** Everything that is known of it: the server's own words often stop before the reason. */
function failureOf(error: { code?: unknown; quoted?: unknown; cause?: unknown }): string {
  const parts = [error.code, error.quoted, error.cause].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(': ') : String(error);
}

async function start(): Promise<PostgresServer> {
  const server = await startPostgres({ home, log: silentLog });
  await dropDatabases(server.url, (name) => {
    const [, run] = /^kt_(\d+)_/.exec(name) ?? [];
    return run !== undefined && !isRunning(Number(run));
  });
  // Others may be copying one while the server is shared.
  if (!server.adopted) await dropOldTemplates(server.url);
  return server;
}

async function dropOldTemplates(url: string): Promise<void> {
  let templates = 0;
  await withAdmin(url, async (client) => {
    const { rows } = await client.query(
      `select count(*)::int as n from pg_database where datname like 'kt\\_template\\_%'`,
    );
    templates = rows[0].n;
  });
  if (templates <= templatesMax) return;
  await dropDatabases(url, (name) => name.startsWith('kt_template_'));
}

async function dropDatabases(url: string, which: (name: string) => boolean): Promise<void> {
  await withAdmin(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'kt\\_%'`,
    );
    for (const { datname } of rows.filter(({ datname }) => which(datname))) {
      await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
      await client.query(`DROP ROLE IF EXISTS "${datname}_app"`);
    }
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

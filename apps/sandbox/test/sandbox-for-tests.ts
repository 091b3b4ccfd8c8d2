import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@kartoteka/kernel';
import { silentLog } from '@kartoteka/service';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import type { Platform } from '../src/frame/platform.ts';
import { type RunningSandbox, sandboxMigrations, startSandbox } from '../src/main.ts';
import type { SandboxSchema } from '../src/schema.ts';
import { exampleMigrations, examplePlatform } from './example-platform/example-platform.ts';

export interface SandboxForTests {
  readonly url: string;
  readonly servicesUrl: string;
  readonly test: TestDatabase<SandboxSchema>;
  readonly running: RunningSandbox;
  /** Calls the JSON interface; the body of the answer, whatever its status. */
  api<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answered<T>>;
  /** Ends it and starts it again over the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface Answered<T> {
  readonly status: number;
  readonly body: T;
}

export const machineClock: Clock = { now: () => new Date() };

/** The sandbox over a real database and real HTTP, with the example platform unless told otherwise. */
export async function startSandboxForTests(
  options: {
    readonly platforms?: readonly Platform[];
    readonly migrations?: readonly string[];
  } = {},
): Promise<SandboxForTests> {
  const furtherMigrations = options.migrations ?? [exampleMigrations];
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-sandbox-'));
  const test = await createTestDatabase<SandboxSchema>({
    migrations: [sandboxMigrations, ...furtherMigrations],
  });
  const start = () =>
    startSandbox({
      adminUrl: test.adminUrl,
      databaseName: test.name,
      bind: '127.0.0.1',
      basePort: 0,
      webPort: 0,
      servicesPort: 0,
      folder,
      platforms: () => options.platforms ?? [examplePlatform],
      furtherMigrations,
      clock: machineClock,
      log: silentLog,
      poolMax: 5,
    });
  let running = await start();
  const portOf = (server: RunningSandbox['web']) => (server.server.address() as AddressInfo).port;
  const sandbox: SandboxForTests = {
    get url() {
      return `http://127.0.0.1:${portOf(running.web)}`;
    },
    get servicesUrl() {
      return `https://localhost:${portOf(running.services)}`;
    },
    get running() {
      return running;
    },
    test,
    async api(method, path, body) {
      const answer = await fetch(`${sandbox.url}${path}`, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) } as never;
    },
    async restart() {
      await running.stop();
      running = await start();
    },
    stop: async () => {
      await running.stop();
      await test.drop();
      rmSync(folder, { recursive: true });
    },
  };
  return sandbox;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CloudForTests, TestAccount } from '../../apps/cloud/test/cloud-for-tests.ts';
import { askLines } from './ask-lines.ts';

/** Debian's, which has zeep; another may stand earlier on the path. */
const python = '/usr/bin/python3';
const program = fileURLToPath(new URL('./python/xds_client.py', import.meta.url));

/** What the Python client answers; which fields, its functions say. */
export interface ZeepAnswer {
  readonly status?: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly context: string;
    readonly location: string | null;
  }[];
  readonly fault?: string;
  readonly documents?: readonly ZeepDocument[];
  readonly references?: readonly string[];
  readonly others?: readonly { readonly kind: string; readonly id: string }[];
  readonly registry?: readonly string[];
  readonly repository?: readonly string[];
}

export interface ZeepDocument {
  readonly id: string;
  readonly logicalId: string;
  readonly version: string | null;
  readonly status: string;
  readonly mimeType: string;
  readonly title: string;
  readonly uniqueId: string;
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly content: string;
}

export interface ZeepClient {
  ask(request: { readonly do: string } & Readonly<Record<string, unknown>>): Promise<ZeepAnswer>;
  stop(): void;
}

/** The files of an account's keys, as a program of another language takes them. */
export function accountFiles(cloud: CloudForTests, account: TestAccount) {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-client-'));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const address = (endpoint: string) =>
    `https://localhost:${cloud.port}/services/${account.id}/xds/${endpoint}`;
  return {
    folder,
    registry: address('registry'),
    repository: address('repository'),
    ca: file('ca.pem', cloud.root),
    tls: { cert: file('tls.pem', account.tlsCertificate), key: file('tls.key', account.tlsKey) },
    wss: { cert: file('wss.pem', account.wssCertificate), key: file('wss.key', account.wssKey) },
    now: cloud.clock.now().toISOString(),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Starts the client of tests/conformance/python, which loads both descriptions. */
export function startZeepClient(cloud: CloudForTests, account: TestAccount): ZeepClient {
  const files = accountFiles(cloud, account);
  const lines = askLines(python, [program, JSON.stringify(files)]);
  return {
    ask: async (request) => JSON.parse(await lines.ask(JSON.stringify(request))) as ZeepAnswer,
    stop: () => {
      lines.stop();
      files.remove();
    },
  };
}

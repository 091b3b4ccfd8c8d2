import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestMailAccount } from '@kartoteka/sandbox/main';

/** Someone of the demo practice. */
export interface DemoStaff {
  readonly role: 'administrator' | 'doctor' | 'registrar';
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

export interface DemoPatient {
  readonly pesel: string;
  readonly invitation?: string;
  readonly login?: string;
  readonly password?: string;
}

/** The simulated platforms; further ones add their accounts. */
export interface DemoSandbox {
  readonly url: string;
  /** The same over TLS without a client certificate. */
  readonly servicesUrl: string;
  /** The authority of its certificate. */
  readonly ca: string;
  /** Mail of the default world; both servers take a password only after STARTTLS. */
  readonly mail: {
    readonly smtp: { readonly host: string; readonly port: number };
    readonly pop3: { readonly host: string; readonly port: number };
    readonly mailboxes: readonly TestMailAccount[];
  };
}

/** `demo.json`: what scripts need to know of a demo installation; paths absolute, files PEM. */
export interface DemoFile {
  readonly practice: { readonly url: string; readonly staff: readonly DemoStaff[] };
  readonly cloud: {
    readonly url: string;
    readonly machineUrl: string;
    readonly account: string;
    readonly domainOid: string;
    readonly repositoryUniqueId: string;
    readonly ca: string;
    readonly tls: { readonly cert: string; readonly key: string };
    readonly wss: { readonly cert: string; readonly key: string };
  };
  readonly portal: { readonly url: string; readonly patients: readonly DemoPatient[] };
  /** Absent when the first start was of a version without one. */
  readonly sandbox?: DemoSandbox;
  /** When the first start began: the documents of a start that goes on are made from the same moment. */
  readonly begunAt: string;
  /** Everything is set up; until then the next start goes on where this one was cut off. */
  readonly complete: boolean;
}

const fileName = 'demo.json';

export function readDemoFile(home: string): DemoFile | undefined {
  const path = join(home, fileName);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DemoFile) : undefined;
}

/** Replaces the file in one step, readable by its owner only: it holds passwords. */
export function writeDemoFile(home: string, demo: DemoFile): void {
  const path = join(home, fileName);
  writeFileSync(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { type MailServer, mailClient, portOf, silentLog } from '@kartoteka/service';
import { createTestDatabase } from '@kartoteka/service/testing';
import { mailPlatform } from '../../src/mail/platform.ts';
import {
  type RunningSandbox,
  sandboxMigrations,
  startSandbox,
  type WorldName,
} from '../../src/main.ts';
import type { SandboxSchema } from '../../src/schema.ts';

export const machineClock = { now: () => new Date() };
const random = {
  bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  uuid: () => crypto.randomUUID(),
};

export interface TestMailbox {
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly messages: number;
  readonly waiting: number;
}

export type MailSandbox = Awaited<ReturnType<typeof startMailSandbox>>;

/** The sandbox with its mail over a real database, real TLS and real ports. */
export async function startMailSandbox(
  options: { readonly relayTo?: { host: string; port: number } } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-mail-'));
  const test = await createTestDatabase<SandboxSchema>({ migrations: [sandboxMigrations] });
  const basePort = await findBasePort();
  const start = () =>
    startSandbox({
      adminUrl: test.adminUrl,
      databaseName: test.name,
      bind: '127.0.0.1',
      basePort,
      webPort: 0,
      servicesPort: 0,
      folder,
      worlds: ['one', 'two'] as WorldName[],
      platforms: (parts) => [mailPlatform({ ...parts, ...options, pauseAfter: () => 50 })],
      clock: machineClock,
      log: silentLog,
      poolMax: 5,
    });
  let running: RunningSandbox = await start();
  const sandbox = {
    smtpPort: portOf(basePort, 'sandboxSmtp'),
    pop3Port: portOf(basePort, 'sandboxPop3'),
    folder,
    ca: () => readFileSync(running.tls.caFile, 'utf8'),
    caFile: () => running.tls.caFile,
    test,
    get url() {
      return `http://127.0.0.1:${(running.web.server.address() as AddressInfo).port}`;
    },
    async api<T>(
      method: string,
      path: string,
      body?: unknown,
    ): Promise<{ status: number; body: T }> {
      const answer = await fetch(`${sandbox.url}${path}`, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const said = await answer.text();
      return { status: answer.status, body: said === '' ? undefined : JSON.parse(said) } as never;
    },
    async mailbox(address: string, world = 'default'): Promise<TestMailbox> {
      const { body } = await sandbox.api<{ mailboxes: TestMailbox[] }>(
        'GET',
        `/api/worlds/${world}/mail`,
      );
      const found = body.mailboxes.find((one) => one.address === address);
      if (!found) throw new Error(`${address} is missing`);
      return found;
    },
    /** The calls of a world, as the log keeps them. */
    async calls(world = 'default') {
      return test.asAdmin<LoggedCall>(
        `select operation, outcome, marking, protocol, request_text, convert_from(request_body, 'UTF8') as body,
           fault, broken from sandbox.call where world = $1 order by id`,
        [world],
      );
    },
    async fail(
      fault: { fault: string; operation: string; ms?: number; status?: number },
      world = 'default',
    ) {
      const answer = await sandbox.api('POST', `/api/worlds/${world}/faults`, {
        ...fault,
        platform: 'mail',
      });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    async mend(): Promise<void> {
      await test.asAdmin('delete from sandbox.fault_rule');
      await test.asAdmin('delete from sandbox.call');
    },
    client(account: { user: string; password: string }, changes: Partial<MailServer> = {}) {
      const server: MailServer = {
        host: 'localhost',
        port: sandbox.smtpPort,
        security: 'starttls',
        user: account.user,
        password: account.password,
        from: 'praktyka@przychodnia.example',
        trustedAuthorities: sandbox.ca(),
        timeoutMs: 3_000,
        ...changes,
      };
      return mailClient({ server, clock: machineClock, random });
    },
    async restart(): Promise<void> {
      await running.stop();
      running = await start();
    },
    async stop(): Promise<void> {
      await running.stop();
      await test.drop();
      rmSync(folder, { recursive: true });
    },
  };
  return sandbox;
}

export interface LoggedCall {
  readonly operation: string;
  readonly outcome: string;
  readonly marking: string;
  readonly protocol: string;
  readonly request_text: string;
  readonly body: string;
  readonly fault: { kind: string } | null;
  readonly broken: { id: string; place?: string }[];
}

/** A base port below the range that the system gives out by itself, with the mail ports free. */
async function findBasePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const base = 12_000 + Math.floor(Math.random() * 1_000) * 16;
    const free = await Promise.all([5, 12].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no free ports');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Runs a program of the system; its output and its exit code. */
export function runProgram(
  file: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      file,
      [...args],
      { timeout: 20_000, maxBuffer: 50_000_000 },
      (error, out, err) => {
        const code = error ? Number((error as { code?: unknown }).code ?? 1) : 0;
        resolve({ code, output: `${out}${err}` });
      },
    );
    child.stdin?.end(input);
  });
}

/** Python's own POP3 client, told what to do by a script that gets `pop`; it prints what it finds. */
export async function runPoplib(
  sandbox: { pop3Port: number; caFile(): string },
  account: { user: string; password: string },
  script: string,
): Promise<string> {
  const whole = [
    'import poplib, ssl, sys, json, base64',
    `pop = poplib.POP3("localhost", ${sandbox.pop3Port}, timeout=10)`,
    `pop.stls(context=ssl.create_default_context(cafile=${JSON.stringify(sandbox.caFile())}))`,
    `pop.user(${JSON.stringify(account.user)})`,
    `pop.pass_(${JSON.stringify(account.password)})`,
    script,
  ].join('\n');
  const child = spawn('/usr/bin/python3', ['-c', whole], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + err;
}

/** A line of bytes to a server, for what no decent client would send. */
export async function openLine(port: number) {
  let socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  let said = '';
  let ended = false;
  const wake = new EventTarget();
  const hear = (to: Socket) => {
    to.on('data', (bytes) => {
      said += bytes.toString('latin1');
      wake.dispatchEvent(new Event('said'));
    });
    to.on('close', () => {
      ended = true;
      wake.dispatchEvent(new Event('said'));
    });
  };
  hear(socket);
  const line = {
    send: (bytes: string | Uint8Array) => void socket.write(bytes),
    /** What was said until a pattern fits or the line ends. */
    async until(pattern: RegExp, timeoutMs = 5_000): Promise<string> {
      const late = AbortSignal.timeout(timeoutMs);
      for (;;) {
        const match = pattern.exec(said);
        if (match || ended) {
          const heard = match ? said.slice(0, match.index + match[0].length) : said;
          said = said.slice(heard.length);
          return heard;
        }
        if (late.aborted) throw new Error(`no ${pattern} in ${JSON.stringify(said)}`);
        await new Promise<void>((resolve) => {
          wake.addEventListener('said', () => resolve(), { once: true });
          late.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    async ask(command: string, pattern = /^.*\r\n/): Promise<string> {
      line.send(`${command}\r\n`);
      return line.until(pattern);
    },
    get ended() {
      return ended;
    },
    async secure(ca: string): Promise<void> {
      socket.removeAllListeners('data');
      const plain = socket;
      socket = connectTls({ socket: plain, ca, servername: 'localhost' });
      socket.on('error', () => {});
      hear(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('secureConnect', () => resolve());
        socket.once('error', reject);
      });
    },
    close: () => void socket.destroy(),
  };
  return line;
}

import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { examplePesel, examplePlatform, signatureOf } from './example-platform/example-platform.ts';
import { type SandboxForTests, startSandboxForTests } from './sandbox-for-tests.ts';

let sandbox: SandboxForTests;
let world = '';
let worlds = 0;
beforeAll(async () => {
  sandbox = await startSandboxForTests();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  worlds += 1;
  world = `faults-${worlds}`;
  await sandbox.api('POST', '/api/worlds', { world });
});

interface Heard {
  readonly status: number;
  readonly body: string;
  /** The answer ended as its head had promised. */
  readonly whole: boolean;
  readonly ms: number;
}

/** One call as a bare client hears it; `undefined` when the connection was cut before any answer. */
function call(
  options: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly secure?: boolean;
    readonly patienceMs?: number;
  } = {},
): Promise<Heard | 'cut' | 'silence'> {
  const startedMs = performance.now();
  const { method = 'GET', path = `/example/notes/${examplePesel}`, secure = false } = options;
  const ask = secure ? httpsRequest : httpRequest;
  const base = secure ? sandbox.servicesUrl : sandbox.url;
  return new Promise((resolve) => {
    const asked = ask(
      `${base}${path}`,
      {
        method,
        headers: { 'x-kartoteka-world': world, ...options.headers },
        agent: false,
        ...(secure && { ca: readFileSync(sandbox.running.tls.caFile) }),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', () => {});
        answer.on('close', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            whole: answer.complete,
            ms: performance.now() - startedMs,
          }),
        );
      },
    );
    asked.on('error', () => resolve('cut'));
    if (options.patienceMs !== undefined) {
      setTimeout(() => {
        resolve('silence');
        asked.destroy();
      }, options.patienceMs);
    }
    asked.end(options.body);
  });
}
const write = (headers: Record<string, string> = {}, patienceMs?: number) =>
  call({
    method: 'POST',
    path: '/example/notes',
    body: JSON.stringify({ pesel: examplePesel, text: 'note' }),
    headers,
    ...(patienceMs !== undefined && { patienceMs }),
  });
const stored = async (): Promise<number> => {
  const heard = (await call()) as Heard;
  return JSON.parse(heard.body).notes.length;
};
const add = (fault: object) =>
  sandbox.api<{ id: string; code: string }>('POST', `/api/worlds/${world}/faults`, fault);

interface LoggedCall {
  readonly id: number;
  readonly operation: string;
  readonly outcome: string;
  readonly fault: { kind: string; by: string; ms?: number; status?: number; rule?: string } | null;
  readonly durationMs: number;
}
const lastCall = async (): Promise<LoggedCall> => {
  const { body } = await sandbox.api<{ calls: LoggedCall[] }>(
    'GET',
    `/api/worlds/${world}/calls?pageSize=1`,
  );
  return body.calls[0] as LoggedCall;
};

/** What a client that checks certificates makes of the services: `connected`, or why not. */
function connectionOutcome(): Promise<string> {
  const { port } = new URL(sandbox.servicesUrl);
  const ca = readFileSync(sandbox.running.tls.caFile);
  return new Promise((resolve) => {
    const socket = connect({ host: 'localhost', servername: 'localhost', port: Number(port), ca });
    socket.once('secureConnect', () => resolve('connected'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.once('secureConnect', () => socket.destroy());
  });
}

test.each([false, true])('slow: the answer waits, the work is done (TLS: %s)', async (secure) => {
  const heard = (await call({ headers: { 'x-kartoteka-fault': 'slow; ms=300' }, secure })) as Heard;
  expect(heard).toMatchObject({ status: 200, whole: true });
  expect(heard.ms).toBeGreaterThanOrEqual(295);
  const logged = await lastCall();
  expect(logged.fault).toEqual({ kind: 'slow', ms: 300, by: 'header' });
  expect(logged.durationMs).toBeGreaterThanOrEqual(295);
});

test('status: an error of the server, and nothing is done', async () => {
  expect(await write({ 'x-kartoteka-fault': 'status; status=502' })).toMatchObject({ status: 502 });
  expect((await lastCall()).fault).toEqual({ kind: 'status', status: 502, by: 'header' });
  expect(await stored()).toBe(0);
});

test('time-out: the work is done, and the answer never comes', async () => {
  expect(await write({ 'x-kartoteka-fault': 'time-out' }, 400)).toBe('silence');
  expect(await lastCall()).toMatchObject({ outcome: 'none', fault: { kind: 'time-out' } });
  expect(await stored()).toBe(1);
});

test('cut-before: no answer, and nothing is done', async () => {
  expect(await write({ 'x-kartoteka-fault': 'cut-before' })).toBe('cut');
  expect(await lastCall()).toMatchObject({ outcome: 'none', fault: { kind: 'cut-before' } });
  expect(await stored()).toBe(0);
});

test.each([false, true])('cut-during: an answer that does not end (TLS: %s)', async (secure) => {
  const heard = (await call({ headers: { 'x-kartoteka-fault': 'cut-during' }, secure })) as Heard;
  expect(heard).toMatchObject({ status: 200, whole: false });
  expect(heard.body.length).toBeGreaterThan(0);
  expect(() => JSON.parse(heard.body)).toThrow();
  expect((await lastCall()).fault).toMatchObject({ kind: 'cut-during' });
});

test('cut-during: the work is done', async () => {
  expect(await write({ 'x-kartoteka-fault': 'cut-during' })).toMatchObject({ whole: false });
  expect(await stored()).toBe(1);
});

test('maintenance: in the words of the platform, else in ours', async () => {
  const headers = { 'x-kartoteka-fault': 'maintenance' };
  const own = await call({ method: 'POST', path: '/example/session', headers });
  expect(own).toMatchObject({ status: 503, body: 'Closed for maintenance' });
  const plain = await write({ ...headers, 'accept-language': 'en' });
  expect(plain).toMatchObject({
    status: 503,
    body: expect.stringContaining('because it was told to'),
  });
  expect((await lastCall()).fault).toMatchObject({ kind: 'maintenance' });
});

test('clock-skew: the clock of the platform is off for this call only', async () => {
  const at = async (headers: Record<string, string>) =>
    Date.parse(JSON.parse(((await call({ headers })) as Heard).body).at);
  const off = await at({ 'x-kartoteka-fault': 'clock-skew; ms=-7200000' });
  expect(Math.abs(Date.now() - 7_200_000 - off)).toBeLessThan(5_000);
  expect((await lastCall()).fault).toMatchObject({ kind: 'clock-skew', ms: -7_200_000 });
  expect(Math.abs(Date.now() - (await at({})))).toBeLessThan(5_000);
});

test('lost-session: reaches the platform, which realises it', async () => {
  await add({ fault: 'lost-session', platform: 'example' });
  expect(await call()).toMatchObject({ status: 401, body: 'session lost' });
  expect((await lastCall()).fault).toMatchObject({ kind: 'lost-session', by: 'rule' });
});

test('bad-signature: the answer is whole, its signature is that of another', async () => {
  const verified = async () => {
    const answer = await fetch(`${sandbox.url}/example/notes/${examplePesel}`, {
      headers: { 'x-kartoteka-world': world },
    });
    return answer.headers.get('x-signature') === signatureOf(await answer.text());
  };
  expect(await verified()).toBe(true);
  await add({ fault: 'bad-signature', platform: 'example', times: 1 });
  expect(await verified()).toBe(false);
  expect((await lastCall()).fault).toMatchObject({ kind: 'bad-signature', by: 'rule' });
  expect(await verified()).toBe(true);
});

test('expired-certificate: shown to who connects by TLS, once where it is counted', async () => {
  world = 'default';
  const added = await add({ fault: 'expired-certificate', platform: 'example', times: 1 });
  expect(added.status).toBe(200);
  // A request over plain HTTP is no connection over TLS, and uses nothing up.
  expect(await call()).toMatchObject({ status: 200 });
  expect((await lastCall()).fault).toBeNull();
  expect(await connectionOutcome()).toBe('CERT_HAS_EXPIRED');
  expect(await lastCall()).toMatchObject({
    operation: 'connect',
    outcome: 'expired-certificate',
    fault: { kind: 'expired-certificate', by: 'rule' },
  });
  expect(await connectionOutcome()).toBe('connected');
  expect(await call({ secure: true })).toMatchObject({ status: 200 });
});

test('a fault that no platform realises is refused, by rule and by header', async () => {
  const unable = await startSandboxForTests({ platforms: [{ ...examplePlatform, faults: [] }] });
  expect(
    await unable.api('POST', '/api/worlds/default/faults', { fault: 'bad-signature' }),
  ).toMatchObject({ status: 422, body: { code: 'sandbox.fault-unsupported' } });
  await unable.stop();
  expect(await call({ headers: { 'x-kartoteka-fault': 'expired-certificate' } })).toMatchObject({
    status: 422,
  });
  expect(await add({ fault: 'slow', platform: 'nobody' })).toMatchObject({
    status: 404,
    body: { code: 'sandbox.platform-unknown' },
  });
});

test.each([
  'nonsense',
  'slow; ms=soon',
  'slow; ms=999999999',
  'status; status=200',
  'slow, ms=1',
  '',
])('the header %j is no fault', async (value) => {
  expect(await call({ headers: { 'x-kartoteka-fault': value } })).toMatchObject({ status: 400 });
});

test('a rule counts its calls, also when they come at once', async () => {
  await add({ fault: 'status', status: 500, operation: 'read*', times: 3 });
  const heard = (await Promise.all(Array.from({ length: 8 }, () => call()))) as Heard[];
  expect(heard.filter(({ status }) => status === 500)).toHaveLength(3);
  expect(heard.filter(({ status }) => status === 200)).toHaveLength(5);
});

test('a rule fits by operation, and the oldest counts', async () => {
  await add({ fault: 'status', status: 501, operation: 'writeNote', platform: 'example' });
  await add({ fault: 'status', status: 502, operation: 'write*' });
  expect(await call()).toMatchObject({ status: 200 });
  expect(await write()).toMatchObject({ status: 501 });
  const { id } = (await lastCall()).fault?.rule
    ? { id: (await lastCall()).fault?.rule }
    : { id: '' };
  expect((await sandbox.api('DELETE', `/api/worlds/${world}/faults/${id}`)).status).toBe(200);
  expect((await sandbox.api('DELETE', `/api/worlds/${world}/faults/${id}`)).status).toBe(404);
  expect(await write()).toMatchObject({ status: 502 });
  expect((await sandbox.api('DELETE', `/api/worlds/${world}/faults`)).body).toEqual({ removed: 1 });
  expect(await write()).toMatchObject({ status: 201 });
});

test('a schedule goes by the clock of the world', async () => {
  await add({ fault: 'status', from: '2030-01-01T10:00:00Z', until: '2030-01-01T11:00:00Z' });
  const at = async (now: string) => {
    await sandbox.api('PUT', `/api/worlds/${world}/clock`, { now, frozen: true });
    return ((await call()) as Heard).status;
  };
  expect(await at('2030-01-01T09:59:59.999Z')).toBe(200);
  expect(await at('2030-01-01T10:00:00Z')).toBe(503);
  expect(await at('2030-01-01T10:59:59.999Z')).toBe(503);
  expect(await at('2030-01-01T11:00:00Z')).toBe(200);
});

test('faults of one world are none of another', async () => {
  await add({ fault: 'status' });
  expect(await call()).toMatchObject({ status: 503 });
  expect(await call({ headers: { 'x-kartoteka-world': 'default' } })).toMatchObject({
    status: 200,
  });
});

test('faults survive a restart', async () => {
  await add({ fault: 'status', status: 599, times: 2 });
  expect(await call()).toMatchObject({ status: 599 });
  await sandbox.restart();
  expect(await call()).toMatchObject({ status: 599 });
  expect(await call()).toMatchObject({ status: 200 });
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { examplePesel } from './example-platform/example-platform.ts';
import { type SandboxForTests, startSandboxForTests } from './sandbox-for-tests.ts';
import { judgeXml } from './xml-judge.ts';

let sandbox: SandboxForTests;
let world = '';
let worlds = 0;
beforeAll(async () => {
  sandbox = await startSandboxForTests();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  worlds += 1;
  world = `calls-${worlds}`;
  await sandbox.api('POST', '/api/worlds', { world });
});

const send = (path: string, init: RequestInit = {}) =>
  fetch(`${sandbox.url}/w/${world}${path}`, init);
const write = (body: object, headers: Record<string, string> = {}) =>
  send('/example/notes', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const note = (text: string) => write({ pesel: examplePesel, text });
const read = () => send(`/example/notes/${examplePesel}`);

interface Row {
  readonly id: number;
  readonly operation: string;
  readonly marking: string;
  readonly outcome: string;
  readonly at: string;
  readonly broken: { id: string; text: string; place?: string }[];
}
const search = async (query = '') =>
  (await sandbox.api<{ calls: Row[]; total: number }>('GET', `/api/worlds/${world}/calls?${query}`))
    .body;
interface Side {
  readonly head: string;
  readonly text: string;
  readonly base64: string;
  readonly bytes: number;
}
const open = async (id: number) =>
  (
    await sandbox.api<Row & { request: Side; answer: Side }>(
      'GET',
      `/api/worlds/${world}/calls/${id}`,
    )
  ).body;
const decode = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');

test('a call is kept as it came and as it was answered', async () => {
  await sandbox.api('PUT', `/api/worlds/${world}/clock`, {
    now: '2031-02-03T04:05:06Z',
    frozen: true,
  });
  await write({ pesel: examplePesel, text: 'łąka' }, { 'x-odd-HEADER': 'Value' });
  const { calls, total } = await search();
  expect(total).toBe(1);
  expect(calls[0]).toMatchObject({
    platform: 'example',
    operation: 'writeNote',
    marking: 'published',
    protocol: 'HTTP',
    outcome: '201',
    at: '2031-02-03T04:05:06.000Z',
    fault: null,
    broken: [],
  });
  const call = await open(calls[0]?.id ?? 0);
  expect(call.request.head).toMatch(/^POST \/w\/calls-\d+\/example\/notes HTTP\/1\.1\n/);
  expect(call.request.head).toContain('x-odd-HEADER: Value');
  expect(decode(call.request.base64)).toBe(JSON.stringify({ pesel: examplePesel, text: 'łąka' }));
  expect(call.request.text).toBe(JSON.stringify({ pesel: examplePesel, text: 'łąka' }, null, 2));
  expect(call.answer.head).toMatch(/^HTTP\/1\.1 201 Created/);
  expect(decode(call.answer.base64)).toBe('stored');
});

test('the log tells when a call came, however long its answer took', async () => {
  await write({ pesel: examplePesel, text: 'x' }, { 'x-kartoteka-fault': 'slow; ms=250' });
  const { calls } = await search();
  const [call] = calls as (Row & { receivedAt: string; durationMs: number })[];
  expect(call?.durationMs).toBeGreaterThanOrEqual(245);
  expect(call?.at).toBe(call?.receivedAt);
});

test('what is kept of a large body has a limit, its size is told', async () => {
  await write({ pesel: examplePesel, text: 'x'.repeat(400_000) });
  const [row] = (await search()).calls;
  const call = await open(row?.id ?? 0);
  expect(Buffer.from(call.request.base64, 'base64')).toHaveLength(262_144);
  expect(call.request.bytes).toBeGreaterThan(400_000);
});

test('bytes that are no text are kept as they came', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  await send('/example/session', { method: 'POST', body: bytes });
  const [row] = (await search()).calls;
  const { request } = await open(row?.id ?? 0);
  expect(Buffer.from(request.base64, 'base64').equals(Buffer.from(bytes))).toBe(true);
  expect(request.text).toBe('(256 bytes, no content type)');
});

test('the log is searched, page by page, newest first', async () => {
  for (const text of ['alfa', 'beta', 'ALFA two']) await note(text);
  await read();
  expect((await search('operation=writeNote')).total).toBe(3);
  const withText = async (text: string, query = '') =>
    (
      await sandbox.api<{ calls: Row[]; total: number }>(
        'POST',
        `/api/worlds/${world}/calls/search?${query}`,
        { text },
      )
    ).body;
  expect((await withText('aLfA', 'operation=writeNote')).calls).toHaveLength(2);
  expect((await withText('100%')).total).toBe(0);
  const page = await search('pageSize=2&page=2');
  expect(page.total).toBe(4);
  expect(page.calls.map(({ operation }) => operation)).toEqual(['writeNote', 'writeNote']);
  const [newest] = (await search('pageSize=1')).calls;
  expect(newest?.operation).toBe('readNotes');
  await note('later');
  expect((await search(`after=${newest?.id}`)).total).toBe(1);
});

test('the log of one world says nothing of another', async () => {
  await note('mine');
  const [row] = (await search()).calls;
  const elsewhere = await sandbox.api('GET', `/api/worlds/default/calls/${row?.id}`);
  const missing = await sandbox.api('GET', '/api/worlds/default/calls/999999999');
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'sandbox.call-unknown' } });
  expect({ ...elsewhere.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
});

test('secrets are masked wherever they stand', async () => {
  const secret = 'S3kr3t&zażółć';
  const leaks = /.{0,60}(S3kr3t|\b123456\b|987654|Taj3mne|token-praktyka).{0,20}/g;
  await write(
    { pesel: examplePesel, text: 'x', password: secret, nested: { oneTimeCode: 123456 } },
    {
      authorization: `Basic ${Buffer.from(secret).toString('base64')}`,
      cookie: 'k=Taj3mne',
      origin: sandbox.url,
    },
  );
  await send('/example/session', {
    method: 'POST',
    body: new URLSearchParams({ login: 'praktyka', haslo: secret, 'otp-1': '987654' }),
  });
  await send('/example/session', {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: `<a><ns:password xmlns:ns="urn:x">${secret.replace('&', '&amp;')}</ns:password><b>seen</b></a>`,
  });
  const whole = [];
  for (const { id } of (await search()).calls) whole.push(await open(id));
  const sides = whole.flatMap(({ request, answer }) => [request, answer]);
  const text = sides.map(({ head, text, base64 }) => head + text + decode(base64)).join('\n');
  expect(text.match(leaks)).toBeNull();
  // The platform said that its token is one.
  expect(text).not.toContain('token-praktyka');
  expect(text).toContain('seen');
  const stored = await sandbox.test.asAdmin<{ all: string }>(
    `SELECT string_agg(request_head || request_text || answer_text
       || encode(request_body, 'escape') || encode(answer_body, 'escape'), '') AS all FROM sandbox.call`,
  );
  expect(stored[0]?.all.match(leaks)).toBeNull();
});

test('a call says which rule it broke, and where', async () => {
  await note('');
  await write({ pesel: '00000000000', text: 'x' }, { 'accept-language': 'en' });
  const answer = await fetch(`${sandbox.url}/api/worlds/${world}/calls?broken=true`, {
    headers: { 'accept-language': 'hu' },
  });
  const { calls } = (await answer.json()) as { calls: Row[] };
  expect(calls.map(({ broken }) => broken)).toEqual([
    [{ id: 'EX.2', text: 'A személy létezik.', place: '/pesel' }],
    [{ id: 'EX.1', text: 'A jegyzetnek van szövege.', place: '/text' }],
  ]);
});

const assertAll = async (...assertions: object[]) =>
  (
    await sandbox.api<{ pass: boolean; verdicts: { pass: boolean; text: string; calls: Row[] }[] }>(
      'POST',
      `/api/worlds/${world}/assertions`,
      { assertions },
    )
  ).body;

test('assertions: so many times, with what', async () => {
  await note('alfa');
  await note('beta');
  const once = { kind: 'times', match: { operation: 'writeNote', contains: ['"alfa"'] }, times: 1 };
  const { pass, verdicts } = await assertAll(once, { ...once, times: 2 });
  expect(pass).toBe(false);
  expect(verdicts.map((one) => one.pass)).toEqual([true, false]);
  expect(verdicts[0]?.calls).toHaveLength(1);
  expect(verdicts[1]?.text).toBe(
    'expected 2 calls with {"operation":"writeNote","contains":["\\"alfa\\""]}, found 1',
  );
  expect(
    (await assertAll({ kind: 'times', match: { operation: 'w*', outcome: '201' }, times: 2 })).pass,
  ).toBe(true);
  expect((await assertAll({ kind: 'at-least', match: {}, times: 3 })).pass).toBe(false);
  expect((await assertAll({ kind: 'times', match: { platform: 'mail' }, times: 0 })).pass).toBe(
    true,
  );
});

test('assertions: never after, and in order', async () => {
  await note('first');
  await read();
  await note('second');
  const never = {
    kind: 'never-after',
    match: { operation: 'writeNote' },
    after: { operation: 'readNotes' },
  };
  const broken = await assertAll(never);
  expect(broken.pass).toBe(false);
  expect(broken.verdicts[0]?.calls).toHaveLength(1);
  expect((await assertAll({ ...never, after: { contains: ['second'] } })).pass).toBe(true);
  expect((await assertAll({ ...never, after: { operation: 'signIn' } })).pass).toBe(true);
  const order = (...texts: string[]) =>
    assertAll({ kind: 'in-order', matches: texts.map((text) => ({ contains: [text] })) });
  expect((await order('first', 'second')).pass).toBe(true);
  expect((await order('second', 'first')).pass).toBe(false);
  expect((await order('second', 'second')).pass).toBe(false);
});

test('assertions: rules, faults, and only later calls', async () => {
  expect((await assertAll({ kind: 'no-broken-rule' })).pass).toBe(true);
  await note('');
  await write({ pesel: examplePesel, text: 'x' }, { 'x-kartoteka-fault': 'slow; ms=1' });
  expect((await assertAll({ kind: 'no-broken-rule' })).pass).toBe(false);
  expect((await assertAll({ kind: 'times', match: { broke: 'EX.1' }, times: 1 })).pass).toBe(true);
  expect((await assertAll({ kind: 'times', match: { fault: 'slow' }, times: 1 })).pass).toBe(true);
  const [, first] = (await search()).calls;
  const { body } = await sandbox.api<{ pass: boolean }>('POST', `/api/worlds/${world}/assertions`, {
    after: first?.id,
    assertions: [{ kind: 'no-broken-rule' }],
  });
  expect(body.pass).toBe(true);
  const unknown = await sandbox.api('POST', `/api/worlds/${world}/assertions`, {
    assertions: [{ kind: 'times', times: 1, match: { opperation: 'x' } }],
  });
  expect(unknown.status).toBe(422);
});

test('the JUnit report has a case for each rule of each operation that was called', async () => {
  await note('good');
  await write({ pesel: '00000000000', text: '' });
  await read();
  const answer = await fetch(`${sandbox.url}/api/worlds/${world}/report.xml`);
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  const xml = await answer.text();
  judgeXml(xml);
  const [, guilty] = (await search()).calls;
  expect(xml).toContain(
    `<testsuites name="kartoteka sandbox, world ${world}" tests="3" failures="2">`,
  );
  expect(xml.match(/<testcase /g)).toHaveLength(3);
  expect(xml).toContain(`<failure message="broken by call ${guilty?.id}" type="EX.1">`);
  expect(xml).toContain(`/api/worlds/${world}/calls/${guilty?.id}`);
  expect(xml).toContain('classname="example.readNotes"');
  expect(xml).not.toContain('signIn');
});

test('the log is emptied by word, and survives a restart', async () => {
  await note('kept');
  await sandbox.restart();
  expect((await search()).total).toBe(1);
  expect((await sandbox.api('DELETE', `/api/worlds/${world}/calls`)).status).toBe(200);
  expect((await search()).total).toBe(0);
});

test('a call is logged before its answer leaves', async () => {
  for (let round = 0; round < 10; round += 1) {
    await note(`round ${round}`);
    const { pass } = await assertAll({
      kind: 'times',
      match: { operation: 'writeNote' },
      times: round + 1,
    });
    expect(pass).toBe(true);
  }
});

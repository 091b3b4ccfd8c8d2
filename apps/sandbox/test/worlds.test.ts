import { afterAll, beforeAll, expect, test } from 'vitest';
import { examplePesel } from './example-platform/example-platform.ts';
import { type SandboxForTests, startSandboxForTests } from './sandbox-for-tests.ts';

let sandbox: SandboxForTests;
beforeAll(async () => {
  sandbox = await startSandboxForTests();
});
afterAll(() => sandbox.stop());

/** Writes a note about the test person in a world, and reads all of them. */
async function write(world: string, text: string): Promise<number> {
  const answer = await fetch(`${sandbox.url}/example/notes`, {
    method: 'POST',
    headers: { 'x-kartoteka-world': world },
    body: JSON.stringify({ pesel: examplePesel, text }),
  });
  return answer.status;
}
async function read(world: string): Promise<string[]> {
  const answer = await fetch(`${sandbox.url}/w/${world}/example/notes/${examplePesel}`);
  const { notes } = (await answer.json()) as { notes: { text: string }[] };
  return notes.map(({ text }) => text);
}
const create = (world: string) => sandbox.api('POST', '/api/worlds', { world });

test('two runs use the same person at the same time and never see each other', async () => {
  await Promise.all([create('run-a'), create('run-b')]);
  const rounds = Array.from({ length: 20 }, (_, round) => round);
  await Promise.all(
    rounds.flatMap((round) => [write('run-a', `a${round}`), write('run-b', `b${round}`)]),
  );
  const [a, b] = await Promise.all([read('run-a'), read('run-b')]);
  expect(a.toSorted()).toEqual(rounds.map((round) => `a${round}`).toSorted());
  expect(b.toSorted()).toEqual(rounds.map((round) => `b${round}`).toSorted());
  expect(await read('default')).toEqual([]);
});

test('save, change, restore gives the same answers', async () => {
  await create('saved');
  await write('saved', 'zażółć\u2028gęślą');
  await write('saved', 'second');
  await sandbox.api('PUT', '/api/worlds/saved/clock', {
    now: '2031-05-06T07:08:09.123Z',
    frozen: true,
  });
  const ask = async () =>
    (await fetch(`${sandbox.url}/w/saved/example/notes/${examplePesel}`)).text();
  const before = await ask();
  expect(before).toContain('2031-05-06T07:08:09.123Z');
  expect((await sandbox.api('PUT', '/api/worlds/saved/snapshots/good')).status).toBe(200);
  await write('saved', 'third');
  await sandbox.api('PUT', '/api/worlds/saved/clock', { offsetMs: 0, frozen: false });
  expect(await ask()).not.toBe(before);
  expect((await sandbox.api('POST', '/api/worlds/saved/snapshots/good/restore')).status).toBe(200);
  expect(await ask()).toBe(before);
  // What is written afterwards comes after what was restored, and is lost by the next restore.
  await write('saved', 'fourth');
  expect(await read('saved')).toHaveLength(3);
  await sandbox.api('POST', '/api/worlds/saved/snapshots/good/restore');
  expect(await ask()).toBe(before);
});

test('a snapshot of one world cannot be restored in another, and is gone when removed', async () => {
  await Promise.all([create('own'), create('other')]);
  await sandbox.api('PUT', '/api/worlds/own/snapshots/one');
  const elsewhere = await sandbox.api<{ code: string }>(
    'POST',
    '/api/worlds/other/snapshots/one/restore',
  );
  expect(elsewhere).toMatchObject({ status: 404, body: { code: 'sandbox.snapshot-unknown' } });
  const { body } = await sandbox.api<{ snapshots: { snapshot: string }[] }>(
    'GET',
    '/api/worlds/own/snapshots',
  );
  expect(body.snapshots.map(({ snapshot }) => snapshot)).toEqual(['one']);
  expect((await sandbox.api('DELETE', '/api/worlds/own/snapshots/one')).status).toBe(200);
  expect((await sandbox.api('DELETE', '/api/worlds/own/snapshots/one')).status).toBe(404);
});

test('a reset world is as new, with its test data', async () => {
  await create('reset');
  await write('reset', 'soon gone');
  await sandbox.api('PUT', '/api/worlds/reset/clock', { offsetMs: 86_400_000 });
  expect((await sandbox.api('POST', '/api/worlds/reset/reset')).status).toBe(200);
  expect(await read('reset')).toEqual([]);
  expect(await write('reset', 'the person is there again')).toBe(201);
  const { body } = await sandbox.api<{ offsetMs: number }>('GET', '/api/worlds/reset/clock');
  expect(body.offsetMs).toBe(0);
});

test('worlds are made, listed, removed; the default one stays', async () => {
  expect((await create('temporary')).status).toBe(200);
  expect(await create('temporary')).toMatchObject({
    status: 409,
    body: { code: 'sandbox.world-exists' },
  });
  const names = async () =>
    (await sandbox.api<{ worlds: { world: string }[] }>('GET', '/api/worlds')).body.worlds.map(
      ({ world }) => world,
    );
  expect(await names()).toContain('temporary');
  await write('temporary', 'x');
  await sandbox.api('PUT', '/api/worlds/temporary/snapshots/s');
  expect((await sandbox.api('DELETE', '/api/worlds/temporary')).status).toBe(200);
  expect(await names()).not.toContain('temporary');
  expect(await write('temporary', 'x')).toBe(404);
  const left = await sandbox.test.asAdmin<{ n: number }>(
    `SELECT count(*)::int AS n FROM example.note WHERE world = 'temporary'`,
  );
  expect(left[0]?.n).toBe(0);
  expect(await sandbox.api('DELETE', '/api/worlds/default')).toMatchObject({
    status: 409,
    body: { code: 'sandbox.world-default' },
  });
});

test.each(['', 'UPPER', 'a_b', '-a', 'a-', 'x'.repeat(49), "a'b", '../etc'])(
  'the name %j is no name of a world',
  async (world) => {
    expect((await create(world)).status).toBe(422);
  },
);

test('an account names its world', async () => {
  await create('named');
  const signIn = async (login: string) => {
    const body = new URLSearchParams({ login });
    return (await fetch(`${sandbox.url}/example/session`, { method: 'POST', body })).text();
  };
  expect(await signIn('praktyka+named@poczta.example')).toMatch(/^named /);
  expect(await signIn('praktyka@named')).toMatch(/^named /);
  expect(await signIn('praktyka@poczta.example')).toMatch(/^default /);
  expect(await signIn('praktyka@localhost')).toMatch(/^default /);
  expect(await signIn('praktyka+nowhere@poczta.example')).toContain('sandbox.world-unknown');
});

test('state, clock and saved states survive a restart', async () => {
  await create('kept');
  await write('kept', 'still here');
  await sandbox.api('PUT', '/api/worlds/kept/snapshots/s');
  await sandbox.api('PUT', '/api/worlds/kept/clock', { now: '2030-01-01T00:00:00Z', frozen: true });
  await sandbox.restart();
  expect(await read('kept')).toEqual(['still here']);
  const { body } = await sandbox.api<{ now: string }>('GET', '/api/worlds/kept/clock');
  expect(body.now).toBe('2030-01-01T00:00:00.000Z');
  expect((await sandbox.api('POST', '/api/worlds/kept/snapshots/s/restore')).status).toBe(200);
});

test('a platform that is added later finds its test data in worlds of before, once', async () => {
  await create('before');
  // As an earlier version without the platform left it.
  await sandbox.test.asAdmin(`DELETE FROM example.note WHERE world = 'before'`);
  await sandbox.test.asAdmin(`DELETE FROM example.person WHERE world = 'before'`);
  await sandbox.restart();
  expect(await write('before', 'nobody was put back')).toBe(422);
  await sandbox.test.asAdmin(`DELETE FROM sandbox.seeded WHERE world = 'before'`);
  await sandbox.restart();
  expect(await write('before', 'the person came with the platform')).toBe(201);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@kartoteka/kernel';
import { afterEach, expect, test } from 'vitest';
import { type FollowedClock, followClock, type Log } from '../../src/index.ts';

const machineClock: Clock = { now: () => new Date() };
let server: Server | undefined;
let clock: FollowedClock | undefined;
afterEach(async () => {
  await clock?.stop();
  server?.closeAllConnections();
  server?.close();
});

/** A stand-in for the sandbox: only what its answers look like matters here. */
async function serve(answer: () => unknown, port = 0): Promise<string> {
  server = createServer((_request, response) => {
    const said = answer();
    response.setHeader('content-type', 'application/json');
    if (said === undefined) response.statusCode = 500;
    response.end(JSON.stringify(said ?? {}));
  });
  await new Promise<void>((ready) => server?.listen(port, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/clock`;
}

async function eventually(check: () => boolean, withinMs: number): Promise<number> {
  const startedMs = performance.now();
  while (!check()) {
    if (performance.now() - startedMs > withinMs) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return performance.now() - startedMs;
}

function noting(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  return { log: { info: note, warn: note, error: note }, lines };
}

test('the first look is done when it returns; a move is seen within a second', async () => {
  let offsetMs = 3_600_000;
  const url = await serve(() => ({
    now: new Date(Date.now() + offsetMs).toISOString(),
    frozen: false,
    offsetMs,
  }));
  clock = await followClock({ url, machineClock, log: noting().log });
  expect(Math.abs(clock.now().getTime() - Date.now() - offsetMs)).toBeLessThan(50);
  offsetMs = -86_400_000;
  const took = await eventually(
    () => (clock?.now().getTime() ?? 0) < Date.now() - 80_000_000,
    1_000,
  );
  expect(took).toBeLessThan(1_000);
});

test('a clock that stands still stands still here', async () => {
  const now = '2031-05-06T07:08:09.000Z';
  const url = await serve(() => ({ now, frozen: true, offsetMs: 1 }));
  clock = await followClock({ url, machineClock, log: noting().log });
  expect(clock.now().toISOString()).toBe(now);
});

test('while the sandbox is away the last that was known holds, and the log says so once', async () => {
  const offsetMs = 5_000_000;
  const answer = () => ({ now: new Date().toISOString(), frozen: false, offsetMs });
  const url = await serve(answer);
  const { log, lines } = noting();
  clock = await followClock({ url, machineClock, log, pauseMs: 20 });
  const port = Number(new URL(url).port);
  server?.closeAllConnections();
  await new Promise((closed) => server?.close(closed));
  await eventually(() => lines.includes('The clock that is followed is away'), 2_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(lines).toEqual(['The clock that is followed is away']);
  expect(Math.abs(clock.now().getTime() - Date.now() - offsetMs)).toBeLessThan(50);
  await serve(answer, port);
  await eventually(() => lines.includes('The clock that is followed is back'), 2_000);
});

test.each([
  ['nobody answers', () => undefined],
  ['the answer is no clock', () => ({ time: 'noon' })],
])('%s: the machine counts after the wait', async (_what, answer) => {
  const url = await serve(answer);
  const startedMs = performance.now();
  clock = await followClock({ url, machineClock, log: noting().log, firstWaitMsMax: 300 });
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(300);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(50);
});

test('a clock in clear text on another machine is refused', async () => {
  const url = 'http://sandbox.example/api/clock';
  await expect(followClock({ url, machineClock, log: noting().log })).rejects.toMatchObject({
    code: 'service.peer-not-encrypted',
  });
});

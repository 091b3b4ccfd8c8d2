import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Problem, RouteContract } from '@kartoteka/kernel';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bindRoute } from '../../src/http/bind-route.ts';
import { Pace } from '../../src/http/pace-limits.ts';
import { startServer } from './running-server.ts';

const upload = {
  method: 'POST',
  path: '/api/upload',
  summary: 'Upload',
  answer: z.object({ bytes: z.number() }),
} as const satisfies RouteContract;
const form = {
  method: 'POST',
  path: '/api/form',
  summary: 'Form',
  body: z.object({ text: z.string() }),
  answer: z.object({ text: z.string() }),
} as const satisfies RouteContract;
const download = {
  method: 'GET',
  path: '/api/download',
  summary: 'Download',
  answer: 'bytes',
} as const satisfies RouteContract;

const open = { access: 'public' } as const;
/** A fifth of a second of silence, or less than a thousand bytes a second. */
const short = { silenceMs: 200, bytesPerSecondMin: 1_000, graceMs: 200 };
const limits = { sending: short, taking: short };
const mebibyte = Buffer.alloc(1_048_576, 'x');

function bindAll(server: FastifyInstance): void {
  bindRoute(server, upload, { ...open, streamBody: true }, async ({ stream }) => {
    let bytes = 0;
    for await (const piece of stream) bytes += piece.length;
    return { bytes };
  });
  bindRoute(server, form, open, ({ body }) => body);
  bindRoute(server, download, open, () => ({
    contentType: 'application/octet-stream',
    bytes: Readable.from(
      (async function* () {
        for (let count = 0; count < 64; count += 1) yield mebibyte;
      })(),
    ),
  }));
}

const headOf = (path: string, length: number | 'chunked') =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
    '',
    '',
  ].join('\r\n');

/** Everything that is answered until the server closes. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

describe('senders that are too slow', () => {
  it.each([
    ['a stream', '/api/upload'],
    ['a form', '/api/form'],
  ])('are told so and cut off when they fall silent in the middle of %s', async (_name, path) => {
    const { port } = await startServer(bindAll, { limits });
    const socket = connect(port, '127.0.0.1', () => socket.write(`${headOf(path, 100)}{"text"`));
    const answer = await answerOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"service.sender-slow"');
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  it('are cut off when they drip, however regularly', async () => {
    const { port } = await startServer(bindAll, { limits });
    const socket = connect(port, '127.0.0.1', () => socket.write(headOf('/api/upload', 'chunked')));
    const drip = setInterval(() => socket.write('1\r\nx\r\n'), 20);
    const answer = await answerOf(socket);
    clearInterval(drip);
    expect(answer).toContain('"service.sender-slow"');
  });

  it('leave the others alone: a fast one on the same server is answered meanwhile', async () => {
    const { port, call } = await startServer(bindAll, { limits });
    const slow = connect(port, '127.0.0.1', () => slow.write(`${headOf('/api/upload', 9)}x`));
    const answer = answerOf(slow);
    const sent = await call('/api/upload', { method: 'POST', body: mebibyte });
    expect(sent.body).toEqual({ bytes: mebibyte.length });
    expect(await answer).toContain('"service.sender-slow"');
    expect((await call('/healthz')).status).toBe(200);
  });

  it('are not those whose bytes wait for us', async () => {
    const { call } = await startServer(
      (server) =>
        bindRoute(server, upload, { ...open, streamBody: true }, async ({ stream }) => {
          let bytes = 0;
          for await (const piece of stream) {
            if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 500));
            bytes += piece.length;
          }
          return { bytes };
        }),
      { limits: { ...limits, bodyBytesMax: 8 * mebibyte.length } },
    );
    const body = Buffer.concat([mebibyte, mebibyte, mebibyte, mebibyte]);
    const sent = await call('/api/upload', { method: 'POST', body });
    expect(sent.body).toEqual({ bytes: body.length });
  });

  it('that go away in the middle leave a problem of theirs, not a failure of ours', async () => {
    const seen: string[] = [];
    const { port, logged } = await startServer(
      (server) =>
        bindRoute(server, upload, { ...open, streamBody: true }, async ({ stream }) => {
          try {
            for await (const _piece of stream);
          } catch (thrown) {
            seen.push((thrown as Problem).code);
            throw thrown;
          }
          return { bytes: 0 };
        }),
      { limits },
    );
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${headOf('/api/upload', 100)}x`, () => socket.destroy());
    });
    await expect.poll(() => seen).toEqual(['service.sender-gone']);
    expect(logged().filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a body that is refused before its end', () => {
  it('ends the connection with the answer: what is left of it is no other request', async () => {
    const { port, call } = await startServer(bindAll);
    const socket = connect(port, '127.0.0.1');
    const answer = answerOf(socket);
    socket.write(headOf('/api/upload', 'chunked'));
    for (let pieces = 0; pieces < 3; pieces += 1) {
      socket.write('80000\r\n');
      socket.write(Buffer.alloc(0x80000, 'x'));
      socket.write('\r\n');
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    expect((await answer).toLowerCase()).toContain('connection: close');
    expect((await call('/healthz')).status).toBe(200);
  });

  it('leaves the connection open where it was read', async () => {
    const { url } = await startServer(bindAll);
    const sent = await fetch(`${url}/api/form`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 1 }),
    });
    expect(sent.status).toBe(422);
    expect(sent.headers.get('connection')).toBe('keep-alive');
  });
});

describe('readers that are too slow', () => {
  it('are cut off when they take nothing, and it is told', async () => {
    const told: string[] = [];
    const { port, call } = await startServer(bindAll, {
      limits,
      recordSlowReader: async (request, problem) => {
        told.push(`${request.routeOptions.url} ${problem.code}`);
      },
    });
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET /api/download HTTP/1.1\r\nHost: localhost\r\n\r\n');
      socket.pause();
    });
    socket.on('error', () => {});
    await expect
      .poll(() => told, { timeout: 10_000 })
      .toEqual(['/api/download service.reader-slow']);
    socket.destroy();
    expect((await call('/healthz')).status).toBe(200);
  });

  it('are not those who read on', async () => {
    const { port, url } = await startServer(bindAll, { limits });
    expect(port).toBeGreaterThan(0);
    const response = await fetch(`${url}/api/download`);
    expect((await response.arrayBuffer()).byteLength).toBe(64 * mebibyte.length);
  });
});

describe('the pace of one direction', () => {
  const pace = { silenceMs: 1_000, bytesPerSecondMin: 100, graceMs: 2_000 };

  it('never cuts off whoever keeps the rate and is never silent for long', () => {
    const step = fc.record({
      ms: fc.integer({ min: 1, max: 900 }),
      more: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const watched = new Pace(pace);
        return steps.every(({ ms, more }) => {
          watched.moved(Math.ceil((ms / 1000) * pace.bytesPerSecondMin) + more);
          return !watched.waited(ms);
        });
      }),
    );
  });

  it('cuts off after the silence, and after the grace below the rate', () => {
    const silent = new Pace(pace);
    silent.moved(1_000_000);
    expect(silent.waited(1_000)).toBe(false);
    expect(silent.waited(1)).toBe(true);
    const dripping = new Pace(pace);
    const looks = Array.from({ length: 5 }, () => {
      dripping.moved(40);
      return dripping.waited(500);
    });
    expect(looks).toEqual([false, false, false, false, true]);
  });
});

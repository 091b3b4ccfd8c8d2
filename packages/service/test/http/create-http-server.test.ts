import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import type { RouteContract } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { bindRoute } from '../../src/http/bind-route.ts';
import { currentCorrelationId } from '../../src/observe/correlation.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { startServer } from './running-server.ts';

const echo = {
  method: 'POST',
  path: '/api/echo/{id}',
  summary: 'Echo',
  params: z.object({ id: z.string() }),
  body: z.object({ text: z.string() }),
  answer: z.object({ text: z.string(), correlationId: z.string() }),
} as const satisfies RouteContract;

function bindEcho(server: FastifyInstance): void {
  bindRoute(server, echo, { access: 'public' }, async ({ body }) => {
    await new Promise(setImmediate);
    return { text: body.text, correlationId: currentCorrelationId() ?? 'none' };
  });
}

const post = (json: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  json,
  headers,
});

/** Speaks raw bytes, for requests that no client of HTTP would send. */
function speak(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('every answer', () => {
  it('carries the security headers, problems and unknown addresses too', async () => {
    const { call } = await startServer(bindEcho);
    for (const answer of [
      await call('/api/echo/1', post({ text: 'a' })),
      await call('/api/nothing'),
      await call('/healthz'),
      await call('/%zz'),
    ]) {
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('strict-transport-security')).toBeNull();
      expect(answer.headers.get('x-powered-by')).toBeNull();
    }
  });

  it('carries a correlation id: the caller’s when it is of our form, else a new one', async () => {
    const { call, logged } = await startServer(bindEcho);
    const given = 'bdfkm-rtvqx-hjnps-wzcgd';
    const kept = await call('/api/echo/1', post({ text: 'a' }, { 'x-correlation-id': given }));
    expect(kept.headers.get('x-correlation-id')).toBe(given);
    expect(kept.body.correlationId).toBe(given);
    await vi.waitFor(() => expect(logged()).toHaveLength(1));
    expect(logged()[0]).toMatchObject({ correlationId: given, message: 'request answered' });

    const foreign = { 'x-correlation-id': 'patient 44051401458' };
    const replaced = await call('/api/echo/1', post({ text: 'a' }, foreign));
    expect(replaced.body.correlationId).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
    expect(replaced.headers.get('x-correlation-id')).toBe(replaced.body.correlationId);
  });

  it('keeps ids of requests that run at the same time apart', async () => {
    const { call } = await startServer(bindEcho);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        call(`/api/echo/${n}`, post({ text: 'x'.repeat(n * 100) })),
      ),
    );
    for (const answer of answers) {
      expect(answer.body.correlationId).toBe(answer.headers.get('x-correlation-id'));
    }
    expect(new Set(answers.map((answer) => answer.body.correlationId)).size).toBe(50);
  });

  it('is logged by its pattern, never by the address or its ids', async () => {
    const { call, lines, logged } = await startServer(bindEcho);
    await call('/api/echo/44051401458?pesel=44051401458', post({ text: 'a' }));
    await vi.waitFor(() => expect(logged()).toHaveLength(1));
    expect(logged()[0]).toMatchObject({ method: 'POST', route: '/api/echo/:id', status: 200 });
    expect(lines.join('')).not.toContain('44051401458');
  });
});

describe('requests that are not as they should be', () => {
  it.each([
    [
      'broken JSON',
      { 'content-type': 'application/json' },
      '{"text"',
      400,
      'service.body-unreadable',
    ],
    ['no body at all', { 'content-type': 'application/json' }, '', 400, 'service.body-unreadable'],
    ['plain text', { 'content-type': 'text/plain' }, 'text=a', 415, 'service.media-type'],
    [
      'a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'text=a',
      415,
      'service.media-type',
    ],
    [
      'a body too large',
      { 'content-type': 'application/json' },
      JSON.stringify({ text: 'x'.repeat(2_000) }),
      413,
      'service.body-too-large',
    ],
    [
      'a poisoned prototype',
      { 'content-type': 'application/json' },
      '{"__proto__":{"text":"a"}}',
      400,
      'service.body-unreadable',
    ],
  ])('%s', async (_name, headers, body, status, code) => {
    const { call } = await startServer(bindEcho, { limits: { bodyBytesMax: 1_000 } });
    const answer = await call('/api/echo/1', { method: 'POST', headers, body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.correlationId).toBe(answer.headers.get('x-correlation-id'));
  });

  it('an address that cannot be decoded', async () => {
    const { call } = await startServer(bindEcho);
    const answer = await call('/api/echo/%E0%A4%A');
    expect([answer.status, answer.body.code]).toEqual([400, 'service.request-unreadable']);
  });

  it('another method or an unknown address is not found', async () => {
    const { call } = await startServer(bindEcho);
    expect((await call('/api/echo/1')).body.code).toBe('service.not-found');
    expect((await call('/api/echo')).status).toBe(404);
  });

  it.each([
    ['not HTTP', 'hello\r\n\r\n', '400 Bad Request', 'service.request-unreadable'],
    [
      'two lengths',
      'POST /api/echo/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde',
      '400 Bad Request',
      'service.request-unreadable',
    ],
    [
      'length and chunks',
      'POST /api/echo/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400 Bad Request',
      'service.request-unreadable',
    ],
    [
      'a huge header',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      '400 Bad Request',
      'service.request-unreadable',
    ],
    [
      'a head that never ends',
      'GET / HTTP/1.1\r\nHost: a\r\nX-Slow:',
      '408 Request Timeout',
      'service.request-timeout',
    ],
  ])('bytes: %s', async (_name, text, status, code) => {
    const { port } = await startServer(bindEcho, {
      limits: { headersTimeoutMs: 300, requestTimeoutMs: 300 },
    });
    const answer = await speak(port, text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(body)).toMatchObject({ code });
    expect(head.toLowerCase()).toContain('connection: close');
  });

  it('a caller who hangs up in the middle is no failure of ours', async () => {
    const { port, logged } = await startServer(bindEcho);
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'POST /api/echo/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"te',
      );
      setTimeout(() => socket.destroy(), 50);
    });
    await vi.waitFor(() => expect(logged()).toHaveLength(1));
    expect(logged()[0]).toMatchObject({ level: 'warn', route: '/api/echo/:id' });
  });

  it('a head without the name of the host', async () => {
    const { port } = await startServer(bindEcho);
    const answer = await speak(port, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toContain('HTTP/1.1 400');
  });
});

describe('changes that a foreign page sends', () => {
  const cookie = { cookie: 'kartoteka_practice=token' };
  it.each([
    ['cross-site', { ...cookie, 'sec-fetch-site': 'cross-site' }, 403],
    ['same-site, another host', { ...cookie, 'sec-fetch-site': 'same-site' }, 403],
    ['cross-site without cookies (signing in)', { 'sec-fetch-site': 'cross-site' }, 403],
    ['foreign Origin', { ...cookie, origin: 'https://evil.example' }, 403],
    ['hidden Origin', { ...cookie, origin: 'null' }, 403],
    ['own host, other port', { ...cookie, origin: 'http://127.0.0.1:1' }, 403],
    ['cookie alone', cookie, 403],
    ['same origin', { ...cookie, 'sec-fetch-site': 'same-origin' }, 200],
    ['program with the header', { ...cookie, 'x-requested-with': 'curl' }, 200],
    ['program without cookies', {}, 200],
  ])('%s', async (_name, headers, status) => {
    const { call } = await startServer(bindEcho);
    const answer = await call('/api/echo/1', post({ text: 'a' }, headers));
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body.code).toBe('service.foreign-origin');
  });

  it('own Origin passes, and reading is open to any page', async () => {
    const { call, port } = await startServer(bindEcho);
    const origin = `http://127.0.0.1:${port}`;
    expect((await call('/api/echo/1', post({ text: 'a' }, { ...cookie, origin }))).status).toBe(
      200,
    );
    expect((await call('/healthz', { headers: { origin: 'https://evil.example' } })).status).toBe(
      200,
    );
  });
});

describe('health and metrics', () => {
  it('ready means that every check passed; the reason stays in the log', async () => {
    let database = false;
    const { call, logged } = await startServer(() => undefined, {
      readiness: {
        database: async () => {
          if (!database) throw new Error('password of kartoteka_app refused');
        },
        content: async () => undefined,
      },
    });
    const before = await call('/readyz');
    expect([before.status, before.body]).toEqual([
      503,
      { status: 'not-ready', failing: ['database'] },
    ]);
    expect(JSON.stringify(logged())).toContain('refused');
    database = true;
    expect((await call('/readyz')).body).toEqual({ status: 'ready', failing: [] });
    expect((await call('/healthz')).body).toEqual({ status: 'ok' });
  });

  it('metrics count requests by pattern and are served only by setting', async () => {
    const metrics = createMetrics({ application: 'test' });
    metrics.gauge('kartoteka_waiting', 'Waiting', () => 3);
    metrics.counter('kartoteka_done_total', 'Done', ['kind']).inc({ kind: 'letter' });
    const { call } = await startServer(bindEcho, { metrics, serveMetrics: true });
    await call('/api/echo/44051401458', post({ text: 'a' }));
    const { text, headers } = await vi.waitFor(async () => {
      const answer = await call('/metrics');
      expect(answer.text).toContain('route="/api/echo/:id"');
      return answer;
    });
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(
      /kartoteka_http_request_seconds_count\{application="test",method="POST",route="\/api\/echo\/:id",status="200"\} 1/,
    );
    expect(text).toContain('kartoteka_waiting{application="test"} 3');
    expect(text).toContain('kartoteka_done_total{kind="letter",application="test"} 1');
    expect(text).not.toContain('44051401458');
    const hidden = await startServer(bindEcho, { metrics: createMetrics({ application: 'test' }) });
    expect((await hidden.call('/metrics')).status).toBe(404);
  });
});

describe('closing', () => {
  const wait = { method: 'GET', path: '/api/wait', summary: 'x', answer: z.string() } as const;

  it('lets running requests finish and takes no new ones', async () => {
    let finish = () => {};
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { server, call } = await startServer((one) =>
      bindRoute(one, wait, { access: 'public' }, () => {
        started();
        return new Promise<string>((resolve) => {
          finish = () => resolve('finished');
        });
      }),
    );
    const answer = call('/api/wait');
    await running;
    const closed = server.close();
    await vi.waitFor(() => expect(server.server.listening).toBe(false));
    await expect(call('/healthz')).rejects.toThrow();
    finish();
    expect((await answer).body).toBe('finished');
    await closed;
  });

  it('cuts requests that outstay the limit', async () => {
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { server, call } = await startServer(
      (one) =>
        bindRoute(one, wait, { access: 'public' }, () => {
          started();
          return new Promise<string>(() => {});
        }),
      { limits: { closeTimeoutMs: 50 } },
    );
    const answer = expect(call('/api/wait')).rejects.toThrow();
    await running;
    await server.close();
    await answer;
  });
});

it('serves curl as the quick start shows it', async () => {
  const { url } = await startServer(bindEcho);
  const { stdout } = await promisify(execFile)('curl', [
    '-sS',
    '-X',
    'POST',
    `${url}/api/echo/1`,
    '-H',
    'Content-Type: application/json',
    '-d',
    '{"text":"z curl"}',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ text: 'z curl' });
});

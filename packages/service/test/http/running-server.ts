import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fixedClock, type Random } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import { afterEach } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../src/http/create-http-server.ts';
import { createLog } from '../../src/observe/log.ts';

const random: Random = { bytes: (length) => randomBytes(length), uuid: randomUUID };

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A server that really listens, with its log in memory; closed after the test. */
export async function startServer(
  bind: (server: FastifyInstance) => void | Promise<void>,
  options: Partial<HttpServerOptions> = {},
) {
  const lines: string[] = [];
  const log = createLog({ name: 'test', destination: { write: (line) => lines.push(line) } });
  const clock = fixedClock('2026-03-01T08:00:00Z');
  const server = await createHttpServer({ clock, random, log, ...options });
  await bind(server);
  open.push(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  const call = async (path: string, init: RequestInit & { json?: unknown } = {}) => {
    const { json, headers, ...rest } = init;
    const response = await fetch(`${url}${path}`, {
      ...rest,
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    };
  };
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { server, url, port, call, clock, lines, logged };
}

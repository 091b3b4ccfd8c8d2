import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Problem, type RouteContract } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { bindRoute } from '../../src/http/bind-route.ts';
import { boundRoutes } from '../../src/http/server-frame.ts';
import type { Session, SessionReader } from '../../src/http/session.ts';
import { currentCorrelationId } from '../../src/observe/correlation.ts';
import { startServer } from './running-server.ts';

const saveNote = {
  method: 'POST',
  path: '/api/patients/{patient}/notes',
  summary: 'Save a note',
  params: z.object({ patient: z.uuid() }),
  query: z.object({ draft: z.enum(['yes', 'no']).default('no') }),
  body: z.object({
    title: z.string().min(3).max(20),
    day: z.iso.date().optional(),
    tags: z.array(z.string()).max(2).default([]),
    author: z.object({ mail: z.email() }).optional(),
    kind: z.enum(['letter', 'memo']).default('memo'),
  }),
  answer: z.object({ id: z.string(), title: z.string(), draft: z.boolean() }),
} as const satisfies RouteContract;

const patient = '5f9b1c2e-8f0a-4b6e-9a55-0d4c7f6b2a11';
const path = `/api/patients/${patient}/notes`;

function bindNotes(server: FastifyInstance): void {
  bindRoute(server, saveNote, { access: 'public' }, ({ params, query, body }) => ({
    id: params.patient,
    title: body.title,
    draft: query.draft === 'yes',
    // What the contract does not list must not leave the process.
    passwordHash: 'argon2-of-somebody',
  }));
}

function session(area: string, roles: string[]): Session {
  return {
    id: 's1',
    area,
    tenant: 'practice',
    loginId: 'l1',
    subject: 'staff-1',
    loginName: 'anna',
    name: 'Anna',
    roles,
    language: undefined,
    secondFactor: 'code',
    startedAt: new Date('2026-03-01T08:00:00Z'),
    expiresAt: new Date('2026-03-01T08:30:00Z'),
  };
}

/** Reads the role from a header: sign-in itself has its own tests. */
function readerOf(area: string): SessionReader & { reads: number } {
  return {
    area,
    reads: 0,
    async read(request) {
      this.reads += 1;
      const role = request.headers[`x-${area}`];
      return typeof role === 'string' ? session(area, [role]) : undefined;
    },
  };
}

describe('a bound route', () => {
  it('parses input, answers what the contract lists and nothing else', async () => {
    const { call } = await startServer(bindNotes);
    const answer = await call(`${path}?draft=yes`, { method: 'POST', json: { title: 'Hello' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ id: patient, title: 'Hello', draft: true });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('names every field that has to be mended, over params, query and body at once', async () => {
    const { call } = await startServer(bindNotes);
    const answer = await call('/api/patients/17/notes?draft=maybe', {
      method: 'POST',
      headers: { 'accept-language': 'en' },
      json: {
        day: '1.3.2026',
        tags: ['a', 'b', 'c'],
        author: { mail: 'nobody' },
        title: 'ab',
        kind: 'x',
      },
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ code: 'service.input', status: 422 });
    const fields = Object.fromEntries(
      answer.body.errors.map((error: { field: string; text: string }) => [error.field, error.text]),
    );
    expect(fields).toEqual({
      patient: 'Enter the value in the expected form.',
      draft: 'Choose one of: yes, no.',
      title: 'Enter at least 3 characters.',
      day: 'Enter the date as YYYY-MM-DD.',
      tags: 'At most 2 entries are possible.',
      'author.mail': 'Enter an e-mail address, for example anna@practice.example.',
      kind: 'Choose one of: letter, memo.',
    });
  });

  it.each([
    ['pl', 'Uzupełnij to pole.'],
    ['hu', 'Töltse ki ezt a mezőt.'],
    ['en', 'Fill in this field.'],
  ])('says in %s that a field is missing, empty body included', async (language, words) => {
    const { call } = await startServer(bindNotes);
    for (const json of [{}, { title: '' }, { title: null }]) {
      const answer = await call(path, {
        method: 'POST',
        headers: { cookie: `kartoteka_language=${language}`, 'x-requested-with': 'test' },
        json,
      });
      expect(answer.body.errors).toEqual([{ field: 'title', text: words }]);
      expect(answer.headers.get('content-language')).toBe(language);
    }
  });

  it('takes the words of a refinement from the catalog', async () => {
    const contract = {
      ...saveNote,
      body: z.object({
        login: z.string().refine(() => false, { params: { code: 'service.login-taken' } }),
      }),
    } as const;
    const { call } = await startServer((server) =>
      bindRoute(server, contract, { access: 'public' }, () => ({
        id: '',
        title: '',
        draft: false,
      })),
    );
    const headers = { 'accept-language': 'en' };
    const answer = await call(path, { method: 'POST', headers, json: { login: 'anna' } });
    expect(answer.body.errors).toEqual([{ field: 'login', text: 'This login is already taken.' }]);
  });

  it('answers 204 where the contract has nothing to answer', async () => {
    const contract = {
      method: 'DELETE',
      path: '/api/thing',
      summary: 'x',
      answer: z.undefined(),
    } as const;
    const { call } = await startServer((server) =>
      bindRoute(server, contract, { access: 'public' }, () => undefined),
    );
    const answer = await call('/api/thing', { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it('does not send an answer that breaks its own contract, and logs why', async () => {
    const { call, lines } = await startServer((server) =>
      bindRoute(server, saveNote, { access: 'public' }, () => ({ id: 7 }) as never),
    );
    const answer = await call(path, { method: 'POST', json: { title: 'Hello' } });
    expect(answer.status).toBe(500);
    expect(answer.body.code).toBe('service.unexpected');
    expect(lines.join('')).toContain('ZodError');
  });

  it('hands problems of the handler on with place, quoted words and the reference', async () => {
    const { call } = await startServer((server) =>
      bindRoute(server, saveNote, { access: 'public' }, () => {
        throw new Problem('service.login-taken', { place: 'title', quoted: 'ORA-00001' });
      }),
    );
    const headers = { 'accept-language': 'hu;q=0.4, en;q=0.9' };
    const answer = await call(path, { method: 'POST', headers, json: { title: 'Hello' } });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      type: 'urn:kartoteka:problem:service.login-taken',
      title: 'This login is already taken.',
      status: 409,
      detail: 'This login is already taken. Choose another login.',
      code: 'service.login-taken',
      next: 'Choose another login.',
      correlationId: answer.headers.get('x-correlation-id'),
      errors: [{ field: 'title', text: 'This login is already taken.' }],
      quoted: 'ORA-00001',
    });
  });

  it('keeps what an unknown error says out of the answer, with the reference in words and log', async () => {
    const { call, logged } = await startServer((server) =>
      bindRoute(server, saveNote, { access: 'public' }, () => {
        throw new Error('duplicate key (login)=(anna) in /srv/app.ts');
      }),
    );
    const answer = await call(path, { method: 'POST', json: { title: 'Hello' } });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/duplicate|srv|anna/);
    expect(answer.body.next).toContain(answer.body.correlationId);
    const line = logged().find((entry) => entry.level === 'error')!;
    expect(line.correlationId).toBe(answer.body.correlationId);
    expect(JSON.stringify(line)).toContain('duplicate key');
  });
});

describe('access to a route', () => {
  const contract = { method: 'GET', path: '/api/who', summary: 'x', answer: z.string() } as const;
  const other = { ...contract, path: '/api/other' } as const;

  it('is refused to whoever is not signed in or has another role', async () => {
    const { call } = await startServer(
      (server) =>
        bindRoute(server, contract, { access: { roles: ['doctor', 'nurse'] } }, ({ session }) =>
          session.roles.join(),
        ),
      { sessions: [readerOf('practice')] },
    );
    const signedOut = await call('/api/who');
    expect([signedOut.status, signedOut.body.code]).toEqual([401, 'service.signed-out']);
    const registrar = await call('/api/who', { headers: { 'x-practice': 'registrar' } });
    expect([registrar.status, registrar.body.code]).toEqual([403, 'service.no-permission']);
    const nurse = await call('/api/who', { headers: { 'x-practice': 'nurse' } });
    expect([nurse.status, nurse.body]).toEqual([200, 'nurse']);
    expect(nurse.headers.get('session-expires-at')).toBe('2026-03-01T08:30:00.000Z');
  });

  it('is decided before the body is read', async () => {
    const post = { ...contract, method: 'POST', body: z.object({ a: z.string() }) } as const;
    const { call } = await startServer(
      (server) => bindRoute(server, post, { access: { roles: 'any' } }, () => 'never'),
      { sessions: [readerOf('practice')] },
    );
    const answer = await call('/api/who', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ broken',
    });
    expect(answer.body.code).toBe('service.signed-out');
  });

  it('looks the session up once, also for routes open to everybody', async () => {
    const reader = readerOf('practice');
    const { call } = await startServer(
      (server) =>
        bindRoute(
          server,
          contract,
          { access: 'public' },
          ({ session }) => session?.name ?? 'nobody',
        ),
      { sessions: [reader] },
    );
    expect((await call('/api/who')).body).toBe('nobody');
    expect((await call('/api/who', { headers: { 'x-practice': 'nurse' } })).body).toBe('Anna');
    expect(reader.reads).toBe(2);
  });

  it('keeps the areas of one server apart', async () => {
    const { call } = await startServer(
      (server) => {
        bindRoute(server, contract, { access: { roles: 'any', area: 'portal' } }, () => 'portal');
        bindRoute(server, other, { access: { public: true, area: 'operator' } }, ({ session }) =>
          session ? 'operator' : 'nobody',
        );
      },
      { sessions: [readerOf('portal'), readerOf('operator')] },
    );
    expect((await call('/api/who', { headers: { 'x-operator': 'a' } })).status).toBe(401);
    expect((await call('/api/who', { headers: { 'x-portal': 'a' } })).status).toBe(200);
    expect((await call('/api/other', { headers: { 'x-portal': 'a' } })).body).toBe('nobody');
    expect((await call('/api/other', { headers: { 'x-operator': 'a' } })).body).toBe('operator');
  });

  it('that no sign-in can decide fails when the server is put together', async () => {
    const { server } = await startServer(() => undefined);
    expect(() => bindRoute(server, contract, { access: { roles: 'any' } }, () => '')).toThrow(
      'without sign-in',
    );
    const area = { access: { roles: 'any', area: 'portal' } } as const;
    expect(() => bindRoute(server, contract, area, () => '')).toThrow('portal');
  });

  it('has to be named: a route without it does not compile', () => {
    // @ts-expect-error access is mandatory
    const bind = (server: FastifyInstance) => bindRoute(server, contract, {}, () => '');
    expect(bind).toBeTypeOf('function');
  });

  it('is listed for whoever walks the routes', async () => {
    const { server, call } = await startServer(bindNotes, {
      openApi: { title: 'T', version: '1' },
    });
    expect(boundRoutes(server).map((route) => [route.contract.path, route.access])).toEqual([
      [saveNote.path, 'public'],
    ]);
    const document = (await call('/api/openapi.json')).body;
    const operation = document.paths['/api/patients/{patient}/notes'].post;
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/api/patients/{patient}/notes']);
    expect(operation['x-access']).toBe('public');
    expect(
      operation.parameters.map((one: { name: string; in: string }) => [one.name, one.in]),
    ).toEqual([
      ['draft', 'query'],
      ['patient', 'path'],
    ]);
    expect(operation.requestBody.content['application/json'].schema.required).toEqual(['title']);
    expect(operation.responses['200'].content['application/json'].schema.properties).toHaveProperty(
      'draft',
    );
    const failure = operation.responses.default.content['application/problem+json'].schema;
    expect(failure.properties).toHaveProperty('correlationId');
  });
});

describe('files', () => {
  const download = { method: 'GET', path: '/api/file', summary: 'x', answer: 'bytes' } as const;
  const upload = {
    method: 'POST',
    path: '/api/upload',
    summary: 'x',
    query: z.object({ name: z.string() }),
    answer: z.object({ name: z.string(), sha256: z.string(), correlationId: z.string() }),
  } as const;

  it('leave under a policy of their own, byte for byte, with any name', async () => {
    const bytes = randomBytes(300_000);
    const { url } = await startServer((server) =>
      bindRoute(server, download, { access: 'public' }, () => ({
        contentType: 'text/html; charset=utf-8',
        saveAs: 'żółć "x"\r\n.html',
        size: bytes.length,
        bytes: (async function* () {
          for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
        })(),
      })),
    );
    const response = await fetch(`${url}/api/file`);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(response.headers.get('content-length')).toBe('300000');
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="zo_c _x___.html"; filename*=UTF-8''${encodeURIComponent('żółć "x"\r\n.html')}`,
    );
  });

  it('that break off on the way end the connection instead of looking complete', async () => {
    const { url, logged } = await startServer((server) =>
      bindRoute(server, download, { access: 'public' }, () => ({
        contentType: 'text/plain',
        bytes: (async function* () {
          yield Buffer.from('the first half');
          throw new Error('disk gone');
        })(),
      })),
    );
    await expect(fetch(`${url}/api/file`).then((response) => response.text())).rejects.toThrow();
    await vi.waitFor(() =>
      expect(logged().map((line) => line.message)).toContain(
        'connection cut before the end of the answer',
      ),
    );
    expect(JSON.stringify(logged()[0])).toContain('disk gone');
  });

  it('arrive as a stream that keeps the correlation id, whatever their content type', async () => {
    const bytes = randomBytes(3_000_000);
    const { call } = await startServer((server) =>
      bindRoute(
        server,
        upload,
        { access: 'public', streamBody: true, limits: { bodyBytesMax: 5_000_000 } },
        async ({ stream, query }) => {
          const hash = createHash('sha256');
          for await (const chunk of stream) hash.update(chunk);
          return {
            name: query.name,
            sha256: hash.digest('hex'),
            correlationId: currentCorrelationId()!,
          };
        },
      ),
    );
    for (const type of ['application/json', 'text/xml', 'x/y', undefined]) {
      const answer = await call('/api/upload?name=a.xml', {
        method: 'POST',
        headers: type ? { 'content-type': type } : {},
        body: bytes,
      });
      expect(answer.body).toEqual({
        name: 'a.xml',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        correlationId: answer.headers.get('x-correlation-id'),
      });
    }
  });

  it('larger than the limit are refused, announced or not', async () => {
    const { call, port } = await startServer((server) =>
      bindRoute(
        server,
        upload,
        { access: 'public', streamBody: true, limits: { bodyBytesMax: 1_000 } },
        async ({ stream }) => {
          for await (const _chunk of stream);
          return { name: '', sha256: '', correlationId: '' };
        },
      ),
    );
    const announced = await call('/api/upload?name=a', {
      method: 'POST',
      body: new Uint8Array(1_001),
    });
    expect([announced.status, announced.body.code]).toEqual([413, 'service.body-too-large']);
    const chunked = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        { port, host: '127.0.0.1', path: '/api/upload?name=a', method: 'POST' },
        (response) => resolve(response.resume().statusCode ?? 0),
      );
      request.on('error', reject);
      request.write(new Uint8Array(900));
      request.end(new Uint8Array(101));
    });
    expect(chunked).toBe(413);
    const fits = await call('/api/upload?name=a', { method: 'POST', body: new Uint8Array(1_000) });
    expect(fits.status).toBe(200);
  });
});

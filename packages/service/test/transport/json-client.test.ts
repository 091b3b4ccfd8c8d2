import { Problem, type RouteContract } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bindRoute } from '../../src/http/bind-route.ts';
import { currentCorrelationId, withCorrelation } from '../../src/observe/correlation.ts';
import { httpsTransport } from '../../src/transport/https-transport.ts';
import { jsonClient } from '../../src/transport/json-client.ts';
import { startServer } from '../http/running-server.ts';
import { makeTestCertificates } from './test-certificates.ts';

let tls: ReturnType<typeof makeTestCertificates>;
beforeAll(() => {
  tls = makeTestCertificates();
});
afterAll(() => tls.remove());

const putConsent = {
  method: 'PUT',
  path: '/services/{account}/consents/{id}',
  summary: 'x',
  params: z.object({ account: z.string(), id: z.string() }),
  query: z.object({ draft: z.enum(['yes', 'no']).default('no') }),
  body: z.object({ reason: z.string().min(3) }),
  answer: z.object({
    path: z.string(),
    reason: z.string(),
    draft: z.string(),
    correlationId: z.string(),
  }),
} as const satisfies RouteContract;

const forget = { method: 'DELETE', path: '/things', summary: 'x', answer: z.undefined() } as const;

/** Our own server behind our own client, over mutual TLS. */
async function world(bind: (server: FastifyInstance) => void) {
  const server = await startServer(bind, {
    tls: { ...tls.server, ca: tls.authority.cert, requestCert: true, rejectUnauthorized: true },
  });
  const client = jsonClient({
    url: server.url,
    tls: { ca: tls.authority.cert, ...tls.client },
    answerBytesMax: 2_000,
  });
  return { ...server, client };
}

const params = { account: '0000000000005010', id: 'a/b?c' };
const failureOf = (call: Promise<unknown>): Promise<Problem> =>
  call.then(
    () => Promise.reject(new Error('the call went well')),
    (error) => (error instanceof Problem ? error : Promise.reject(error)),
  );

describe('a call by contract', () => {
  it('fills the path, sends the body, types the answer and keeps the correlation id', async () => {
    const { client } = await world((server) =>
      bindRoute(server, putConsent, { access: 'public' }, (input) => ({
        path: input.params.id,
        reason: input.body.reason,
        draft: input.query.draft,
        correlationId: currentCorrelationId() ?? '',
      })),
    );
    const answer = await withCorrelation('bdfkm-rtvqx-hjnps-wzcgd', () =>
      client.call(putConsent, { params, query: { draft: 'yes' }, body: { reason: 'żółć' } }),
    );
    const typed: { reason: string } = answer;
    expect(typed).toEqual({
      path: 'a/b?c',
      reason: 'żółć',
      draft: 'yes',
      correlationId: 'bdfkm-rtvqx-hjnps-wzcgd',
    });
    client.close();
  });

  it('answers nothing where the contract has nothing', async () => {
    const { client } = await world((server) =>
      bindRoute(server, forget, { access: 'public' }, () => undefined),
    );
    expect(await client.call(forget)).toBeUndefined();
    client.close();
  });

  it('quotes the problem of the other side, with its code and status', async () => {
    const { client } = await world((server) =>
      bindRoute(server, putConsent, { access: 'public' }, () => {
        throw new Problem('service.no-permission');
      }),
    );
    const problem = await failureOf(client.call(putConsent, { params, body: { reason: 'abc' } }));
    expect(problem).toMatchObject({
      code: 'service.peer-status',
      params: {
        status: 403,
        reason: 'Forbidden',
        peerCode: 'service.no-permission',
        outcome: 'answered',
      },
      quoted:
        'Twoja rola nie obejmuje tej czynności. Poproś administratora o rolę albo zaloguj się na inne konto.',
    });
    expect(problem.text('pl')).toContain('odpowiedział „Forbidden (403)”.');
    client.close();
  });

  it('names another server’s failure even where it says nothing readable', async () => {
    const { client } = await world((server) => {
      server.put('/services/:account/consents/:id', (_request, reply) =>
        reply.status(400).type('text/html').send('<h1>Bad Request</h1>'),
      );
    });
    const problem = await failureOf(client.call(putConsent, { params, body: { reason: 'abc' } }));
    expect(problem.quoted).toBeUndefined();
    expect(problem.text('pl')).toContain('odpowiedział „Bad Request (400)”.');
    client.close();
  });

  it.each([
    ['other fields', JSON.stringify({ another: 1 }), 'service.peer-answer'],
    ['no JSON', '<html></html>', 'service.peer-answer'],
    ['nothing', '', 'service.peer-answer'],
    ['too much', JSON.stringify({ text: 'x'.repeat(3_000) }), 'service.peer-answer-too-large'],
  ])('refuses an answer of %s', async (_name, text, code) => {
    const { client } = await world((server) => {
      server.put('/services/:account/consents/:id', (_request, reply) =>
        reply.type('application/json').serializer(String).send(text),
      );
    });
    const problem = await failureOf(client.call(putConsent, { params, body: { reason: 'abc' } }));
    expect([problem.code, problem.params.outcome]).toEqual([code, 'answered']);
    client.close();
  });

  it('does not set out without the parts of its path', async () => {
    const { client } = await world(() => undefined);
    const call = client.call(putConsent, {
      params: { ...params, id: '' },
      body: { reason: 'abc' },
    });
    await expect(call).rejects.toThrow('the path needs id');
    client.close();
  });

  it('meets a server that ends TLS itself and says so in its headers', async () => {
    const { url } = await world(() => undefined);
    const transport = httpsTransport({ url, tls: { ca: tls.authority.cert, ...tls.client } });
    const { headers, body, status } = await transport.send({
      headers: {},
      body: (async function* () {})(),
    });
    for await (const _chunk of body);
    expect([status, headers['strict-transport-security']]).toEqual([404, 'max-age=31536000']);
    transport.close();
  });
});

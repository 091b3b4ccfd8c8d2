import type { RouteContract } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { createCaller, routeAddress } from '../src/client/call-route.ts';
import { ClientProblem, problemNext, problemText } from '../src/client/client-problem.ts';

interface Typed<Value> {
  readonly _output: Value;
  readonly _input: Value;
}
/** The schemas are types only; at run time they are never looked at. */
function schema<Value>(): Typed<Value> {
  const unread: unknown = undefined;
  return { _output: unread as Value, _input: unread as Value };
}

const readPatient = {
  method: 'GET',
  path: '/api/patients/{id}/documents',
  summary: 'Documents of a patient',
  params: schema<{ id: string }>(),
  query: schema<{ page?: number; kinds?: string[] }>(),
  answer: schema<{ documents: string[] }>(),
} as const satisfies RouteContract;

const savePatient = {
  method: 'POST',
  path: '/api/patients',
  summary: 'Save',
  body: schema<{ family: string }>(),
  answer: schema<undefined>(),
} as const satisfies RouteContract;

const showDocument = {
  method: 'GET',
  path: '/api/documents/{id}/html',
  summary: 'Show',
  params: schema<{ id: string }>(),
  answer: 'bytes',
} as const satisfies RouteContract;

interface Sent {
  url: string;
  init: RequestInit;
}

/** A network that answers each request with the same response and keeps what was sent. */
function network(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const signedOut: string[] = [];
  let answers = 0;
  const call = createCaller({
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      return answer();
    },
    language: () => 'hu',
    prefix: '/portal/0000000000005010',
    onAnswer: () => {
      answers += 1;
    },
    onSignedOut: (contract) => signedOut.push(contract.path),
  });
  return { call, sent, signedOut, answers: () => answers };
}

function problemJson(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  });
}

async function failure(promise: Promise<unknown>): Promise<ClientProblem> {
  const problem = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(problem).toBeInstanceOf(ClientProblem);
  return problem as ClientProblem;
}

describe('calling a route by its contract', () => {
  it('fills the path, writes the query and sends the language', async () => {
    const { call, sent, answers } = network(() => Response.json({ documents: ['a'] }));
    const answer = await call(readPatient, {
      params: { id: 'ż/1' },
      query: { page: 2, kinds: ['a b', 'c'] },
    });
    expect(answer.documents).toEqual(['a']);
    expect(sent[0]?.url).toBe(
      '/portal/0000000000005010/api/patients/%C5%BC%2F1/documents?page=2&kinds=a+b&kinds=c',
    );
    expect(sent[0]?.init.method).toBe('GET');
    expect(sent[0]?.init.headers).toMatchObject({ 'accept-language': 'hu' });
    expect(sent[0]?.init.headers).not.toHaveProperty('content-type');
    expect(answers()).toBe(1);
  });

  it('leaves out what a query does not say', () => {
    expect(routeAddress(readPatient, { params: { id: '1' }, query: {} })).toBe(
      '/api/patients/1/documents',
    );
  });

  it('sends a body as JSON and takes an answer without content', async () => {
    const { call, sent } = network(() => new Response(null, { status: 204 }));
    expect(await call(savePatient, { body: { family: 'Próbna' } })).toBeUndefined();
    expect(sent[0]?.init.body).toBe('{"family":"Próbna"}');
    expect(sent[0]?.init.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('does not compile with parts that the contract does not name', async () => {
    const { call } = network(() => Response.json({}));
    // @ts-expect-error the body is missing
    await call(savePatient, {});
    // @ts-expect-error there is no such field
    await call(savePatient, { body: { family: 'x', given: 'y' } });
    // @ts-expect-error the route has no query
    await call(savePatient, { body: { family: 'x' }, query: { page: 1 } });
  });

  it('gives bytes as a blob', async () => {
    const { call } = network(
      () => new Response('<p>x</p>', { headers: { 'content-type': 'text/html' } }),
    );
    const blob = await call(showDocument, { params: { id: '1' } });
    expect(blob.type).toBe('text/html');
    expect(await blob.text()).toBe('<p>x</p>');
  });

  it('sends files in place of a body, without naming the content type', async () => {
    const { call, sent } = network(() => new Response(null, { status: 204 }));
    const content = new FormData();
    content.set('file', new Blob(['x']));
    await call(savePatient, { body: { family: 'x' } }, { content });
    expect(sent[0]?.init.body).toBe(content);
    expect(sent[0]?.init.headers).not.toHaveProperty('content-type');
  });
});

describe('what goes wrong on the way', () => {
  it('becomes the problem that the server told, with its fields', async () => {
    const { call, answers } = network(() =>
      problemJson(422, {
        type: 'urn:kartoteka:problem:service.input',
        title: 'Az adatok egy része javításra szorul.',
        detail: 'Az adatok egy része javításra szorul. Javítsa a megjelölt mezőket.',
        next: 'Javítsa a megjelölt mezőket.',
        code: 'service.input',
        correlationId: 'c-1',
        errors: [{ field: 'family', text: 'Töltse ki ezt a mezőt.' }, { field: 'x' }, 'y'],
        quoted: 'original',
      }),
    );
    const problem = await failure(call(savePatient, { body: { family: '' } }));
    expect(problem.code).toBe('service.input');
    expect(problem.status).toBe(422);
    expect(problem.fields).toEqual([{ field: 'family', text: 'Töltse ki ezt a mezőt.' }]);
    expect(problem.details).toMatchObject({ correlationId: 'c-1', quoted: 'original' });
    expect(problemText(problem)).toEqual({ written: 'Az adatok egy része javításra szorul.' });
    expect(problemNext(problem)).toEqual({ written: 'Javítsa a megjelölt mezőket.' });
    expect(answers()).toBe(0);
  });

  it.each([
    ['a page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['an answer that was cut off', () => problemJsonText('{"code": "service')],
    ['a list', () => problemJsonText('[]')],
    ['JSON without a code', () => problemJsonText('{"title": "x"}')],
    ['far too much', () => problemJsonText(JSON.stringify({ code: 'x'.repeat(300_000) }))],
  ])('is told in our own words for %s', async (_, answer) => {
    const problem = await failure(network(answer).call(savePatient, { body: { family: '' } }));
    expect(problem.code).toBe('client.unreadable');
    expect(problemText(problem)).toEqual({ key: 'problem.unreadableText' });
    expect(problemNext(problem)).toEqual({ key: 'problem.unreadableNext' });
  });

  function problemJsonText(text: string): Response {
    return new Response(text, {
      status: 500,
      headers: { 'content-type': 'application/problem+json' },
    });
  }

  it('keeps the reference of an answer that says nothing else', async () => {
    const { call } = network(
      () => new Response('', { status: 502, headers: { 'x-correlation-id': 'c-9' } }),
    );
    const problem = await failure(call(savePatient, { body: { family: '' } }));
    expect(problem.details.correlationId).toBe('c-9');
  });

  it('is told apart: the network, the time limit, and a call that was given up', async () => {
    const broken = network(() => Promise.reject(new TypeError('Failed to fetch')));
    const network1 = await failure(broken.call(savePatient, { body: { family: '' } }));
    expect(network1.code).toBe('client.network');
    expect(problemText(network1)).toEqual({ key: 'problem.networkText' });

    const input = { body: { family: '' } };
    const slow = createCaller({
      language: () => 'pl',
      fetch: (_, init) =>
        new Promise((_resolve, reject) =>
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    });
    const late = await failure(slow(savePatient, input, { timeoutMs: 20 }));
    expect(late.code).toBe('client.timeout');
    expect(problemText(late)).toEqual({ key: 'problem.timeoutText', values: { seconds: 0 } });

    const given = new AbortController();
    const left = failure(slow(savePatient, input, { signal: given.signal }));
    given.abort();
    expect((await left).code).toBe('client.aborted');
  });

  it('tells when nobody is signed in any more, and only then', async () => {
    const away = network(() => problemJson(401, { code: 'service.signed-out', title: 'x' }));
    const problem = await failure(away.call(savePatient, { body: { family: '' } }));
    expect(problem.signedOut).toBe(true);
    expect(away.signedOut).toEqual(['/api/patients']);
    const refused = network(() => problemJson(403, { code: 'service.no-access', title: 'x' }));
    await failure(refused.call(savePatient, { body: { family: '' } }));
    expect(refused.signedOut).toEqual([]);
  });

  it('says so when a success cannot be read', async () => {
    const { call } = network(() => new Response('{"documents": [', { status: 200 }));
    const problem = await failure(call(readPatient, { params: { id: '1' }, query: {} }));
    expect(problem.code).toBe('client.unreadable');
  });

  it('never shows the message of what was thrown', async () => {
    const { call } = network(() => Promise.reject(new TypeError('secret detail')));
    const problem = await failure(call(savePatient, { body: { family: '' } }));
    expect(JSON.stringify(problem.details)).not.toContain('secret detail');
    expect(problem.message).toBe('client.network');
    expect(problem.cause).toBeInstanceOf(TypeError);
  });
});

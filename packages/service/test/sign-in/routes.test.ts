import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { boundRoutes } from '../../src/http/server-frame.ts';
import { signInRoutes } from '../../src/sign-in/contract.ts';
import { createSignIn } from '../../src/sign-in/create-sign-in.ts';
import { Browser, makePerson, random, type SignInWorld, startSignIn } from './signing-in.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

const someId = '5f9b1c2e-8f0a-4b6e-9a55-0d4c7f6b2a11';
const routes = Object.entries(signInRoutes());
const pathOf = (path: string) => path.replace('{id}', someId);
const openRoutes = new Set([
  'signIn',
  'chooseLanguage',
  'checkInvitation',
  'redeemInvitation',
  'beginPasskeySignIn',
  'finishPasskeySignIn',
]);

describe('the routes of signing in', () => {
  it.each(routes.filter(([name]) => !openRoutes.has(name)))(
    '%s is closed to whoever is not signed in',
    async (_name, { method, path }) => {
      const answer = await world
        .browser()
        .call(method, pathOf(path), method === 'GET' ? undefined : {});
      expect([answer.status, answer.body.code]).toEqual([401, 'service.signed-out']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('say of themselves whom they are for', async () => {
    const { clock, log } = world.options;
    const server = await createHttpServer({
      clock,
      random,
      log,
      sessions: [world.signIn.sessions],
    });
    world.signIn.bind(server, signInRoutes());
    const open = boundRoutes(server).filter(
      ({ access }) => access === 'public' || 'public' in access,
    );
    const names = open.map(
      ({ contract }) =>
        routes.find(
          ([, route]) => route.path === contract.path && route.method === contract.method,
        )?.[0],
    );
    expect(new Set(names)).toEqual(openRoutes);
    await server.close();
  });

  it('answer nonsense with words, never with a failure of ours, signed in or not', async () => {
    const person = await makePerson(world);
    const signedIn = world.browser();
    await signedIn.signIn(person.loginName, person.password);
    const token = signedIn.cookies.get('kartoteka_practice')!;
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '\u0000',
        'a\u0000b',
        '\ud800',
        'AAAA-AAAA-AAAA-AAAA',
        'x'.repeat(60),
        '123456',
      ),
    );
    // What some route takes, all of it strings of any kind, so that many requests pass the schema.
    const fitting = fc.record({
      login: text,
      password: fc.oneof(text, fc.constant(person.password)),
      newPassword: text,
      code: text,
      handle: text,
      name: text,
      language: fc.constant('hu'),
      response: fc.dictionary(fc.constantFrom('id', 'rawId', 'type', 'response'), fc.jsonValue()),
    });
    const anyBody = fc.oneof(
      { arbitrary: fitting, weight: 4 },
      { arbitrary: fc.jsonValue(), weight: 1 },
    );
    const changing = routes.filter(([name, { method }]) => method !== 'GET' && name !== 'signOut');
    for (const [, { method, path }] of changing) {
      await fc.assert(
        fc.asyncProperty(anyBody, fc.boolean(), async (body, own) => {
          // Past the delays that failed attempts bring: here each request is to be looked at.
          world.clock.advance(60_000);
          const browser = world.browser();
          if (own) browser.cookies.set('kartoteka_practice', token);
          const answer = await browser.call(method, pathOf(path), body);
          expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(500);
          if (answer.status >= 400) expect(answer.body.next.length).toBeGreaterThan(10);
        }),
        { numRuns: 12 },
      );
    }
  }, 90_000);

  it('refuse a text with NUL, which no database keeps', async () => {
    const answer = await world.browser().signIn('a\0bc', 'x');
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'login']);
  });

  it('do not let anybody in while the database is away', async () => {
    const gone = createSignIn({
      ...world.options,
      database: { inScope: () => Promise.reject(new Error('connection to server was lost')) },
    });
    const browser = new Browser(await world.listen(gone));
    browser.cookies.set('kartoteka_practice', 'A'.repeat(43));
    for (const answer of [
      await browser.call('GET', '/api/board'),
      await browser.signIn('anna', 'x'),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([500, 'service.unexpected']);
      expect(JSON.stringify(answer.body)).not.toContain('lost');
    }
  });
});

describe('cookies and addresses', () => {
  it('are for https only when the connection is', async () => {
    const proxied = await behindProxy(['127.0.0.1'], { 'x-forwarded-proto': 'https' });
    expect(proxied).toHaveLength(2);
    expect(proxied.every((line) => line.includes('; Secure'))).toBe(true);
    const plain = await behindProxy(['127.0.0.1'], {});
    expect(plain.some((line) => line.includes('; Secure'))).toBe(false);
  });

  it('of a proxy are believed only when it is one of ours', async () => {
    const stranger = await behindProxy(['10.0.0.1'], {
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '192.0.2.9',
    });
    expect(stranger.some((line) => line.includes('Secure'))).toBe(false);
    expect(world.events.at(-1)?.sourceAddress).toBe('127.0.0.1');
    await behindProxy(['127.0.0.1'], { 'x-forwarded-for': '203.0.113.5, 192.0.2.9' });
    expect(world.events.at(-1)?.sourceAddress).toBe('192.0.2.9');
  });

  async function behindProxy(
    trustedProxies: string[],
    headers: Record<string, string>,
  ): Promise<string[]> {
    const { clock, log } = world.options;
    const server = await createHttpServer({
      clock,
      random,
      log,
      trustedProxies,
      sessions: [world.signIn.sessions],
    });
    world.signIn.bind(server, signInRoutes());
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as { port: number };
    const person = await makePerson(world);
    const browser = new Browser(`http://127.0.0.1:${port}`);
    const answer = await browser.call(
      'POST',
      '/api/session',
      { login: person.loginName, password: person.password },
      headers,
    );
    expect(answer.status).toBe(200);
    await server.close();
    return browser.set;
  }
});

import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock, type Random, type RouteContract } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { silentLog } from '../../src/database/log.ts';
import { bindRoute } from '../../src/http/bind-route.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { openKeyring } from '../../src/keyring/index.ts';
import { accountSignInRoutes, signInRoutes } from '../../src/sign-in/contract.ts';
import { createSignIn, type SignIn, type SignInOptions } from '../../src/sign-in/create-sign-in.ts';
import type { SignInEvent } from '../../src/sign-in/frame.ts';
import type { SignInTables } from '../../src/sign-in/tables.ts';
import { createTestDatabase } from '../../src/testing/create-test-database.ts';

export const random: Random = { bytes: (length) => randomBytes(length), uuid: randomUUID };
export const goodPassword = 'kaktus pod starym mostem';
/** The clock of every test here stands at this moment until it is moved. */
export const startOfDay = '2026-03-02T08:00:00.000Z';

const protectedRoute = {
  method: 'GET',
  path: '/api/board',
  summary: 'Something only for doctors',
  answer: z.string(),
} as const satisfies RouteContract;

/** A browser's memory of cookies, by host only: enough for one server. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly set: string[] = [];

  readonly url: string;
  readonly userAgent: string;

  constructor(url: string, userAgent = 'test browser') {
    this.url = url;
    this.userAgent = userAgent;
  }

  async call(method: string, path: string, json?: unknown, headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        'user-agent': this.userAgent,
        'accept-language': 'en',
        'x-requested-with': 'test',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  private keep(line: string): void {
    this.set.push(line);
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (/Max-Age=0|Expires=Thu, 01 Jan 1970/.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  signIn(login: string, password: string, code?: string) {
    return this.call('POST', '/api/session', { login, password, ...(code && { code }) });
  }
}

/** A server with one area that really signs people in, on a database of its own. */
export async function startSignIn(change: Partial<SignInOptions> = {}) {
  const test = await createTestDatabase<SignInTables>();
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-sign-in-'));
  const clock = fixedClock(startOfDay);
  const events: SignInEvent[] = [];
  const keyring = openKeyring({ path: join(folder, 'keyring'), random, clock });
  const options: SignInOptions = {
    area: 'practice',
    tenant: { fixed: 'practice' },
    database: test.database,
    keyring,
    clock,
    random,
    log: silentLog,
    audit: async (_trx, event) => {
      events.push(event);
    },
    actorKind: 'staff',
    issuer: 'Kartoteka',
    passkeys: { rpId: 'localhost', name: 'Kartoteka', origins: ['http://localhost'] },
    ...change,
  };
  const servers: FastifyInstance[] = [];
  const listen = async (signIn: SignIn): Promise<string> => {
    const server = await createHttpServer({
      clock,
      random,
      log: silentLog,
      sessions: [signIn.sessions],
    });
    if ('fixed' in options.tenant) {
      signIn.bind(server, signInRoutes());
      bindRoute(
        server,
        protectedRoute,
        { access: { roles: ['doctor'] } },
        ({ session }) => session.name,
      );
    } else {
      signIn.bind(server, accountSignInRoutes('/portal/{account}'));
    }
    servers.push(server);
    await server.listen({ host: '127.0.0.1', port: 0 });
    return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  };
  const signIn = createSignIn(options);
  const url = await listen(signIn);
  return {
    ...test,
    signIn,
    url,
    clock,
    events,
    keyring,
    options,
    listen,
    browser: (userAgent?: string) => new Browser(url, userAgent),
    stop: async () => {
      for (const server of servers) await server.close();
      await test.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

export type SignInWorld = Awaited<ReturnType<typeof startSignIn>>;

let people = 0;

/** A login of its own for one test, so that tests share a database without meeting. */
export async function makePerson(
  world: SignInWorld,
  more: { password?: string; roles?: string[]; withCode?: boolean; tenant?: string } = {},
) {
  people += 1;
  const loginName = `person-${people}`;
  const password = more.password ?? goodPassword;
  const { loginId, totpSecret = '' } = await world.signIn.createLogin({
    tenant: more.tenant ?? 'practice',
    loginName,
    password,
    subject: `staff-${people}`,
    name: `Person ${people}`,
    roles: more.roles ?? ['doctor'],
    ...(more.withCode && { withCode: true }),
  });
  const code = () => oneTimeCode(totpSecret, world.clock.now());
  return { loginName, password, loginId, totpSecret, code };
}

/** What an authenticator app would show, by another's implementation. */
export function oneTimeCode(secret: string, at: Date): string {
  const now = at.toISOString().replace('T', ' ').replace(/\..*$/, ' UTC');
  return execFileSync('oathtool', ['--totp', '-b', secret, '--now', now], {
    encoding: 'utf8',
  }).trim();
}

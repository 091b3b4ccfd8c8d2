import { parseAccountId } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/database/scope.ts';
import { createSignIn } from '../../src/sign-in/create-sign-in.ts';
import type { SignInTables } from '../../src/sign-in/tables.ts';
import {
  Browser,
  goodPassword,
  makePerson,
  random,
  type SignInWorld,
  startSignIn,
} from './signing-in.ts';

const first = parseAccountId('5010')!;
const second = parseAccountId('5011')!;

describe('the portals of two accounts', () => {
  let world: SignInWorld;
  let browser: Browser;
  beforeAll(async () => {
    world = await startSignIn({ area: 'portal', tenant: { inPath: true }, actorKind: 'person' });
    for (const tenant of [first, second]) {
      await world.signIn.createLogin({
        tenant,
        loginName: 'jan',
        password: goodPassword,
        subject: `person-${tenant}`,
        name: 'Jan',
        roles: [],
      });
    }
    browser = world.browser();
    await browser.call('POST', `/portal/${first}/api/session`, {
      login: 'jan',
      password: goodPassword,
    });
  });
  afterAll(() => world.stop());

  it('have people of their own, with the same login name', async () => {
    const own = await browser.call('GET', `/portal/${first}/api/session`);
    expect(own.body).toMatchObject({ subject: `person-${first}`, areas: ['portal'] });
    const other = new Browser(world.url);
    const answer = await other.call('POST', `/portal/${second}/api/session`, {
      login: 'jan',
      password: goodPassword,
    });
    expect(answer.body.subject).toBe(`person-${second}`);
  });

  it('do not take each other’s sessions, even when the cookie is carried over', async () => {
    const answer = await browser.call('GET', `/portal/${second}/api/session`);
    expect([answer.status, answer.body.code]).toEqual([401, 'service.signed-out']);
  });

  it('keep cookies below their own path', () => {
    const lines = browser.set.filter((line) => line.startsWith('kartoteka_portal'));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toContain(`; Path=/portal/${first};`);
  });

  it('know the account however many zeros it is written with', async () => {
    expect((await browser.call('GET', '/portal/5010/api/session')).status).toBe(200);
  });

  it('answer a path that is no account like one where nobody lives', async () => {
    const body = { login: 'jan', password: goodPassword };
    expect((await browser.call('POST', '/portal/nonsense/api/session', body)).body.code).toBe(
      'service.not-found',
    );
    expect((await browser.call('POST', '/portal/5999/api/session', body)).body.code).toBe(
      'service.sign-in-refused',
    );
    expect((await browser.call('GET', '/portal/nonsense/api/session')).body.code).toBe(
      'service.signed-out',
    );
  });

  it('lock nobody out elsewhere: failures count per account', async () => {
    const stranger = new Browser(world.url);
    for (let n = 0; n < 5; n += 1) {
      await stranger.call('POST', `/portal/${first}/api/session`, {
        login: 'jan',
        password: 'wrong',
      });
    }
    const answer = await stranger.call('POST', `/portal/${second}/api/session`, {
      login: 'jan',
      password: goodPassword,
    });
    expect(answer.status).toBe(200);
  });

  it('do not let a session of the portal into another area of the same server', async () => {
    const { createHttpServer } = await import('../../src/http/create-http-server.ts');
    const { signInRoutes, accountSignInRoutes } = await import('../../src/sign-in/contract.ts');
    const operator = createSignIn({
      ...world.options,
      area: 'operator',
      tenant: { fixed: 'operator' },
      actorKind: 'operator',
    });
    await operator.createLogin({
      tenant: 'operator',
      loginName: 'jan',
      password: 'inne hasło operatora tu',
      subject: 'op',
      name: 'Op',
      roles: ['operator'],
    });
    const { clock, log } = world.options;
    const server = await createHttpServer({
      clock,
      random,
      log,
      sessions: [world.signIn.sessions, operator.sessions],
    });
    world.signIn.bind(server, accountSignInRoutes('/portal/{account}'));
    operator.bind(server, signInRoutes());
    await server.listen({ host: '127.0.0.1', port: 0 });
    try {
      const { port } = server.server.address() as { port: number };
      const both = new Browser(`http://127.0.0.1:${port}`);
      both.cookies.set('kartoteka_operator', browser.cookies.get('kartoteka_portal')!);
      expect((await both.call('GET', '/api/session')).status).toBe(401);
      await both.signIn('jan', 'inne hasło operatora tu');
      both.cookies.set('kartoteka_portal', browser.cookies.get('kartoteka_portal')!);
      const portal = await both.call('GET', `/portal/${first}/api/session`);
      expect(portal.body.areas).toEqual(['portal', 'operator']);
      expect((await both.call('GET', '/api/session')).body).toMatchObject({
        name: 'Op',
        areas: ['operator'],
      });
    } finally {
      await server.close();
    }
  });
});

describe('the tables of signing in', () => {
  let world: SignInWorld;
  beforeAll(async () => {
    const started = await startSignIn();
    // From here on with the real audit trail.
    const { audit: _inMemory, ...options } = started.options;
    world = { ...started, signIn: createSignIn(options) };
    const person = await makePerson(world, { withCode: true });
    await world.browser().signIn(person.loginName, person.password, person.code());
    await world.signIn.invite({ loginId: person.loginId });
  });
  afterAll(() => world.stop());

  const tables = [
    'login',
    'session',
    'throttle',
    'known_device',
    'recovery_code',
    'passkey',
    'challenge',
    'invitation',
  ] as const;
  const scopes: Scope[] = [
    { kind: 'practice' },
    { kind: 'account', account: first },
    { kind: 'person', person: 'somebody', moment: new Date() },
    { kind: 'operator' },
  ];

  it.each(tables)('%s is empty for every scope but sign-in and system', async (table) => {
    for (const scope of scopes) {
      const rows = await world.database.inScope(scope, (trx) =>
        trx
          .selectFrom(`kartoteka.${table}` as keyof SignInTables)
          .selectAll()
          .execute(),
      );
      expect(rows).toEqual([]);
    }
  });

  it.each(tables)('%s forces row security on its owner too', async (table) => {
    const [row] = await world.asAdmin<{ relrowsecurity: boolean; relforcerowsecurity: boolean }>(
      'SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = $1::regclass',
      [`kartoteka.${table}`],
    );
    expect(row).toEqual({ relrowsecurity: true, relforcerowsecurity: true });
  });

  it('take no row from another scope', async () => {
    for (const scope of scopes) {
      const insert = world.database.inScope(scope, (trx) =>
        trx
          .insertInto('kartoteka.throttle')
          .values({ key: 'planted', failures: 0, last_at: new Date(0), blocked_until: null })
          .execute(),
      );
      await expect(insert).rejects.toThrow();
    }
    const seen = await world.database.inScope({ kind: 'system' }, (trx) =>
      trx.selectFrom('kartoteka.login').select('id').execute(),
    );
    expect(seen).toHaveLength(1);
  });

  it('leave their deeds in the audit trail of the tenant', async () => {
    await world.signIn.createLogin({
      tenant: 'practice',
      loginName: 'audited',
      subject: 'staff-9',
      name: 'Audited',
      roles: [],
      password: goodPassword,
      by: { kind: 'staff', id: 'a1', name: 'Administrator' },
    });
    const url = await world.listen(world.signIn);
    await new Browser(url).signIn('audited', 'wrong');
    const answer = await new Browser(url, 'Firefox').signIn('audited', goodPassword);
    const rows = await world.asAdmin<Record<string, string>>(
      `SELECT tenant, actor_kind, actor_id, actor_display, action, subject_kind, outcome, correlation_id, details
       FROM kartoteka.audit_record ORDER BY id DESC LIMIT 3`,
    );
    const about = { tenant: 'practice', subject_kind: 'login' };
    expect(rows.reverse()).toMatchObject([
      {
        ...about,
        action: 'sign-in.login-made',
        actor_kind: 'staff',
        actor_id: 'a1',
        actor_display: 'Administrator',
        outcome: 'success',
      },
      {
        ...about,
        action: 'sign-in.refused',
        actor_kind: 'unknown',
        actor_id: null,
        outcome: 'service.sign-in-refused',
      },
      {
        ...about,
        action: 'sign-in.admitted',
        actor_kind: 'staff',
        actor_id: 'staff-9',
        outcome: 'success',
      },
    ]);
    expect(rows[2]?.correlation_id).toBe(answer.headers.get('x-correlation-id'));
    expect(JSON.parse(rows[2]?.details ?? '')).toEqual({
      area: 'practice',
      method: 'password',
      sourceAddress: '127.0.0.1',
      userAgent: 'Firefox',
    });
  });
});

describe('logins', () => {
  let world: SignInWorld;
  beforeAll(async () => {
    world = await startSignIn();
  });
  afterAll(() => world.stop());

  it('are listed for an administrator without anything one signs in with', async () => {
    const person = await makePerson(world, { withCode: true });
    const { loginId } = await world.signIn.createLogin({
      tenant: 'practice',
      subject: 'new',
      name: 'Waiting',
      roles: ['nurse'],
    });
    await world.signIn.disableLogin(loginId);
    const list = await world.signIn.listLogins('practice');
    expect(list).toEqual([
      {
        loginId: person.loginId,
        tenant: 'practice',
        loginName: person.loginName,
        subject: expect.any(String),
        name: expect.any(String),
        roles: ['doctor'],
        ready: true,
        codeEnrolled: true,
        disabled: false,
      },
      {
        loginId,
        tenant: 'practice',
        loginName: undefined,
        subject: 'new',
        name: 'Waiting',
        roles: ['nurse'],
        ready: false,
        codeEnrolled: false,
        disabled: true,
      },
    ]);
    expect(await world.signIn.listLogins('another')).toEqual([]);
    expect(await world.signIn.findLogin('practice', 'new')).toEqual(list[1]);
    expect(await world.signIn.findLogin('another', 'new')).toBeUndefined();
  });

  it('have one name each and one login for each person', async () => {
    const person = await makePerson(world);
    const asked = { tenant: 'practice', name: 'X', roles: [], subject: 'x1' };
    await expect(
      world.signIn.createLogin({ ...asked, loginName: person.loginName.toUpperCase() }),
    ).rejects.toMatchObject({ code: 'service.login-taken' });
    await world.signIn.createLogin({ ...asked, loginName: 'x.one' });
    await expect(world.signIn.createLogin({ ...asked, loginName: 'x.two' })).rejects.toMatchObject({
      code: 'service.login-taken',
    });
  });

  it('refuse names and passwords that do not do', async () => {
    const asked = { tenant: 'practice', name: 'X', roles: [], subject: 'x2' };
    for (const loginName of [
      'ab',
      'with space',
      'x'.repeat(65),
      '44051401458',
      '123456788',
      'a\u0000bc',
    ]) {
      await expect(world.signIn.createLogin({ ...asked, loginName })).rejects.toMatchObject({
        code: 'service.login-name',
      });
    }
    await expect(
      world.signIn.createLogin({ ...asked, loginName: 'fine', password: 'short' }),
    ).rejects.toMatchObject({ code: 'service.password-short' });
  });

  it('that nobody has are not found by any of the deeds', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const deeds = [
      () => world.signIn.disableLogin(nobody),
      () => world.signIn.enableLogin(nobody),
      () => world.signIn.changeRoles(nobody, []),
      () => world.signIn.resetSecondFactor(nobody),
      () => world.signIn.endSessions(nobody),
      () => world.signIn.liftThrottle(nobody),
    ];
    for (const deed of deeds)
      await expect(deed()).rejects.toMatchObject({ code: 'service.not-found' });
  });

  it('end their sessions at an administrator’s word', async () => {
    const person = await makePerson(world);
    const browser = world.browser();
    await browser.signIn(person.loginName, person.password);
    await world.signIn.endSessions(person.loginId);
    expect((await browser.call('GET', '/api/session')).status).toBe(401);
  });
});

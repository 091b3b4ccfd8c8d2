import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Browser,
  goodPassword,
  makePerson,
  type SignInWorld,
  startOfDay,
  startSignIn,
} from './signing-in.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

async function signedIn(more: Parameters<typeof makePerson>[1] = {}, userAgent?: string) {
  const person = await makePerson(world, more);
  const browser = world.browser(userAgent);
  const answer = await browser.signIn(person.loginName, person.password);
  expect(answer.status).toBe(200);
  return { person, browser, answer };
}

describe('signing in with a password', () => {
  it('answers who one is and opens what the role allows', async () => {
    const { person, browser, answer } = await signedIn();
    expect(answer.body).toMatchObject({
      loginName: person.loginName,
      roles: ['doctor'],
      areas: ['practice'],
      secondFactor: 'none',
      codeEnrolled: false,
      recoveryCodesLeft: 0,
      passkeys: 0,
      passwordLengthMin: 15,
      startedAt: startOfDay,
      expiresAt: '2026-03-02T08:30:00.000Z',
    });
    expect((await browser.call('GET', '/api/session')).body).toEqual(answer.body);
    expect((await browser.call('GET', '/api/board')).status).toBe(200);
  });

  it('keeps to the role: another’s route is refused', async () => {
    const { browser } = await signedIn({ roles: ['registrar'] });
    const answer = await browser.call('GET', '/api/board');
    expect([answer.status, answer.body.code]).toEqual([403, 'service.no-permission']);
  });

  it('takes the login however it is typed and the password however it is composed', async () => {
    const password = 'żółta gęś na płocie';
    const { loginName } = await makePerson(world, { password });
    const browser = world.browser();
    const answer = await browser.signIn(`  ${loginName.toUpperCase()} `, password.normalize('NFD'));
    expect(answer.status).toBe(200);
  });

  it('refuses in the same words whatever was wrong', async () => {
    const coded = await makePerson(world, { withCode: true });
    const disabled = await makePerson(world);
    await world.signIn.disableLogin(disabled.loginId);
    const { loginId } = await world.signIn.createLogin({
      tenant: 'practice',
      loginName: 'invited-only',
      subject: 'invited-only',
      name: 'I',
      roles: [],
    });
    expect(loginId).toBeTypeOf('string');
    const browser = world.browser();
    const answers = [
      await browser.signIn('nobody-of-that-name', goodPassword),
      await browser.signIn(coded.loginName, 'not the password at all'),
      await browser.signIn(coded.loginName, coded.password, '000000'),
      await browser.signIn(coded.loginName, 'not the password at all', coded.code()),
      await browser.signIn(disabled.loginName, disabled.password),
      await browser.signIn('invited-only', goodPassword),
    ];
    const words = answers.map(({ status, body }) => [status, { ...body, correlationId: '' }]);
    expect(new Set(words.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ code: 'service.sign-in-refused', status: 401 });
    expect(browser.cookies.size).toBe(0);
  });

  it('keeps neither the password nor the token in the database', async () => {
    const { browser } = await signedIn({ password: 'trzy zielone krokodyle' });
    const token = browser.cookies.get('kartoteka_practice')!;
    const [found] = await world.asAdmin<{ dump: string }>(
      `SELECT (SELECT string_agg(l::text, '') FROM kartoteka.login l) ||
        (SELECT string_agg(s::text, '') FROM kartoteka.session s) ||
        (SELECT string_agg(t::text, '') FROM kartoteka.throttle t) AS dump`,
    );
    expect(found?.dump).not.toContain('krokodyle');
    expect(found?.dump).not.toContain(token);
    expect(found?.dump).toContain(createHash('sha256').update(token).digest('hex'));
    expect(found?.dump).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('sets cookies that scripts cannot read and other sites cannot send', async () => {
    const { browser } = await signedIn();
    const own = browser.set.filter((line) => line.startsWith('kartoteka_practice'));
    expect(own).toHaveLength(2);
    for (const line of own) {
      expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    }
    expect(browser.set.find((line) => line.includes('_device_'))).toContain('Max-Age=31536000');
    // 256 random bits.
    expect(browser.cookies.get('kartoteka_practice')).toMatch(/^[\w-]{43}$/);
  });

  it('gives a new token each time, so that a planted one is worth nothing', async () => {
    const { person, browser } = await signedIn();
    const first = browser.cookies.get('kartoteka_practice');
    await browser.signIn(person.loginName, person.password);
    expect(browser.cookies.get('kartoteka_practice')).not.toBe(first);
  });

  it('is not asked for by a foreign page', async () => {
    const person = await makePerson(world);
    const answer = await world
      .browser()
      .call(
        'POST',
        '/api/session',
        { login: person.loginName, password: person.password },
        { 'sec-fetch-site': 'cross-site' },
      );
    expect(answer.body.code).toBe('service.foreign-origin');
  });

  it('names the fields that are missing or too long', async () => {
    const answer = await world
      .browser()
      .call('POST', '/api/session', { password: 'x'.repeat(501) });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([
      'login',
      'password',
    ]);
  });

  it('is written down with what is needed to look into it, failure and success', async () => {
    const before = world.events.length;
    const { person, browser } = await signedIn({}, 'a telling browser');
    await browser.signIn('somebody-else', 'x');
    const about = {
      area: 'practice',
      tenant: 'practice',
      sourceAddress: '127.0.0.1',
      userAgent: 'a telling browser',
    };
    expect(world.events.slice(before)).toEqual([
      expect.objectContaining({ kind: 'login-made' }),
      {
        kind: 'admitted',
        outcome: 'success',
        method: 'password',
        loginId: person.loginId,
        subject: expect.any(String),
        name: expect.any(String),
        ...about,
      },
      // Nobody of that name: what was typed is not kept, it may be a password in the wrong field.
      { kind: 'refused', outcome: 'service.sign-in-refused', ...about },
    ]);
  });
});

describe('a session', () => {
  it('ends after thirty minutes without use, and use moves the end', async () => {
    const { browser } = await signedIn();
    world.clock.advance(29 * 60_000);
    const used = await browser.call('GET', '/api/board');
    expect(used.headers.get('session-expires-at')).toBe(
      new Date(world.clock.now().getTime() + 30 * 60_000).toISOString(),
    );
    world.clock.advance(29 * 60_000);
    expect((await browser.call('POST', '/api/session/extend')).body.expiresAt).toBe(
      new Date(world.clock.now().getTime() + 30 * 60_000).toISOString(),
    );
    world.clock.advance(30 * 60_000);
    expect((await browser.call('GET', '/api/board')).body.code).toBe('service.signed-out');
  });

  it('is not kept alive by what a page asks in the background', async () => {
    const { browser, answer } = await signedIn();
    for (let minute = 0; minute < 29; minute += 1) {
      world.clock.advance(60_000);
      const poll = await browser.call('GET', '/api/board', undefined, { 'x-background': '1' });
      expect(poll.headers.get('session-expires-at')).toBe(answer.body.expiresAt);
    }
    world.clock.advance(60_000);
    expect((await browser.call('GET', '/api/board')).status).toBe(401);
  });

  it('ends after twelve hours however busy it is', async () => {
    const { browser } = await signedIn();
    for (let step = 0; step < 35; step += 1) {
      world.clock.advance(20 * 60_000);
      expect((await browser.call('GET', '/api/board')).status).toBe(200);
    }
    const late = await browser.call('GET', '/api/session');
    expect(late.body.expiresAt).toBe(
      new Date(world.clock.now().getTime() + 20 * 60_000).toISOString(),
    );
    world.clock.advance(20 * 60_000);
    expect((await browser.call('GET', '/api/board')).status).toBe(401);
  }, 120_000);

  it('ends when one signs out, and the cookie goes', async () => {
    const { browser } = await signedIn();
    const token = browser.cookies.get('kartoteka_practice')!;
    expect((await browser.call('DELETE', '/api/session')).status).toBe(204);
    expect(browser.cookies.has('kartoteka_practice')).toBe(false);
    browser.cookies.set('kartoteka_practice', token);
    expect((await browser.call('GET', '/api/session')).status).toBe(401);
    expect(world.events.at(-1)).toMatchObject({ kind: 'signed-out', outcome: 'success' });
  });

  it.each([
    ['somebody’s invention', 'A'.repeat(43)],
    ['nothing', ''],
    ['a long text', 'A'.repeat(5_000)],
    ['SQL', "' OR 1=1 --"],
  ])('is not opened by %s', async (_name, token) => {
    const browser = world.browser();
    browser.cookies.set('kartoteka_practice', encodeURIComponent(token));
    expect((await browser.call('GET', '/api/session')).body.code).toBe('service.signed-out');
  });

  it('of a disabled login is over for the very next request, on every instance, within a second', async () => {
    const { person, browser } = await signedIn();
    const otherInstance = new Browser(await world.listen(world.signIn));
    otherInstance.cookies.set('kartoteka_practice', browser.cookies.get('kartoteka_practice')!);
    expect((await otherInstance.call('GET', '/api/board')).status).toBe(200);
    const started = performance.now();
    await world.signIn.disableLogin(person.loginId, {
      kind: 'staff',
      id: 'a1',
      name: 'Administrator',
    });
    expect((await browser.call('GET', '/api/board')).status).toBe(401);
    expect((await otherInstance.call('GET', '/api/board')).status).toBe(401);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(world.events.at(-1)).toMatchObject({
      kind: 'login-disabled',
      loginId: person.loginId,
      by: { id: 'a1' },
    });
    await world.signIn.enableLogin(person.loginId);
    expect((await browser.call('GET', '/api/board')).status).toBe(401);
    expect((await browser.signIn(person.loginName, person.password)).status).toBe(200);
  });

  it('has the roles of the login as they are now', async () => {
    const { person, browser } = await signedIn();
    await world.signIn.changeRoles(person.loginId, ['registrar']);
    expect((await browser.call('GET', '/api/board')).status).toBe(403);
    expect((await browser.call('GET', '/api/session')).body.roles).toEqual(['registrar']);
  });

  it('is listed with the others and can be ended from another browser, one’s own only', async () => {
    const { person, browser } = await signedIn({}, 'office');
    const phone = world.browser('phone');
    await phone.signIn(person.loginName, person.password);
    const { sessions } = (await browser.call('GET', '/api/sessions')).body;
    expect(
      sessions
        .map((one: { userAgent: string; current: boolean }) => [one.userAgent, one.current])
        .sort(),
    ).toEqual([
      ['office', true],
      ['phone', false],
    ]);
    const onPhone = sessions.find((one: { userAgent: string }) => one.userAgent === 'phone');
    const { browser: stranger } = await signedIn();
    expect((await stranger.call('DELETE', `/api/sessions/${onPhone.id}`)).body.code).toBe(
      'service.not-found',
    );
    expect((await phone.call('GET', '/api/board')).status).toBe(200);
    expect((await browser.call('DELETE', `/api/sessions/${onPhone.id}`)).status).toBe(204);
    expect((await phone.call('GET', '/api/board')).status).toBe(401);
    expect((await browser.call('GET', '/api/board')).status).toBe(200);
  });

  it('is one of at most twenty: the least recently used ends', async () => {
    const { person, browser } = await signedIn();
    for (let n = 0; n < 20; n += 1) {
      world.clock.advance(1_000);
      await world.browser().signIn(person.loginName, person.password);
    }
    expect((await browser.call('GET', '/api/board')).status).toBe(401);
  }, 120_000);

  it('leaves no trace after the sweep', async () => {
    await signedIn();
    world.clock.advance(13 * 3_600_000);
    await world.signIn.sweep();
    const [left] = await world.asAdmin<{ count: string }>('SELECT count(*) FROM kartoteka.session');
    expect(left?.count).toBe('0');
  });
});

describe('the language', () => {
  it('is remembered by the browser before signing in and by the login after', async () => {
    const { person, browser } = await signedIn();
    const visitor = world.browser();
    await visitor.call('POST', '/api/session/language', { language: 'hu' });
    const refused = await visitor.call('GET', '/api/session', undefined, {
      'accept-language': 'pl',
    });
    expect(refused.body.title).toBe('Nincs bejelentkezve, vagy a munkamenet véget ért.');
    await browser.call('POST', '/api/session/language', { language: 'hu' });
    expect((await browser.call('GET', '/api/session')).body.language).toBe('hu');
    const elsewhere = world.browser();
    await elsewhere.signIn(person.loginName, person.password);
    expect(elsewhere.cookies.get('kartoteka_language')).toBe('hu');
    expect(elsewhere.set.find((line) => line.startsWith('kartoteka_language'))).not.toContain(
      'HttpOnly',
    );
  });

  it('is one of three', async () => {
    const answer = await world.browser().call('POST', '/api/session/language', { language: 'de' });
    expect(answer.body.errors[0]).toEqual({
      field: 'language',
      text: 'Choose one of: pl, hu, en.',
    });
  });
});

describe('changing the password', () => {
  it('takes the present one, ends the other sessions and counts at once', async () => {
    const { person, browser } = await signedIn();
    const other = world.browser();
    await other.signIn(person.loginName, person.password);
    const newPassword = 'siedem chudych bocianów';
    const change = { password: person.password, newPassword };
    expect((await browser.call('POST', '/api/session/password', change)).status).toBe(204);
    expect((await browser.call('GET', '/api/board')).status).toBe(200);
    expect((await other.call('GET', '/api/board')).status).toBe(401);
    expect((await other.signIn(person.loginName, person.password)).status).toBe(401);
    expect((await other.signIn(person.loginName, newPassword)).status).toBe(200);
  });

  it.each([
    [
      { password: 'wrong one', newPassword: 'siedem chudych bocianów' },
      'service.password-not-confirmed',
      'password',
    ],
    [{ password: goodPassword, newPassword: goodPassword }, 'service.password-same', 'newPassword'],
    [{ password: goodPassword, newPassword: 'too short' }, 'service.password-short', 'newPassword'],
    [
      { password: goodPassword, newPassword: 'passwordpassword' },
      'service.password-common',
      'newPassword',
    ],
  ])('is refused: %j', async (change, code, field) => {
    const { browser } = await signedIn();
    const answer = await browser.call('POST', '/api/session/password', change);
    expect(answer.body).toMatchObject({ code, errors: [{ field }] });
  });

  it('is no way to guess the present one: it slows down like signing in', async () => {
    const { browser } = await signedIn();
    const change = { password: 'wrong one', newPassword: 'siedem chudych bocianów' };
    const codes: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      codes.push((await browser.call('POST', '/api/session/password', change)).body.code);
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('service.password-not-confirmed'));
    expect(codes.slice(5)).toEqual(Array(2).fill('service.too-many-attempts'));
  });
});

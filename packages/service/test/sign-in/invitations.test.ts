import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodPassword, makePerson, type SignInWorld, startSignIn } from './signing-in.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

let count = 0;
async function invited(more: { loginName?: string; validForMs?: number } = {}) {
  count += 1;
  const { validForMs, ...login } = more;
  const { loginId } = await world.signIn.createLogin({
    tenant: 'practice',
    subject: `invited-${count}`,
    name: `Invited ${count}`,
    roles: ['doctor'],
    ...login,
  });
  const by = { kind: 'staff', id: 'a1', name: 'Administrator' } as const;
  const invitation = await world.signIn.invite({ loginId, by, ...(validForMs && { validForMs }) });
  return { loginId, ...invitation };
}

const redeem = (
  code: string,
  more: { login?: string; password?: string } = {},
  browser = world.browser(),
) => browser.call('POST', '/api/invitation', { code, password: goodPassword, ...more });

describe('an invitation', () => {
  it('shows whom it is for, sets login and password, and signs in', async () => {
    const { code, expiresAt } = await invited();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const browser = world.browser();
    const shown = await browser.call('POST', '/api/invitation/check', { code: code.toLowerCase() });
    expect(shown.body).toEqual({
      name: `Invited ${count}`,
      loginName: null,
      expiresAt: expiresAt.toISOString(),
      passwordLengthMin: 15,
    });
    const answer = await redeem(code, { login: `Chosen.${count}@Example.org` }, browser);
    expect(answer.body).toMatchObject({
      loginName: `chosen.${count}@example.org`,
      secondFactor: 'none',
    });
    expect((await browser.call('GET', '/api/board')).status).toBe(200);
    expect((await world.browser().signIn(`chosen.${count}@example.org`, goodPassword)).status).toBe(
      200,
    );
    const mine = world.events.filter(
      ({ loginId }) =>
        loginId === world.events.findLast(({ kind }) => kind === 'invitation-made')?.loginId,
    );
    expect(mine.map(({ kind, by }) => [kind, by?.id])).toEqual([
      ['login-made', undefined],
      ['invitation-made', 'a1'],
      ['invitation-redeemed', undefined],
      ['admitted', undefined],
      ['admitted', undefined],
    ]);
  });

  it('keeps a login name that was given', async () => {
    const { code } = await invited({ loginName: 'given.name' });
    expect((await redeem(code, { login: 'another' })).body.loginName).toBe('given.name');
  });

  it('works once, also in a race', async () => {
    const { code } = await invited({ loginName: 'once-only' });
    const race = await Promise.all(Array.from({ length: 4 }, () => redeem(code)));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
    expect((await redeem(code)).body).toMatchObject({
      code: 'service.invitation-refused',
      errors: [{ field: 'code' }],
    });
  });

  it('ends when a new one is made and when its time is over', async () => {
    const { code, loginId } = await invited({ loginName: 'twice-invited' });
    const second = await world.signIn.invite({ loginId, validForMs: 3_600_000 });
    expect((await redeem(code)).body.code).toBe('service.invitation-refused');
    world.clock.advance(3_600_000);
    expect((await redeem(second.code)).body.code).toBe('service.invitation-refused');
    const third = await world.signIn.invite({ loginId });
    world.clock.advance(13 * 24 * 3_600_000);
    expect((await redeem(third.code)).status).toBe(200);
  });

  it('is not used up by a password or a login that does not do', async () => {
    const taken = await makePerson(world);
    const { code } = await invited();
    expect((await redeem(code, { login: taken.loginName })).body).toMatchObject({
      code: 'service.login-taken',
      errors: [{ field: 'login' }],
    });
    expect((await redeem(code, { login: '44051401458' })).body.code).toBe('service.login-name');
    expect((await redeem(code, { login: '123 456 789' })).body.code).toBe('service.login-name');
    expect((await redeem(code)).body.code).toBe('service.login-name');
    expect((await redeem(code, { login: 'fresh.login', password: 'short' })).body.code).toBe(
      'service.password-short',
    );
    expect((await redeem(code, { login: 'fresh.login' })).status).toBe(200);
  });

  it.each([
    ['another code', 'AAAA-BBBB-CCCC-DDDD'],
    ['too short', 'AAAA'],
    ['with signs that no code has', 'AAAA-BBBB-CCCC-DD!!'],
    ['nothing but hyphens', '----------------'],
  ])('is not opened by %s, in the same words', async (_name, code) => {
    for (const answer of [
      await redeem(code),
      await world.browser().call('POST', '/api/invitation/check', { code }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([422, 'service.invitation-refused']);
    }
    expect(world.events.at(-1)).toMatchObject({ kind: 'refused', method: 'invitation' });
  });

  it('cannot be guessed from its first letters: the rest is hashed like a password', async () => {
    const { code } = await invited();
    const right = code.replaceAll('-', '');
    const wrong = `${right.slice(0, 4)}${'0'.repeat(12)}`;
    expect((await redeem(wrong, { login: 'guesser' })).body.code).toBe(
      'service.invitation-refused',
    );
    const [row] = await world.asAdmin<{ code_hash: string }>(
      'SELECT code_hash FROM kartoteka.invitation WHERE selector = $1',
      [right.slice(0, 4)],
    );
    expect(row?.code_hash).toMatch(/^\$argon2id\$/);
  });

  it('is tried at most fifty times an hour from one address, without harm to those who succeed', async () => {
    const own = await startSignIn();
    try {
      const { loginId } = await own.signIn.createLogin({
        tenant: 'practice',
        loginName: 'slow.typist',
        subject: 's',
        name: 'S',
        roles: [],
      });
      const { code } = await own.signIn.invite({ loginId });
      const browser = own.browser();
      const check = (typed: string) =>
        browser.call('POST', '/api/invitation/check', { code: typed });
      for (let n = 0; n < 60; n += 1) expect((await check(code)).status).toBe(200);
      const codes: string[] = [];
      for (let n = 0; n < 51; n += 1) codes.push((await check('AAAA-AAAA-AAAA-AAAA')).body.code);
      expect(codes.filter((one) => one === 'service.invitation-refused')).toHaveLength(50);
      expect(codes.at(-1)).toBe('service.too-many-attempts');
    } finally {
      await own.stop();
    }
  }, 120_000);

  it('serves as a reset: the old password and the sessions end', async () => {
    const person = await makePerson(world);
    const before = world.browser();
    await before.signIn(person.loginName, person.password);
    const { code } = await world.signIn.invite({ loginId: person.loginId });
    expect((await redeem(code, { password: 'zupełnie inne hasło tutaj' })).status).toBe(200);
    expect((await before.call('GET', '/api/board')).status).toBe(401);
    expect((await world.browser().signIn(person.loginName, person.password)).status).toBe(401);
  });

  it('does not stand in for the second factor', async () => {
    const person = await makePerson(world, { withCode: true });
    const { code } = await world.signIn.invite({ loginId: person.loginId });
    const answer = await redeem(code, { password: 'Xq7#vTz!m' });
    expect([answer.status, answer.body.code]).toEqual([401, 'service.code-needed']);
    expect(
      (await world.browser().signIn(person.loginName, 'Xq7#vTz!m', person.code())).status,
    ).toBe(200);
  });

  it('is not made for a login that is disabled or not there', async () => {
    const person = await makePerson(world);
    await world.signIn.disableLogin(person.loginId);
    await expect(world.signIn.invite({ loginId: person.loginId })).rejects.toMatchObject({
      code: 'service.not-found',
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    await expect(world.signIn.invite({ loginId: nobody })).rejects.toMatchObject({
      code: 'service.not-found',
    });
  });
});

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  goodPassword,
  makePerson,
  oneTimeCode,
  type SignInWorld,
  startSignIn,
} from './signing-in.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

async function signedIn(more: Parameters<typeof makePerson>[1] = {}) {
  const person = await makePerson(world, more);
  const browser = world.browser();
  const answer = await browser.signIn(
    person.loginName,
    person.password,
    more.withCode ? person.code() : undefined,
  );
  expect(answer.status).toBe(200);
  return { person, browser };
}

/** Enrols as a person does: password, key, one code. */
async function enrolled() {
  const { person, browser } = await signedIn();
  const begun = await browser.call('POST', '/api/session/code/begin', {
    password: person.password,
  });
  const { secret, uri } = begun.body as { secret: string; uri: string };
  const code = () => oneTimeCode(secret, world.clock.now());
  const confirmed = await browser.call('POST', '/api/session/code/confirm', { code: code() });
  expect(confirmed.status).toBe(200);
  world.clock.advance(30_000);
  return {
    person,
    browser,
    secret,
    uri,
    code,
    recoveryCodes: confirmed.body.recoveryCodes as string[],
  };
}

describe('one-time codes', () => {
  it('are set up with a key as text and as an address for the QR picture', async () => {
    const { person, uri, secret, browser, recoveryCodes } = await enrolled();
    const address = new URL(uri);
    expect(address.protocol + address.host).toBe('otpauth:totp');
    expect(decodeURIComponent(address.pathname)).toBe(`/Kartoteka:${person.loginName}`);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Kartoteka',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
    // 160 bits, as RFC 4226 asks for (R6).
    expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
    expect(recoveryCodes).toHaveLength(10);
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({
      codeEnrolled: true,
      recoveryCodesLeft: 10,
      passwordLengthMin: 8,
    });
    expect(
      world.events.filter(({ loginId }) => loginId === person.loginId).map(({ kind }) => kind),
    ).toEqual(['login-made', 'admitted', 'code-enrolled', 'recovery-codes-made']);
  });

  it('are asked for at sign-in, spaces and all', async () => {
    const { person, code } = await enrolled();
    const browser = world.browser();
    const without = await browser.signIn(person.loginName, person.password);
    expect([without.status, without.body.code]).toEqual([401, 'service.code-needed']);
    const typed = code();
    const answer = await browser.signIn(
      person.loginName,
      person.password,
      ` ${typed.slice(0, 3)} ${typed.slice(3)} `,
    );
    expect(answer.body.secondFactor).toBe('code');
    expect(world.events.at(-1)).toMatchObject({ kind: 'admitted', method: 'password-and-code' });
  });

  it('work once only: not again, not from another browser, not in a race', async () => {
    const { person, code } = await enrolled();
    const used = code();
    expect((await world.browser().signIn(person.loginName, person.password, used)).status).toBe(
      200,
    );
    expect((await world.browser().signIn(person.loginName, person.password, used)).body.code).toBe(
      'service.sign-in-refused',
    );
    world.clock.advance(30_000);
    const next = code();
    const race = await Promise.all(
      Array.from({ length: 4 }, () =>
        world.browser().signIn(person.loginName, person.password, next),
      ),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('are taken one step early and late, and the window never opens a used step again', async () => {
    const { person, secret } = await enrolled();
    const at = (ms: number) => oneTimeCode(secret, new Date(world.clock.now().getTime() + ms));
    const attempt = async (code: string) =>
      (await world.browser().signIn(person.loginName, person.password, code)).status;
    world.clock.advance(300_000);
    expect(await attempt(at(-60_000))).toBe(401);
    expect(await attempt(at(60_000))).toBe(401);
    expect(await attempt(at(-30_000))).toBe(200);
    expect(await attempt(at(30_000))).toBe(200);
    // The present step lies before the last one that was used.
    expect(await attempt(at(0))).toBe(401);
    world.clock.advance(30_000);
    expect(await attempt(at(0))).toBe(401);
    world.clock.advance(30_000);
    expect(await attempt(at(0))).toBe(200);
  });

  it('do not count before one has been confirmed, and the code that confirmed is used up', async () => {
    const { person, browser } = await signedIn();
    const { body } = await browser.call('POST', '/api/session/code/begin', {
      password: person.password,
    });
    expect((await world.browser().signIn(person.loginName, person.password)).status).toBe(200);
    const wrong = await browser.call('POST', '/api/session/code/confirm', { code: '000000' });
    expect(wrong.body).toMatchObject({ code: 'service.code-refused', errors: [{ field: 'code' }] });
    const code = oneTimeCode(body.secret, world.clock.now());
    expect((await browser.call('POST', '/api/session/code/confirm', { code })).status).toBe(200);
    expect((await world.browser().signIn(person.loginName, person.password, code)).status).toBe(
      401,
    );
  });

  it('have to be set up in time, after the password, and not twice with one key', async () => {
    const { person, browser } = await signedIn();
    const begin = (password: string) =>
      browser.call('POST', '/api/session/code/begin', { password });
    expect((await begin('wrong one')).body.code).toBe('service.password-not-confirmed');
    expect(
      (await browser.call('POST', '/api/session/code/confirm', { code: '123456' })).body.code,
    ).toBe('service.code-not-begun');
    const { body } = await begin(person.password);
    world.clock.advance(15 * 60_000);
    const late = oneTimeCode(body.secret, world.clock.now());
    expect(
      (await browser.call('POST', '/api/session/code/confirm', { code: late })).body.code,
    ).toBe('service.code-not-begun');
    const again = await begin(person.password);
    expect(again.body.secret).not.toBe(body.secret);
    const code = oneTimeCode(again.body.secret, world.clock.now());
    expect((await browser.call('POST', '/api/session/code/confirm', { code })).status).toBe(200);
    expect((await browser.call('POST', '/api/session/code/confirm', { code })).body.code).toBe(
      'service.code-not-begun',
    );
  });

  it('allow a shorter password, which then cannot stand alone', async () => {
    const { person, browser } = await enrolled();
    const short = 'Xq7#vTz!';
    expect(
      (
        await browser.call('POST', '/api/session/password', {
          password: person.password,
          newPassword: short,
        })
      ).status,
    ).toBe(204);
    const refused = await browser.call('POST', '/api/session/code/remove', { password: short });
    expect([refused.status, refused.body.code]).toEqual([409, 'service.password-needs-factor']);
    expect(
      (
        await browser.call('POST', '/api/session/password', {
          password: short,
          newPassword: goodPassword,
        })
      ).status,
    ).toBe(204);
    expect(
      (await browser.call('POST', '/api/session/code/remove', { password: goodPassword })).status,
    ).toBe(204);
    expect((await world.browser().signIn(person.loginName, goodPassword)).status).toBe(200);
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({
      codeEnrolled: false,
      recoveryCodesLeft: 0,
    });
  });

  it('can be there from the start, for installations that set themselves up', async () => {
    const { person, browser } = await signedIn({ withCode: true, password: 'Xq7#vTz!' });
    expect(person.totpSecret).toMatch(/^[A-Z2-7]{32}$/);
    expect((await browser.call('GET', '/api/session')).body.codeEnrolled).toBe(true);
  });

  it('are sealed to their login: moved to another row they open nothing', async () => {
    const { person, code } = await enrolled();
    const other = await makePerson(world);
    const [row] = await world.asAdmin<{ totp_secret: Buffer }>(
      'SELECT totp_secret FROM kartoteka.login WHERE id = $1',
      [person.loginId],
    );
    await world.asAdmin('UPDATE kartoteka.login SET totp_secret = $2 WHERE id = $1', [
      other.loginId,
      row?.totp_secret,
    ]);
    const answer = await world.browser().signIn(other.loginName, other.password, code());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.code).toBe('keyring.secret-damaged');
  });

  it('equal those of oathtool, for any key and time', () => {
    for (let round = 0; round < 20; round += 1) {
      const bytes = randomBytes(20);
      const at = new Date(1_000_000_000_000 + round * 12_345_678_901);
      const window = execFileSync(
        'oathtool',
        [
          '--totp',
          bytes.toString('hex'),
          '--window',
          '20',
          '--now',
          at.toISOString().replace('T', ' ').replace(/\..*$/, ' UTC'),
        ],
        { encoding: 'utf8' },
      );
      const theirs = window.trim().split('\n');
      const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
      const ours = theirs.map((_, step) =>
        TOTP.generate({ secret, timestamp: at.getTime() + step * 30_000 }),
      );
      expect(ours).toEqual(theirs);
    }
  });
});

describe('recovery codes', () => {
  it('let one in once each, however they are typed', async () => {
    const { person, recoveryCodes, browser } = await enrolled();
    const [first = '', second = ''] = recoveryCodes;
    expect(first).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(recoveryCodes).size).toBe(10);
    const attempt = (code: string) =>
      world.browser().signIn(person.loginName, person.password, code);
    expect((await attempt(first.toLowerCase().replaceAll('-', ' '))).body.secondFactor).toBe(
      'code',
    );
    expect((await attempt(first)).body.code).toBe('service.sign-in-refused');
    expect(
      (await attempt(second.replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'))).status,
    ).toBe(200);
    expect((await browser.call('GET', '/api/session')).body.recoveryCodesLeft).toBe(8);
    expect(world.events.findLast(({ kind }) => kind === 'admitted')).toMatchObject({
      method: 'recovery-code',
    });
  });

  it('end when new ones are made, and stand in the database as hashes only', async () => {
    const { person, recoveryCodes, browser } = await enrolled();
    const renewed = await browser.call('POST', '/api/session/recovery-codes', {
      password: person.password,
    });
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    const attempt = (code: string) =>
      world.browser().signIn(person.loginName, person.password, code);
    expect((await attempt(recoveryCodes[0]!)).status).toBe(401);
    expect((await attempt(renewed.body.recoveryCodes[0])).status).toBe(200);
    const rows = await world.asAdmin<{ code_hash: Buffer }>(
      'SELECT code_hash FROM kartoteka.recovery_code WHERE login_id = $1',
      [person.loginId],
    );
    expect(rows).toHaveLength(10);
    expect(rows.every(({ code_hash }) => code_hash.length === 32)).toBe(true);
  });

  it('are for those who have one-time codes', async () => {
    const { person, browser } = await signedIn();
    const answer = await browser.call('POST', '/api/session/recovery-codes', {
      password: person.password,
    });
    expect(answer.body.code).toBe('service.code-not-begun');
  });

  it('go with the codes when an administrator resets a lost phone', async () => {
    const { person, browser, recoveryCodes } = await enrolled();
    await world.signIn.resetSecondFactor(person.loginId);
    expect((await browser.call('GET', '/api/session')).status).toBe(401);
    const answer = await world.browser().signIn(person.loginName, person.password);
    expect(answer.body).toMatchObject({
      codeEnrolled: false,
      recoveryCodesLeft: 0,
      secondFactor: 'none',
    });
    expect(recoveryCodes).toHaveLength(10);
  });
});

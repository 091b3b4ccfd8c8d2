import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addressRule,
  delayAfter,
  loginRule,
  networkOf,
  type ThrottleState,
  weighAttempt,
} from '../../src/sign-in/throttle.ts';
import { makePerson, type SignInWorld, startSignIn } from './signing-in.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

const wrong = 'certainly not the password';
const codeOf = (answer: { body: { code?: string } }) => answer.body.code ?? 'signed-in';

describe('failed attempts', () => {
  it('are free five times, then wait, and the wait doubles', async () => {
    const { loginName } = await makePerson(world);
    const browser = world.browser();
    for (let n = 0; n < 5; n += 1) {
      expect(codeOf(await browser.signIn(loginName, wrong))).toBe('service.sign-in-refused');
    }
    for (const seconds of [1, 2, 4, 8, 16]) {
      const early = await browser.signIn(loginName, wrong);
      expect([early.status, codeOf(early)]).toEqual([429, 'service.too-many-attempts']);
      expect(early.headers.get('retry-after')).toBe(String(seconds));
      expect(early.body.next).toBe(`Try again in ${seconds} s.`);
      world.clock.advance(seconds * 1_000);
      expect(codeOf(await browser.signIn(loginName, wrong))).toBe('service.sign-in-refused');
    }
  });

  it('keep the right password waiting too, and are forgotten when it comes', async () => {
    const { loginName, password } = await makePerson(world);
    const browser = world.browser();
    for (let n = 0; n < 5; n += 1) await browser.signIn(loginName, wrong);
    expect(codeOf(await browser.signIn(loginName, password))).toBe('service.too-many-attempts');
    world.clock.advance(1_000);
    expect(codeOf(await browser.signIn(loginName, password))).toBe('signed-in');
    const another = world.browser();
    for (let n = 0; n < 5; n += 1) {
      expect(codeOf(await another.signIn(loginName, wrong))).toBe('service.sign-in-refused');
    }
  });

  it('count for logins that do not exist as for those that do', async () => {
    const browser = world.browser();
    const codes: string[] = [];
    for (let n = 0; n < 6; n += 1)
      codes.push(codeOf(await browser.signIn('no-such-person', wrong)));
    expect(codes).toEqual([
      ...Array(5).fill('service.sign-in-refused'),
      'service.too-many-attempts',
    ]);
  });

  it('that arrive together are counted together', async () => {
    const { loginName } = await makePerson(world);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.browser().signIn(loginName, wrong)),
    );
    const refused = answers.filter((answer) => codeOf(answer) === 'service.sign-in-refused');
    expect(refused).toHaveLength(5);
  });

  it('of strangers are at most a hundred in a row, and the person still gets in', async () => {
    const { loginName, password, loginId } = await makePerson(world);
    const home = world.browser();
    await home.signIn(loginName, password);
    await home.call('DELETE', '/api/session');
    const stranger = world.browser();
    let tried = 0;
    for (let n = 0; n < 130; n += 1) {
      const code = codeOf(await stranger.signIn(loginName, wrong));
      if (code === 'service.sign-in-refused') tried += 1;
      world.clock.advance(15 * 60_000);
    }
    expect(tried).toBe(100);
    const closed = await stranger.signIn(loginName, password);
    expect([closed.status, codeOf(closed)]).toEqual([429, 'service.sign-in-closed']);
    // The browser from which the person signed in before has a counter of its own.
    expect(codeOf(await home.signIn(loginName, password))).toBe('signed-in');
    expect(codeOf(await stranger.signIn(loginName, password))).toBe('service.sign-in-closed');
    await world.signIn.liftThrottle(loginId);
    expect(codeOf(await stranger.signIn(loginName, password))).toBe('signed-in');
  }, 120_000);

  it('from a known browser are limited as well, for that browser alone', async () => {
    const { loginName, password } = await makePerson(world);
    const stolen = world.browser();
    await stolen.signIn(loginName, password);
    for (let n = 0; n < 5; n += 1) await stolen.signIn(loginName, wrong);
    expect(codeOf(await stolen.signIn(loginName, password))).toBe('service.too-many-attempts');
    expect(codeOf(await world.browser().signIn(loginName, password))).toBe('signed-in');
  });

  it('cannot use another’s known browser', async () => {
    const { loginName, password } = await makePerson(world);
    const browser = world.browser();
    await browser.signIn(loginName, password);
    const victim = await makePerson(world);
    for (let n = 0; n < 5; n += 1) await browser.signIn(victim.loginName, wrong);
    expect(codeOf(await browser.signIn(victim.loginName, wrong))).toBe('service.too-many-attempts');
    expect(codeOf(await world.browser().signIn(victim.loginName, wrong))).toBe(
      'service.too-many-attempts',
    );
  });

  it('of one address on many logins slow the address down, and an hour forgets them', async () => {
    const own = await startSignIn();
    try {
      const browser = own.browser();
      const codes: string[] = [];
      for (let n = 0; n < 52; n += 1) codes.push(codeOf(await browser.signIn(`login-${n}`, wrong)));
      expect(codes.slice(0, 50).every((code) => code === 'service.sign-in-refused')).toBe(true);
      expect(codes.slice(50)).toEqual(Array(2).fill('service.too-many-attempts'));
      own.clock.advance(3_600_001);
      expect(codeOf(await browser.signIn('login-99', wrong))).toBe('service.sign-in-refused');
      expect(codeOf(await browser.signIn('login-98', wrong))).toBe('service.sign-in-refused');
    } finally {
      await own.stop();
    }
  }, 120_000);

  it('leave no login and no address readable in the database', async () => {
    await world.browser().signIn('readable-name', wrong);
    const rows = await world.asAdmin<{ key: string }>('SELECT key FROM kartoteka.throttle');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are swept away after a month, except where a sign-in was closed', async () => {
    world.clock.advance(31 * 24 * 3_600_000);
    const closed = await makePerson(world);
    await world.asAdmin(
      'UPDATE kartoteka.throttle SET failures = 100 WHERE key = (SELECT min(key) FROM kartoteka.throttle)',
    );
    await world.signIn.sweep();
    const [left] = await world.asAdmin<{ count: string }>(
      'SELECT count(*) FROM kartoteka.throttle',
    );
    expect([left?.count, closed.loginId.length]).toEqual(['1', 36]);
  });
});

describe('the rule', () => {
  it('never lets more than a hundred failures in a row through, whatever the timing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 150, maxLength: 400 }),
        (waits) => {
          let state: ThrottleState | undefined;
          let passed = 0;
          let now = 0;
          for (const wait of waits) {
            now += wait;
            try {
              state = weighAttempt(state, loginRule, new Date(now));
              passed += 1;
            } catch {
              // Refused: nothing is counted.
            }
          }
          expect(passed).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it('delays grow to a limit', () => {
    expect([1, 4, 5, 6, 10, 15, 60].map((n) => delayAfter(n, loginRule))).toEqual([
      0, 0, 1_000, 2_000, 32_000, 900_000, 900_000,
    ]);
    expect(delayAfter(1_000, addressRule)).toBe(300_000);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::99', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

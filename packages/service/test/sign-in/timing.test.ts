import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser, makePerson, type SignInWorld, startSignIn } from './signing-in.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

const rounds = 25;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the mean of so many values may be off by chance (three standard errors: 0.3 %). */
function noise(values: readonly number[]): number {
  const middle = mean(values);
  const variance =
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return 3 * Math.sqrt(variance / values.length);
}

it('an unknown login and a wrong password take the same time', async () => {
  const person = await makePerson(world);
  const coded = await makePerson(world, { withCode: true });
  const disabled = await makePerson(world);
  await world.signIn.disableLogin(disabled.loginId);
  const kinds = {
    unknown: 'no-such-person',
    known: person.loginName,
    withCode: coded.loginName,
    disabled: disabled.loginName,
  };
  const times = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  const browser = new Browser(world.url);
  for (let round = 0; round < rounds; round += 1) {
    // One of each in turn, so that a busy moment of the machine hits all alike.
    for (const [kind, login] of Object.entries(kinds)) {
      // Past every delay of the throttle, but not past its hundred.
      world.clock.advance(3_600_001);
      const started = performance.now();
      const answer = await browser.signIn(login, 'certainly not the password');
      times.get(kind)?.push(performance.now() - started);
      expect(answer.body.code).toBe('service.sign-in-refused');
    }
  }
  const unknown = times.get('unknown') ?? [];
  const reference = Math.min(...unknown);
  // An argon2id run alone takes longer than this, and without it an unknown login would be answered
  // in a small part of the time of the others.
  expect(reference).toBeGreaterThan(15);
  for (const [kind, values] of times) {
    // Differences within a round: what slows the machine down slows both sides of a difference.
    const differences = values.map((value, round) => value - (unknown[round] ?? 0));
    const allowed = Math.max(0.25 * reference, noise(differences));
    expect(Math.abs(mean(differences)), `${kind}, ms; noise ${allowed}`).toBeLessThan(allowed);
  }
}, 120_000);

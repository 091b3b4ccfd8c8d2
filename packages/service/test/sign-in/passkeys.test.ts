import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, makePerson, type SignInWorld, startSignIn } from './signing-in.ts';
import { type Deviation, SoftwareAuthenticator } from './software-authenticator.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await startSignIn();
});
afterAll(() => world.stop());

async function signedIn() {
  const person = await makePerson(world);
  const browser = world.browser();
  await browser.signIn(person.loginName, person.password);
  return { person, browser };
}

async function addPasskey(
  browser: Browser,
  password: string,
  key: SoftwareAuthenticator,
  deviation: Deviation = {},
) {
  const { body } = await browser.call('POST', '/api/session/passkeys/begin', { password });
  const response = key.create(body.options, deviation);
  return browser.call('POST', '/api/session/passkeys', {
    handle: body.handle,
    name: 'Key',
    response,
  });
}

async function withPasskey() {
  const { person, browser } = await signedIn();
  const key = new SoftwareAuthenticator();
  expect((await addPasskey(browser, person.password, key)).status).toBe(204);
  return { person, browser, key };
}

async function signInWith(
  key: SoftwareAuthenticator,
  deviation: Deviation = {},
  browser = world.browser(),
) {
  const { body } = await browser.call('POST', '/api/session/passkey/begin');
  const response = key.get(body.options, deviation);
  const answer = await browser.call('POST', '/api/session/passkey', {
    handle: body.handle,
    response,
  });
  return { answer, browser, handle: body.handle as string, options: body.options };
}

describe('a passkey', () => {
  it('is added while signed in and signs in alone, as both factors', async () => {
    const { person, browser, key } = await withPasskey();
    const { answer, browser: other } = await signInWith(key);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      loginName: person.loginName,
      secondFactor: 'passkey',
      passkeys: 1,
    });
    expect((await other.call('GET', '/api/board')).status).toBe(200);
    const { passkeys } = (await browser.call('GET', '/api/session/passkeys')).body;
    expect(passkeys).toEqual([
      {
        id: expect.any(String),
        name: 'Key',
        createdAt: expect.any(String),
        lastUsedAt: world.clock.now().toISOString(),
      },
    ]);
    expect(world.events.slice(-2).map(({ kind, method }) => [kind, method])).toEqual([
      ['passkey-added', undefined],
      ['admitted', 'passkey'],
    ]);
  });

  it('asks for its holder and is found without a login name', async () => {
    const { person, browser } = await signedIn();
    const begun = await browser.call('POST', '/api/session/passkeys/begin', {
      password: person.password,
    });
    expect(begun.body.options).toMatchObject({
      rp: { id: 'localhost', name: 'Kartoteka' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const asked = await world.browser().call('POST', '/api/session/passkey/begin');
    expect(asked.body.options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(asked.body.options.allowCredentials ?? []).toEqual([]);
    // At least 64 bits, and never the same (NIST SP 800-63B, 3.2.5; ASVS 6.7.2).
    expect(Buffer.from(asked.body.options.challenge, 'base64url')).toHaveLength(32);
  });

  it('is added only after the password', async () => {
    const { browser } = await signedIn();
    const answer = await browser.call('POST', '/api/session/passkeys/begin', {
      password: 'not it',
    });
    expect(answer.body.code).toBe('service.password-not-confirmed');
  });

  it.each<[string, Deviation]>([
    ['made for another site', { rpId: 'evil.example' }],
    ['made on another page', { origin: 'https://evil.example' }],
    ['that did not ask for its holder', { userVerified: false }],
    ['that answers another challenge', { challenge: randomBytes(32).toString('base64url') }],
    ['that answers another question', { type: 'webauthn.get' }],
  ])('%s is not added', async (_name, deviation) => {
    const { person, browser } = await signedIn();
    const answer = await addPasskey(
      browser,
      person.password,
      new SoftwareAuthenticator(),
      deviation,
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'service.passkey-refused']);
  });

  it.each<[string, Deviation]>([
    ['for another site', { rpId: 'evil.example' }],
    ['on another page', { origin: 'https://evil.example' }],
    ['without asking its holder', { userVerified: false }],
    ['another challenge', { challenge: randomBytes(32).toString('base64url') }],
    ['with another key', { key: new SoftwareAuthenticator().keys.privateKey }],
    ['another question', { type: 'webauthn.create' }],
  ])('that signs %s does not sign in', async (_name, deviation) => {
    const { key } = await withPasskey();
    const { answer, browser } = await signInWith(key, deviation);
    expect([answer.status, answer.body.code]).toEqual([422, 'service.passkey-refused']);
    expect(browser.cookies.has('kartoteka_practice')).toBe(false);
    expect(world.events.at(-1)).toMatchObject({
      kind: 'refused',
      method: 'passkey',
      outcome: 'service.passkey-refused',
    });
  });

  it('whose counter goes back (a copy) does not sign in', async () => {
    const { key } = await withPasskey();
    expect((await signInWith(key, { counter: 7 })).answer.status).toBe(200);
    expect((await signInWith(key, { counter: 7 })).answer.status).toBe(422);
    expect((await signInWith(key, { counter: 8 })).answer.status).toBe(200);
  });

  it('answers each challenge once, in time', async () => {
    const { key } = await withPasskey();
    const { answer, browser, handle, options } = await signInWith(key);
    expect(answer.status).toBe(200);
    const again = await browser.call('POST', '/api/session/passkey', {
      handle,
      response: key.get(options),
    });
    expect(again.body.code).toBe('service.passkey-refused');
    const late = await browser.call('POST', '/api/session/passkey/begin');
    world.clock.advance(5 * 60_000);
    const answerLate = await browser.call('POST', '/api/session/passkey', {
      handle: late.body.handle,
      response: key.get(late.body.options),
    });
    expect(answerLate.body.code).toBe('service.passkey-refused');
  });

  it('is not taken for a challenge of the other kind or of another person', async () => {
    const { person, browser } = await signedIn();
    const { browser: another } = await signedIn();
    const begun = await browser.call('POST', '/api/session/passkeys/begin', {
      password: person.password,
    });
    const response = new SoftwareAuthenticator().create(begun.body.options);
    const stolen = await another.call('POST', '/api/session/passkeys', {
      handle: begun.body.handle,
      name: 'x',
      response,
    });
    expect(stolen.body.code).toBe('service.passkey-refused');
    const own = await browser.call('POST', '/api/session/passkeys', {
      handle: begun.body.handle,
      name: 'x',
      response,
    });
    expect(own.body.code).toBe('service.passkey-refused');
  });

  it('of a disabled login, an unknown one, or garbage is refused alike', async () => {
    const { person, key } = await withPasskey();
    await world.signIn.disableLogin(person.loginId);
    expect((await signInWith(key)).answer.body.code).toBe('service.passkey-refused');
    expect((await signInWith(new SoftwareAuthenticator())).answer.body.code).toBe(
      'service.passkey-refused',
    );
    const browser = world.browser();
    for (const response of [
      {},
      { id: 7 },
      { id: 'x', response: null },
      { id: key.id.toString('base64url') },
    ]) {
      const { body } = await browser.call('POST', '/api/session/passkey/begin');
      const answer = await browser.call('POST', '/api/session/passkey', {
        handle: body.handle,
        response,
      });
      expect(answer.body.code).toBe('service.passkey-refused');
    }
  });

  it('is not added twice, and removed only by its owner after the password', async () => {
    const { person, browser, key } = await withPasskey();
    expect((await addPasskey(browser, person.password, key)).body.code).toBe(
      'service.passkey-refused',
    );
    const { passkeys } = (await browser.call('GET', '/api/session/passkeys')).body;
    const path = `/api/session/passkeys/${passkeys[0].id}/remove`;
    const { person: other, browser: stranger } = await signedIn();
    expect((await stranger.call('POST', path, { password: other.password })).body.code).toBe(
      'service.not-found',
    );
    expect((await browser.call('POST', path, { password: 'not it' })).body.code).toBe(
      'service.password-not-confirmed',
    );
    expect((await browser.call('POST', path, { password: person.password })).status).toBe(204);
    expect((await signInWith(key)).answer.status).toBe(422);
  });

  it('ceremonies of one address are limited', async () => {
    world.clock.advance(3_600_000);
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1) {
      statuses.push((await world.browser().call('POST', '/api/session/passkey/begin')).status);
    }
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
  }, 120_000);

  it('is not offered where the installation has no site for it', async () => {
    const { passkeys: _site, ...options } = world.options;
    const { createSignIn } = await import('../../src/sign-in/create-sign-in.ts');
    const url = await world.listen(createSignIn(options));
    const { Browser } = await import('./signing-in.ts');
    expect((await new Browser(url).call('POST', '/api/session/passkey/begin')).body.code).toBe(
      'service.not-found',
    );
  });
});

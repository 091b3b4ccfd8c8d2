import { Problem } from '@kartoteka/kernel';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Session } from '../http/session.ts';
import { eventOf, lockedLogin, refusalOf, withConfirmedPassword } from './confirm-password.ts';
import {
  deletePasskeys,
  insertChallenge,
  insertPasskey,
  listPasskeyRows,
  lockPasskey,
  sweepChallenges,
  takeChallenge,
  usePasskey,
} from './factor-store.ts';
import {
  type Caller,
  hashToken,
  inSignIn,
  makeToken,
  type PasskeySite,
  type SignInFrame,
  type SignInTransaction,
} from './frame.ts';
import { lockLogin } from './login-store.ts';
import { admit, type SignedIn } from './sign-in-with-password.ts';
import { ceremonyKey, reserveAttempt } from './throttle.ts';

/** What a ceremony of WebAuthn begins with; the handle comes back with the answer. */
export interface Ceremony {
  readonly handle: string;
  readonly options: Record<string, unknown>;
}

/**
 * Begins adding a passkey: it has to know its holder (PIN, finger, face), so that it counts as both
 * factors, and to be found without a login name. Throws like `withConfirmedPassword`.
 */
export function beginPasskey(
  frame: SignInFrame,
  session: Session,
  password: string,
): Promise<Ceremony> {
  const site = siteOf(frame);
  return withConfirmedPassword(frame, session, password, async (trx, login) => {
    const present = await listPasskeyRows(trx, login.id);
    const options = await generateRegistrationOptions({
      rpName: site.name,
      rpID: site.rpId,
      userName: login.login_name ?? '',
      userDisplayName: login.display_name,
      // An opaque id: what an authenticator stores is no place for names.
      userID: Uint8Array.from(Buffer.from(login.id)),
      challenge: Uint8Array.from(frame.random.bytes(32)),
      attestationType: 'none',
      excludeCredentials: present.map(({ credential_id }) => ({ id: credential_id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const about = { tenant: login.tenant, kind: 'register', login_id: login.id } as const;
    return openCeremony(trx, frame, about, options);
  });
}

/**
 * Adds the passkey that the browser made.
 *
 * @throws Problem `service.passkey-refused`
 */
export async function finishPasskey(
  frame: SignInFrame,
  session: Session,
  made: { readonly handle: string; readonly name: string; readonly response: unknown },
): Promise<void> {
  const added = await inSignIn(frame, (trx) => addPasskey(trx, frame, session, made));
  // Thrown outside of the transaction: the challenge stays used up.
  if (!added) throw new Problem('service.passkey-refused');
}

async function addPasskey(
  trx: SignInTransaction,
  frame: SignInFrame,
  session: Session,
  made: { readonly handle: string; readonly name: string; readonly response: unknown },
): Promise<boolean> {
  const site = siteOf(frame);
  const login = await lockedLogin(trx, frame, session);
  const challenge = await closeCeremony(trx, frame, made.handle, 'register');
  if (challenge?.login_id !== login.id) return false;
  const { registrationInfo: info } = await refusingDefects(frame, () =>
    verifyRegistrationResponse({
      response: made.response as RegistrationResponseJSON,
      expectedChallenge: challenge.challenge,
      expectedOrigin: [...site.origins],
      expectedRPID: site.rpId,
      requireUserVerification: true,
    }),
  );
  const present = await listPasskeyRows(trx, login.id);
  if (!info || present.length >= frame.limits.passkeysMax) return false;
  const added = await insertPasskey(trx, {
    tenant: login.tenant,
    id: frame.random.uuid(),
    login_id: login.id,
    credential_id: info.credential.id,
    public_key: info.credential.publicKey,
    counter: info.credential.counter,
    transports: info.credential.transports ?? [],
    name: made.name,
    created_at: frame.clock.now(),
    last_used_at: null,
  });
  if (added) await frame.audit(trx, eventOf(frame, login, 'passkey-added'));
  return added;
}

/** Removes one passkey. Throws `service.not-found` for another's, and like `withConfirmedPassword`. */
export function removePasskey(
  frame: SignInFrame,
  session: Session,
  asked: { readonly id: string; readonly password: string },
): Promise<void> {
  return withConfirmedPassword(frame, session, asked.password, async (trx, login) => {
    if ((await deletePasskeys(trx, login.id, asked.id)) === 0)
      throw new Problem('service.not-found');
    await frame.audit(trx, eventOf(frame, login, 'passkey-removed'));
  });
}

/** Begins signing in with a passkey; nothing is said about whom. Throws `service.too-many-attempts`. */
export async function beginPasskeySignIn(frame: SignInFrame, caller: Caller): Promise<Ceremony> {
  const site = siteOf(frame);
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: Uint8Array.from(frame.random.bytes(32)),
    userVerification: 'required',
  });
  return inSignIn(frame, async (trx) => {
    await reserveAttempt(trx, [ceremonyKey(frame, caller)], frame.clock.now());
    const about = { tenant: caller.tenant, kind: 'sign-in', login_id: null } as const;
    return openCeremony(trx, frame, about, options);
  });
}

/**
 * Signs in whoever's passkey signed the challenge.
 *
 * @throws Problem `service.passkey-refused` whatever was wrong
 */
export async function finishPasskeySignIn(
  frame: SignInFrame,
  caller: Caller,
  signed: { readonly handle: string; readonly response: unknown },
): Promise<SignedIn> {
  const outcome = await inSignIn(frame, async (trx) => {
    const signedIn = await checkSigned(trx, frame, caller, signed);
    if (signedIn) return signedIn;
    await frame.audit(
      trx,
      refusalOf(frame, caller, { method: 'passkey', outcome: 'service.passkey-refused' }),
    );
    return undefined;
  });
  if (!outcome) throw new Problem('service.passkey-refused');
  return outcome;
}

async function checkSigned(
  trx: SignInTransaction,
  frame: SignInFrame,
  caller: Caller,
  signed: { readonly handle: string; readonly response: unknown },
): Promise<SignedIn | undefined> {
  const site = siteOf(frame);
  const challenge = await closeCeremony(trx, frame, signed.handle, 'sign-in');
  const response = signed.response as AuthenticationResponseJSON;
  if (challenge?.tenant !== caller.tenant || typeof response.id !== 'string') return undefined;
  const passkey = await lockPasskey(trx, { area: frame.area, tenant: caller.tenant }, response.id);
  if (!passkey) return undefined;
  const { verified, authenticationInfo } = await refusingDefects(frame, () =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge.challenge,
      expectedOrigin: [...site.origins],
      expectedRPID: site.rpId,
      credential: {
        id: passkey.credential_id,
        publicKey: Uint8Array.from(passkey.public_key),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    }),
  );
  const login = verified ? await lockLogin(trx, frame.area, passkey.login_id) : undefined;
  if (!authenticationInfo || !login || login.disabled_at) return undefined;
  await usePasskey(trx, passkey.id, authenticationInfo.newCounter, frame.clock.now());
  return admit(trx, frame, login, { caller, method: 'passkey' });
}

/**
 * The library throws for whatever does not fit. Its words stay in the log; the person is told to
 * start again. An answer with `verified: false` is handled by the caller.
 */
async function refusingDefects<Result extends { verified: boolean }>(
  frame: SignInFrame,
  verify: () => Promise<Result>,
): Promise<Result | { verified: false; registrationInfo?: never; authenticationInfo?: never }> {
  try {
    return await verify();
  } catch (error) {
    frame.log.warn({ error }, 'passkey not verified');
    return { verified: false };
  }
}

async function openCeremony(
  trx: SignInTransaction,
  frame: SignInFrame,
  about: { tenant: string; kind: 'register' | 'sign-in'; login_id: string | null },
  options: { readonly challenge: string },
): Promise<Ceremony> {
  const now = frame.clock.now();
  await sweepChallenges(trx, now);
  const { token, hash } = makeToken(frame);
  await insertChallenge(trx, {
    ...about,
    handle_hash: hash,
    area: frame.area,
    challenge: options.challenge,
    expires_at: new Date(now.getTime() + frame.limits.challengeMs),
  });
  return { handle: token, options: { ...options } };
}

async function closeCeremony(
  trx: SignInTransaction,
  frame: SignInFrame,
  handle: string,
  kind: 'register' | 'sign-in',
) {
  const row = await takeChallenge(trx, hashToken(handle));
  const fits = row?.area === frame.area && row.kind === kind && row.expires_at > frame.clock.now();
  return fits ? row : undefined;
}

function siteOf(frame: SignInFrame): PasskeySite {
  if (!frame.passkeys) throw new Problem('service.not-found');
  return frame.passkeys;
}

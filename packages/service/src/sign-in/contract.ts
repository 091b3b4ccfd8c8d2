import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';

/** Who is signed in. `expiresAt` is when the session ends unless something is done in it. */
export const whoAmI = z.object({
  loginName: z.string(),
  name: z.string(),
  /** Whom the login stands for in the application: an employee, a portal person. */
  subject: z.string(),
  roles: z.array(z.string()),
  language: z.enum(['pl', 'hu', 'en']).nullable(),
  /** Every area of this server in which the browser has a session. */
  areas: z.array(z.string()),
  startedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** How this session was begun, besides the password. */
  secondFactor: z.enum(['none', 'code', 'passkey']),
  /** What the login has: one-time codes, recovery codes not yet used, passkeys. */
  codeEnrolled: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.number().int(),
  /** Smallest length of a new password, with what the login has now. */
  passwordLengthMin: z.number().int(),
});
export type WhoAmI = z.infer<typeof whoAmI>;

const passwordTyped = z.string().min(1).max(500);
const passwordConfirmed = z.object({ password: passwordTyped });
const done = z.undefined();
/** Options and answers of WebAuthn go through as the browser's own functions make and take them. */
const webAuthn = z.record(z.string(), z.unknown());
const passkeyCeremony = z.object({ handle: z.string(), options: webAuthn });
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/**
 * The routes of signing in for an application with one tenant.
 *
 * @example callRoute(signInRoutes().signIn, { body: { login, password } })
 */
export function signInRoutes() {
  return buildRoutes('', {}, { params: z.object({ id: z.uuid() }) });
}

/**
 * The same below a path with the account in it, such as `/portal/{account}`.
 *
 * @example callRoute(accountSignInRoutes('/portal/{account}').whoAmI, { params: { account } })
 */
export function accountSignInRoutes(prefix: `${string}/{account}`) {
  const account = z.object({ account: z.string().max(20) });
  return buildRoutes(prefix, { params: account }, { params: account.extend({ id: z.uuid() }) });
}

export type SignInRoutes = ReturnType<typeof signInRoutes> | ReturnType<typeof accountSignInRoutes>;

type WithParams = Pick<RouteContract, 'params'>;

function buildRoutes<Here extends WithParams, One extends WithParams>(
  prefix: string,
  here: Here,
  one: One,
) {
  const at = <const Method extends RouteContract['method']>(method: Method, path: string) => ({
    ...here,
    method,
    path: `${prefix}${path}`,
  });
  return {
    /** Problems: `service.sign-in-refused`, `service.code-needed`, `service.too-many-attempts`. */
    signIn: {
      ...at('POST', '/api/session'),
      summary: 'Sign in',
      body: z.object({
        login: z.string().min(1).max(200),
        password: passwordTyped,
        /** One-time code or recovery code; spaces and hyphens do not matter. */
        code: z.string().max(64).optional(),
      }),
      answer: whoAmI,
    },
    whoAmI: { ...at('GET', '/api/session'), summary: 'Who is signed in', answer: whoAmI },
    signOut: { ...at('DELETE', '/api/session'), summary: 'Sign out', answer: done },
    /** For the button of the two-minute warning; any other call extends the session as well. */
    extendSession: {
      ...at('POST', '/api/session/extend'),
      summary: 'Stay signed in',
      answer: z.object({ expiresAt: z.iso.datetime() }),
    },
    chooseLanguage: {
      ...at('POST', '/api/session/language'),
      summary: 'Choose the language',
      body: z.object({ language: z.enum(['pl', 'hu', 'en']) }),
      answer: done,
    },
    changePassword: {
      ...at('POST', '/api/session/password'),
      summary: 'Change the password',
      body: z.object({ password: passwordTyped, newPassword: passwordTyped }),
      answer: done,
    },
    beginCode: {
      ...at('POST', '/api/session/code/begin'),
      summary: 'Set up one-time codes: get a key',
      body: passwordConfirmed,
      /** The key as text (Base32) and as an `otpauth:` address for the QR picture. */
      answer: z.object({ secret: z.string(), uri: z.string() }),
    },
    confirmCode: {
      ...at('POST', '/api/session/code/confirm'),
      summary: 'Set up one-time codes: confirm with a code; recovery codes are shown this once',
      body: z.object({ code: z.string().min(1).max(64) }),
      answer: recoveryCodes,
    },
    removeCode: {
      ...at('POST', '/api/session/code/remove'),
      summary: 'Switch one-time codes off',
      body: passwordConfirmed,
      answer: done,
    },
    renewRecoveryCodes: {
      ...at('POST', '/api/session/recovery-codes'),
      summary: 'Make new recovery codes; the old ones end',
      body: passwordConfirmed,
      answer: recoveryCodes,
    },
    listPasskeys: {
      ...at('GET', '/api/session/passkeys'),
      summary: 'Passkeys of the login',
      answer: z.object({
        passkeys: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            createdAt: z.iso.datetime(),
            lastUsedAt: z.iso.datetime().nullable(),
          }),
        ),
      }),
    },
    beginPasskey: {
      ...at('POST', '/api/session/passkeys/begin'),
      summary: 'Add a passkey: get the options for the browser',
      body: passwordConfirmed,
      answer: passkeyCeremony,
    },
    finishPasskey: {
      ...at('POST', '/api/session/passkeys'),
      summary: 'Add a passkey: hand over what the browser made',
      body: z.object({
        handle: z.string().max(100),
        name: z.string().min(1).max(60),
        response: webAuthn,
      }),
      answer: done,
    },
    removePasskey: {
      ...one,
      method: 'POST' as const,
      path: `${prefix}/api/session/passkeys/{id}/remove`,
      summary: 'Remove a passkey',
      body: passwordConfirmed,
      answer: done,
    },
    beginPasskeySignIn: {
      ...at('POST', '/api/session/passkey/begin'),
      summary: 'Sign in with a passkey: get the options for the browser',
      answer: passkeyCeremony,
    },
    finishPasskeySignIn: {
      ...at('POST', '/api/session/passkey'),
      summary: 'Sign in with a passkey: hand over what the browser signed',
      body: z.object({ handle: z.string().max(100), response: webAuthn }),
      answer: whoAmI,
    },
    listSessions: {
      ...at('GET', '/api/sessions'),
      summary: 'Where the login is signed in',
      answer: z.object({
        sessions: z.array(
          z.object({
            id: z.uuid(),
            current: z.boolean(),
            startedAt: z.iso.datetime(),
            lastSeenAt: z.iso.datetime(),
            userAgent: z.string(),
          }),
        ),
      }),
    },
    endSession: {
      ...one,
      method: 'DELETE' as const,
      path: `${prefix}/api/sessions/{id}`,
      summary: 'Sign out somewhere else',
      answer: done,
    },
    checkInvitation: {
      ...at('POST', '/api/invitation/check'),
      summary: 'Look at an invitation before redeeming it',
      body: z.object({ code: z.string().min(1).max(64) }),
      answer: z.object({
        name: z.string(),
        /** `null`: the person chooses one. */
        loginName: z.string().nullable(),
        expiresAt: z.iso.datetime(),
        passwordLengthMin: z.number().int(),
      }),
    },
    redeemInvitation: {
      ...at('POST', '/api/invitation'),
      summary: 'Redeem an invitation: set the first password and sign in',
      body: z.object({
        code: z.string().min(1).max(64),
        login: z.string().max(200).optional(),
        password: passwordTyped,
      }),
      answer: whoAmI,
    },
  };
}

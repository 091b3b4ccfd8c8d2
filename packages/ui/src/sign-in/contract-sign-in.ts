import type { RouteContract } from '@kartoteka/kernel';
import type { CallRoute } from '../client/call-route.ts';
import { ClientProblem } from '../client/client-problem.ts';
import { askPasskey, passkeysWork } from './ask-passkey.ts';
import type { SignInCalls, SignInOutcome } from './sign-in-calls.ts';

/** The routes of signing in that the page needs; the service's contract has them. */
export interface SignInContracts {
  readonly signIn: RouteContract;
  readonly beginPasskeySignIn: RouteContract;
  readonly finishPasskeySignIn: RouteContract;
  readonly checkInvitation: RouteContract;
  readonly redeemInvitation: RouteContract;
}

export interface ContractSignInOptions {
  /** Parameters of every path, such as `{ account }` in the portal. */
  readonly params?: Readonly<Record<string, string>>;
  /** Offer the way for people with an invitation. */
  readonly invitations?: boolean;
  /** The least length asked for before the server says its own. */
  readonly passwordLengthMin?: number;
}

const passwordLengthMinDefault = 8;
const done: SignInOutcome = { step: 'done' };

/**
 * The calls of the sign-in page over the service's routes. The server asks for a one-time code with
 * the problem `service.code-needed`; login and password are then sent once more beside the code, and
 * forgotten with the page.
 *
 * @example const calls = contractSignIn(callRoute, signInRoutes());
 */
export function contractSignIn(
  callRoute: CallRoute,
  routes: SignInContracts,
  options: ContractSignInOptions = {},
): SignInCalls {
  const { params } = options;
  const call = (contract: RouteContract, body?: unknown): Promise<unknown> =>
    callRoute(contract, { ...(params ? { params } : {}), ...(body ? { body } : {}) } as never);
  let typed: { readonly login: string; readonly password: string } | undefined;
  return {
    passwordLengthMin: options.passwordLengthMin ?? passwordLengthMinDefault,
    withPassword: async (values) => {
      typed = values;
      try {
        await call(routes.signIn, values);
        typed = undefined;
        return done;
      } catch (cause) {
        if (cause instanceof ClientProblem && cause.code === 'service.code-needed') {
          return { step: 'code' };
        }
        throw cause;
      }
    },
    withCode: async (values) => {
      const code = 'code' in values ? values.code : values.recoveryCode;
      await call(routes.signIn, { ...typed, code });
      typed = undefined;
      return done;
    },
    ...(passkeysWork() ? { withPasskey: () => signInWithPasskey(call, routes) } : {}),
    ...(options.invitations ? invitationCalls(call, routes) : {}),
  };
}

type Call = (contract: RouteContract, body?: unknown) => Promise<unknown>;

async function signInWithPasskey(call: Call, routes: SignInContracts): Promise<SignInOutcome> {
  const begun = (await call(routes.beginPasskeySignIn)) as {
    readonly handle: string;
    readonly options: PublicKeyCredentialRequestOptionsJSON;
  };
  const response = await askPasskey(begun.options);
  await call(routes.finishPasskeySignIn, { handle: begun.handle, response });
  return done;
}

function invitationCalls(
  call: Call,
  routes: SignInContracts,
): Pick<SignInCalls, 'readInvitation' | 'redeemInvitation'> {
  return {
    readInvitation: async (code) => {
      const found = (await call(routes.checkInvitation, { code })) as {
        readonly loginName: string | null;
        readonly passwordLengthMin: number;
      };
      const { loginName, passwordLengthMin } = found;
      return { passwordLengthMin, ...(loginName === null ? {} : { login: loginName }) };
    },
    redeemInvitation: async (values) => {
      await call(routes.redeemInvitation, values);
      return done;
    },
  };
}

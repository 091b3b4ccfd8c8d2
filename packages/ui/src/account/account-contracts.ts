import type { RouteContract } from '@kartoteka/kernel';
import { useQueryClient } from '@tanstack/react-query';
import { useCallRoute } from '../client/use-route.tsx';
import type { SessionContracts } from '../session/session-contracts.ts';

/** The routes of the own account; the service's sign-in contract has them. */
export interface AccountContracts extends SessionContracts {
  readonly changePassword: RouteContract;
  readonly beginCode: RouteContract;
  readonly confirmCode: RouteContract;
  readonly removeCode: RouteContract;
  readonly renewRecoveryCodes: RouteContract;
  readonly listPasskeys: RouteContract;
  readonly beginPasskey: RouteContract;
  readonly finishPasskey: RouteContract;
  readonly removePasskey: RouteContract;
  readonly listSessions: RouteContract;
  readonly endSession: RouteContract;
}

export interface AccountPlace {
  readonly routes: AccountContracts;
  /** Such as `{ account }` in the portal; none in an application with one tenant. */
  readonly params?: Readonly<Record<string, string>>;
}

/** What a login has to sign in with, as `whoAmI` says. */
export interface AccountFacts {
  readonly loginName: string;
  readonly codeEnrolled: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: number;
  readonly passwordLengthMin: number;
}

export interface PasskeyRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface SessionRow {
  readonly id: string;
  readonly current: boolean;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string;
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The input of a route of the account, with the parameters that stand in every path. */
export function accountInput({ params }: AccountPlace, parts: Parts = {}): never {
  const all = { ...params, ...parts.params };
  return {
    ...(Object.keys(all).length > 0 && { params: all }),
    ...(parts.body !== undefined && { body: parts.body }),
  } as never;
}

/**
 * Calls a route of the account and has everything that the page shows read again afterwards.
 *
 * @example const change = useAccountCall(place);
 *   await change(routes.removeCode, { body: { password } });
 */
export function useAccountCall(place: AccountPlace) {
  const call = useCallRoute();
  const queries = useQueryClient();
  const { whoAmI, listPasskeys, listSessions } = place.routes;
  return async <Answer>(contract: RouteContract, parts?: Parts): Promise<Answer> => {
    const answer = await call(contract, accountInput(place, parts));
    await Promise.all(
      [whoAmI, listPasskeys, listSessions].map(({ method, path }) =>
        queries.invalidateQueries({ queryKey: [method, path] }),
      ),
    );
    return answer as Answer;
  };
}

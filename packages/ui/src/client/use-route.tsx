import type { RouteContract } from '@kartoteka/kernel';
import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { CallOptions, CallRoute, RouteAnswer, RouteInput } from './call-route.ts';
import type { ClientProblem } from './client-problem.ts';

const CallContext = createContext<CallRoute | undefined>(undefined);

/** Hands the client to the page below; `mountApp` does it for applications. */
export const CallProvider = CallContext.Provider;

/** The client itself, for calls out of event handlers. */
export function useCallRoute(): CallRoute {
  const call = useContext(CallContext);
  if (!call) throw new Error('a CallProvider has to stand above');
  return call;
}

export interface RouteQueryOptions {
  /** Ask only when true; default true. */
  readonly enabled?: boolean;
  /** Ask again by itself after this time, for states that change elsewhere. */
  readonly refreshMs?: number;
}

/**
 * Reads a route and keeps the answer. While another page of a list loads, the last one stays.
 *
 * @example const patients = useRoute(listPatients, { query: { page } });
 */
export function useRoute<Contract extends RouteContract>(
  contract: Contract,
  input: RouteInput<Contract>,
  options: RouteQueryOptions = {},
): UseQueryResult<RouteAnswer<Contract>, ClientProblem> {
  const call = useCallRoute();
  return useQuery<RouteAnswer<Contract>, ClientProblem>({
    queryKey: routeKey(contract, input),
    queryFn: ({ signal, client, queryKey }) => {
      // A page that refreshes itself keeps nobody signed in who has left.
      const background =
        options.refreshMs !== undefined && client.getQueryData(queryKey) !== undefined;
      return call(contract, input, { signal, background });
    },
    enabled: options.enabled ?? true,
    refetchInterval: options.refreshMs ?? false,
    placeholderData: keepPreviousData as never,
  });
}

export interface RouteMutationOptions {
  /** Routes whose kept answers are stale after success; they are asked again. */
  readonly refreshes?: readonly RouteContract[];
}

/** What a mutation takes: the input of the route and, for files, the content. */
export type MutationInput<Contract extends RouteContract> = RouteInput<Contract> & {
  readonly options?: CallOptions;
};

/**
 * Changes something through a route. Nothing is sent twice by itself.
 *
 * @example const revoke = useRouteMutation(revokeConsent, { refreshes: [listConsents] });
 *   revoke.mutate({ params: { id } });
 */
export function useRouteMutation<Contract extends RouteContract>(
  contract: Contract,
  options: RouteMutationOptions = {},
): UseMutationResult<RouteAnswer<Contract>, ClientProblem, MutationInput<Contract>> {
  const call = useCallRoute();
  const queries = useQueryClient();
  return useMutation<RouteAnswer<Contract>, ClientProblem, MutationInput<Contract>>({
    mutationFn: (input) => call(contract, input, input.options),
    onSuccess: async () => {
      const stale = options.refreshes ?? [];
      await Promise.all(
        stale.map((route) => queries.invalidateQueries({ queryKey: [route.method, route.path] })),
      );
    },
  });
}

/**
 * The key under which an answer is kept: method and path first, so that a route can be refreshed. The
 * body belongs to it, because searches are sent as one; keys stay in memory and are never written.
 */
export function routeKey<Contract extends RouteContract>(
  contract: Contract,
  input: RouteInput<Contract>,
): readonly unknown[] {
  return [
    contract.method,
    contract.path,
    input.params ?? null,
    input.query ?? null,
    input.body ?? null,
  ];
}

import { QueryClient } from '@tanstack/react-query';
import { ClientProblem } from './client-problem.ts';

const freshMs = 10_000;
const retriesMax = 2;

/**
 * The keeper of answers. Reading is tried again only where the line broke: an answer of the server
 * stays what it is. Nothing is kept across a reload, because it may be patient data.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        refetchOnWindowFocus: true,
        retry: (count, problem) =>
          count < retriesMax &&
          problem instanceof ClientProblem &&
          problem.details.cause === 'network',
      },
      mutations: { retry: false },
    },
  });
}

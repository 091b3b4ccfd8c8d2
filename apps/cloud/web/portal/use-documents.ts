import type { OutputOf } from '@kartoteka/kernel';
import { type ClientProblem, routeKey, useRoute } from '@kartoteka/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listPortalDocuments } from '../../src/features/portal/contract.ts';
import { usePortal } from './portal-context.ts';
import { sessionRoutes } from './session-routes.ts';

export type DocumentList = OutputOf<typeof listPortalDocuments.answer>;
export type SharedDocument = DocumentList['documents'][number];

/** How soon an open page shows that a consent was revoked, or came. */
const watchMs = 5000;

export interface Documents {
  readonly list: DocumentList | undefined;
  readonly problem: ClientProblem | null;
  readonly retry: () => void;
}

/** The documents that are shared now, kept true while the page is open and looked at. */
export function useDocuments(): Documents {
  const { account } = usePortal();
  const { data, error, refetch } = useRoute(listPortalDocuments, { params: { account } });
  return { list: data, problem: error, retry: () => void refetch() };
}

/** Keeps the kept answer fresh; one page at a time does it. The session ends as if nobody asked. */
export function useDocumentWatch(): void {
  const { account, callInBackground } = usePortal();
  const queries = useQueryClient();
  const input = { params: { account } };
  const { data, error } = useQuery<DocumentList, ClientProblem>({
    queryKey: ['watch', account],
    queryFn: ({ signal }) => callInBackground(listPortalDocuments, input, { signal }),
    refetchInterval: watchMs,
    gcTime: 0,
  });
  useEffect(() => {
    if (data) queries.setQueryData(routeKey(listPortalDocuments, { params: { account } }), data);
  }, [data, account, queries]);
  const signedOut = error?.signedOut ?? false;
  useEffect(() => {
    const { method, path } = sessionRoutes.whoAmI;
    if (signedOut) void queries.invalidateQueries({ queryKey: [method, path] });
  }, [signedOut, queries]);
}

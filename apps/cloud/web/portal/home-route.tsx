import { Loading } from '@kartoteka/ui';
import { createRoute, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { portalBase } from './account-in-address.ts';
import { usePortal } from './portal-context.ts';
import { rootRoute } from './root-route.tsx';

/** Where the portal opens: it leads to the documents. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: ToDocuments,
});

/** The address in a letter; whoever is signed in already has nothing to redeem there. */
export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: ToDocuments,
});

/** Replaces the address, so that "back" does not lead here again. */
function ToDocuments() {
  const { account } = usePortal();
  const { history } = useRouter();
  useEffect(() => history.replace(`${portalBase}/${account}/documents`), [account, history]);
  return <Loading />;
}

import { createRouter } from '@tanstack/react-router';
import { accessRoute } from './access/route.tsx';
import { accountRoute } from './account/route.tsx';
import { portalBase } from './account-in-address.ts';
import { documentRoute } from './document/route.tsx';
import { documentsRoute } from './documents/route.tsx';
import { homeRoute, invitationRoute } from './home-route.tsx';
import { rootRoute } from './root-route.tsx';

/** All routes of the portal; each page's `route.tsx` is one line here. */
const routeTree = rootRoute.addChildren([
  homeRoute,
  invitationRoute,
  documentsRoute,
  documentRoute,
  accessRoute,
  accountRoute,
]);

/** The portal of one account: every address below `/portal/{account}`. */
export function createPortalRouter(account: string) {
  return createRouter({
    routeTree,
    basepath: `${portalBase}/${account}`,
    scrollRestoration: true,
  });
}

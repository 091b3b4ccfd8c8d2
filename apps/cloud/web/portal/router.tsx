import { createRouter } from '@tanstack/react-router';
import { portalBase } from './account-in-address.ts';
import { rootRoute } from './root-route.tsx';

/** All routes of the portal; each page's `route.tsx` is one line here. */
const routeTree = rootRoute.addChildren([]);

/** The portal of one account: every address below `/portal/{account}`. */
export function createPortalRouter(account: string) {
  return createRouter({
    routeTree,
    basepath: `${portalBase}/${account}`,
    context: { account },
    scrollRestoration: true,
  });
}

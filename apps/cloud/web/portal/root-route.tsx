import {
  AppFrame,
  menuWithPages,
  NotFoundPage,
  RouterNavigation,
  SessionGate,
} from '@kartoteka/ui';
import { createRootRouteWithContext, Outlet, useRouterState } from '@tanstack/react-router';
import { portalBase } from './account-in-address.ts';
import { portalMenu } from './menu.tsx';
import { menuAddresses } from './pages.ts';
import { sessionRoutes } from './session-routes.ts';

export interface PortalContext {
  readonly account: string;
}

const appName = 'Kartoteka';

/** Around every page of the portal: who is signed in or invited, the frame, and the page in it. */
export const rootRoute = createRootRouteWithContext<PortalContext>()({
  component: PortalFrame,
  notFoundComponent: NotFoundPage,
});

function PortalFrame() {
  const { account } = rootRoute.useRouteContext();
  const invitation = useInvitation();
  return (
    <RouterNavigation>
      <SessionGate
        invitations
        appName={appName}
        routes={sessionRoutes}
        params={{ account }}
        home={`${portalBase}/${account}`}
        invitation={invitation}
      >
        {({ person, signOut }) => (
          <AppFrame
            appName={appName}
            user={{ name: person.name }}
            menu={menuWithPages(portalMenu, menuAddresses)}
            onSignOut={signOut}
          >
            <Outlet />
          </AppFrame>
        )}
      </SessionGate>
    </RouterNavigation>
  );
}

/**
 * The link in a letter is `/portal/{account}/invitation#CODE`. The code stands behind the hash, which
 * browsers keep to themselves: it gets into no log on the way.
 */
function useInvitation(): { readonly code?: string } | undefined {
  const location = useRouterState({ select: (state) => state.location });
  if (!location.pathname.endsWith('/invitation')) return undefined;
  return location.hash === '' ? {} : { code: decodeURIComponent(location.hash) };
}

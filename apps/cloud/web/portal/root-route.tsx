import {
  AppFrame,
  menuWithPages,
  NotFoundPage,
  RouterNavigation,
  type Session,
  SessionGate,
  useMessages,
} from '@kartoteka/ui';
import { createRootRoute, Outlet, useRouterState } from '@tanstack/react-router';
import { portalBase } from './account-in-address.ts';
import { portalMenu } from './menu.tsx';
import { menuAddresses } from './pages.ts';
import { usePortal } from './portal-context.ts';
import { sessionRoutes } from './session-routes.ts';
import { TextSizeSwitch } from './text-size-switch.tsx';
import { useDocuments } from './use-documents.ts';

const appName = 'Kartoteka';

/** Around every page of the portal: who is signed in or invited, the frame, and the page in it. */
export const rootRoute = createRootRoute({
  component: PortalFrame,
  notFoundComponent: NotFoundPage,
});

function PortalFrame() {
  const t = useMessages();
  const { account } = usePortal();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <RouterNavigation>
      <SessionGate
        invitations
        appName={appName}
        owner={t('portal.name')}
        help={t('portal.signInHelp')}
        routes={sessionRoutes}
        params={{ account }}
        home={`${portalBase}/${account}`}
        // The code is typed, and stands in no address: addresses stay in histories and in letters.
        invitation={path.endsWith('/invitation') ? {} : undefined}
      >
        {(session) => <SignedInFrame {...session} />}
      </SessionGate>
    </RouterNavigation>
  );
}

function SignedInFrame({ person, signOut }: Session) {
  const t = useMessages();
  const { list } = useDocuments();
  return (
    <AppFrame
      appName={appName}
      owner={list?.organisation ?? t('portal.name')}
      user={{ name: person.name }}
      accountTo="/account"
      menu={menuWithPages(portalMenu, menuAddresses)}
      onSignOut={signOut}
    >
      <Outlet />
      <TextSizeSwitch />
    </AppFrame>
  );
}

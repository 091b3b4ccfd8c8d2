import {
  AppFrame,
  menuWithPages,
  NotFoundPage,
  RouterNavigation,
  SessionGate,
} from '@kartoteka/ui';
import { createRootRoute, Outlet } from '@tanstack/react-router';
import { practiceMenu } from './menu.tsx';
import { menuAddresses } from './pages.ts';
import { sessionRoutes } from './session-routes.ts';

const appName = 'Kartoteka';

/** Around every page of the practice: who is signed in, the frame, and the page in it. */
export const rootRoute = createRootRoute({
  component: PracticeFrame,
  notFoundComponent: NotFoundPage,
});

function PracticeFrame() {
  return (
    <RouterNavigation>
      <SessionGate appName={appName} routes={sessionRoutes}>
        {({ person, signOut }) => (
          <AppFrame
            appName={appName}
            user={{ name: person.name }}
            accountTo="/account"
            menu={menuWithPages(practiceMenu, menuAddresses(person.roles))}
            onSignOut={signOut}
          >
            <Outlet />
          </AppFrame>
        )}
      </SessionGate>
    </RouterNavigation>
  );
}

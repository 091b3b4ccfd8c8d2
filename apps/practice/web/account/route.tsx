import { AccountPage } from '@kartoteka/ui';
import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { sessionRoutes } from '../session-routes.ts';

/** "Moje konto". */
export const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: () => <AccountPage routes={sessionRoutes} />,
});

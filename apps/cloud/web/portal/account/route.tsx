import { AccountPage } from '@kartoteka/ui';
import { createRoute } from '@tanstack/react-router';
import { usePortal } from '../portal-context.ts';
import { rootRoute } from '../root-route.tsx';
import { sessionRoutes } from '../session-routes.ts';

/** "Moje konto". */
export const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: Account,
});

function Account() {
  const { account } = usePortal();
  return <AccountPage routes={sessionRoutes} params={{ account }} />;
}

import { mountApp, NotFoundPage } from '@kartoteka/ui';
import { RouterProvider } from '@tanstack/react-router';
import { accountInAddress } from './account-in-address.ts';
import { createPortalRouter } from './router.tsx';
import { sessionRoutes } from './session-routes.ts';

const account = accountInAddress(window.location.pathname);

await mountApp({
  calm: true,
  session: sessionRoutes.whoAmI,
  children: account ? (
    <RouterProvider router={createPortalRouter(account)} context={{ account }} />
  ) : (
    <NotFoundPage />
  ),
});

import { createCaller, mountApp, NotFoundPage } from '@kartoteka/ui';
import { RouterProvider } from '@tanstack/react-router';
import { accountInAddress } from './account-in-address.ts';
import { languageNow } from './language-now.ts';
import { PortalProvider } from './portal-context.ts';
import { createPortalRouter } from './router.tsx';
import { sessionRoutes } from './session-routes.ts';
import { showTextSize, textSizeChosen } from './text-size.ts';

const account = accountInAddress(window.location.pathname);

// The server looks at the session for such a request and leaves its end where it is.
const callInBackground = createCaller({
  fetch: (address, request) =>
    fetch(address, { ...request, headers: { ...request?.headers, 'x-background': 'yes' } }),
  language: languageNow,
});

showTextSize(textSizeChosen());
await mountApp({
  calm: true,
  session: sessionRoutes.whoAmI,
  children: account ? (
    <PortalProvider value={{ account, callInBackground }}>
      <RouterProvider router={createPortalRouter(account)} />
    </PortalProvider>
  ) : (
    <NotFoundPage />
  ),
});

import { createRouter } from '@tanstack/react-router';
import { accountRoute } from './account/route.tsx';
import { archiveRoute } from './archive/route.tsx';
import { cloudRoutes } from './cloud/route.tsx';
import { consentRoutes } from './consents/route.tsx';
import { dashboardRoute } from './dashboard/route.tsx';
import { documentRoute } from './document/route.tsx';
import { kindsRoute } from './kinds/route.tsx';
import { patientRoutes } from './patients/route.tsx';
import { removalsRoute } from './removals/route.tsx';
import { rootRoute } from './root-route.tsx';
import { structureRoutes } from './structure/route.tsx';

/** All routes of the practice; each page's `route.tsx` is one line here. */
const routeTree = rootRoute.addChildren([
  dashboardRoute,
  ...patientRoutes,
  kindsRoute,
  removalsRoute,
  ...consentRoutes,
  ...cloudRoutes,
  ...structureRoutes,
  archiveRoute,
  documentRoute,
  accountRoute,
]);

export function createPracticeRouter() {
  return createRouter({ routeTree, scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPracticeRouter>;
  }
}

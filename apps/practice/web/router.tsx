import { createRouter } from '@tanstack/react-router';
import { archiveRoute } from './archive/route.tsx';
import { documentRoute } from './document/route.tsx';
import { rootRoute } from './root-route.tsx';

/** All routes of the practice; each page's `route.tsx` is one line here. */
const routeTree = rootRoute.addChildren([archiveRoute, documentRoute]);

export function createPracticeRouter() {
  return createRouter({ routeTree, scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPracticeRouter>;
  }
}

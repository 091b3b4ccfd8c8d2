import { createRouter } from '@tanstack/react-router';
import { rootRoute } from './root-route.tsx';

/** All routes of the practice; each page's `route.tsx` is one line here. */
const routeTree = rootRoute.addChildren([]);

export function createPracticeRouter() {
  return createRouter({ routeTree, scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPracticeRouter>;
  }
}

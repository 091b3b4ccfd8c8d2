import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { RemovalsPage } from './removals-page.tsx';

/** "Usuwanie dokumentów". */
export const removalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/removals',
  component: RemovalsPage,
});

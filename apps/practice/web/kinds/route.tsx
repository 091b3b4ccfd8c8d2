import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { KindsPage } from './kinds-page.tsx';

/** "Rodzaje dokumentów". */
export const kindsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kinds',
  component: KindsPage,
});

import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { DashboardPage } from './dashboard-page.tsx';

/** "Pulpit", where the application opens. */
export const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: DashboardPage,
});

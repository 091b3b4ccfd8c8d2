import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { AccessPage } from './access-page.tsx';

/** "Kto otwierał moje dokumenty". */
export const accessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/access',
  component: AccessPage,
});

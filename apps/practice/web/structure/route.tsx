import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { EditStructurePage } from './edit-structure-page.tsx';
import { StructurePage } from './structure-page.tsx';

const viewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cloud/structure',
  component: StructurePage,
});

const editRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cloud/structure/edit',
  component: EditStructurePage,
});

/** "Struktura", opened from the account in the cloud. */
export const structureRoutes = [viewRoute, editRoute] as const;

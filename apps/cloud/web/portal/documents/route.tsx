import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { DocumentsPage } from './documents-page.tsx';

/** "Moje dokumenty". */
export const documentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents',
  component: DocumentsPage,
});

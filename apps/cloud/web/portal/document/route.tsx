import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { DocumentPage } from './document-page.tsx';

/** One shared document, under the opaque id of its share. */
export const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/$id',
  component: () => {
    const { id } = documentRoute.useParams();
    return <DocumentPage key={id} id={id} />;
  },
});

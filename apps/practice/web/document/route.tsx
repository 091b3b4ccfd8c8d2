import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { DocumentPage } from './document-page.tsx';

export const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/$id',
  component: DocumentOfAddress,
});

function DocumentOfAddress() {
  const { id } = documentRoute.useParams();
  // A page of its own for each document: nothing of one patient is shown while another's loads.
  return <DocumentPage key={id} id={id} />;
}

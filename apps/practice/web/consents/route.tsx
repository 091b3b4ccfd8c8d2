import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { ConsentPage } from './consent-page.tsx';
import { type ConsentState, consentStates } from './consent-states.ts';
import { ConsentsPage } from './consents-page.tsx';

interface ConsentFilters {
  readonly state?: ConsentState;
  /** The opaque id of a patient, never a name or number (UX-19). */
  readonly patient?: string;
  readonly page?: number;
}

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consents',
  validateSearch: (search: Record<string, unknown>): ConsentFilters => ({
    ...(consentStates.includes(search.state as ConsentState) && {
      state: search.state as ConsentState,
    }),
    ...(typeof search.patient === 'string' && { patient: search.patient }),
    ...(Number.isInteger(search.page) && Number(search.page) > 1 && { page: Number(search.page) }),
  }),
  component: () => {
    const filters = listRoute.useSearch();
    const navigate = listRoute.useNavigate();
    return <ConsentsPage filters={filters} onFilters={(search) => void navigate({ search })} />;
  },
});

const oneRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consents/$id',
  component: () => {
    const { id } = oneRoute.useParams();
    return <ConsentPage key={id} id={id} />;
  },
});

/** "Rejestr zgód dla eRepozytorium w chmurze". */
export const consentRoutes = [listRoute, oneRoute] as const;
export type { ConsentFilters };

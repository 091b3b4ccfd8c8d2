import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { CloudPage } from './cloud-page.tsx';
import { RegistrationPage } from './registration-page.tsx';

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cloud',
  component: CloudPage,
});

const registrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cloud/registration',
  component: RegistrationPage,
});

/** "Zarządzanie kontem dla eRepozytorium w chmurze". */
export const cloudRoutes = [accountRoute, registrationRoute] as const;

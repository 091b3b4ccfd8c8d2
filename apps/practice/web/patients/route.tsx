import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { EditPatientPage } from './edit-patient-page.tsx';
import { NewPatientPage } from './new-patient-page.tsx';
import { PatientPage } from './patient-page.tsx';
import { PatientsPage } from './patients-page.tsx';

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients',
  component: PatientsPage,
});

const newRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/new',
  component: NewPatientPage,
});

// Each page is made anew for each patient: nothing of the one before is seen while the next loads.
const onePatientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/$id',
  component: () => {
    const { id } = onePatientRoute.useParams();
    return <PatientPage key={id} id={id} />;
  },
});

const editRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/$id/edit',
  component: () => {
    const { id } = editRoute.useParams();
    return <EditPatientPage key={id} id={id} />;
  },
});

/** "Pacjenci". */
export const patientRoutes = [listRoute, newRoute, onePatientRoute, editRoute] as const;

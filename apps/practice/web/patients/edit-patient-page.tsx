import {
  ClientProblem,
  Loading,
  Page,
  ProblemNotice,
  useCallRoute,
  useForm,
  useMessages,
  useNavigation,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { useRef, useState } from 'react';
import {
  getPatient,
  type PatientView,
  searchPatients,
  updatePatient,
} from '../../src/features/patients/contract.ts';
import { Banner } from './banner.tsx';
import { PatientForm } from './patient-form.tsx';
import { bodyOf, checkPatient, type PatientValues, valuesOf } from './patient-form-values.ts';
import { useRepresentatives } from './representative-fields.tsx';
import { takeOver } from './take-over.ts';
import { type Conflict, VersionConflict } from './version-conflict.tsx';

/** Changes a patient. */
export function EditPatientPage({ id }: { readonly id: string }) {
  const t = useMessages();
  const { data, error, refetch } = useRoute(getPatient, { params: { id } });
  if (data) return <Edit patient={data} />;
  return (
    <Page title={t('patients.windowEdit')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}

/** The form keeps what it began with: an answer that comes later does not overwrite what is typed. */
function Edit({ patient }: { readonly patient: PatientView }) {
  const t = useMessages();
  const { go } = useNavigation();
  const call = useCallRoute();
  const { id } = patient;
  const base = useRef(patient);
  const people = useRepresentatives(patient.representatives.length);
  const [conflict, setConflict] = useState<Conflict>();
  const update = useRouteMutation(updatePatient, { refreshes: [getPatient, searchPatients] });
  const form = useForm<PatientValues>({
    initial: valuesOf(patient),
    check: (values) => checkPatient(t, values, people.count),
    send: async (values) => {
      try {
        const body = { ...bodyOf(values, people.count), version: base.current.version };
        await update.mutateAsync({ params: { id }, body });
        go(`/patients/${id}`);
      } catch (thrown) {
        if (!(thrown instanceof ClientProblem) || thrown.code !== 'practice.patient-changed') {
          throw thrown;
        }
        const current = await call(getPatient, { params: { id } });
        people.setCount(
          takeOver(form, { base: base.current, theirs: current, people: people.count }),
        );
        setConflict({ base: base.current, theirs: current });
        base.current = current;
      }
    },
  });
  return (
    <Page
      width="narrow"
      title={t('patients.edit')}
      windowTitle={t('patients.windowEdit')}
      banner={<Banner patient={patient} />}
    >
      {conflict ? (
        <VersionConflict {...conflict} typed={form.values} people={people.count} />
      ) : null}
      <PatientForm form={form} representatives={people.bind(form)} back={`/patients/${id}`} />
    </Page>
  );
}

import {
  Button,
  Loading,
  Page,
  ProblemNotice,
  useMessages,
  useNavigation,
  useRoute,
} from '@kartoteka/ui';
import { useState } from 'react';
import { getPatient, type PatientView } from '../../src/features/patients/contract.ts';
import { useIsAdministrator, useRoles } from '../use-roles.ts';
import { Banner } from './banner.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { PatientConsents } from './patient-consents.tsx';
import { PatientDetails } from './patient-details.tsx';
import { PatientDocuments } from './patient-documents.tsx';
import { PatientMoves } from './patient-moves.tsx';
import { PatientNotices } from './patient-notices.tsx';
import styles from './patients.module.css';

const mayChange = ['administrator', 'registrar', 'doctor'];

/** Everything about one patient. */
export function PatientPage({ id }: { readonly id: string }) {
  const t = useMessages();
  const { data, error, refetch } = useRoute(getPatient, { params: { id } });
  if (data) return <Patient patient={data} />;
  return (
    <Page title={t('patients.windowTitle')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}

function Patient({ patient }: { readonly patient: PatientView }) {
  const t = useMessages();
  return (
    <Page
      title={t('patients.windowTitle')}
      banner={<Banner patient={patient} />}
      action={patient.mergedInto ? null : <PatientActions patient={patient} />}
    >
      <PatientNotices patient={patient} />
      <PatientMoves patientId={patient.id} />
      <PatientDetails patient={patient} />
      <PatientDocuments patientId={patient.id} />
      <PatientConsents patientId={patient.id} />
    </Page>
  );
}

function PatientActions({ patient }: { readonly patient: PatientView }) {
  const t = useMessages();
  const { go } = useNavigation();
  const administrator = useIsAdministrator();
  const roles = useRoles();
  const [open, setOpen] = useState<'invite' | 'merge'>();
  const close = () => setOpen(undefined);
  return (
    <div className={styles.buttons}>
      {roles.some((role) => mayChange.includes(role)) ? (
        <Button look="primary" onClick={() => go(`/patients/${patient.id}/edit`)}>
          {t('patients.edit')}
        </Button>
      ) : null}
      <Button onClick={() => setOpen('invite')}>{t('patients.invite')}</Button>
      {administrator ? (
        <Button onClick={() => setOpen('merge')}>{t('patients.merge')}</Button>
      ) : null}
      <InviteDialog open={open === 'invite'} patient={patient} onClose={close} />
      <MergeDialog open={open === 'merge'} patient={patient} onClose={close} />
    </div>
  );
}

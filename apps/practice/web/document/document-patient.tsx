import { ProblemNotice, TextLink, useMessages, useRoute } from '@kartoteka/ui';
import { getPatient } from '../../src/features/patients/contract.ts';
import { Banner } from '../patients/banner.tsx';

/** The banner of the document's patient, with the way to the record. */
export function DocumentPatient({ patientId }: { readonly patientId: string }) {
  const t = useMessages();
  const { data, error, refetch } = useRoute(getPatient, { params: { id: patientId } });
  if (error && !data) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Banner
      patient={data}
      action={<TextLink to={`/patients/${patientId}`}>{t('patients.windowTitle')}</TextLink>}
    />
  );
}

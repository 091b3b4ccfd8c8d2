import {
  DataTable,
  DateText,
  EmptyPage,
  Section,
  TextLink,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { searchConsents } from '../../src/features/shares/contract.ts';
import { ConsentStateTag } from '../consents/consent-state-tag.tsx';

const pageSize = 5;

/** The patient's consents, newest first; the register has them all. */
export function PatientConsents({ patientId }: { readonly patientId: string }) {
  const t = useMessages();
  const { data, error, refetch } = useRoute(searchConsents, { body: { patientId, pageSize } });
  return (
    <Section title={t('patients.consents')}>
      <DataTable
        captionHidden
        caption={t('patients.consents')}
        columns={[
          {
            id: 'reason',
            header: t('consents.reason'),
            rowHeader: true,
            wide: true,
            cell: (row) => <TextLink to={`/consents/${row.id}`}>{row.reason}</TextLink>,
          },
          {
            id: 'from',
            header: t('consents.dateFrom'),
            cell: (row) => <DateText value={row.from} />,
          },
          { id: 'to', header: t('consents.dateTo'), cell: (row) => <DateText value={row.to} /> },
          {
            id: 'state',
            header: t('consentRegister.state'),
            cell: (row) => <ConsentStateTag consent={row} />,
          },
        ]}
        rows={data?.rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.reason}
        countText={() => t('consentRegister.count', { count: data?.total ?? 0 })}
        problem={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyPage title={t('patients.consentsEmpty')}>
            {t('patients.consentsEmptyText')}
          </EmptyPage>
        }
      />
      {data && data.total > pageSize ? (
        <p>
          <TextLink to={`/consents?patient=${patientId}`}>{t('patients.allConsents')}</TextLink>
        </p>
      ) : null}
    </Section>
  );
}

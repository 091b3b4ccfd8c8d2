import {
  Button,
  DataTable,
  DateText,
  EmptyPage,
  Page,
  TextLink,
  useMessages,
  useNavigation,
  useRoute,
  Value,
} from '@kartoteka/ui';
import { useState } from 'react';
import { searchConsents } from '../../src/features/shares/contract.ts';
import { SearchBox } from '../patients/search-box.tsx';
import { ConsentFilterBar } from './consent-filter-bar.tsx';
import { ConsentStateTag } from './consent-state-tag.tsx';
import type { ConsentFilters } from './route.tsx';

const pageSize = 25;
const refreshMs = 15_000;
/** What was looked for last, so that Back returns to it; never in an address. */
const kept = { text: '' };

export interface ConsentsPageProps {
  readonly filters: ConsentFilters;
  readonly onFilters: (filters: ConsentFilters) => void;
}

/** "Rejestr zgód dla eRepozytorium w chmurze". */
export function ConsentsPage({ filters, onFilters }: ConsentsPageProps) {
  const t = useMessages();
  const { go } = useNavigation();
  const [text, setText] = useState(kept.text);
  const [boxes, setBoxes] = useState(0);
  const { page = 1, state, patient } = filters;
  const look = (next: string) => {
    kept.text = next;
    setText(next);
    if (page > 1) onFilters({ ...filters, page: 1 });
  };
  const body = {
    text,
    page,
    pageSize,
    ...(state && { state }),
    ...(patient && { patientId: patient }),
  };
  const { data, error, refetch } = useRoute(searchConsents, { body }, { refreshMs });
  return (
    <Page
      title={t('consents.heading')}
      intro={t('consentRegister.intro')}
      action={<Button onClick={() => go('/archive')}>{t('consentRegister.newInArchive')}</Button>}
    >
      <SearchBox
        key={boxes}
        withKey
        label={t('consentRegister.searchLabel')}
        hint={t('consentRegister.searchHint')}
        initial={text}
        onText={look}
      />
      <ConsentFilterBar filters={filters} onFilters={onFilters} />
      <DataTable
        captionHidden
        caption={t('consents.heading')}
        columns={[
          {
            id: 'patient',
            header: t('consents.patient'),
            rowHeader: true,
            cell: (row) => <TextLink to={`/consents/${row.id}`}>{row.patientName}</TextLink>,
          },
          {
            id: 'from',
            header: t('consents.dateFrom'),
            cell: (row) => <DateText value={row.from} />,
          },
          { id: 'to', header: t('consents.dateTo'), cell: (row) => <DateText value={row.to} /> },
          {
            id: 'recipient',
            header: t('consents.recipient'),
            cell: (row) => `${row.recipient.name} (${t('consentRegister.recipientPatient')})`,
          },
          { id: 'reason', header: t('consents.reason'), wide: true, cell: (row) => row.reason },
          {
            id: 'state',
            header: t('consentRegister.state'),
            cell: (row) => <ConsentStateTag consent={row} />,
          },
          {
            id: 'documents',
            header: t('consentRegister.documents'),
            numeric: true,
            cell: (row) => <Value>{String(row.documents)}</Value>,
          },
        ]}
        rows={data?.rows}
        rowKey={(row) => row.id}
        rowName={({ from, to }) => t('consentRegister.rowName', { from, to })}
        countText={(count) => t('consentRegister.count', { count })}
        {...(data && {
          page: { page, pages: Math.ceil(data.total / pageSize), total: data.total },
        })}
        onPage={(next) => onFilters({ ...filters, page: next })}
        filtered={text.trim() !== '' || state !== undefined || patient !== undefined}
        onClearFilters={() => {
          look('');
          setBoxes(boxes + 1);
          onFilters({});
        }}
        problem={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyPage
            title={t('consentRegister.emptyTitle')}
            action={<Button onClick={() => go('/archive')}>{t('patients.openArchive')}</Button>}
          >
            {t('consentRegister.emptyText')}
          </EmptyPage>
        }
      />
    </Page>
  );
}

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
import { searchPatients } from '../../src/features/patients/contract.ts';
import { useRoles } from '../use-roles.ts';
import { IdentityText } from './identity-text.tsx';
import { SearchBox } from './search-box.tsx';

const pageSize = 25;
const mayAdd = ['administrator', 'registrar', 'doctor'];
/** What was looked for last, so that Back returns to it; gone with the page, never in an address. */
const kept = { text: '', page: 1 };

/** "Pacjenci": search, and the list. */
export function PatientsPage() {
  const t = useMessages();
  const { go } = useNavigation();
  const roles = useRoles();
  const [search, setSearch] = useState(kept);
  const [boxes, setBoxes] = useState(0);
  const { data, error, refetch } = useRoute(searchPatients, { body: { ...search, pageSize } });
  const look = (next: typeof kept) => {
    Object.assign(kept, next);
    setSearch({ ...next });
  };
  const add = roles.some((role) => mayAdd.includes(role)) ? (
    <Button look="primary" onClick={() => go('/patients/new')}>
      {t('patients.add')}
    </Button>
  ) : null;
  const filtered = search.text.trim() !== '';
  return (
    <Page title={t('menu.patients')} action={add}>
      <SearchBox
        key={boxes}
        withKey
        label={t('patients.searchLabel')}
        hint={t('patients.searchHint')}
        initial={search.text}
        onText={(text) => look({ text, page: 1 })}
      />
      <DataTable
        captionHidden
        caption={t('menu.patients')}
        columns={[
          {
            id: 'name',
            header: t('patients.columnName'),
            rowHeader: true,
            wide: true,
            cell: (row) => (
              <TextLink to={`/patients/${row.id}`}>{`${row.family} ${row.given}`}</TextLink>
            ),
          },
          {
            id: 'number',
            header: t('patients.columnNumber'),
            cell: (row) => <IdentityText identity={row.identity} />,
          },
          {
            id: 'born',
            header: t('patients.columnBorn'),
            cell: (row) => (
              <>
                <DateText value={row.birthDate ?? undefined} />
                {row.deceased ? ` · ${t('patient.deceased')}` : ''}
              </>
            ),
          },
          {
            id: 'documents',
            header: t('patients.columnDocuments'),
            numeric: true,
            cell: (row) => <Value>{String(row.documents)}</Value>,
          },
        ]}
        rows={data?.rows}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.family} ${row.given}`}
        countText={(count) => t('patients.count', { count })}
        {...(data && {
          page: { page: data.page, pages: Math.ceil(data.total / pageSize), total: data.total },
        })}
        onPage={(page) => look({ ...search, page })}
        filtered={filtered}
        onClearFilters={() => {
          look({ text: '', page: 1 });
          setBoxes(boxes + 1);
        }}
        problem={error}
        onRetry={() => void refetch()}
        empty={<EmptyPage title={t('patients.emptyTitle')}>{t('patients.emptyText')}</EmptyPage>}
      />
    </Page>
  );
}

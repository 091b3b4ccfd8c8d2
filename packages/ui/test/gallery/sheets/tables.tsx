import { samplePeople } from '@kartoteka/kernel/sample';
import { useState } from 'react';
import {
  Button,
  ClientProblem,
  DataTable,
  DateText,
  EmptyPage,
  Identifier,
  Page,
  type TableSort,
  useMessages,
  Value,
  YesNo,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

interface DocumentRow {
  readonly id: string;
  readonly patient: string;
  readonly pesel: string;
  readonly inCloud: boolean;
  readonly consent: boolean;
  readonly kind: string;
  readonly addedAt: string;
  readonly user: string | undefined;
}

const kinds = [
  'Konsultacja lekarska',
  'Wynik badania laboratoryjnego',
  'Karta informacyjna leczenia szpitalnego',
  'Informacja dla lekarza kierującego/POZ o rozpoznaniu, sposobie leczenia i rokowaniu',
];

const rows: readonly DocumentRow[] = samplePeople.slice(0, 5).map((person, index) => ({
  id: `d${index}`,
  patient: `${person.family} ${person.given}`,
  pesel: person.pesel,
  inCloud: index % 3 !== 1,
  consent: index % 4 === 0,
  kind: kinds[index % kinds.length] ?? '',
  addedAt: `2026-02-${String(27 - index)}T08:4${index}:00Z`,
  user: index === 2 ? undefined : 'jwzorcowa',
}));

interface ArchiveTableProps {
  readonly shown?: readonly DocumentRow[] | undefined;
  readonly loading?: boolean;
  readonly filtered?: boolean;
  readonly problem?: ClientProblem;
  readonly manyActions?: boolean;
}

/** The archive list with sorting, selection, pages and row actions. */
export function ArchiveTable(props: ArchiveTableProps) {
  const { shown = rows, loading = false, filtered = false, problem, manyActions = false } = props;
  const t = useMessages();
  const [sort, setSort] = useState<TableSort>({ column: 'added', direction: 'descending' });
  const [page, setPage] = useState(2);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set(['d1', 'd3']));
  const actions = [t('archive.showInBrowser'), t('archive.saveCda'), t('archive.saveAttachment')];
  return (
    <DataTable
      caption={t('archive.heading')}
      captionHidden
      columns={[
        {
          id: 'patient',
          header: t('archive.columnPatient'),
          cell: (row) => row.patient,
          rowHeader: true,
          sortable: true,
        },
        {
          id: 'pesel',
          header: t('archive.columnPesel'),
          cell: (row) => (
            <Identifier
              labelHidden
              withCopy={false}
              label={t('archive.columnPesel')}
              value={row.pesel}
            />
          ),
        },
        {
          id: 'cloud',
          header: t('archive.columnRepository'),
          cell: (row) => <YesNo value={row.inCloud} />,
        },
        {
          id: 'consent',
          header: t('archive.columnConsent'),
          cell: (row) => <YesNo value={row.consent} />,
        },
        {
          id: 'kind',
          header: t('archive.columnKind'),
          cell: (row) => row.kind,
          sortable: true,
          wide: true,
        },
        {
          id: 'added',
          header: t('archive.columnAdded'),
          cell: (row) => <DateText withTime value={row.addedAt} />,
          sortable: true,
        },
        {
          id: 'user',
          header: t('archive.columnUser'),
          cell: (row) => <Value missing="unknown">{row.user}</Value>,
        },
      ]}
      rows={loading || problem ? undefined : shown}
      rowKey={(row) => row.id}
      rowName={(row) => row.kind}
      sort={sort}
      onSort={setSort}
      page={{ page, pages: 7, total: shown.length === 0 ? 0 : 164 }}
      onPage={setPage}
      selection={selection}
      onSelection={setSelection}
      bulkActions={<Button small>{t('archive.share')}</Button>}
      actions={() =>
        actions
          .slice(0, manyActions ? 3 : 1)
          .map((label) => ({ label, run: () => window.gallery.visited.push(label) }))
      }
      filtered={filtered}
      onClearFilters={() => window.gallery.visited.push('clear')}
      problem={problem}
      onRetry={() => window.gallery.visited.push('retry')}
      empty={
        <EmptyPage
          title={t('menu.documentArchive')}
          action={<Button look="primary">{t('form.chooseFiles')}</Button>}
        >
          {t('document.mayTakeLonger')}
        </EmptyPage>
      }
    />
  );
}

function OnPage(props: ArchiveTableProps) {
  const t = useMessages();
  return (
    <FrameAround>
      <Page title={t('archive.heading')}>
        <ArchiveTable {...props} />
      </Page>
    </FrameAround>
  );
}

const noConnection = new ClientProblem({ code: 'client.network', status: 0, cause: 'network' });

export const tableSheets: readonly Sheet[] = [
  { name: 'table-actions', Content: () => <OnPage manyActions /> },
  { name: 'table-empty', Content: () => <OnPage shown={[]} /> },
  { name: 'table-no-hits', Content: () => <OnPage shown={[]} filtered /> },
  { name: 'table-loading', Content: () => <OnPage loading /> },
  { name: 'table-problem', Content: () => <OnPage problem={noConnection} /> },
];

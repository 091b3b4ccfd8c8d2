import { clinicalDate } from '@kartoteka/messages';
import type { RouteAnswer } from '@kartoteka/ui';
import { type ClientProblem, DataTable, EmptyPage, useLanguage, useMessages } from '@kartoteka/ui';
import { useMemo } from 'react';
import type { searchDocuments } from '../../src/features/documents/contract.ts';
import { archiveColumns } from './archive-columns.tsx';
import {
  type ArchiveSearch,
  isFiltered,
  sortOf,
  type TypedSearch,
  withSort,
} from './archive-search.ts';

export interface ArchiveTableProps {
  readonly search: ArchiveSearch;
  readonly typed: TypedSearch;
  readonly answer: {
    readonly data: RouteAnswer<typeof searchDocuments> | undefined;
    readonly error: ClientProblem | null;
    readonly refetch: () => unknown;
  };
  readonly onSearch: (search: ArchiveSearch) => void;
  readonly onClear: () => void;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (keys: ReadonlySet<string>) => void;
}

/** The list of the archive with its pages and its order. */
export function ArchiveTable(props: ArchiveTableProps) {
  const { search, typed, answer } = props;
  const t = useMessages();
  const { language } = useLanguage();
  const columns = useMemo(() => archiveColumns(t, language), [t, language]);
  const { data, error } = answer;
  return (
    <DataTable
      caption={t('archive.heading')}
      captionHidden
      columns={columns}
      rows={data?.rows}
      rowKey={({ id }) => id}
      rowName={({ kindName, addedAt }) =>
        t('archive.rowName', { kind: kindName, date: clinicalDate(addedAt) })
      }
      sort={sortOf(search)}
      onSort={(sort) => props.onSearch(withSort(search, sort))}
      {...(data ? { page: pageOf(data) } : {})}
      onPage={(page) => props.onSearch({ ...search, page })}
      selection={props.marked}
      onSelection={props.onMark}
      countText={(count) => t('archive.documents', { count })}
      filtered={isFiltered(search, typed)}
      onClearFilters={props.onClear}
      problem={error}
      onRetry={() => void answer.refetch()}
      empty={<EmptyPage title={t('archive.emptyTitle')}>{t('archive.emptyText')}</EmptyPage>}
    />
  );
}

function pageOf({ page, pageSize, total }: RouteAnswer<typeof searchDocuments>) {
  return { page, pages: Math.max(1, Math.ceil(total / pageSize)), total };
}

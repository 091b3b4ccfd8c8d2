import { NativeSelect } from '@mantine/core';
import { inputLook } from '../form/field-label.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './data-table.module.css';
import type { DataTableProps } from './data-table.tsx';

export interface TableSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** The order after a press on a header: ascending first, then the other way round. */
export function nextSort(column: string, sort: TableSort | undefined): TableSort {
  const again = sort?.column === column && sort.direction === 'ascending';
  return { column, direction: again ? 'descending' : 'ascending' };
}

/** On a phone the headers are not seen; the order is chosen here instead. */
export function SortSelect<Row>({ columns, sort, onSort }: DataTableProps<Row>) {
  const t = useMessages();
  const sortable = columns.filter((column) => column.sortable);
  if (!onSort || sortable.length === 0) return null;
  const options = sortable.flatMap(({ id, header }) => [
    { value: `${id} ascending`, label: t('table.ascending', { column: header }) },
    { value: `${id} descending`, label: t('table.descending', { column: header }) },
  ]);
  return (
    <NativeSelect
      {...inputLook}
      className={styles.sortSelect ?? ''}
      label={t('table.order')}
      value={sort ? `${sort.column} ${sort.direction}` : ''}
      data={sort ? options : [{ value: '', label: '' }, ...options]}
      onChange={(event) => {
        const [column = '', direction] = event.currentTarget.value.split(' ');
        onSort({ column, direction: direction === 'descending' ? 'descending' : 'ascending' });
      }}
    />
  );
}

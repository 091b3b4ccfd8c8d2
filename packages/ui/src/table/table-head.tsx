import { useEffect, useRef } from 'react';
import { AscendingSign, DescendingSign, SortSign } from '../action/icons.tsx';
import { useAnnounce } from '../language/announcer.tsx';
import { HiddenText } from '../language/hidden-text.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './data-table.module.css';
import type { DataTableProps, TableColumn } from './data-table.tsx';
import { nextSort } from './sort-select.tsx';
import { tableRoles } from './table-roles.ts';

type HeadProps<Row> = DataTableProps<Row> & { readonly rows: readonly Row[] };

/** The header row; roles are spelled out because the cards of a phone would lose them. */
export function TableHead<Row>(props: HeadProps<Row>) {
  const t = useMessages();
  const { columns, actions, selection } = props;
  useSortAnnouncement(props);
  return (
    <thead className={styles.head} {...tableRoles.rowgroup}>
      <tr {...tableRoles.row}>
        {selection ? (
          <th scope="col" {...tableRoles.columnheader} className={styles.checkCell}>
            <SelectAll {...props} />
          </th>
        ) : null}
        {columns.map((column) => (
          <ColumnHeader key={column.id} column={column} {...props} />
        ))}
        {actions ? (
          <th scope="col" {...tableRoles.columnheader} className={styles.actionHeader}>
            <HiddenText>{t('table.actions')}</HiddenText>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

type ColumnHeaderProps<Row> = HeadProps<Row> & { readonly column: TableColumn<Row> };

function ColumnHeader<Row>({ column, sort, onSort }: ColumnHeaderProps<Row>) {
  const sorted = sort?.column === column.id ? sort.direction : undefined;
  const Sign = sorted === 'ascending' ? AscendingSign : sorted ? DescendingSign : SortSign;
  const sortable = column.sortable && onSort;
  return (
    <th
      scope="col"
      {...tableRoles.columnheader}
      data-numeric={column.numeric || undefined}
      aria-sort={sortable ? (sorted ?? 'none') : undefined}
    >
      {sortable ? (
        <button
          type="button"
          className={styles.sort}
          data-sorted={sorted}
          onClick={() => onSort(nextSort(column.id, sort))}
        >
          {column.header}
          <Sign size={14} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function SelectAll<Row>({ rows, rowKey, selection, onSelection }: HeadProps<Row>) {
  const t = useMessages();
  const box = useRef<HTMLInputElement>(null);
  const keys = rows.map(rowKey);
  const chosen = keys.filter((key) => selection?.has(key)).length;
  const some = chosen > 0 && chosen < keys.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.check}
      aria-label={t('table.selectAll')}
      checked={chosen === keys.length}
      onChange={() => {
        const next = new Set(selection);
        for (const key of keys) {
          if (chosen === keys.length) next.delete(key);
          else next.add(key);
        }
        onSelection?.(next);
      }}
    />
  );
}

/** Says the new order once it is on the screen (UX-18); the order at arrival is not news. */
function useSortAnnouncement<Row>({ sort, columns }: HeadProps<Row>): void {
  const t = useMessages();
  const announce = useAnnounce();
  const said = useRef(sort ? `${sort.column} ${sort.direction}` : '');
  useEffect(() => {
    const now = sort ? `${sort.column} ${sort.direction}` : '';
    if (!sort || said.current === now) return;
    said.current = now;
    const column = columns.find(({ id }) => id === sort.column)?.header ?? '';
    const key = sort.direction === 'ascending' ? 'table.sortedAscending' : 'table.sortedDescending';
    announce(t(key, { column }));
  }, [sort, columns, announce, t]);
}

import { useMessages } from '../language/messages-context.tsx';
import styles from './data-table.module.css';
import type { DataTableProps } from './data-table.tsx';
import { RowActions } from './row-actions.tsx';
import { tableRoles } from './table-roles.ts';

type BodyProps<Row> = DataTableProps<Row> & { readonly rows: readonly Row[] };

/** The rows. Each cell carries its header's words for the cards of a phone. */
export function TableBody<Row>(props: BodyProps<Row>) {
  const { rows, rowKey } = props;
  return (
    <tbody {...tableRoles.rowgroup} className={styles.body}>
      {rows.map((row) => (
        <TableRow key={rowKey(row)} row={row} {...props} />
      ))}
    </tbody>
  );
}

function TableRow<Row>(props: BodyProps<Row> & { readonly row: Row }) {
  const { row, columns, rowKey, rowName, selection, onSelection, actions } = props;
  const t = useMessages();
  const key = rowKey(row);
  const chosen = selection?.has(key) ?? false;
  const toggle = () => {
    const next = new Set(selection);
    if (chosen) next.delete(key);
    else next.add(key);
    onSelection?.(next);
  };
  return (
    <tr {...tableRoles.row} data-chosen={chosen || undefined}>
      {selection ? (
        <td {...tableRoles.cell} className={styles.checkCell}>
          <input
            type="checkbox"
            className={styles.check}
            aria-label={t('table.selectRow', { name: rowName(row) })}
            checked={chosen}
            onChange={toggle}
          />
        </td>
      ) : null}
      {columns.map((column) => {
        const shared = {
          'data-label': column.header,
          'data-numeric': column.numeric || undefined,
          'data-wide': column.wide || undefined,
        };
        return column.rowHeader ? (
          <th key={column.id} scope="row" {...tableRoles.rowheader} {...shared}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} {...tableRoles.cell} {...shared}>
            {column.cell(row)}
          </td>
        );
      })}
      {actions ? (
        <td {...tableRoles.cell} className={styles.actions}>
          <RowActions name={rowName(row)} actions={actions(row)} />
        </td>
      ) : null}
    </tr>
  );
}

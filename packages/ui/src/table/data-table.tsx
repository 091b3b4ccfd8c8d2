import { type ReactNode, useId } from 'react';
import { Button } from '../action/button.tsx';
import type { ClientProblem } from '../client/client-problem.ts';
import { useMessages } from '../language/messages-context.tsx';
import { Loading } from '../page/loading.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import styles from './data-table.module.css';
import { Pagination, type TablePage } from './pagination.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortSelect, type TableSort } from './sort-select.tsx';
import { TableBody } from './table-body.tsx';
import { TableHead } from './table-head.tsx';
import { tableRoles } from './table-roles.ts';

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The cell that names the row; one column has it. */
  readonly rowHeader?: boolean;
  readonly sortable?: boolean;
  /** Numbers stand right-aligned (UX-18). */
  readonly numeric?: boolean;
  /** Texts of several words: the column keeps room for them. */
  readonly wide?: boolean;
}

export interface RowAction {
  readonly label: string;
  readonly run: () => void;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  /** The caption is there for screen readers only, where the heading says the same. */
  readonly captionHidden?: boolean;
  readonly columns: readonly TableColumn<Row>[];
  /** `undefined` while loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** How the row is called in "Select: …" and "Actions for …". No patient number in it. */
  readonly rowName: (row: Row) => string;
  readonly sort?: TableSort;
  readonly onSort?: (sort: TableSort) => void;
  readonly page?: TablePage;
  readonly onPage?: (page: number) => void;
  readonly selection?: ReadonlySet<string>;
  readonly onSelection?: (selection: ReadonlySet<string>) => void;
  /** Buttons for the selected rows. */
  readonly bulkActions?: ReactNode;
  /** Up to two stand as buttons in the row, more in a labelled menu (UX-22). */
  readonly actions?: (row: Row) => readonly RowAction[];
  /** The number of results in the words of the list: "24 documents"; default "24 results". */
  readonly countText?: (total: number) => string;
  /** A search narrows the list: no rows then offers to clear it (UX-19). */
  readonly filtered?: boolean;
  readonly onClearFilters?: () => void;
  /** What stands here before there is any row: usually an `EmptyPage`. */
  readonly empty: ReactNode;
  readonly problem?: ClientProblem | null | undefined;
  readonly onRetry?: () => void;
}

/**
 * A real table: caption, headers with scope, sorting by buttons, pages, selection, row actions, and
 * its states while loading, empty, without hits or in trouble. On a phone each row becomes a card of
 * label and value with the same semantics (UX-18 to UX-22).
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useMessages();
  const captionId = useId();
  const { rows, page, problem, caption, empty, filtered = false } = props;
  const total = page?.total ?? rows?.length ?? 0;
  const countText = props.countText ?? ((count: number) => t('table.results', { count }));
  const hasRows = rows !== undefined && rows.length > 0;
  return (
    <div className={styles.whole}>
      <p role="status" className={styles.count}>
        {rows === undefined ? '' : total === 0 && !filtered ? '' : countText(total)}
      </p>
      {problem ? (
        <ProblemNotice problem={problem} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
      ) : null}
      {rows === undefined && !problem ? <Loading /> : null}
      {props.selection && hasRows ? (
        <SelectionBar
          count={props.selection.size}
          actions={props.bulkActions}
          onClear={() => props.onSelection?.(new Set())}
        />
      ) : null}
      {hasRows ? (
        <>
          <SortSelect {...props} />
          <div className={styles.scroll}>
            <table {...tableRoles.table} className={styles.table} aria-labelledby={captionId}>
              <caption
                id={captionId}
                className={props.captionHidden ? styles.hidden : styles.caption}
              >
                {caption}
              </caption>
              <TableHead {...props} rows={rows} />
              <TableBody {...props} rows={rows} />
            </table>
          </div>
          {page && page.pages > 1 ? (
            <Pagination caption={caption} page={page} onPage={(to) => props.onPage?.(to)} />
          ) : null}
        </>
      ) : null}
      {rows !== undefined && rows.length === 0 ? (
        filtered ? (
          <NoHits onClear={props.onClearFilters} />
        ) : (
          empty
        )
      ) : null}
    </div>
  );
}

function NoHits({ onClear }: { readonly onClear: (() => void) | undefined }) {
  const t = useMessages();
  return (
    <div className={styles.noHits}>
      <p>{t('table.emptyFiltered')}</p>
      {onClear ? <Button onClick={onClear}>{t('table.clearFilters')}</Button> : null}
    </div>
  );
}

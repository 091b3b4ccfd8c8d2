import { Button } from '../action/button.tsx';
import { LeftSign, RightSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './data-table.module.css';

export interface TablePage {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** All rows on all pages. */
  readonly total: number;
}

export interface PaginationProps {
  readonly caption: string;
  readonly page: TablePage;
  readonly onPage: (page: number) => void;
}

/** "Page 2 of 7" with labelled controls (UX-20). */
export function Pagination({ caption, page: { page, pages }, onPage }: PaginationProps) {
  const t = useMessages();
  return (
    <nav className={styles.pages} aria-label={t('table.pagination', { caption })}>
      {page > 1 ? (
        <Button small icon={<LeftSign size={15} />} onClick={() => onPage(page - 1)}>
          {t('table.previousPage')}
        </Button>
      ) : null}
      <span role="status">{t('table.pageOf', { page, pages })}</span>
      {page < pages ? (
        <Button small icon={<RightSign size={15} />} onClick={() => onPage(page + 1)}>
          {t('table.nextPage')}
        </Button>
      ) : null}
    </nav>
  );
}

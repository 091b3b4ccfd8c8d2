import { Page, useClock, useMessages, useRoute } from '@kartoteka/ui';
import { useEffect, useMemo, useState } from 'react';
import { type DocumentRow, searchDocuments } from '../../src/features/documents/contract.ts';
import { rememberOrder } from '../document/document-order.ts';
import { refreshPace } from '../document/refresh-pace.ts';
import { ShareDialog } from '../share/share-dialog.tsx';
import styles from './archive.module.css';
import {
  type ArchiveSearch,
  isFiltered,
  keepTypedSearch,
  keptTypedSearch,
  nothingTyped,
  searchBody,
  type TypedSearch,
} from './archive-search.ts';
import { ArchiveTable } from './archive-table.tsx';
import { BringInPanel } from './bring-in-panel.tsx';
import { MarkedActions } from './marked-actions.tsx';
import { SearchPanel } from './search-panel.tsx';
import { useBringIn } from './use-bring-in.ts';

export interface ArchivePageProps {
  readonly search: ArchiveSearch;
  readonly onSearch: (search: ArchiveSearch) => void;
}

/** "Przegląd archiwum dokumentów": bring in, find, mark, share, save, show. */
export function ArchivePage({ search, onSearch }: ArchivePageProps) {
  const t = useMessages();
  const bringIn = useBringIn();
  const { typed, setTyped, cleared, clear } = useTyped(onSearch);
  const [marked, setMarked] = useState<ReadonlyMap<string, DocumentRow>>(new Map());
  const [shared, setShared] = useState<readonly DocumentRow[]>();
  const documents = useDocuments(search, typed);
  const rows = documents.data?.rows;
  // With nothing in the archive there is nothing to look for or to act on.
  const empty = rows?.length === 0 && !isFiltered(search, typed);
  // A marked row is shown as it is now, not as it was when it was marked.
  const current = useMemo(() => {
    const fresh = new Map((rows ?? []).map((row) => [row.id, row]));
    return [...marked.values()].map((row) => fresh.get(row.id) ?? row);
  }, [marked, rows]);
  const mark = (keys: ReadonlySet<string>) => {
    const known = new Map([...marked, ...(rows ?? []).map((row) => [row.id, row] as const)]);
    setMarked(new Map([...known].filter(([id]) => keys.has(id))));
  };
  const find = (next: ArchiveSearch, words: TypedSearch) => {
    setMarked(new Map());
    setTyped(words);
    onSearch(next);
  };
  return (
    <Page title={t('archive.heading')}>
      <div className={styles.stack}>
        <BringInPanel bringIn={bringIn} />
        {empty ? null : (
          <>
            <SearchPanel key={cleared} search={search} typed={typed} onFind={find} />
            <MarkedActions marked={current} onShare={setShared} />
          </>
        )}
        <ArchiveTable
          search={search}
          typed={typed}
          answer={documents}
          onSearch={onSearch}
          onClear={clear}
          marked={new Set(marked.keys())}
          onMark={mark}
        />
      </div>
      {shared ? <ShareDialog documents={shared} onClose={() => setShared(undefined)} /> : null}
    </Page>
  );
}

/** What was typed, kept for the way back from a document. */
function useTyped(onSearch: (search: ArchiveSearch) => void) {
  const [typed, setState] = useState(keptTypedSearch);
  const [cleared, setCleared] = useState(0);
  const setTyped = (next: TypedSearch) => {
    keepTypedSearch(next);
    setState(next);
  };
  const clear = () => {
    setTyped(nothingTyped);
    setCleared((count) => count + 1);
    onSearch({});
  };
  return { typed, setTyped, cleared, clear };
}

/** The rows of the search, asked for again while one of them is on its way. */
function useDocuments(search: ArchiveSearch, typed: TypedSearch) {
  const clock = useClock();
  const [refreshMs, setRefreshMs] = useState<number>();
  const documents = useRoute(
    searchDocuments,
    { body: searchBody(search, typed) },
    refreshMs === undefined ? {} : { refreshMs },
  );
  const rows = documents.data?.rows;
  useEffect(() => {
    if (!rows) return;
    rememberOrder(rows.map(({ id }) => id));
    setRefreshMs(refreshPace(rows, clock.now()));
  }, [rows, clock]);
  return documents;
}

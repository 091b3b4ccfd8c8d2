import { type ClientProblem, DataTable, useMessages, Value, YesNo } from '@kartoteka/ui';
import type { ReactNode } from 'react';
import type { KindRow } from '../../src/features/kinds/contract.ts';
import styles from './kinds.module.css';

export interface KindListProps {
  /** `undefined` while loading. */
  readonly kinds: readonly KindRow[] | undefined;
  /** The code of the chosen kind. */
  readonly chosen: string | undefined;
  readonly onChoose: (code: string) => void;
  readonly problem: ClientProblem | null;
  readonly onRetry: () => void;
  readonly empty: ReactNode;
}

/** The upper pane: every kind with where it comes from and its two parameters. */
export function KindList(props: KindListProps) {
  const { kinds, chosen, onChoose, problem, onRetry, empty } = props;
  const t = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keys.
    <section className={styles.pane} aria-label={t('kinds.listName')} tabIndex={0}>
      <DataTable
        captionHidden
        caption={t('kinds.heading')}
        columns={[
          { id: 'code', header: t('kinds.columnKind'), cell: (kind) => kind.code },
          {
            id: 'name',
            header: t('kinds.columnName'),
            rowHeader: true,
            wide: true,
            cell: (kind) => <KindName kind={kind} chosen={kind.code === chosen} />,
          },
          { id: 'source', header: t('kinds.columnSource'), cell: (kind) => kind.comesFrom },
          {
            id: 'archive',
            header: t('kinds.columnArchive'),
            cell: (kind) => <YesNo value={kind.autoArchive} />,
          },
          {
            id: 'days',
            header: t('kinds.columnLocalDays'),
            numeric: true,
            cell: (kind) => (kind.localDays === null ? t('kinds.forever') : String(kind.localDays)),
          },
          {
            id: 'documents',
            header: t('kinds.columnDocuments'),
            numeric: true,
            cell: (kind) => <Value>{String(kind.documents)}</Value>,
          },
        ]}
        rows={kinds}
        rowKey={(kind) => kind.code}
        rowName={(kind) => kind.name}
        countText={(count) => t('kinds.count', { count })}
        actions={(kind) => [{ label: t('kinds.edit'), run: () => onChoose(kind.code) }]}
        problem={problem}
        onRetry={onRetry}
        empty={empty}
      />
    </section>
  );
}

function KindName({ kind, chosen }: { readonly kind: KindRow; readonly chosen: boolean }) {
  const t = useMessages();
  const { name, module, isDefault } = kind;
  return (
    <>
      <span data-chosen={chosen || undefined} className={styles.name}>
        {name}
      </span>
      {module ? (
        <span className={styles.note}>
          {t(module.on ? 'kinds.moduleOn' : 'kinds.moduleOff', { module: module.name })}
        </span>
      ) : null}
      {isDefault ? null : <span className={styles.note}>{t('kinds.changed')}</span>}
    </>
  );
}

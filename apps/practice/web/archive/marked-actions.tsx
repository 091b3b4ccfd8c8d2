import { Button, Notice, ProblemNotice, useKeys, useMessages } from '@kartoteka/ui';
import { useId, useMemo } from 'react';
import type { DocumentRow } from '../../src/features/documents/contract.ts';
import { pageAddress } from '../document/use-document-files.ts';
import styles from './archive.module.css';
import { type MarkedOutcome, useMarkedActions } from './use-marked-actions.ts';

export interface MarkedActionsProps {
  readonly marked: readonly DocumentRow[];
  readonly onShare: (documents: readonly DocumentRow[]) => void;
}

/**
 * What can be done with the marked documents. Without a mark the buttons look at rest, and a press
 * says what is missing (UX-7: nothing is disabled without a word).
 */
export function MarkedActions({ marked, onShare }: MarkedActionsProps) {
  const t = useMessages();
  const hintId = useId();
  const actions = useMarkedActions(marked, onShare);
  const { busy, outcome } = actions;
  const resting = marked.length === 0;
  useShareKey(actions.share);
  const buttons = [
    ['archive.share', actions.share],
    ['archive.saveCda', actions.saveCda],
    ['archive.showInBrowser', actions.show],
    ['archive.saveAttachment', actions.saveAttachments],
  ] as const;
  return (
    <div>
      <div
        role="toolbar"
        aria-label={t('archive.actionsFor')}
        className={styles.toolbar}
        data-resting={resting || undefined}
      >
        {buttons.map(([key, run]) => (
          <Button
            key={key}
            busy={busy?.action === key}
            onClick={run}
            {...(resting ? { describedBy: hintId } : {})}
          >
            {t(key)}
          </Button>
        ))}
        <span id={hintId} className={styles.hint}>
          {resting ? t('archive.markHint') : ''}
        </span>
      </div>
      <p role="status" className={styles.hint}>
        {busy && busy.count > 1
          ? t('archive.fetching', { number: busy.number, count: busy.count })
          : ''}
      </p>
      <Outcome outcome={outcome} />
    </div>
  );
}

function Outcome({ outcome }: { readonly outcome: MarkedOutcome | undefined }) {
  const t = useMessages();
  return (
    <div role="status" className={styles.outcome}>
      {outcome?.kind === 'saved' ? (
        <Notice kind="good" title={t('archive.saved', { count: outcome.count })} />
      ) : null}
      {outcome?.kind === 'hint' ? (
        <Notice kind="info" title={t(outcome.key)}>
          {outcome.next ? t(outcome.next) : null}
        </Notice>
      ) : null}
      {outcome?.kind === 'blocked' ? (
        <Notice kind="warn" title={t('archive.tabBlocked')}>
          <a href={pageAddress(outcome.id)} target="_blank" rel="noopener noreferrer">
            {t('archive.showInBrowser')}
          </a>
        </Notice>
      ) : null}
      {outcome?.kind === 'problem' ? (
        <ProblemNotice problem={outcome.problem} focusOn={outcome.turn} />
      ) : null}
    </div>
  );
}

function useShareKey(share: () => void): void {
  const bindings = useMemo(
    () => [{ key: 's', meaning: 'frame.keyShare' as const, run: share }],
    [share],
  );
  useKeys(bindings);
}

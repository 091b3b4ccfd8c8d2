import type { ReactNode } from 'react';
import { Button } from '../action/button.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './data-table.module.css';

export interface SelectionBarProps {
  readonly count: number;
  readonly actions: ReactNode;
  readonly onClear: () => void;
}

/** How many rows are selected, told aloud, and what can be done with them (UX-22). */
export function SelectionBar({ count, actions, onClear }: SelectionBarProps) {
  const t = useMessages();
  return (
    <div className={styles.selection} data-any={count > 0 || undefined}>
      <p role="status">{t('table.selected', { count })}</p>
      {count > 0 ? (
        <>
          {actions}
          <Button small look="quiet" onClick={onClear}>
            {t('table.clearSelection')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

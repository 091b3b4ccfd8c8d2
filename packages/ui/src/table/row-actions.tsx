import { ActionMenu } from '../action/action-menu.tsx';
import { Button } from '../action/button.tsx';
import { DownSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import styles from './data-table.module.css';
import type { RowAction } from './data-table.tsx';

export interface RowActionsProps {
  readonly name: string;
  readonly actions: readonly RowAction[];
}

const visibleMax = 2;

/** One or two actions are buttons; more are one menu named after the row (UX-22). */
export function RowActions({ name, actions }: RowActionsProps) {
  const t = useMessages();
  if (actions.length === 0) return null;
  if (actions.length <= visibleMax) {
    return (
      <div className={styles.actionRow}>
        {actions.map(({ label, run }) => (
          <Button key={label} small look="quiet" name={`${label}: ${name}`} onClick={run}>
            {label}
          </Button>
        ))}
      </div>
    );
  }
  return (
    <div className={styles.actionRow}>
      <ActionMenu
        name={t('table.actionsFor', { name })}
        items={actions.map(({ label, run }) => ({ label, run }))}
      >
        {t('table.actions')}
        <DownSign size={14} />
      </ActionMenu>
    </div>
  );
}

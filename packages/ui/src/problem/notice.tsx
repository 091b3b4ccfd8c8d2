import type { ReactNode } from 'react';
import { CheckSign, InfoSign, StopSign, WarningSign } from '../action/icons.tsx';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly kind: 'good' | 'info' | 'warn' | 'bad';
  /** The matter in a few words; the kind is never told by colour alone. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The link or button to the exact place (UX-31). */
  readonly action?: ReactNode;
  /** Read out when it appears after the page did. */
  readonly live?: boolean;
}

const signs = { good: CheckSign, info: InfoSign, warn: WarningSign, bad: StopSign } as const;

/** A banner inside a page: success, information, warning or trouble that waits for somebody. */
export function Notice({ kind, title, children, action, live = false }: NoticeProps) {
  const Sign = signs[kind];
  return (
    <div className={styles.notice} data-kind={kind} role={live ? 'status' : undefined}>
      <span className={styles.sign}>
        <Sign size={20} />
      </span>
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children ? <div>{children}</div> : null}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}

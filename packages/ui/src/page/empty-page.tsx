import type { ReactNode } from 'react';
import styles from './empty-page.module.css';

export interface EmptyPageProps {
  /** What would stand here. */
  readonly title: string;
  /** What it is for, in one or two sentences. */
  readonly children: ReactNode;
  /** The one action that fills it. */
  readonly action?: ReactNode;
}

/**
 * What a page shows while there is nothing to show: it teaches what the page is for and offers the
 * one step that fills it (UX-45). No illustration.
 */
export function EmptyPage({ title, children, action }: EmptyPageProps) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action ? <div>{action}</div> : null}
    </div>
  );
}

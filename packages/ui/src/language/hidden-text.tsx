import type { ReactNode } from 'react';
import styles from './announcer.module.css';

/** Words for screen readers where others see a sign. */
export function HiddenText({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}

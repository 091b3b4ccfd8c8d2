import { type ReactNode, useId } from 'react';
import styles from './page.module.css';

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a page under its own `h2`, which names it for those who jump by headings. */
export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

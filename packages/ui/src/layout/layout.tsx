import type { ReactNode } from 'react';
import styles from './layout.module.css';

export interface StackProps {
  readonly children: ReactNode;
  /** The room between the parts: `small` inside a group, `large` between groups. */
  readonly gap?: 'small' | 'medium' | 'large';
}

/** Parts below each other with even room between them. */
export function Stack({ children, gap = 'medium' }: StackProps) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** Buttons, tags or short fields beside each other; they wrap where there is no room. */
export function Row({ children, gap = 'small' }: StackProps) {
  return (
    <div className={styles.row} data-gap={gap}>
      {children}
    </div>
  );
}

export interface CardProps {
  readonly children: ReactNode;
}

/** A framed part of a page: a certificate, a group of facts. */
export function Card({ children }: CardProps) {
  return <div className={styles.card}>{children}</div>;
}

export interface DisclosureProps {
  /** "Wyszukiwanie zaawansowane": what opens. */
  readonly title: string;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A panel that opens under its title, with the element that browsers have for it. */
export function Disclosure({ title, open = false, onToggle, children }: DisclosureProps) {
  return (
    <details
      className={styles.disclosure}
      open={open}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <div className={styles.panel}>{children}</div>
    </details>
  );
}

export interface LinkListProps {
  readonly items: readonly {
    readonly id: string;
    /** The link or button that opens it; its first line. */
    readonly title: ReactNode;
    readonly facts?: ReactNode;
    readonly aside?: ReactNode;
  }[];
}

/** A list of things to open, large enough for fingers: the documents of a patient on a phone. */
export function LinkList({ items }: LinkListProps) {
  return (
    <ul className={styles.links}>
      {items.map(({ id, title, facts, aside }) => (
        <li key={id}>
          <div className={styles.linkBody}>
            <div className={styles.linkTitle}>{title}</div>
            {facts ? <div className={styles.linkFacts}>{facts}</div> : null}
          </div>
          {aside}
        </li>
      ))}
    </ul>
  );
}

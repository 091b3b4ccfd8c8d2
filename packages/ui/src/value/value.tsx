import { clinicalDate, clinicalDateTime, longDate, longDateTime } from '@kartoteka/messages';
import type { ReactNode } from 'react';
import { useLanguage, useMessages } from '../language/messages-context.tsx';
import styles from './value.module.css';

export interface ValueProps {
  readonly children?: ReactNode;
  /** Which word stands where there is nothing; default "Not recorded". */
  readonly missing?: 'notRecorded' | 'unknown' | 'notApplicable' | 'neverUsed';
}

/** A value, or a word that says why there is none: never a dash, a question mark or a gap (UX-14). */
export function Value({ children, missing = 'notRecorded' }: ValueProps) {
  const t = useMessages();
  if (isMissing(children)) return <span className={styles.missing}>{t(`common.${missing}`)}</span>;
  return <>{children}</>;
}

function isMissing(children: ReactNode): boolean {
  if (typeof children === 'string') return children.trim() === '';
  return children === undefined || children === null || typeof children === 'boolean';
}

export interface DateTextProps {
  /** ISO date, partial date or instant. */
  readonly value: string | undefined;
  /** `clinical` (`2021-06-15`) in tables and for staff, `long` in prose for patients (UX-12). */
  readonly style?: 'clinical' | 'long';
  readonly withTime?: boolean;
  readonly missing?: ValueProps['missing'];
}

/** A date in a `<time>` element. */
export function DateText(props: DateTextProps) {
  const { value, style = 'clinical', withTime = false, missing = 'notRecorded' } = props;
  const { language } = useLanguage();
  if (!value) return <Value missing={missing} />;
  const long = withTime ? longDateTime(language, value) : longDate(language, value);
  const clinical = withTime ? clinicalDateTime(value) : clinicalDate(value);
  // A line may end between day and time, never inside one of them.
  const [day = '', time] = clinical.split(' ');
  return (
    <time dateTime={value}>
      {style === 'long' ? (
        long
      ) : (
        <>
          <span className={styles.time}>{day}</span>
          {time ? ' ' : ''}
          {time ? <span className={styles.time}>{time}</span> : null}
        </>
      )}
    </time>
  );
}

export interface YesNoProps {
  readonly value: boolean;
}

/** A tick for the eye, "Yes" or "No" for everyone else (UX-21). */
export function YesNo({ value }: YesNoProps) {
  const t = useMessages();
  return (
    <span className={value ? styles.yes : styles.no}>
      {value ? <span aria-hidden>✓ </span> : null}
      {value ? t('common.yes') : t('common.no')}
    </span>
  );
}

export interface FactListProps {
  readonly facts: readonly { readonly label: string; readonly value: ReactNode }[];
}

/** Labels with their values, as on a card; labels are lighter than values. */
export function FactList({ facts }: FactListProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Value>{value}</Value>
          </dd>
        </div>
      ))}
    </dl>
  );
}

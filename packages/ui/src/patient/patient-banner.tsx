import { ageOn, clinicalDate } from '@kartoteka/messages';
import { type ReactNode, useId } from 'react';
import { type Translate, useMessages } from '../language/messages-context.tsx';
import { Identifier } from '../value/identifier.tsx';
import { DateText, Value } from '../value/value.tsx';
import styles from './patient-banner.module.css';

export interface BannerPatient {
  readonly family: string;
  readonly given: string;
  /** `YYYY-MM-DD`, or as much of it as is known. */
  readonly birthDate?: string;
  readonly sex?: 'female' | 'male' | 'other';
  /** The identifier with its label: PESEL, TAJ, passport. */
  readonly identifier?: { readonly label: string; readonly value: string };
  /** The day of death, or `true` where only the fact is known. */
  readonly deceased?: string | true;
}

export interface PatientBannerProps {
  readonly patient: BannerPatient;
  /** Today, `YYYY-MM-DD`, for the age. */
  readonly today: string;
  readonly action?: ReactNode;
}

/**
 * Who this screen is about; stays on top while the rest scrolls (UX-15, NHS CUI patient banner).
 * Family name in capitals, labels lighter than values and without colon, age beside the birth date.
 */
export function PatientBanner({ patient, today, action }: PatientBannerProps) {
  const t = useMessages();
  const nameId = useId();
  const { family, given, birthDate, sex, identifier, deceased } = patient;
  return (
    <section
      className={styles.banner}
      aria-label={t('patient.banner')}
      aria-describedby={nameId}
      data-patient-banner
      data-deceased={deceased ? true : undefined}
    >
      <p className={styles.name} id={nameId}>
        <span className={styles.family}>{family}</span>
        {', '}
        {given}
      </p>
      {deceased ? (
        <p className={styles.deceased}>
          <strong>{t('patient.deceased')}</strong>
          {deceased === true ? null : (
            <>
              {' '}
              <span className={styles.label}>{t('patient.deceasedOn')}</span>{' '}
              <DateText value={deceased} />
            </>
          )}
        </p>
      ) : null}
      <dl className={styles.facts}>
        <div>
          <dt>{t('patient.born')}</dt>
          <dd>{birthText(t, birthDate, deceased, today)}</dd>
        </div>
        <div>
          <dt>{t('patient.sex')}</dt>
          <dd>
            <Value>{sex ? t(sexKeys[sex]) : undefined}</Value>
          </dd>
        </div>
        <div>
          <dt>{identifier?.label ?? t('patient.noIdentifier')}</dt>
          <dd>{identifier ? <Identifier labelHidden {...identifier} /> : <Value />}</dd>
        </div>
      </dl>
      {action ? <div className={styles.action}>{action}</div> : null}
    </section>
  );
}

const sexKeys = {
  female: 'patient.sexFemale',
  male: 'patient.sexMale',
  other: 'patient.sexOther',
} as const;

function birthText(
  t: Translate,
  birthDate: string | undefined,
  deceased: BannerPatient['deceased'],
  today: string,
) {
  if (!birthDate) return <Value />;
  const until = typeof deceased === 'string' ? deceased : today;
  const age = deceased === true ? undefined : ageOn(birthDate, until);
  return (
    <>
      <time dateTime={birthDate}>{clinicalDate(birthDate)}</time>
      {age ? ` (${ageText(t, age)})` : ''}
    </>
  );
}

function ageText(t: Translate, age: NonNullable<ReturnType<typeof ageOn>>): string {
  if (age.unit === 'years') return t('patient.ageYears', { years: age.count });
  if (age.unit === 'months') return t('patient.ageMonths', { months: age.count });
  return t('patient.ageDays', { days: age.count });
}

import { Notice, TextLink, useMessages } from '@kartoteka/ui';
import type { PatientView } from '../../src/features/patients/contract.ts';
import styles from './patients.module.css';

const warnings = {
  'pesel-check-digit': 'patients.warningCheckDigit',
  'pesel-birth-date': 'patients.warningBirthDate',
  'taj-check-digit': 'patients.warningTaj',
} as const;

/** What somebody should look at before working with the record. */
export function PatientNotices({ patient }: { readonly patient: PatientView }) {
  const t = useMessages();
  const { mergedInto } = patient;
  if (!mergedInto && patient.warnings.length === 0) return null;
  return (
    <div className={styles.notices}>
      {mergedInto ? (
        <Notice
          kind="warn"
          title={t('patients.mergedTitle')}
          action={<TextLink to={`/patients/${mergedInto}`}>{t('patients.openMerged')}</TextLink>}
        >
          {t('patients.mergedText')}
        </Notice>
      ) : null}
      {patient.warnings.map((warning) => (
        <Notice key={warning} kind="warn" title={t(warnings[warning])}>
          {t('patients.warningNext')}
        </Notice>
      ))}
    </div>
  );
}

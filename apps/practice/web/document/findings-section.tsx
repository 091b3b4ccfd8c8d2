import { Section, StateTag, useMessages } from '@kartoteka/ui';
import type { DocumentView } from '../../src/features/documents/contract.ts';
import styles from './document.module.css';

/** What the reading of the document found, each with its place; errors first. */
export function FindingsSection({ findings }: Pick<DocumentView, 'findings'>) {
  const t = useMessages();
  const sorted = [...findings].sort(
    (one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'),
  );
  return (
    <Section title={t('documentPage.findings')}>
      {findings.length === 0 ? (
        <p className={styles.quiet}>{t('documentPage.noFindings')}</p>
      ) : (
        <ul className={styles.list}>
          {sorted.map(({ code, severity, place, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have no id and never change.
            <li key={`${code} ${place} ${index}`}>
              <StateTag kind={severity === 'error' ? 'bad' : 'warn'}>
                {t(
                  severity === 'error'
                    ? 'documentPage.findingError'
                    : 'documentPage.findingWarning',
                )}
              </StateTag>
              <p>{text}</p>
              <code className={styles.place}>{place}</code>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

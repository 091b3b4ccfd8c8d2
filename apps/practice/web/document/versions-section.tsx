import { DateText, Notice, Section, TextLink, useMessages, useRoute } from '@kartoteka/ui';
import { listVersions } from '../../src/features/documents/contract.ts';
import styles from './document.module.css';

/** The chain of versions: which this one is, what it replaces, and what replaced it. */
export function VersionsSection({ id }: { readonly id: string }) {
  const t = useMessages();
  const { data } = useRoute(listVersions, { params: { id } });
  const versions = data?.versions ?? [];
  if (versions.length < 2) return null;
  return (
    <Section title={t('removal.versionsHeading')}>
      <ol className={styles.list}>
        {versions.map((version) => (
          <li key={version.id} aria-current={version.id === id ? 'true' : undefined}>
            <span>
              {version.id === id ? (
                <strong>{version.title}</strong>
              ) : (
                <TextLink to={`/documents/${version.id}`}>{version.title}</TextLink>
              )}
            </span>
            <span className={styles.quiet}>
              {version.versionNumber === null
                ? ''
                : `${t('removal.versionNumber', { number: version.versionNumber })}, `}
              <DateText value={version.issuedAt ?? undefined} />
              {version.id === id ? `, ${t('removal.versionShown')}` : ''}
              {version.replaced ? `, ${t('removal.versionReplaced')}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Says at the top that a newer version exists, and leads there. */
export function ReplacedNotice({ id }: { readonly id: string }) {
  const t = useMessages();
  const { data } = useRoute(listVersions, { params: { id } });
  const versions = data?.versions ?? [];
  const own = versions.find((version) => version.id === id);
  const newest = versions.findLast((version) => !version.replaced);
  if (!own?.replaced || !newest || newest.id === id) return null;
  return (
    <Notice
      kind="warn"
      title={t('removal.replacedTitle')}
      action={<TextLink to={`/documents/${newest.id}`}>{t('removal.openNewest')}</TextLink>}
    >
      {t('removal.replacedText')}
    </Notice>
  );
}

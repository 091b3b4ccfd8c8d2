import type { OutputOf } from '@kartoteka/kernel';
import type { MessageKey } from '@kartoteka/messages';
import {
  DateText,
  EmptyPage,
  Loading,
  Page,
  ProblemNotice,
  TextLink,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { listPortalAccess } from '../../../src/features/portal/contract.ts';
import styles from '../portal.module.css';
import { usePortal } from '../portal-context.ts';

type Entry = OutputOf<typeof listPortalAccess.answer>['entries'][number];

const deeds: Readonly<Record<Entry['what'], MessageKey>> = {
  page: 'portal.deedPage',
  html: 'portal.deedHtml',
  xml: 'portal.deedXml',
};

/** Each opening of a document in the portal, newest first. */
export function AccessPage() {
  const t = useMessages();
  const { account } = usePortal();
  const { data, error, refetch } = useRoute(listPortalAccess, { params: { account } });
  return (
    <Page title={t('portal.accessHeading')} intro={t('portal.accessIntro')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {data && data.entries.length === 0 ? (
        <EmptyPage title={t('portal.accessEmptyHeading')}>{t('portal.accessEmptyText')}</EmptyPage>
      ) : null}
      {data?.entries.length ? (
        <ol className={styles.entries}>
          {data.entries.map((entry) => (
            <AccessEntry key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : null}
      {!data && !error ? <Loading /> : null}
    </Page>
  );
}

function AccessEntry({ entry }: { readonly entry: Entry }) {
  const t = useMessages();
  const { at, who, what, title, documentId } = entry;
  return (
    <li className={styles.entry}>
      <p className={styles.entryTitle}>
        {documentId ? (
          <TextLink to={`/documents/${documentId}`}>{title}</TextLink>
        ) : (
          t('portal.goneDocument')
        )}
      </p>
      <p>
        {t(deeds[what])} · {who}
      </p>
      <p className={styles.hint}>
        <DateText withTime style="long" value={at} />
      </p>
    </li>
  );
}

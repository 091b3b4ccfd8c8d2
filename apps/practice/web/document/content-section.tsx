import {
  DocumentFrame,
  Loading,
  Notice,
  ProblemNotice,
  Section,
  useLanguage,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { type DocumentView, renderNotice } from '../../src/features/documents/contract.ts';
import styles from './document.module.css';
import { pageAddress } from './use-document-files.ts';

/** The rendered document. Its notice is asked for first: where that fails, the frame would be bare. */
export function ContentSection({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const { language } = useLanguage();
  const { id, title, localCopy } = document;
  const { data, error, refetch, isFetching } = useRoute(renderNotice, { params: { id } });
  return (
    <Section title={t('documentPage.content')}>
      <div className={styles.content}>
        {localCopy ? null : <Notice kind="info" title={t('documentPage.copyAway')} />}
        {data?.notice ? <Notice kind="warn" title={data.notice} /> : null}
        {error && !data ? (
          <ProblemNotice
            title={t('documentPage.showProblem')}
            problem={error}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : null}
        {!data && !error ? <Loading text={t('document.loading')} /> : null}
        {data ? (
          <>
            <DocumentFrame key={language} src={pageAddress(id)} title={title} />
            <p className={styles.quiet}>
              {data.stylesheet === 'own'
                ? t('documentPage.shownWithOwn')
                : t('documentPage.shownWith', { stylesheet: data.stylesheet })}
            </p>
          </>
        ) : null}
      </div>
    </Section>
  );
}

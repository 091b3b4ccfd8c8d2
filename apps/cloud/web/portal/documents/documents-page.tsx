import { EmptyPage, Loading, Page, ProblemNotice, useMessages } from '@kartoteka/ui';
import styles from '../portal.module.css';
import { useDocuments, useDocumentWatch } from '../use-documents.ts';
import { DocumentCard } from './document-card.tsx';

/** The documents that the practice shows to the patient now. */
export function DocumentsPage() {
  const t = useMessages();
  const { list, problem, retry } = useDocuments();
  useDocumentWatch();
  return (
    <Page title={t('menu.portalDocuments')} intro={t('portal.documentsIntro')}>
      {problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {list && list.documents.length === 0 ? (
        <EmptyPage title={t('portal.emptyHeading')}>{t('portal.emptyText')}</EmptyPage>
      ) : null}
      <p role="status">
        {list?.documents.length ? t('portal.count', { count: list.documents.length }) : ''}
      </p>
      {list?.documents.length ? (
        <ul className={styles.documents}>
          {list.documents.map((document) => (
            <DocumentCard key={document.id} document={document} />
          ))}
        </ul>
      ) : null}
      {!list && !problem ? <Loading /> : null}
    </Page>
  );
}

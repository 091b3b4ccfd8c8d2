import { StateTag, TextLink, useMessages } from '@kartoteka/ui';
import styles from '../portal.module.css';
import type { SharedDocument } from '../use-documents.ts';
import { DocumentSummary } from './document-summary.tsx';

/** One document of the list: what it is, who made it, until when and why it is here. */
export function DocumentCard({ document }: { readonly document: SharedDocument }) {
  const t = useMessages();
  const { id, title, language, openedBefore } = document;
  return (
    <li className={styles.document} data-new={openedBefore ? undefined : 'yes'}>
      <div className={styles.title}>
        <h2 lang={language ?? undefined}>
          <TextLink to={`/documents/${id}`}>{title}</TextLink>
        </h2>
        {openedBefore ? (
          <StateTag kind="idle">{t('portal.opened')}</StateTag>
        ) : (
          <StateTag kind="good">{t('portal.isNew')}</StateTag>
        )}
      </div>
      <DocumentSummary document={document} />
    </li>
  );
}

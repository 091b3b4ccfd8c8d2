import { Button, Identifier, useMessages } from '@kartoteka/ui';
import { useId } from 'react';
import styles from './share.module.css';
import type { SharedDocument } from './share-dialog.tsx';

export interface SharedDocumentsProps {
  readonly documents: readonly SharedDocument[];
  readonly onChange: (documents: readonly SharedDocument[]) => void;
}

/** The documents that will be shared; while there are several, single ones may be left out. */
export function SharedDocuments({ documents, onChange }: SharedDocumentsProps) {
  const t = useMessages();
  const id = useId();
  return (
    <div>
      <p id={id} className={styles.label}>
        {t('share.documents', { count: documents.length })}
      </p>
      <ul className={styles.documents} aria-labelledby={id}>
        {documents.map((document) => (
          <li key={document.id}>
            <div>
              <span className={styles.name}>{document.title || document.kindName}</span>{' '}
              <span className={styles.quiet}>
                {t(document.inCloud ? 'share.inCloud' : 'share.willBeSent')}
              </span>
              <Identifier
                labelHidden
                withCopy={false}
                label={t('consents.documentId')}
                value={document.uniqueId}
              />
            </div>
            {documents.length > 1 ? (
              <Button
                small
                look="quiet"
                name={t('share.leaveOutNamed', { name: document.title })}
                onClick={() => onChange(documents.filter(({ id: other }) => other !== document.id))}
              >
                {t('share.leaveOut')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

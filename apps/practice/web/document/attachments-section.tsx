import { formatBytes } from '@kartoteka/messages';
import { Button, ClientProblem, Notice, Section, useLanguage, useMessages } from '@kartoteka/ui';
import { useState } from 'react';
import type { DocumentView } from '../../src/features/documents/contract.ts';
import styles from './document.module.css';
import { FailedNotice } from './failed-notice.tsx';
import { useDocumentFiles } from './use-document-files.ts';

/** What the document carries along: to look at where a browser can, and to save. */
export function AttachmentsSection({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const { language } = useLanguage();
  const files = useDocumentFiles();
  const [failed, setFailed] = useState<{ problem: ClientProblem; at: number }>();
  const [blocked, setBlocked] = useState(false);
  const { id, attachmentList } = document;
  const save = (attachment: DocumentView['attachmentList'][number]) => {
    setFailed(undefined);
    files.saveAttachment(id, attachment).catch((cause: unknown) => {
      if (!(cause instanceof ClientProblem)) throw cause;
      setFailed({ problem: cause, at: performance.now() });
    });
  };
  return (
    <Section title={t('documentPage.attachments')}>
      {attachmentList.length === 0 ? (
        <p className={styles.quiet}>{t('documentPage.noAttachments')}</p>
      ) : null}
      <ul className={styles.list}>
        {attachmentList.map((attachment) => (
          <li key={attachment.index}>
            <span className={styles.name}>{attachment.name}</span>
            <span className={styles.quiet}>
              {attachment.mimeType}, {formatBytes(language, attachment.size)}
            </span>
            <div className={styles.buttons}>
              {isShown(attachment.mimeType) ? (
                <Button
                  small
                  name={`${t('documentPage.showAttachment')}: ${attachment.name}`}
                  onClick={() => setBlocked(!files.showAttachment(id, attachment))}
                >
                  {t('documentPage.showAttachment')}
                </Button>
              ) : null}
              <Button
                small
                name={`${t('archive.saveAttachment')}: ${attachment.name}`}
                onClick={() => save(attachment)}
              >
                {t('archive.saveAttachment')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {blocked ? (
        <Notice live kind="warn" title={t('archive.tabBlocked')}>
          {t('archive.saveAttachment')}
        </Notice>
      ) : null}
      <FailedNotice problem={failed?.problem} at={failed?.at ?? 0} />
    </Section>
  );
}

/** Kinds that browsers show by themselves (S003-148); everything else is saved. */
function isShown(mimeType: string): boolean {
  return /^(image\/(png|jpe?g|gif|webp)|application\/pdf|text\/plain)$/.test(mimeType);
}

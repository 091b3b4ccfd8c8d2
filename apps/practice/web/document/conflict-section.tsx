import {
  Button,
  DateText,
  FactList,
  Identifier,
  Notice,
  TextLink,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { useState } from 'react';
import { type DocumentView, getDocument } from '../../src/features/documents/contract.ts';
import { type Decision, DecisionDialog } from './decision-dialog.tsx';
import styles from './document.module.css';
import { DocumentStateTag } from './document-state-tag.tsx';

export interface ConflictSectionProps {
  readonly document: DocumentView;
  readonly otherId: string;
}

/** Two documents with one identifier, side by side, and the two ways out. */
export function ConflictSection({ document, otherId }: ConflictSectionProps) {
  const t = useMessages();
  const other = useRoute(getDocument, { params: { id: otherId } });
  const [asked, setAsked] = useState<Decision>();
  return (
    <div className={styles.conflict}>
      <Notice kind="warn" title={t('documentPage.conflictHeading')}>
        <p>{t('documentPage.conflictText')}</p>
      </Notice>
      <div className={styles.sideBySide}>
        <Compared title={t('documentPage.conflictThis')} document={document} />
        {other.data ? (
          <Compared title={t('documentPage.conflictOther')} document={other.data}>
            <TextLink to={`/documents/${otherId}`}>{t('documentPage.conflictOpenOther')}</TextLink>
          </Compared>
        ) : null}
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => setAsked('send-under-new-id')}>
          {t('documentPage.decideSend')}
        </Button>
        <Button onClick={() => setAsked('keep-here')}>{t('documentPage.decideKeep')}</Button>
      </div>
      <DecisionDialog document={document} decision={asked} onDone={() => setAsked(undefined)} />
    </div>
  );
}

interface ComparedProps {
  readonly title: string;
  readonly document: DocumentView;
  readonly children?: React.ReactNode;
}

function Compared({ title, document, children }: ComparedProps) {
  const t = useMessages();
  const checksum = t('documentPage.checksum');
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <p>{document.title}</p>
      <DocumentStateTag state={document.state} />
      <FactList
        facts={[
          {
            label: t('documentPage.issued'),
            value: <DateText withTime value={document.issuedAt ?? undefined} />,
          },
          { label: t('documentPage.author'), value: document.author },
          { label: t('documentPage.added'), value: <DateText withTime value={document.addedAt} /> },
          { label: t('documentPage.fileName'), value: document.fileName },
          {
            label: checksum,
            value: (
              <Identifier labelHidden withCopy={false} label={checksum} value={document.sha1} />
            ),
          },
        ]}
      />
      {children}
    </section>
  );
}

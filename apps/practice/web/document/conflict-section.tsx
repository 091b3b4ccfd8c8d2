import {
  Button,
  ConfirmDialog,
  DateText,
  FactList,
  Identifier,
  Notice,
  TextLink,
  useMessages,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { useState } from 'react';
import {
  type DocumentView,
  getDocument,
  resolveConflict,
  searchDocuments,
} from '../../src/features/documents/contract.ts';
import styles from './document.module.css';
import { DocumentStateTag } from './document-state-tag.tsx';

export interface ConflictSectionProps {
  readonly document: DocumentView;
  readonly otherId: string;
}

type Decision = 'send-under-new-id' | 'keep-here';

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

const words = {
  'send-under-new-id': {
    title: 'documentPage.decideSendTitle',
    text: 'documentPage.decideSendText',
    confirm: 'documentPage.decideSend',
  },
  'keep-here': {
    title: 'documentPage.decideKeepTitle',
    text: 'documentPage.decideKeepText',
    confirm: 'documentPage.decideKeep',
  },
} as const;

interface DecisionDialogProps {
  readonly document: DocumentView;
  readonly decision: Decision | undefined;
  readonly onDone: () => void;
}

function DecisionDialog({ document, decision, onDone }: DecisionDialogProps) {
  const t = useMessages();
  const resolve = useRouteMutation(resolveConflict, { refreshes: [getDocument, searchDocuments] });
  if (!decision) return null;
  const { title, text, confirm } = words[decision];
  return (
    <ConfirmDialog
      open
      title={t(title, { title: document.title })}
      confirmLabel={t(confirm)}
      onCancel={onDone}
      onConfirm={async () => {
        await resolve.mutateAsync({ params: { id: document.id }, body: { decision } });
        onDone();
      }}
    >
      <p>{t(text)}</p>
    </ConfirmDialog>
  );
}

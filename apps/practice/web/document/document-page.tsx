import {
  Button,
  DateText,
  Loading,
  Page,
  ProblemNotice,
  useClock,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { useState } from 'react';
import { type DocumentView, getDocument } from '../../src/features/documents/contract.ts';
import { ShareDialog } from '../share/share-dialog.tsx';
import { AboutSection } from './about-section.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { ConflictSection } from './conflict-section.tsx';
import { ContentSection } from './content-section.tsx';
import { isKeptHere } from './decision-dialog.tsx';
import styles from './document.module.css';
import { DocumentPatient } from './document-patient.tsx';
import { DocumentStateTag } from './document-state-tag.tsx';
import { FindingsSection } from './findings-section.tsx';
import { HistorySection } from './history-section.tsx';
import { NeighbourLinks } from './neighbour-links.tsx';
import { refreshPace } from './refresh-pace.ts';
import { SavingSection } from './saving-section.tsx';
import { StateSection } from './state-section.tsx';
import { useDocumentKeys } from './use-document-keys.ts';

/** One document: whose it is, where it stands, what it says, and what can be done with it. */
export function DocumentPage({ id }: { readonly id: string }) {
  const t = useMessages();
  const document = useDocument(id);
  const { data, error } = document;
  if (data) return <LoadedDocument document={data} />;
  return (
    <Page title={t('documentPage.loadingTitle')}>
      {error ? (
        <ProblemNotice problem={error} onRetry={() => void document.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

/** Asked for again while it is on its way to the cloud. */
function useDocument(id: string) {
  const clock = useClock();
  const [refreshMs, setRefreshMs] = useState<number>();
  const document = useRoute(
    getDocument,
    { params: { id } },
    refreshMs === undefined ? {} : { refreshMs },
  );
  const next = document.data ? refreshPace([document.data], clock.now()) : undefined;
  if (next !== refreshMs) setRefreshMs(next);
  return document;
}

function LoadedDocument({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const [sharing, setSharing] = useState(false);
  const { id, title, kindName, patientId, state, conflictWith } = document;
  const shareable = patientId !== null && state !== 'conflict' && !isKeptHere(document);
  useDocumentKeys(id, shareable ? () => setSharing(true) : undefined);
  return (
    <Page
      title={title}
      windowTitle={kindName}
      banner={patientId ? <DocumentPatient patientId={patientId} /> : undefined}
      intro={
        <span className={styles.intro}>
          <span>{kindName}</span>
          <DateText withTime value={document.issuedAt ?? undefined} />
          <DocumentStateTag state={state} />
        </span>
      }
      action={
        shareable ? (
          <Button look="primary" onClick={() => setSharing(true)}>
            {t('archive.share')}
          </Button>
        ) : undefined
      }
    >
      <NeighbourLinks id={id} />
      {state === 'conflict' && conflictWith ? (
        <ConflictSection document={document} otherId={conflictWith} />
      ) : null}
      <div className={styles.columns}>
        <div className={styles.main}>
          <ContentSection document={document} />
        </div>
        <div className={styles.side}>
          <StateSection document={document} />
          <SavingSection document={document} />
          <AttachmentsSection document={document} />
          <FindingsSection findings={document.findings} />
          <AboutSection document={document} />
          <HistorySection events={document.history} />
        </div>
      </div>
      {sharing ? <ShareDialog documents={[document]} onClose={() => setSharing(false)} /> : null}
    </Page>
  );
}

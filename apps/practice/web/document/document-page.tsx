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
import { RemoveDialog } from '../removals/remove-dialog.tsx';
import { ShareDialog } from '../share/share-dialog.tsx';
import { useRoles } from '../use-roles.ts';
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
import { ReplacedNotice, VersionsSection } from './versions-section.tsx';

/** What is on its way is removed when it has arrived. */
const removable: ReadonlySet<DocumentView['state']> = new Set([
  'archived',
  'local',
  'refused',
  'conflict',
]);

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
  const [removing, setRemoving] = useState(false);
  const responsible = useRoles().some((role) => role === 'administrator' || role === 'doctor');
  const { id, title, kindName, patientId, state, conflictWith } = document;
  const removed = state === 'removed';
  const shareable = patientId !== null && state !== 'conflict' && !removed && !isKeptHere(document);
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
        <div className={styles.actions}>
          {shareable ? (
            <Button look="primary" onClick={() => setSharing(true)}>
              {t('archive.share')}
            </Button>
          ) : null}
          {responsible && removable.has(state) ? (
            <Button onClick={() => setRemoving(true)}>{t('removal.remove')}</Button>
          ) : null}
        </div>
      }
    >
      <NeighbourLinks id={id} />
      <ReplacedNotice id={id} />
      {state === 'conflict' && conflictWith ? (
        <ConflictSection document={document} otherId={conflictWith} />
      ) : null}
      <div className={styles.columns}>
        <div className={styles.main}>
          {removed ? <p>{t('removal.removedText')}</p> : <ContentSection document={document} />}
        </div>
        <div className={styles.side}>
          <VersionsSection id={id} />
          <StateSection document={document} />
          {removed ? null : <WhatItHolds document={document} />}
          <AboutSection document={document} />
          <HistorySection events={document.history} />
        </div>
      </div>
      {removing ? <RemoveDialog documents={[document]} onClose={() => setRemoving(false)} /> : null}
      {sharing ? <ShareDialog documents={[document]} onClose={() => setSharing(false)} /> : null}
    </Page>
  );
}

/** What can be said and saved only of a document that is still there. */
function WhatItHolds({ document }: { readonly document: DocumentView }) {
  return (
    <>
      <SavingSection document={document} />
      <AttachmentsSection document={document} />
      <FindingsSection findings={document.findings} />
    </>
  );
}

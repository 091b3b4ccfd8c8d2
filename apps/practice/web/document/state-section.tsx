import {
  Button,
  DateText,
  FactList,
  Identifier,
  Notice,
  Section,
  type Translate,
  useMessages,
  useRouteMutation,
} from '@kartoteka/ui';
import { useState } from 'react';
import {
  type DocumentView,
  getDocument,
  sendDocuments,
} from '../../src/features/documents/contract.ts';
import { DecisionDialog, isKeptHere } from './decision-dialog.tsx';
import styles from './document.module.css';
import { DocumentStateTag } from './document-state-tag.tsx';
import { FailedNotice } from './failed-notice.tsx';

/** Where the document stands towards the cloud: the receipt, or what it waits for and why. */
export function StateSection({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const { state, receipt, outbox } = document;
  return (
    <Section title={t('documentPage.repository')}>
      <div className={styles.card}>
        <DocumentStateTag state={state} />
        <p>{stateText(t, document)}</p>
        {receipt && state !== 'removed' ? <Receipt receipt={receipt} /> : null}
        {outbox && !receipt ? <Waiting outbox={outbox} /> : null}
        {isKeptHere(document) ? (
          <SendAfterAll document={document} />
        ) : (
          <SendNow document={document} />
        )}
      </div>
    </Section>
  );
}

const texts = {
  waiting: 'documentPage.waitingText',
  sending: 'documentPage.sendingText',
  checking: 'documentPage.checkingText',
  archived: 'documentPage.receiptText',
  refused: 'documentPage.refusedText',
  conflict: 'documentPage.conflictText',
  removed: 'removal.removedText',
} as const;

function stateText(t: Translate, document: DocumentView): string {
  const { state, patientId, kindName } = document;
  if (state !== 'local') return t(texts[state]);
  if (patientId === null) return t('documentPage.noPatientText');
  if (isKeptHere(document)) return t('documentPage.keptText');
  return t('documentPage.localText', { kind: kindName });
}

function Receipt({ receipt }: { readonly receipt: NonNullable<DocumentView['receipt']> }) {
  const t = useMessages();
  const ids = [
    [t('documentPage.receiptRepository'), receipt.repositoryUniqueId],
    [t('documentPage.receiptEntry'), receipt.entryUuid],
  ] as const;
  return (
    <FactList
      facts={[
        { label: t('documentPage.receiptAt'), value: <DateText withTime value={receipt.at} /> },
        ...ids.map(([label, value]) => ({
          label,
          value: <Identifier labelHidden label={label} value={value} />,
        })),
      ]}
    />
  );
}

function Waiting({ outbox }: { readonly outbox: NonNullable<DocumentView['outbox']> }) {
  const t = useMessages();
  const { since, attempts, nextAt, reason, quoted } = outbox;
  return (
    <>
      <FactList
        facts={[
          { label: t('documentPage.waitingSince'), value: <DateText withTime value={since} /> },
          { label: t('documentPage.attempts'), value: String(attempts) },
          ...(reason
            ? [
                {
                  label: t('documentPage.nextAttempt'),
                  value: nextAt ? (
                    <DateText withTime value={nextAt} />
                  ) : (
                    t('documentPage.nextByHand')
                  ),
                },
              ]
            : []),
        ]}
      />
      {reason ? (
        <Notice kind="warn" title={t('documentPage.reason')}>
          <p>{reason}</p>
          {quoted ? (
            <figure className={styles.quote}>
              <figcaption>{t('problem.original')}</figcaption>
              <blockquote>{quoted}</blockquote>
            </figure>
          ) : null}
        </Notice>
      ) : null}
    </>
  );
}

/** Takes back the decision to keep a document here: under its own identifier it cannot be sent. */
function SendAfterAll({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const [asked, setAsked] = useState(false);
  if (document.patientId === null) return null;
  return (
    <div>
      <Button onClick={() => setAsked(true)}>{t('documentPage.decideSend')}</Button>
      <DecisionDialog
        document={document}
        decision={asked ? 'send-under-new-id' : undefined}
        onDone={() => setAsked(false)}
      />
    </div>
  );
}

/** Puts the document in the queue now, whether its kind is sent by itself or not. */
function SendNow({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const send = useRouteMutation(sendDocuments, { refreshes: [getDocument] });
  const { id, state, patientId } = document;
  const sendable =
    patientId !== null && ['local', 'waiting', 'checking', 'refused'].includes(state);
  return (
    <>
      {sendable ? (
        <div>
          <Button busy={send.isPending} onClick={() => send.mutate({ body: { ids: [id] } })}>
            {t('documentPage.sendNow')}
          </Button>
        </div>
      ) : null}
      <p role="status" className={styles.quiet}>
        {send.isSuccess && sendable ? t('documentPage.sendAsked') : ''}
      </p>
      <FailedNotice problem={send.error} at={send.submittedAt} />
    </>
  );
}

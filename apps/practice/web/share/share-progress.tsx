import { clinicalDate } from '@kartoteka/messages';
import { Button, Notice, OperationLog, useMessages, useRoute } from '@kartoteka/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getDocument, searchDocuments } from '../../src/features/documents/contract.ts';
import {
  type ConsentView,
  getConsent,
  searchConsents,
} from '../../src/features/shares/contract.ts';
import { InvitePatient } from './invite-patient.tsx';
import styles from './share.module.css';
import { shareSteps } from './share-steps.ts';
import { Quoted, ShareWaiting } from './share-waiting.tsx';

export interface ShareProgressProps {
  /** As the server answered the confirmation. */
  readonly consent: ConsentView;
  readonly onClose: () => void;
}

const refreshMs = 1_000;

/** From the confirmation to the cloud's receipts, step by step. */
export function ShareProgress({ consent: first, onClose }: ShareProgressProps) {
  const t = useMessages();
  const { consent, settled } = useFreshConsent(first);
  const done = consent.state === 'sent';
  return (
    <div className={styles.stack}>
      <OperationLog
        mayLeave
        title={t('share.progress')}
        steps={shareSteps(consent, {
          document: (name) => t('share.stepDocument', { name }),
          consent: t('share.stepConsent'),
        })}
      />
      {done ? (
        <Notice live kind="good" title={t('share.done')}>
          {t('share.doneUntil', {
            from: clinicalDate(consent.from),
            to: clinicalDate(consent.to),
          })}
        </Notice>
      ) : null}
      {consent.state === 'refused' ? (
        <Notice live kind="bad" title={t('share.consentRefused')}>
          <Refusal consent={consent} />
        </Notice>
      ) : null}
      {settled ? null : <ShareWaiting consent={consent} />}
      {done ? <InvitePatient patientId={consent.patientId} /> : null}
      <div>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </div>
  );
}

function Refusal({ consent }: { readonly consent: ConsentView }) {
  const t = useMessages();
  const problem = consent.steps.at(-1)?.problem;
  return (
    <>
      {problem ? <p>{`${problem.text} ${problem.next}`}</p> : null}
      <Quoted text={problem?.quoted} />
      <p>{t('share.consentRefusedNext')}</p>
    </>
  );
}

/** The consent as it is now, until the cloud has answered for it; lists behind follow then. */
function useFreshConsent(first: ConsentView) {
  const queries = useQueryClient();
  const moving = (state: ConsentView['state']) =>
    ['waiting', 'sending', 'checking'].includes(state);
  const { data } = useRoute(getConsent, { params: { id: first.id } }, { refreshMs });
  const consent = data ?? first;
  const settled = !moving(consent.state);
  const archived = consent.documentList.filter(({ sentAt }) => sentAt !== null).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each receipt makes the lists behind stale.
  useEffect(() => {
    for (const { method, path } of [searchDocuments, getDocument, searchConsents]) {
      void queries.invalidateQueries({ queryKey: [method, path] });
    }
  }, [queries, settled, archived]);
  return { consent, settled };
}

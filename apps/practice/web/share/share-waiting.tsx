import { clinicalDateTime } from '@kartoteka/messages';
import { Notice, TextLink, useMessages, useRoute } from '@kartoteka/ui';
import { useEffect, useState } from 'react';
import { getDocument } from '../../src/features/documents/contract.ts';
import type { ConsentView } from '../../src/features/shares/contract.ts';
import styles from './share.module.css';

/** Before that, an answer is on its way and there is no reason to tell. */
const patienceMs = 2_500;
const refreshMs = 5_000;

/** Why it is not done yet: the reason of the first document that waits, or of the consent. */
export function ShareWaiting({ consent }: { readonly consent: ConsentView }) {
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (patient) return null;
  const missing = consent.documentList.find(({ sentAt }) => sentAt === null);
  if (missing) return <DocumentWaits key={missing.id} id={missing.id} />;
  const problem = consent.steps.at(-1)?.problem;
  return problem ? (
    <Waits reason={`${problem.text} ${problem.next}`} quoted={problem.quoted} />
  ) : null;
}

function DocumentWaits({ id }: { readonly id: string }) {
  const t = useMessages();
  const { data } = useRoute(getDocument, { params: { id } }, { refreshMs });
  if (data?.state === 'refused') {
    return (
      <Notice live kind="bad" title={t('share.documentStopped', { name: data.title })}>
        <p>{data.outbox?.reason}</p>
        <Quoted text={data.outbox?.quoted} />
        <TextLink to={`/documents/${id}`}>{t('share.openDocument')}</TextLink>
      </Notice>
    );
  }
  if (!data?.outbox?.reason) return null;
  const { reason, quoted, nextAt } = data.outbox;
  return <Waits reason={reason} quoted={quoted} nextAt={nextAt} />;
}

interface WaitsProps {
  readonly reason: string;
  readonly quoted: string | null;
  readonly nextAt?: string | null;
}

function Waits({ reason, quoted, nextAt = null }: WaitsProps) {
  const t = useMessages();
  return (
    <Notice live kind="warn" title={t('share.waits')}>
      <p>{reason}</p>
      <Quoted text={quoted} />
      {nextAt === null ? null : <p>{t('share.nextAttempt', { time: clinicalDateTime(nextAt) })}</p>}
      <p>{t('share.waitsText')}</p>
    </Notice>
  );
}

/** The other system's own words. */
export function Quoted({ text }: { readonly text: string | null | undefined }) {
  const t = useMessages();
  if (!text) return null;
  return (
    <p className={styles.quiet}>
      {t('problem.original')}: <q>{text}</q>
    </p>
  );
}

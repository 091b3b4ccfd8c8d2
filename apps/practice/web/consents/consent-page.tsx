import {
  Button,
  ConfirmDialog,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  useMessages,
  useRoute,
  useRouteMutation,
} from '@kartoteka/ui';
import { useState } from 'react';
import {
  type ConsentView,
  getConsent,
  revokeConsent,
  searchConsents,
} from '../../src/features/shares/contract.ts';
import { ConsentDetails } from './consent-details.tsx';
import { ConsentDocuments } from './consent-documents.tsx';
import { isUnderWay } from './consent-states.ts';
import { ConsentSteps } from './consent-steps.tsx';

const underWayRefreshMs = 3000;
const refreshMs = 15_000;

/** One consent: what it says, what it covers, and what became of it. */
export function ConsentPage({ id }: { readonly id: string }) {
  const t = useMessages();
  const [fast, setFast] = useState(true);
  const { data, error, refetch } = useRoute(
    getConsent,
    { params: { id } },
    { refreshMs: fast ? underWayRefreshMs : refreshMs },
  );
  const underWay = data ? isUnderWay(data.state) : true;
  if (underWay !== fast) setFast(underWay);
  if (data) return <Consent consent={data} />;
  return (
    <Page title={t('consentRegister.title')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}

function Consent({ consent }: { readonly consent: ConsentView }) {
  const t = useMessages();
  const revocable = !['revoked', 'revoking'].includes(consent.state);
  return (
    <Page
      title={`${t('consentRegister.title')}: ${consent.patientName}`}
      windowTitle={t('consentRegister.title')}
      action={revocable ? <Revocation consent={consent} /> : null}
    >
      {consent.state === 'revoking' ? (
        <Notice live kind="info" title={t('consentRegister.revokeWaiting')} />
      ) : null}
      <ConsentDetails consent={consent} />
      <ConsentDocuments consent={consent} />
      <ConsentSteps consent={consent} />
    </Page>
  );
}

/** "Odwołanie zgody": asked once, with what happens (UX-8). */
function Revocation({ consent }: { readonly consent: ConsentView }) {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  const revoke = useRouteMutation(revokeConsent, { refreshes: [getConsent, searchConsents] });
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('consents.revoke')}</Button>
      <ConfirmDialog
        danger
        open={open}
        title={t('consentRegister.revokeTitle', { patient: consent.patientName })}
        confirmLabel={t('consents.revoke')}
        onConfirm={async () => {
          await revoke.mutateAsync({ params: { id: consent.id } });
          close();
        }}
        onCancel={close}
      >
        <p>
          {t('consentRegister.revokeText', {
            recipient: consent.recipient.name,
            documents: t('consentRegister.revokeDocuments', { count: consent.documents }),
          })}
        </p>
      </ConfirmDialog>
    </>
  );
}

import { Dialog, Loading, ProblemNotice, useMessages, useRoute } from '@kartoteka/ui';
import { useState } from 'react';
import { type ConsentView, shareDefaults } from '../../src/features/shares/contract.ts';
import { ShareForm } from './share-form.tsx';
import { ShareProgress } from './share-progress.tsx';

/** What the dialog needs to know of a document. */
export interface SharedDocument {
  readonly id: string;
  readonly title: string;
  readonly kindName: string;
  readonly uniqueId: string;
  readonly patientId: string | null;
  readonly patientName: string;
  readonly inCloud: boolean;
}

export interface ShareDialogProps {
  /** Documents of one patient. */
  readonly documents: readonly SharedDocument[];
  readonly onClose: () => void;
}

/**
 * "Udostępnij": one window from the prefilled form to the cloud's receipts (PRODUCT 4.3, UX-10).
 *
 * @example {shared ? <ShareDialog documents={shared} onClose={() => setShared(undefined)} /> : null}
 */
export function ShareDialog({ documents, onClose }: ShareDialogProps) {
  const t = useMessages();
  const [consent, setConsent] = useState<ConsentView>();
  return (
    <Dialog open width="wide" title={t('share.heading')} onClose={onClose}>
      {consent ? (
        <ShareProgress consent={consent} onClose={onClose} />
      ) : (
        <Prepared documents={documents} onShared={setConsent} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface PreparedProps extends ShareDialogProps {
  readonly onShared: (consent: ConsentView) => void;
}

function Prepared(props: PreparedProps) {
  const t = useMessages();
  const { data, error, refetch, isFetching } = useRoute(shareDefaults, {});
  if (data) return <ShareForm {...props} defaults={data} />;
  if (!error) return <Loading />;
  return (
    <ProblemNotice
      title={t('share.prepareProblem')}
      problem={error}
      onRetry={() => void refetch()}
      retrying={isFetching}
    />
  );
}

import {
  Button,
  ClientProblem,
  DownloadSign,
  ProblemNotice,
  Section,
  useCallRoute,
  useMessages,
} from '@kartoteka/ui';
import { useState } from 'react';
import {
  downloadPortalDocument,
  showPortalDocument,
} from '../../../src/features/portal/contract.ts';
import styles from '../portal.module.css';
import { usePortal } from '../portal-context.ts';
import { type SharedDocument, useDocuments } from '../use-documents.ts';
import { saveFile } from './save-file.ts';

export interface DocumentActionsProps {
  readonly document: SharedDocument;
  /** The address of the page, for printing. */
  readonly src: string;
}

type Form = 'html' | 'xml';

/** Saving in both forms, and printing. */
export function DocumentActions({ document, src }: DocumentActionsProps) {
  const t = useMessages();
  const { busy, problem, save } = useSave(document);
  return (
    <Section title={t('portal.saveHeading')}>
      <div className={styles.actions}>
        <Button
          icon={<DownloadSign size={18} />}
          busy={busy === 'html'}
          onClick={() => void save('html')}
        >
          {t('portal.saveHtml')}
        </Button>
        <Button
          icon={<DownloadSign size={18} />}
          busy={busy === 'xml'}
          onClick={() => void save('xml')}
        >
          {t('portal.saveXml')}
        </Button>
        <a className={styles.print} href={src} target="_blank" rel="noopener noreferrer">
          {t('portal.print')}
        </a>
      </div>
      <p className={styles.hint}>{t('portal.saveHint')}</p>
      <p className={styles.hint}>{t('portal.printHint')}</p>
      {problem ? <ProblemNotice problem={problem} focusOn={1} /> : null}
    </Section>
  );
}

/** Fetches first and saves then, so that a document whose consent has just ended is told in words. */
function useSave(document: SharedDocument) {
  const call = useCallRoute();
  const { account } = usePortal();
  const { retry } = useDocuments();
  const [busy, setBusy] = useState<Form>();
  const [problem, setProblem] = useState<ClientProblem>();
  const fetchForm = (form: Form): Promise<Blob> => {
    const params = { account, id: document.id };
    if (form === 'xml') return call(downloadPortalDocument, { params });
    return call(showPortalDocument, { params, query: { download: 'yes' } });
  };
  const save = async (form: Form) => {
    setBusy(form);
    setProblem(undefined);
    try {
      saveFile(await fetchForm(form), `${document.title}.${form}`);
    } catch (cause) {
      if (!(cause instanceof ClientProblem)) throw cause;
      if (cause.status === 404) retry();
      else setProblem(cause);
    } finally {
      setBusy(undefined);
    }
  };
  return { busy, problem, save };
}

import { Button, ClientProblem, Section, useMessages } from '@kartoteka/ui';
import { useState } from 'react';
import type { DocumentView } from '../../src/features/documents/contract.ts';
import styles from './document.module.css';
import { FailedNotice } from './failed-notice.tsx';
import { type DocumentPart, useDocumentFiles } from './use-document-files.ts';

const parts = [
  ['pair', 'archive.saveCda'],
  ['xml', 'documentPage.saveXml'],
  ['xsl', 'documentPage.saveXsl'],
  ['html', 'documentPage.saveHtml'],
] as const satisfies readonly (readonly [DocumentPart, string])[];

/** "Zapisz XML HL7 CDA": document and stylesheet together, each alone, or the page. */
export function SavingSection({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const files = useDocumentFiles();
  const [busy, setBusy] = useState<DocumentPart>();
  const [saved, setSaved] = useState(false);
  const [failed, setFailed] = useState<{ problem: ClientProblem; at: number }>();
  const save = async (part: DocumentPart) => {
    setBusy(part);
    setFailed(undefined);
    setSaved(false);
    try {
      await files.savePart(document, part);
      setSaved(true);
    } catch (cause) {
      if (!(cause instanceof ClientProblem)) throw cause;
      setFailed({ problem: cause, at: performance.now() });
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Section title={t('documentPage.saving')}>
      <div className={styles.buttons}>
        {parts.map(([part, key]) => (
          <Button key={part} small busy={busy === part} onClick={() => void save(part)}>
            {t(key)}
          </Button>
        ))}
      </div>
      <p className={styles.quiet}>{t('documentPage.savingHint')}</p>
      <p role="status">{saved ? t('archive.saved', { count: 1 }) : ''}</p>
      <FailedNotice problem={failed?.problem} at={failed?.at ?? 0} />
    </Section>
  );
}

import {
  DocumentFrame,
  Loading,
  Page,
  ProblemNotice,
  routeAddress,
  Stack,
  TextLink,
  useLanguage,
  useMessages,
} from '@kartoteka/ui';
import { showPortalDocument } from '../../../src/features/portal/contract.ts';
import { DocumentSummary } from '../documents/document-summary.tsx';
import { usePortal } from '../portal-context.ts';
import { type SharedDocument, useDocuments, useDocumentWatch } from '../use-documents.ts';
import { DocumentActions } from './document-actions.tsx';
import { NoLongerShared } from './no-longer-shared.tsx';

/** A shared document to read, save and print; gone from the screen when its consent ends. */
export function DocumentPage({ id }: { readonly id: string }) {
  const t = useMessages();
  const { list, problem, retry } = useDocuments();
  useDocumentWatch();
  const document = list?.documents.find((one) => one.id === id);
  if (document) return <Shown document={document} />;
  if (list) return <NoLongerShared />;
  return (
    <Page title={t('portal.document')}>
      {problem ? <ProblemNotice problem={problem} onRetry={retry} /> : <Loading />}
    </Page>
  );
}

function Shown({ document }: { readonly document: SharedDocument }) {
  const t = useMessages();
  const { account } = usePortal();
  const { language } = useLanguage();
  const src = routeAddress(showPortalDocument, {
    params: { account, id: document.id },
    query: { language },
  });
  return (
    // Histories of browsers keep the titles of windows: what the document is about stays out of them.
    <Page title={document.title} windowTitle={t('portal.document')}>
      <Stack>
        <DocumentSummary document={document} />
        <DocumentFrame
          key={src}
          src={src}
          title={document.title}
          {...(document.language ? { language: document.language } : {})}
        />
        <DocumentActions document={document} src={src} />
        <p data-no-print>
          <TextLink to="/documents">{t('portal.toList')}</TextLink>
        </p>
      </Stack>
    </Page>
  );
}

import { formatBytes } from '@kartoteka/messages';
import {
  DateText,
  FactList,
  Identifier,
  Section,
  useLanguage,
  useMessages,
  Value,
} from '@kartoteka/ui';
import type { DocumentView } from '../../src/features/documents/contract.ts';
import { actorName } from './actor-name.ts';

/** Identifiers, times and where it came from. */
export function AboutSection({ document }: { readonly document: DocumentView }) {
  const t = useMessages();
  const { language } = useLanguage();
  const identifier = (label: string, value: string) => ({
    label,
    value: <Identifier labelHidden label={label} value={value} />,
  });
  const { setId, versionNumber } = document;
  return (
    <Section title={t('documentPage.about')}>
      <FactList
        facts={[
          identifier(t('documentPage.identifier'), document.uniqueId),
          ...(setId ? [identifier(t('documentPage.setIdentifier'), setId)] : []),
          ...(versionNumber === null
            ? []
            : [{ label: t('documentPage.version'), value: String(versionNumber) }]),
          { label: t('documentPage.kind'), value: `${document.kind} ${document.kindName}` },
          {
            label: t('documentPage.issued'),
            value: <DateText withTime value={document.issuedAt ?? undefined} />,
          },
          { label: t('documentPage.author'), value: document.author },
          { label: t('documentPage.organisation'), value: document.organisation },
          { label: t('documentPage.added'), value: <DateText withTime value={document.addedAt} /> },
          {
            label: t('documentPage.addedBy'),
            value: <Value missing="unknown">{actorName(t, document.addedBy)}</Value>,
          },
          { label: t('documentPage.source'), value: t(sources[document.source]) },
          { label: t('documentPage.fileName'), value: document.fileName },
          { label: t('documentPage.size'), value: formatBytes(language, document.size) },
          identifier(t('documentPage.checksum'), document.sha1),
          { label: t('documentPage.stylesheet'), value: document.stylesheet },
        ]}
      />
    </Section>
  );
}

const sources = {
  drop: 'documentPage.sourceDrop',
  folder: 'documentPage.sourceFolder',
  rest: 'documentPage.sourceRest',
  command: 'documentPage.sourceCommand',
} as const;

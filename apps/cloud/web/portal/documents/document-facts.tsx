import { DateText, useMessages, Value } from '@kartoteka/ui';
import styles from '../portal.module.css';
import type { SharedDocument } from '../use-documents.ts';

/** The facts of a document in the order in which a patient asks for them. */
export function DocumentFacts({ document }: { readonly document: SharedDocument }) {
  const t = useMessages();
  const { kindName, title, issuedAt, author, organisation, visibleTo, reason } = document;
  const facts = [
    ...(kindName === title ? [] : [[t('portal.kind'), <Value key="kind">{kindName}</Value>]]),
    [
      t('portal.issuedOn'),
      <DateText key="issued" style="long" value={issuedAt ?? undefined} missing="unknown" />,
    ],
    [t('portal.author'), <Value key="author">{author}</Value>],
    [t('portal.practice'), <Value key="practice">{organisation}</Value>],
    [t('portal.reason'), <Value key="reason">{reason}</Value>],
    [t('portal.visibleTo'), <DateText key="until" style="long" value={visibleTo} />],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={String(label)}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

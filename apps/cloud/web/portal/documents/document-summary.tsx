import { DateText, useMessages, Value } from '@kartoteka/ui';
import styles from '../portal.module.css';
import type { SharedDocument } from '../use-documents.ts';

/** A document in four lines: what and when, who and where, why it is shared, until when. */
export function DocumentSummary({ document }: { readonly document: SharedDocument }) {
  const t = useMessages();
  const { kindName, issuedAt, author, organisation, visibleTo, reason } = document;
  return (
    <div className={styles.summary}>
      <p>
        <Value>{kindName}</Value>
        {', '}
        <DateText style="long" value={issuedAt ?? undefined} missing="unknown" />
      </p>
      <p>{author === '' ? organisation : `${author}, ${organisation}`}</p>
      <dl>
        <div>
          <dt>{t('portal.reason')}</dt>
          <dd>
            <Value>{reason}</Value>
          </dd>
        </div>
        <div>
          <dt>{t('portal.visibleTo')}</dt>
          <dd>
            <DateText style="long" value={visibleTo} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

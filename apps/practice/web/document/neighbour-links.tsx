import { LeftSign, RightSign, TextLink, useMessages } from '@kartoteka/ui';
import { useState } from 'react';
import styles from './document.module.css';
import { neighboursOf } from './document-order.ts';

/** Back to the list, and on to the documents beside this one in it. */
export function NeighbourLinks({ id }: { readonly id: string }) {
  const t = useMessages();
  const [{ previous, next }] = useState(() => neighboursOf(id));
  return (
    <nav className={styles.neighbours} aria-label={t('documentPage.around')} data-no-print>
      <TextLink to="/archive">{t('documentPage.toArchive')}</TextLink>
      {previous ? (
        <TextLink to={`/documents/${previous}`}>
          <LeftSign size={14} /> {t('documentPage.previous')}
        </TextLink>
      ) : null}
      {next ? (
        <TextLink to={`/documents/${next}`}>
          {t('documentPage.next')} <RightSign size={14} />
        </TextLink>
      ) : null}
    </nav>
  );
}

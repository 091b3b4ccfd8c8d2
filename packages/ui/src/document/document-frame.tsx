import { useState } from 'react';
import { useMessages } from '../language/messages-context.tsx';
import { Loading } from '../page/loading.tsx';
import { Notice } from '../problem/notice.tsx';
import styles from './document-frame.module.css';

export interface DocumentFrameProps {
  /** The address of the rendered document; the server sends it under its own strict policy. */
  readonly src: string;
  readonly title: string;
  /** Language of the document, where it is known and differs from the page's. */
  readonly language?: string;
  /** How many dangerous parts were taken out while rendering. */
  readonly partsRemoved?: number;
}

/**
 * A rendered document in a frame that may run nothing and reach nothing (UX-41): no scripts, no forms,
 * an origin of its own. Printing happens in a tab of its own, because the frame may not even do that.
 */
export function DocumentFrame({ src, title, language, partsRemoved = 0 }: DocumentFrameProps) {
  const t = useMessages();
  const [loaded, setLoaded] = useState(false);
  return (
    <div className={styles.document}>
      {partsRemoved > 0 ? (
        <Notice kind="warn" title={t('document.partsRemoved', { count: partsRemoved })} />
      ) : null}
      {loaded ? null : <Loading text={t('document.loading')} />}
      <iframe
        className={styles.frame}
        src={src}
        title={t('document.frameTitle', { title })}
        lang={language}
        sandbox=""
        referrerPolicy="no-referrer"
        onLoad={() => setLoaded(true)}
      />
      <p data-no-print>
        <a href={src} target="_blank" rel="noopener noreferrer">
          {t('document.openInTab')}
        </a>
      </p>
    </div>
  );
}

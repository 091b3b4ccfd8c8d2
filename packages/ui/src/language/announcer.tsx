import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import styles from './announcer.module.css';

type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/**
 * One polite live region for the whole page. It is in the document from the start, because a region
 * that arrives together with its text is not read out (WCAG 4.1.3).
 */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback<Announce>(
    (text) => setSaid(({ turn }) => ({ text, turn: turn + 1 })),
    [],
  );
  // The same text twice in a row is a change only when something differs: a no-break space does.
  const text = said.turn % 2 === 0 ? said.text : `${said.text}\u00a0`;
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={styles.hidden} role="status" aria-live="polite" data-announcer>
        {said.text === '' ? '' : text}
      </div>
    </AnnounceContext>
  );
}

/**
 * Tells something to screen readers that others see.
 *
 * @example const announce = useAnnounce(); announce(t('common.copied'));
 */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

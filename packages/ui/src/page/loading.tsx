import { useEffect, useState } from 'react';
import { useMessages } from '../language/messages-context.tsx';
import styles from './loading.module.css';

const shownAfterMs = 1000;
const longAfterMs = 10_000;

export interface LoadingProps {
  /** What is loading; default "Loading…". */
  readonly text?: string;
  /** Show at once, for fixtures and for work that is known to be long. */
  readonly atOnce?: boolean;
}

/** Nothing in the first second, then words with a turning sign, then that it takes longer (UX-23). */
export function Loading({ text, atOnce = false }: LoadingProps) {
  const t = useMessages();
  const [stage, setStage] = useState(atOnce ? 1 : 0);
  useEffect(() => {
    const timers = [
      setTimeout(() => setStage((now) => Math.max(now, 1)), shownAfterMs),
      setTimeout(() => setStage(2), longAfterMs),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div role="status" className={styles.loading}>
      {stage > 0 ? (
        <>
          <span className={styles.sign} aria-hidden />
          <span>{text ?? t('common.loading')}</span>
        </>
      ) : null}
      {stage > 1 ? <span className={styles.long}>{t('common.stillLoading')}</span> : null}
    </div>
  );
}

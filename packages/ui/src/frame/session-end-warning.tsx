import { useEffect, useState } from 'react';
import { Button } from '../action/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { useClock } from '../language/clock-context.tsx';
import { useMessages } from '../language/messages-context.tsx';

const warnBeforeMs = 120_000;
const lookEveryMs = 5_000;

export interface SessionEndWarningProps {
  /** When the session ends, ISO instant. */
  readonly endsAt: string;
  /** Renews the session; the new end comes back as another `endsAt`. */
  readonly onStay: () => Promise<void>;
  /** The time is over. What was typed stays on the page. */
  readonly onEnd: () => void;
}

/** Warns two minutes before a session ends by itself and offers to go on (UX-40, WCAG 2.2.1). */
export function SessionEndWarning({ endsAt, onStay, onEnd }: SessionEndWarningProps) {
  const t = useMessages();
  const left = useTimeLeft(endsAt);
  const [staying, setStaying] = useState(false);
  const over = left <= 0;
  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  const stay = async () => {
    setStaying(true);
    await onStay().finally(() => setStaying(false));
  };
  return (
    <Dialog
      mustAnswer
      open={!over && left <= warnBeforeMs}
      title={t('frame.sessionEndHeading')}
      onClose={() => void stay()}
    >
      <p role="status">{t('frame.sessionEndText', { minutes })}</p>
      <div>
        <Button look="primary" busy={staying} onClick={() => void stay()}>
          {t('frame.sessionStay')}
        </Button>
      </div>
    </Dialog>
  );
}

function useTimeLeft(endsAt: string): number {
  const clock = useClock();
  const leftNow = () => Date.parse(endsAt) - clock.now().getTime();
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return leftNow();
}

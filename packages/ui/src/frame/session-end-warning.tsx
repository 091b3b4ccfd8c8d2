import { useEffect, useState } from 'react';
import { Button } from '../action/button.tsx';
import { ClientProblem } from '../client/client-problem.ts';
import { Dialog } from '../dialog/dialog.tsx';
import { useClock } from '../language/clock-context.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';

const warnBeforeMs = 120_000;
const lookEveryMs = 5_000;

export interface SessionEndWarningProps {
  /** When the session ends, ISO instant. */
  readonly endsAt: string;
  /** Renews the session; the new end comes back as another `endsAt`. May throw a `ClientProblem`. */
  readonly onStay: () => Promise<void>;
  /** The time is over. What was typed stays on the page. */
  readonly onEnd: () => void;
}

/** Warns two minutes before a session ends by itself and offers to go on (UX-40, WCAG 2.2.1). */
export function SessionEndWarning({ endsAt, onStay, onEnd }: SessionEndWarningProps) {
  const t = useMessages();
  const left = useTimeLeft(endsAt);
  const [staying, setStaying] = useState(false);
  const [problem, setProblem] = useState<ClientProblem>();
  const over = left <= 0;
  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  const stay = async () => {
    setStaying(true);
    setProblem(undefined);
    try {
      await onStay();
    } catch (thrown) {
      if (!(thrown instanceof ClientProblem)) throw thrown;
      setProblem(thrown);
    } finally {
      setStaying(false);
    }
  };
  return (
    <Dialog
      mustAnswer
      open={!over && left <= warnBeforeMs}
      title={t('frame.sessionEndHeading')}
      onClose={() => void stay()}
    >
      <p role="status">{t('frame.sessionEndText', { minutes })}</p>
      {problem ? <ProblemNotice problem={problem} level={3} /> : null}
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

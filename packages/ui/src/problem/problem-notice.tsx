import { useEffect, useId, useRef } from 'react';
import { Button } from '../action/button.tsx';
import { StopSign } from '../action/icons.tsx';
import {
  type ClientProblem,
  type ProblemText,
  problemNext,
  problemText,
} from '../client/client-problem.ts';
import { type Translate, useMessages } from '../language/messages-context.tsx';
import { CopyButton } from '../value/copy-button.tsx';
import styles from './problem-notice.module.css';

export interface ProblemNoticeProps {
  readonly problem: ClientProblem;
  /** Our own headline: what could not be done. Default: "Something stood in the way". */
  readonly title?: string;
  /** The likely cause, where the screen knows more than the problem. */
  readonly cause?: string;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
  readonly retryLabel?: string;
  /** Set and changed where the notice answers an action of the reader: it takes the focus. */
  readonly focusOn?: number;
  /** The heading's level in its surroundings; default 2. */
  readonly level?: 2 | 3;
}

/**
 * What happened, why, what to do, the original message quoted, and what support needs to know
 * (UX-25). It stays until the matter is settled.
 */
export function ProblemNotice(props: ProblemNoticeProps) {
  const { problem, cause, onRetry, focusOn, level = 2 } = props;
  const t = useMessages();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusOn !== undefined) box.current?.focus();
  }, [focusOn]);
  const Heading = level === 2 ? 'h2' : 'h3';
  const { quoted, place, correlationId } = problem.details;
  return (
    <section
      ref={box}
      className={styles.notice}
      aria-labelledby={id}
      role="alert"
      tabIndex={-1}
      data-focus-target
    >
      <span className={styles.sign}>
        <StopSign size={20} />
      </span>
      <div className={styles.body}>
        <Heading id={id}>{props.title ?? t('problem.heading')}</Heading>
        <p>{say(t, problemText(problem))}</p>
        {cause ? <Labelled label={t('problem.likelyCause')} text={cause} /> : null}
        <Labelled label={t('problem.whatToDo')} text={say(t, problemNext(problem))} />
        {quoted ? (
          <figure className={styles.quote}>
            <figcaption>{t('problem.original')}</figcaption>
            <blockquote>{quoted}</blockquote>
          </figure>
        ) : null}
        <p className={styles.reference}>
          {correlationId ? `${t('problem.reference')} ${correlationId} · ` : ''}
          {`${t('problem.code')} ${problem.code}`}
          {place ? ` · ${t('problem.place')} ${place}` : ''}
        </p>
        <div className={styles.actions}>
          {onRetry ? (
            <Button onClick={onRetry} busy={props.retrying ?? false}>
              {props.retryLabel ?? t('common.retry')}
            </Button>
          ) : null}
          <CopyButton text={detailsOf(t, props)} label={t('problem.copyDetails')}>
            {t('problem.copyDetails')}
          </CopyButton>
        </div>
      </div>
    </section>
  );
}

function Labelled({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <p>
      <span className={styles.label}>{label}</span> {text}
    </p>
  );
}

function say(t: Translate, text: ProblemText): string {
  return 'written' in text ? text.written : t(text.key, text.values as never);
}

/** For support: no more than what stands on the screen. */
function detailsOf(t: Translate, { problem, title }: ProblemNoticeProps): string {
  const { quoted, place, correlationId } = problem.details;
  return [
    title,
    say(t, problemText(problem)),
    `${t('problem.code')}: ${problem.code}`,
    correlationId && `${t('problem.reference')}: ${correlationId}`,
    place && `${t('problem.place')}: ${place}`,
    quoted && `${t('problem.original')}: ${quoted}`,
  ]
    .filter(Boolean)
    .join('\n');
}

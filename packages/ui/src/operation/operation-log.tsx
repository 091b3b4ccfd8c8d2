import { clinicalTime } from '@kartoteka/messages';
import { useId } from 'react';
import type { ClientProblem } from '../client/client-problem.ts';
import { type Translate, useMessages } from '../language/messages-context.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import { Identifier } from '../value/identifier.tsx';
import { type StateKind, StateTag } from '../value/state-tag.tsx';
import styles from './operation-log.module.css';

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'unknown';

export interface OperationStep {
  readonly id: string;
  /** The line as users know it: "[Info] Konto zostało aktywowane." */
  readonly name: string;
  readonly state: StepState;
  /** ISO instant of the last change. */
  readonly at?: string;
  /** Identifiers that the step brought, with copy buttons. */
  readonly ids?: readonly { readonly label: string; readonly value: string }[];
  readonly problem?: ClientProblem;
  /** The time limit of the remote call, in seconds. */
  readonly timeLimitSeconds?: number;
}

export interface OperationLogProps {
  readonly title: string;
  readonly steps: readonly OperationStep[];
  readonly onRetry?: (stepId: string) => void;
  /** The work goes on elsewhere and the page may be left. */
  readonly mayLeave?: boolean;
}

const states = {
  waiting: { kind: 'waiting', key: 'state.waiting' },
  running: { kind: 'busy', key: 'state.running' },
  done: { kind: 'good', key: 'state.done' },
  failed: { kind: 'bad', key: 'state.failed' },
  skipped: { kind: 'idle', key: 'state.skipped' },
  unknown: { kind: 'unknown', key: 'state.unknownChecking' },
} as const satisfies Record<StepState, { kind: StateKind; key: `state.${string}` }>;

/**
 * A long piece of work as named steps with their times: kept, told step by step to screen readers,
 * with a retry from the step that failed (UX-24, UX-25, UX-26).
 */
export function OperationLog({ title, steps, onRetry, mayLeave = false }: OperationLogProps) {
  const t = useMessages();
  const id = useId();
  const running = steps.some(({ state }) => state === 'running' || state === 'unknown');
  return (
    <section className={styles.log} aria-labelledby={id} aria-busy={running}>
      <h2 id={id}>{title}</h2>
      <p role="status" className={styles.status}>
        {summary(t, steps)}
      </p>
      {mayLeave && running ? <p className={styles.leave}>{t('operation.mayLeave')}</p> : null}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <Step key={step.id} step={step} onRetry={onRetry} />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly step: OperationStep;
  readonly onRetry: ((stepId: string) => void) | undefined;
}

function Step({ step, onRetry }: StepProps) {
  const t = useMessages();
  const { kind, key } = states[step.state];
  return (
    <li className={styles.step} data-state={step.state}>
      <div className={styles.line}>
        <time className={styles.time} dateTime={step.at}>
          {step.at ? clinicalTime(step.at) : ''}
        </time>
        <span className={styles.name}>{step.name}</span>
        <StateTag kind={kind}>{t(key)}</StateTag>
      </div>
      {step.timeLimitSeconds && step.state === 'running' ? (
        <p className={styles.limit}>
          {t('operation.timeLimit', { seconds: step.timeLimitSeconds })}
        </p>
      ) : null}
      {step.ids?.map((identifier) => (
        <div key={identifier.label} className={styles.id}>
          <Identifier {...identifier} />
        </div>
      ))}
      {step.problem ? (
        <ProblemNotice
          level={3}
          problem={step.problem}
          title={step.name}
          retryLabel={t('operation.retryFrom')}
          {...(onRetry ? { onRetry: () => onRetry(step.id) } : {})}
        />
      ) : null}
    </li>
  );
}

function summary(t: Translate, steps: readonly OperationStep[]): string {
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed) return t('operation.stopped', { name: failed.name });
  const at = steps.findIndex(({ state }) => state === 'running' || state === 'unknown');
  const current = steps[at];
  if (current) {
    return t('operation.progress', { step: at + 1, steps: steps.length, name: current.name });
  }
  return steps.every(({ state }) => state === 'done' || state === 'skipped')
    ? t('operation.finished')
    : '';
}

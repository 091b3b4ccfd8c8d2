import {
  CheckSign,
  ClockSign,
  DotSign,
  QuestionSign,
  RunningSign,
  StopSign,
  WarningSign,
} from '../action/icons.tsx';
import styles from './value.module.css';

/** What a state means for the reader; colour and sign follow from it, the words stand beside. */
export type StateKind = 'good' | 'warn' | 'bad' | 'idle' | 'waiting' | 'busy' | 'unknown';

const signs = {
  good: CheckSign,
  warn: WarningSign,
  bad: StopSign,
  idle: DotSign,
  waiting: ClockSign,
  busy: RunningSign,
  unknown: QuestionSign,
} as const;

export interface StateTagProps {
  readonly kind: StateKind;
  /** The state in words: "Expires in 12 days". */
  readonly children: string;
}

/**
 * A state as words, sign and colour together (UX-21).
 *
 * @example <StateTag kind="good">{t('state.active')}</StateTag>
 */
export function StateTag({ kind, children }: StateTagProps) {
  const Sign = signs[kind];
  return (
    <span className={styles.tag} data-kind={kind}>
      <Sign size={14} />
      {children}
    </span>
  );
}

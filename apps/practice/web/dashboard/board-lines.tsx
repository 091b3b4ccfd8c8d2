import type { OutputOf } from '@kartoteka/kernel';
import {
  Button,
  CheckSign,
  InfoSign,
  StopSign,
  useMessages,
  useNavigation,
  WarningSign,
} from '@kartoteka/ui';
import type { getBoard } from '../../src/features/board/contract.ts';
import styles from './dashboard.module.css';
import { waitedText } from './waited-text.ts';

export type BoardLine = OutputOf<typeof getBoard.answer>['lines'][number];

const severities = {
  problem: { Sign: StopSign, key: 'board.severityProblem' },
  warning: { Sign: WarningSign, key: 'board.severityWarning' },
  notice: { Sign: InfoSign, key: 'board.severityNotice' },
  fine: { Sign: CheckSign, key: 'board.severityFine' },
} as const;

const order = ['problem', 'warning', 'notice', 'fine'] as const;

export interface BoardLinesProps {
  readonly lines: readonly BoardLine[];
  /** When the server wrote them: ages are told by its clock. */
  readonly now: string;
}

/** The lines, worst first; each keeps its place and its button while it is refreshed. */
export function BoardLines({ lines, now }: BoardLinesProps) {
  const t = useMessages();
  const sorted = order.flatMap((severity) => lines.filter((line) => line.severity === severity));
  return (
    <ul className={styles.lines} aria-label={t('board.windowState')}>
      {sorted.map((line) => (
        <Line
          key={`${line.id} ${line.id === 'certificates' ? line.text : ''}`}
          {...{ line, now }}
        />
      ))}
    </ul>
  );
}

function Line({ line, now }: { readonly line: BoardLine; readonly now: string }) {
  const t = useMessages();
  const { go } = useNavigation();
  const { Sign, key } = severities[line.severity];
  const { action, since } = line;
  return (
    <li className={styles.line} data-severity={line.severity}>
      <span className={styles.severity}>
        <Sign size={18} />
        {t(key)}
      </span>
      <div className={styles.words}>
        <p className={styles.text}>
          {line.text}{' '}
          {since ? (
            <time className={styles.since} dateTime={since}>
              {waitedText(t, since, now)}
            </time>
          ) : null}
        </p>
        {line.detail ? <p className={styles.detail}>{line.detail}</p> : null}
      </div>
      {action ? (
        <Button name={`${action.label}: ${line.text}`} onClick={() => go(action.to)}>
          {action.label}
        </Button>
      ) : null}
    </li>
  );
}

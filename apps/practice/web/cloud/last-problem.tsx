import { ClientProblem, DateText, ProblemNotice, useMessages } from '@kartoteka/ui';
import type { CloudLinkView } from '../../src/features/cloud-link/contract.ts';
import styles from './cloud.module.css';

/** What the last call ran into, in words, with the original message quoted. */
export function LastProblem(props: {
  readonly problem: NonNullable<CloudLinkView['lastProblem']>;
}) {
  const t = useMessages();
  const { at, code, text, next, quoted } = props.problem;
  const problem = new ClientProblem({ code, status: 0, text, next, ...(quoted && { quoted }) });
  return (
    <div>
      <ProblemNotice problem={problem} title={t('cloud.lastProblem')} />
      <p className={styles.muted}>
        {t('cloud.lastProblemAt')} <DateText withTime value={at} />
      </p>
    </div>
  );
}

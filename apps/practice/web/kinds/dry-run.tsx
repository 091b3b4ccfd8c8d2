import type { OutputOf } from '@kartoteka/kernel';
import { type ClientProblem, Notice, ProblemNotice, useMessages } from '@kartoteka/ui';
import type { dryRunKinds } from '../../src/features/kinds/contract.ts';
import styles from './kinds.module.css';

type Result = OutputOf<typeof dryRunKinds.answer>;

export interface DryRunProps {
  readonly result: Result | undefined;
  readonly problem: ClientProblem | null;
}

/** "Co zostanie przeniesione": what settings that are not saved yet would do. */
export function DryRun({ result, problem }: DryRunProps) {
  const t = useMessages();
  if (problem) return <ProblemNotice problem={problem} title={t('kinds.dryRun')} />;
  if (!result) return <div role="status" />;
  const { wouldSend, wouldLeaveLocal } = result;
  const nothing = wouldSend.length + wouldLeaveLocal.length === 0;
  return (
    <Notice live kind="info" title={t('kinds.dryRunTitle')}>
      {nothing ? <p>{t('kinds.dryRunNothing')}</p> : null}
      <Counts heading={t('kinds.wouldSend')} counts={wouldSend} />
      <Counts heading={t('kinds.wouldLeave')} counts={wouldLeaveLocal} />
    </Notice>
  );
}

interface CountsProps {
  readonly heading: string;
  readonly counts: Result['wouldSend'];
}

function Counts({ heading, counts }: CountsProps) {
  const t = useMessages();
  if (counts.length === 0) return null;
  return (
    <div className={styles.counts}>
      <p>{heading}</p>
      <ul>
        {counts.map(({ code, name, documents }) => (
          <li key={code}>{`[${code}] ${name} – ${t('kinds.documents', { count: documents })}`}</li>
        ))}
      </ul>
    </div>
  );
}

import { type ClientProblem, ProblemNotice } from '@kartoteka/ui';

export interface FailedNoticeProps {
  readonly problem: ClientProblem | null | undefined;
  /** Changes with each attempt, so that the notice takes the focus anew. */
  readonly at: number;
  readonly title?: string;
}

/** The trouble of an action of the reader; nothing while there is none. */
export function FailedNotice({ problem, at, title }: FailedNoticeProps) {
  if (!problem) return null;
  return <ProblemNotice level={3} problem={problem} focusOn={at} {...(title ? { title } : {})} />;
}

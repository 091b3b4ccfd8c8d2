import type { MessageKey, MessageValues } from '@kartoteka/messages';

/** What went wrong with one field, by the name that the form uses. */
export interface FieldProblem {
  readonly field: string;
  readonly text: string;
}

/** What happened on the way, where no problem of the server's catalog came back. */
export type LocalCause = 'network' | 'timeout' | 'unreadable' | 'aborted';

export interface ClientProblemDetails {
  /** Code of the catalog such as `service.input`, or `client.<cause>`. */
  readonly code: string;
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  /** What happened and what to do, in the reader's language, as the server wrote it. */
  readonly text?: string;
  readonly next?: string;
  readonly cause?: LocalCause;
  readonly timeoutMs?: number;
  readonly place?: string;
  readonly quoted?: string;
  readonly correlationId?: string;
  readonly fields?: readonly FieldProblem[];
}

/** The one error that screens show: a problem of the server (RFC 9457), or the line that broke. */
export class ClientProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ClientProblemDetails;

  constructor(details: ClientProblemDetails) {
    super(details.code);
    this.name = 'ClientProblem';
    this.code = details.code;
    this.status = details.status;
    this.details = details;
  }

  get fields(): readonly FieldProblem[] {
    return this.details.fields ?? [];
  }

  /** True where the session is over and signing in again helps. */
  get signedOut(): boolean {
    return this.status === 401;
  }
}

/** A text that is either written already or a message of the catalog. */
export type ProblemText =
  | { readonly written: string }
  | { readonly key: MessageKey; readonly values?: MessageValues };

/** What happened, for the notice. */
export function problemText(problem: ClientProblem): ProblemText {
  const { text, cause, timeoutMs } = problem.details;
  if (text) return { written: text };
  if (cause === 'timeout') {
    return { key: 'problem.timeoutText', values: { seconds: Math.round((timeoutMs ?? 0) / 1000) } };
  }
  if (cause === 'network' || cause === 'aborted') return { key: 'problem.networkText' };
  return { key: problem.signedOut ? 'problem.signedOutText' : 'problem.unreadableText' };
}

/** What the reader does next, for the notice. */
export function problemNext(problem: ClientProblem): ProblemText {
  const { next, cause } = problem.details;
  if (next) return { written: next };
  if (cause === 'timeout') return { key: 'problem.timeoutNext' };
  if (cause === 'network' || cause === 'aborted') return { key: 'problem.networkNext' };
  return { key: problem.signedOut ? 'problem.signedOutNext' : 'problem.unreadableNext' };
}

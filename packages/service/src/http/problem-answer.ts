import { type Language, Problem, type Texts } from '@kartoteka/kernel';
import { z } from 'zod';

/** The body of every answer that reports a failure (RFC 9457, `application/problem+json`). */
export const problemAnswer = z.object({
  /** Names the kind of problem for good: `urn:kartoteka:problem:` and the code. */
  type: z.string(),
  /** What happened, in the caller's language. */
  title: z.string(),
  status: z.number().int(),
  /** What happened and what to do next, for clients that know RFC 9457 only. */
  detail: z.string(),
  /** The code in our catalog, such as `service.input`. */
  code: z.string(),
  /** What to do next, in the caller's language. */
  next: z.string(),
  correlationId: z.string(),
  /** Which fields have to be mended and how. */
  errors: z.array(z.object({ field: z.string(), text: z.string() })).optional(),
  /** The original message of a peer, to be shown quoted. */
  quoted: z.string().optional(),
});
export type ProblemAnswer = z.infer<typeof problemAnswer>;

export const problemMediaType = 'application/problem+json; charset=utf-8';

/** One field that has to be mended, with its words. */
export interface FieldError {
  /** Dotted path such as `representatives.0.name`. */
  readonly field: string;
  readonly texts: Texts;
}

/**
 * Input that does not fit: `service.input` with one entry per field, shown beside the fields.
 *
 * @example throw new InputProblem([{ field: 'to', texts: { pl: '…', hu: '…', en: '…' } }]);
 */
export class InputProblem extends Problem {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super('service.input', { params: { count: errors.length } });
    this.errors = errors;
  }
}

export interface ProblemAnswerContext {
  readonly language: Language;
  readonly correlationId: string;
}

/**
 * Words a problem for the wire in the caller's language. The cause stays behind: it belongs to the log.
 *
 * @example reply.status(problem.definition.status).send(toProblemAnswer(problem, { language, correlationId }))
 */
export function toProblemAnswer(problem: Problem, context: ProblemAnswerContext): ProblemAnswer {
  const { language, correlationId } = context;
  const named = new Problem(problem.code, { params: { ...problem.params, correlationId } });
  const title = named.text(language);
  const next = named.next(language);
  const errors = fieldErrors(problem, language);
  return {
    type: `urn:kartoteka:problem:${problem.code}`,
    title,
    status: problem.definition.status,
    detail: `${title} ${next}`,
    code: problem.code,
    next,
    correlationId,
    ...(errors.length > 0 ? { errors } : {}),
    ...(problem.quoted === undefined ? {} : { quoted: problem.quoted }),
  };
}

function fieldErrors(problem: Problem, language: Language): { field: string; text: string }[] {
  if (problem instanceof InputProblem) {
    return problem.errors.map(({ field, texts }) => ({ field, text: texts[language] }));
  }
  const { place } = problem;
  // A place with a slash points into a message; a plain name is a field of the form that was sent.
  if (place === undefined || place.includes('/') || problem.definition.status >= 500) return [];
  return [{ field: place, text: problem.text(language) }];
}

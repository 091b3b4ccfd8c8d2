import { ClientProblem } from '@kartoteka/ui';

/** A problem that names its place goes to the field there, so that it is linked and read out. */
export function problemAtField(problem: unknown, values: object): unknown {
  if (!(problem instanceof ClientProblem)) return problem;
  const { place, text, next } = problem.details;
  if (!place || !text || problem.fields.length > 0 || !(place in values)) return problem;
  return new ClientProblem({
    ...problem.details,
    fields: [{ field: place, text: [text, next].filter(Boolean).join(' ') }],
  });
}

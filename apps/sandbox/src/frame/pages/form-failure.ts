import { type Language, Problem } from '@kartoteka/kernel';

/** A form that was not taken: what is wrong, and what was typed, so that it can be mended. */
export interface FormFailure {
  readonly status: number;
  readonly errors: readonly { readonly field?: string | undefined; readonly text: string }[];
  readonly typed: URLSearchParams;
}

/** What a page itself finds wrong with one field. */
export class FieldFinding extends Error {
  readonly field: string;

  constructor(field: string, text: string) {
    super(text);
    this.field = field;
  }
}

/** What a form's action threw, for the page; what has no words for a person is thrown again. */
export function failureOf(
  thrown: unknown,
  typed: URLSearchParams,
  language: Language,
): FormFailure {
  if (thrown instanceof FieldFinding) {
    return { status: 422, errors: [{ field: thrown.field, text: thrown.message }], typed };
  }
  if (thrown instanceof Problem && thrown.definition.status < 500) {
    const text = `${thrown.text(language)} ${thrown.next(language)}`;
    return { status: thrown.definition.status, errors: [{ text }], typed };
  }
  throw thrown;
}

/** The words at one field, if it is one of those to mend. */
export function errorAt(failure: FormFailure | undefined, field: string): string | undefined {
  return failure?.errors.find((one) => one.field === field)?.text;
}

import { useCallback, useId, useRef, useState } from 'react';
import { ClientProblem } from '../client/client-problem.ts';

/** Texts of errors by the name of their field. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface FormOptions<Values extends object> {
  readonly initial: Values;
  /** What is missing or unreadable, said before sending. The server stays the authority (UX-4). */
  readonly check?: (values: Values) => FieldErrors;
  /** Sends the values; throws `ClientProblem`. */
  readonly send: (values: Values) => Promise<void>;
  /** Fields that are emptied after a refusal: passwords only (UX-3). */
  readonly clearOnRefusal?: readonly (keyof Values & string)[];
}

export interface FormHandle<Values extends object> {
  readonly id: string;
  readonly values: Values;
  readonly errors: FieldErrors;
  /** A problem that belongs to no field. */
  readonly problem: ClientProblem | undefined;
  readonly sending: boolean;
  /** Grows with each refused submit, so that the summary takes the focus each time. */
  readonly refusals: number;
  readonly set: <Name extends keyof Values & string>(name: Name, value: Values[Name]) => void;
  readonly reset: (values?: Values) => void;
  readonly submit: () => Promise<void>;
}

/**
 * The state of a form. Errors appear on submit only, stay until the next one, and what was typed is
 * kept whatever happens (UX-3, UX-4).
 *
 * @example const form = useForm({ initial: { login: '' }, check, send });
 *   <Form form={form} submitLabel={t('common.save')}><TextField name="login" label="…" /></Form>
 */
export function useForm<Values extends object>(options: FormOptions<Values>): FormHandle<Values> {
  const id = useId();
  const [values, setValues] = useState(options.initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<ClientProblem>();
  const [sending, setSending] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const running = useRef(false);

  const set = useCallback(
    <Name extends keyof Values & string>(name: Name, value: Values[Name]) =>
      setValues((before) => ({ ...before, [name]: value })),
    [],
  );

  const reset = useCallback(
    (next?: Values) => {
      setValues(next ?? options.initial);
      setErrors({});
      setProblem(undefined);
    },
    [options.initial],
  );

  const refuse = (fieldErrors: FieldErrors, other: ClientProblem | undefined) => {
    setErrors(fieldErrors);
    setProblem(other);
    setRefusals((count) => count + 1);
  };

  const submit = async () => {
    if (running.current) return;
    const found = options.check?.(values) ?? {};
    if (Object.keys(found).length > 0) return refuse(found, undefined);
    running.current = true;
    setSending(true);
    try {
      await options.send(values);
      setErrors({});
      setProblem(undefined);
    } catch (cause) {
      if (!(cause instanceof ClientProblem)) throw cause;
      const { byField, rest } = sortProblem(cause, values);
      refuse(byField, rest);
      setValues((before) => ({ ...before, ...emptied(options.clearOnRefusal ?? []) }));
    } finally {
      running.current = false;
      setSending(false);
    }
  };

  return { id, values, errors, problem, sending, refusals, set, reset, submit };
}

/** Field problems that have a field here go to it; without any, the whole problem is shown above. */
function sortProblem(
  problem: ClientProblem,
  values: object,
): { byField: FieldErrors; rest: ClientProblem | undefined } {
  const known = problem.fields.filter(({ field }) => field in values);
  const byField = Object.fromEntries(known.map(({ field, text }) => [field, text]));
  return {
    byField,
    rest: known.length > 0 && known.length === problem.fields.length ? undefined : problem,
  };
}

function emptied(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '']));
}

import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../action/button.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { usePageSlots } from '../page/page-context.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import { ErrorSummary } from './error-summary.tsx';
import styles from './form.module.css';
import { FormProvider, fieldId } from './form-context.tsx';
import type { FormHandle } from './use-form.ts';

export interface FormProps<Values extends object> {
  readonly form: FormHandle<Values>;
  /** Names the action: "Register certificates" (UX-7). */
  readonly submitLabel: string;
  readonly danger?: boolean;
  /** Beside the submit button: cancel, a link. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A form whose errors stand in a summary above the heading and at their fields, in the same words
 * (UX-1, UX-2). The browser's own checks are off; the submit button is never disabled.
 */
export function Form<Values extends object>(props: FormProps<Values>) {
  const { form, submitLabel, danger = false, beside, children } = props;
  const t = useMessages();
  const order = useRef<string[]>([]);
  const register = useCallback((name: string) => {
    order.current.push(name);
    return () => {
      order.current = order.current.filter((other) => other !== name);
    };
  }, []);
  const fields = useMemo(
    () => ({
      id: form.id,
      get: (name: string) => (form.values as Record<string, unknown>)[name],
      set: form.set as (name: string, value: unknown) => void,
      error: (name: string) => form.errors[name],
      register,
    }),
    [form.id, form.values, form.errors, form.set, register],
  );
  return (
    <FormProvider value={fields}>
      <FormTroubles form={form} order={order} />
      <form
        noValidate
        className={styles.form}
        aria-busy={form.sending || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        {children}
        <div className={styles.buttons}>
          <Button submit look={danger ? 'danger' : 'primary'} busy={form.sending}>
            {submitLabel}
          </Button>
          {beside}
          <span role="status" className={styles.status}>
            {form.sending ? t('form.sending') : ''}
          </span>
        </div>
      </form>
    </FormProvider>
  );
}

type Troubles = Pick<FormHandle<object>, 'id' | 'errors' | 'problem' | 'refusals'>;

interface FormTroublesProps {
  readonly form: Troubles;
  readonly order: { readonly current: readonly string[] };
}

/** Shown above the page's heading, or where the form stands when there is no page around it. */
function FormTroubles({ form, order }: FormTroublesProps) {
  const slots = usePageSlots();
  const has = Object.keys(form.errors).length > 0 || form.problem !== undefined;
  const setHasErrors = slots?.setHasErrors;
  useEffect(() => {
    setHasErrors?.(has);
    return () => setHasErrors?.(false);
  }, [has, setHasErrors]);
  if (!has) return null;
  const shown = (
    <div className={styles.troubles}>
      {form.problem ? <ProblemNotice problem={form.problem} focusOn={form.refusals} /> : null}
      {Object.keys(form.errors).length > 0 ? (
        <ErrorSummary errors={linesOf(form, order.current)} focusOn={form.refusals} />
      ) : null}
    </div>
  );
  return slots?.top ? createPortal(shown, slots.top) : shown;
}

/** In the order of the fields on the page, whatever the order of the server's answer. */
function linesOf(form: Troubles, order: readonly string[]) {
  return Object.entries(form.errors)
    .map(([name, text]) => ({ fieldId: fieldId(form.id, name), text, at: order.indexOf(name) }))
    .sort((one, other) => one.at - other.at);
}

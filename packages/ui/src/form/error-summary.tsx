import { type MouseEvent, useEffect, useId, useRef } from 'react';
import { useMessages } from '../language/messages-context.tsx';
import styles from './form.module.css';

export interface ErrorLine {
  readonly fieldId: string;
  readonly text: string;
}

export interface ErrorSummaryProps {
  readonly errors: readonly ErrorLine[];
  /** Changes with each refused submit: the summary takes the focus again. */
  readonly focusOn: number;
}

/** "There is a problem", with a link to each field; takes the focus when it appears (UX-1). */
export function ErrorSummary({ errors, focusOn }: ErrorSummaryProps) {
  const t = useMessages();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refused submit moves the focus anew.
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [focusOn]);
  return (
    <div
      ref={box}
      className={styles.summary}
      tabIndex={-1}
      role="alert"
      aria-labelledby={id}
      data-focus-target
      data-error-summary
    >
      <h2 id={id}>{t('form.problemHeading')}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a href={`#${error.fieldId}`} onClick={(event) => focusField(event, error.fieldId)}>
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The field itself gets the focus and its label comes into view, and the address stays as it is. */
function focusField(event: MouseEvent, id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  (label ?? field).scrollIntoView({ block: 'nearest' });
  field.focus({ preventScroll: true });
}

import { FieldLabel, type FieldProps } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';
import type { SelectOption } from './select-field.tsx';

export interface RadioFieldProps extends FieldProps {
  readonly options: readonly (SelectOption & { readonly hint?: string })[];
}

/** One of a few values, all seen at once, under a legend. */
export function RadioField({ name, label, hint, optional, options }: RadioFieldProps) {
  const field = useField(name, '');
  const hintId = `${field.id}-hint`;
  const errorId = `${field.id}-error`;
  const described = [hint ? hintId : '', field.error ? errorId : ''].filter(Boolean).join(' ');
  return (
    <fieldset className={styles.group} {...(described ? { 'aria-describedby': described } : {})}>
      <legend>
        <FieldLabel label={label} optional={optional ?? false} />
      </legend>
      {hint ? (
        <div id={hintId} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {field.error ? (
        <div id={errorId} className={styles.error}>
          {field.error}
        </div>
      ) : null}
      {options.map((option, index) => {
        // The summary links to the first choice (GOV.UK radios).
        const id = index === 0 ? field.id : `${field.id}-${option.value}`;
        return (
          <div key={option.value} className={styles.choice}>
            <input
              type="radio"
              id={id}
              name={field.id}
              value={option.value}
              checked={field.value === option.value}
              aria-invalid={field.error ? true : undefined}
              aria-describedby={
                [option.hint ? `${id}-hint` : '', field.error ? errorId : '']
                  .filter(Boolean)
                  .join(' ') || undefined
              }
              onChange={() => field.set(option.value)}
            />
            <label htmlFor={id}>{option.label}</label>
            {option.hint ? (
              <span id={`${id}-hint`} className={styles.hint}>
                {option.hint}
              </span>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

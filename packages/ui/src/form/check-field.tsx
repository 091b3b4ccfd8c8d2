import type { FieldProps } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

/** Yes or no. */
export function CheckField({ name, label, hint }: Omit<FieldProps, 'optional'>) {
  const field = useField(name, false);
  const hintId = `${field.id}-hint`;
  const errorId = `${field.id}-error`;
  const described = [hint ? hintId : '', field.error ? errorId : ''].filter(Boolean).join(' ');
  return (
    <div>
      {field.error ? (
        <div id={errorId} className={styles.error}>
          {field.error}
        </div>
      ) : null}
      <div className={styles.choice}>
        <input
          type="checkbox"
          id={field.id}
          name={name}
          checked={field.value}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={described || undefined}
          onChange={(event) => field.set(event.currentTarget.checked)}
        />
        <label htmlFor={field.id}>{label}</label>
        {hint ? (
          <span id={hintId} className={styles.hint}>
            {hint}
          </span>
        ) : null}
      </div>
    </div>
  );
}

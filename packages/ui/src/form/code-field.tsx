import { TextInput } from '@mantine/core';
import { FieldLabel, type FieldProps, inputLook } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

/** A one-time code: one field, paste and spaces allowed, offered by the phone (UX-32). */
export function CodeField({ name, label, hint }: Omit<FieldProps, 'optional'>) {
  const field = useField(name, '');
  return (
    <TextInput
      {...inputLook}
      id={field.id}
      name={name}
      label={<FieldLabel label={label} />}
      description={hint}
      error={field.error}
      value={field.value}
      className={`${styles.short} ${styles.tabular}`}
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      onChange={(event) => field.set(event.currentTarget.value)}
    />
  );
}

import { Checkbox } from '@mantine/core';
import type { FieldProps } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

/** Yes or no. */
export function CheckField({ name, label, hint }: Omit<FieldProps, 'optional'>) {
  const field = useField(name, false);
  return (
    <Checkbox
      id={field.id}
      name={name}
      className={styles.check ?? ''}
      classNames={{ input: styles.checkbox ?? '' }}
      label={label}
      description={hint}
      error={field.error}
      checked={field.value}
      onChange={(event) => field.set(event.currentTarget.checked)}
    />
  );
}

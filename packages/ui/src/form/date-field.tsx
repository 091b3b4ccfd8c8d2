import { clinicalDate, longDate, parseTypedDate } from '@kartoteka/messages';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Translate, useLanguage, useMessages } from '../language/messages-context.tsx';
import { FieldLabel, type FieldProps, inputLook } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

export interface DateFieldProps extends FieldProps {
  /** For birth dates of the person at the keyboard. */
  readonly birthday?: boolean;
}

/**
 * A date as people type it; the form keeps the typed text. Below stands how it was read, once the
 * field is left; nothing jumps or fills itself in (UX-13). Use `checkDateField` and `typedIso`.
 */
export function DateField({ name, label, hint, optional, birthday = false }: DateFieldProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const field = useField(name, '');
  const [left, setLeft] = useState(false);
  const read = parseTypedDate(field.value);
  return (
    <TextInput
      {...inputLook}
      id={field.id}
      name={name}
      label={<FieldLabel label={label} optional={optional ?? false} />}
      description={hint ?? t('form.dateHint')}
      error={field.error}
      value={field.value}
      className={styles.tabular}
      autoComplete={birthday ? 'bday' : 'off'}
      inputMode="text"
      inputContainer={(input) => (
        <div className={styles.beside}>
          <div>{input}</div>
          <span className={styles.read} role="status">
            {left && read.kind === 'date'
              ? t('form.dateRead', { date: longDate(language, read.iso) })
              : ''}
          </span>
        </div>
      )}
      onChange={(event) => {
        setLeft(false);
        field.set(event.currentTarget.value);
      }}
      onBlur={() => setLeft(true)}
    />
  );
}

export interface DateLimits {
  readonly optional?: boolean;
  /** First and last allowed day, `YYYY-MM-DD`. */
  readonly min?: string;
  readonly max?: string;
}

/**
 * The error of a date field, or `undefined`; in the order missing, impossible, out of range (UX-13).
 *
 * @example checkDateField(t, t('consents.dateFrom'), values.dateFrom, { min: today })
 */
export function checkDateField(
  t: Translate,
  field: string,
  typed: string,
  limits: DateLimits = {},
): string | undefined {
  const read = parseTypedDate(typed);
  if (read.kind === 'missing')
    return limits.optional ? undefined : t('form.dateMissing', { field });
  if (read.kind === 'year') return t('form.dateYear', { field });
  if (read.kind === 'impossible') return t('form.dateImpossible', { field });
  if (limits.min && read.iso < limits.min) {
    return t('form.dateTooEarly', { field, min: clinicalDate(limits.min) });
  }
  if (limits.max && read.iso > limits.max) {
    return t('form.dateTooLate', { field, max: clinicalDate(limits.max) });
  }
  return undefined;
}

/** The typed date as `YYYY-MM-DD` for sending; `undefined` where there is none. */
export function typedIso(typed: string): string | undefined {
  const read = parseTypedDate(typed);
  return read.kind === 'date' ? read.iso : undefined;
}

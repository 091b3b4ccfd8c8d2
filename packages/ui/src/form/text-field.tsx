import { Textarea, TextInput } from '@mantine/core';
import type { HTMLAttributes } from 'react';
import { FieldLabel, type FieldProps, inputLook } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

export interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search';
  readonly autoComplete?: string;
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  /** For identifiers and codes: figures of one width, no corrections by the keyboard of a phone. */
  readonly identifier?: boolean;
  /** As wide as what belongs in it. */
  readonly short?: boolean;
  /** More than one line; the number of lines shown. */
  readonly lines?: number;
  readonly spellCheck?: boolean;
}

/** One line of text, or several. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, optional, identifier = false, short = false, lines } = props;
  const field = useField(name, '');
  const shared = {
    ...inputLook,
    id: field.id,
    name,
    label: <FieldLabel label={label} optional={optional ?? false} />,
    description: hint,
    error: field.error,
    value: field.value,
    autoComplete: props.autoComplete ?? 'off',
    spellCheck: identifier ? false : (props.spellCheck ?? true),
    className: `${short ? styles.short : ''} ${identifier ? styles.tabular : ''}`,
  };
  if (lines) {
    return (
      <Textarea
        {...shared}
        rows={lines}
        onChange={(event) => field.set(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={props.type ?? 'text'}
      inputMode={props.inputMode}
      {...(identifier ? { autoCapitalize: 'none', autoCorrect: 'off' } : {})}
      onChange={(event) => field.set(event.currentTarget.value)}
    />
  );
}

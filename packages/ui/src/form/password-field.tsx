import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { FieldLabel, type FieldProps, inputLook } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

export interface PasswordFieldProps extends FieldProps {
  readonly autoComplete: 'current-password' | 'new-password';
}

/** A password that may be pasted and shown; the button says what it does (UX-33). */
export function PasswordField({ name, label, hint, autoComplete }: PasswordFieldProps) {
  const t = useMessages();
  const field = useField(name, '');
  const [shown, setShown] = useState(false);
  const toggle = shown ? t('form.hidePassword') : t('form.showPassword');
  return (
    <TextInput
      {...inputLook}
      id={field.id}
      name={name}
      label={<FieldLabel label={label} />}
      description={hint}
      error={field.error}
      value={field.value}
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      spellCheck={false}
      autoCapitalize="none"
      inputContainer={(input) => (
        <div className={styles.withToggle}>
          <div>{input}</div>
          <Button name={toggle} onClick={() => setShown(!shown)}>
            {shown ? t('common.hide') : t('common.show')}
          </Button>
        </div>
      )}
      onChange={(event) => field.set(event.currentTarget.value)}
    />
  );
}

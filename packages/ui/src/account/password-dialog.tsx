import type { ReactNode } from 'react';
import { Button } from '../action/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { Form } from '../form/form.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useMessages } from '../language/messages-context.tsx';

export interface PasswordDialogProps {
  readonly title: string;
  readonly text: string;
  readonly submitLabel: string;
  readonly onClose: () => void;
  /** Fields above the password, and what they begin with. */
  readonly fields?: ReactNode;
  readonly initial?: Readonly<Record<string, string>>;
  /** What is missing, said before sending. */
  readonly check?: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Throws `ClientProblem`; the dialog stays and shows it. */
  readonly send: (values: Readonly<Record<string, string>>) => Promise<void>;
}

/** Asks for the password before something that one signs in with is changed. */
export function PasswordDialog(props: PasswordDialogProps) {
  const { title, text, submitLabel, onClose, fields, check, send } = props;
  const t = useMessages();
  const form = useForm<Readonly<Record<string, string>>>({
    initial: { ...props.initial, password: '' },
    clearOnRefusal: ['password'],
    check: (values) => ({
      ...check?.(values),
      ...(values.password === '' && { password: t('signIn.enterPassword') }),
    }),
    send,
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{text}</p>
      <Form
        form={form}
        submitLabel={submitLabel}
        beside={<Button onClick={onClose}>{t('common.cancel')}</Button>}
      >
        {fields}
        <PasswordField
          name="password"
          label={t('account.currentPassword')}
          autoComplete="current-password"
        />
      </Form>
    </Dialog>
  );
}

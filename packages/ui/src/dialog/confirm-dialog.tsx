import { type ReactNode, useId } from 'react';
import { Button } from '../action/button.tsx';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useMessages } from '../language/messages-context.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  /** Asks with the object's name: "Revoke the certificate TLS 0A3F?" */
  readonly title: string;
  /** The consequence, in words. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** For what cannot be undone: the name that has to be typed (UX-8). */
  readonly typeName?: string;
  /** Throws `ClientProblem`; the dialog then stays open and shows it. */
  readonly onConfirm: () => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks once before something that matters, naming object and consequence (UX-8). */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onCancel}>
      <Question {...props} />
    </Dialog>
  );
}

function Question(props: ConfirmDialogProps) {
  const { children, confirmLabel, danger = false, typeName, onConfirm, onCancel } = props;
  const t = useMessages();
  const id = useId();
  const form = useForm({
    initial: { name: '' },
    check: ({ name }): Record<string, string> =>
      typeName !== undefined && name.trim() !== typeName
        ? { name: t('dialog.typeMismatch', { name: typeName }) }
        : {},
    send: onConfirm,
  });
  return (
    <>
      <div id={id}>{children}</div>
      <Form
        form={form}
        submitLabel={confirmLabel}
        danger={danger}
        beside={<Button onClick={onCancel}>{t('common.cancel')}</Button>}
      >
        {typeName === undefined ? null : (
          <TextField identifier name="name" label={t('dialog.typeToConfirm', { name: typeName })} />
        )}
      </Form>
    </>
  );
}

import { QRCodeSVG } from 'qrcode.react';
import { Button } from '../action/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { CodeField } from '../form/code-field.tsx';
import { Form } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { useMessages } from '../language/messages-context.tsx';
import { Identifier } from '../value/identifier.tsx';
import styles from './account.module.css';

/** A key for the app, as text and as the address in the picture. */
export interface OneTimeKey {
  readonly secret: string;
  readonly uri: string;
}

export interface ConfirmCodeProps {
  readonly oneTimeKey: OneTimeKey;
  readonly onClose: () => void;
  /** Throws `ClientProblem`; the dialog stays and shows it. */
  readonly send: (code: string) => Promise<void>;
}

const pictureSize = 200;

/** The key as a picture and as text, and one code that proves that the app has it. */
export function ConfirmCode({ oneTimeKey, onClose, send }: ConfirmCodeProps) {
  const t = useMessages();
  const { secret, uri } = oneTimeKey;
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Record<string, string> =>
      code.trim() === '' ? { code: t('signIn.enterCode') } : {},
    send: ({ code }) => send(code.trim()),
  });
  return (
    <Dialog open title={t('account.code_begin')} onClose={onClose}>
      <ol className={styles.steps}>
        <li>
          <p>{t('account.scan')}</p>
          <div className={styles.picture}>
            <QRCodeSVG value={uri} size={pictureSize} title={t('account.picture')} />
          </div>
          <p>{t('account.orType')}</p>
          <Identifier label={t('account.key')} value={secret} />
        </li>
        <li>
          <p>{t('account.typeCode')}</p>
          <Form
            form={form}
            submitLabel={t('account.confirm')}
            beside={<Button onClick={onClose}>{t('common.cancel')}</Button>}
          >
            <CodeField name="code" label={t('signIn.code')} />
          </Form>
        </li>
      </ol>
    </Dialog>
  );
}

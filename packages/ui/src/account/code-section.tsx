import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { SecretOnce } from '../dialog/secret-once.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Row } from '../layout/layout.tsx';
import { Section } from '../page/section.tsx';
import { StateTag } from '../value/state-tag.tsx';
import styles from './account.module.css';
import { useAccountCall } from './account-contracts.ts';
import { ConfirmCode, type OneTimeKey } from './confirm-code.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import type { AccountSectionProps } from './password-section.tsx';

type Step = 'rest' | 'begin' | 'renew' | 'remove' | { readonly key: OneTimeKey } | Codes;
interface Codes {
  readonly codes: readonly string[];
}

/** One-time codes of an app as the second factor, and the recovery codes beside them. */
export function CodeSection({ place, facts }: AccountSectionProps) {
  const t = useMessages();
  const call = useAccountCall(place);
  const [step, setStep] = useState<Step>('rest');
  const rest = () => setStep('rest');
  const { routes } = place;
  const { codeEnrolled, recoveryCodesLeft } = facts;
  const ask = (which: 'begin' | 'renew' | 'remove') => ({
    title: t(`account.code_${which}`),
    text: t(`account.code_${which}Text`),
    submitLabel: t(`account.code_${which}`),
    onClose: rest,
  });
  return (
    <Section title={t('account.codes')}>
      <p className={styles.state}>
        <StateTag kind={codeEnrolled ? 'good' : 'idle'}>
          {t(codeEnrolled ? 'account.codesOn' : 'account.codesOff')}
        </StateTag>
        {codeEnrolled ? (
          <span>{t('account.recoveryLeft', { count: recoveryCodesLeft })}</span>
        ) : (
          <span>{t('account.codesIntro')}</span>
        )}
      </p>
      <Row>
        {codeEnrolled ? (
          <>
            <Button onClick={() => setStep('renew')}>{t('account.code_renew')}</Button>
            <Button onClick={() => setStep('remove')}>{t('account.code_remove')}</Button>
          </>
        ) : (
          <Button onClick={() => setStep('begin')}>{t('account.code_begin')}</Button>
        )}
      </Row>
      {step === 'begin' ? (
        <PasswordDialog
          {...ask('begin')}
          send={async (body) => {
            setStep({ key: await call<OneTimeKey>(routes.beginCode, { body }) });
          }}
        />
      ) : null}
      {step === 'renew' ? (
        <PasswordDialog
          {...ask('renew')}
          send={async (body) => setStep(codesOf(await call(routes.renewRecoveryCodes, { body })))}
        />
      ) : null}
      {step === 'remove' ? (
        <PasswordDialog
          {...ask('remove')}
          send={async (body) => {
            await call(routes.removeCode, { body });
            rest();
          }}
        />
      ) : null}
      {typeof step === 'object' && 'key' in step ? (
        <ConfirmCode
          oneTimeKey={step.key}
          onClose={rest}
          send={async (code) =>
            setStep(codesOf(await call(routes.confirmCode, { body: { code } })))
          }
        />
      ) : null}
      {typeof step === 'object' && 'codes' in step ? (
        <Dialog open mustAnswer title={t('account.recoveryCodes')} onClose={rest}>
          <p>{t('account.recoveryText')}</p>
          <SecretOnce
            label={t('account.recoveryCodes')}
            value={step.codes.join('\n')}
            fileName="kartoteka.txt"
            onDone={rest}
          />
        </Dialog>
      ) : null}
    </Section>
  );
}

function codesOf({ recoveryCodes }: { readonly recoveryCodes: readonly string[] }): Codes {
  return { codes: recoveryCodes };
}

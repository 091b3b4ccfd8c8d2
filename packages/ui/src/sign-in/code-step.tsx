import { cleanTyped } from '@kartoteka/kernel';
import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { CodeField } from '../form/code-field.tsx';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useMessages } from '../language/messages-context.tsx';
import styles from './sign-in.module.css';
import type { SignInCalls, SignInOutcome } from './sign-in-calls.ts';
import { StepCard } from './step-card.tsx';

export interface CodeStepProps {
  readonly calls: SignInCalls;
  readonly onOutcome: (outcome: SignInOutcome) => void;
  readonly onStartOver: () => void;
}

/** The one-time code, or a recovery code in its place (UX-32). */
export function CodeStep({ calls, onOutcome, onStartOver }: CodeStepProps) {
  const t = useMessages();
  const [recovery, setRecovery] = useState(false);
  const shared = { calls, onOutcome };
  return (
    <StepCard
      title={t('signIn.codeHeading')}
      intro={recovery ? t('signIn.recoveryIntro') : t('signIn.codeIntro')}
    >
      {recovery ? <RecoveryForm {...shared} /> : <AppCodeForm {...shared} />}
      <div className={styles.other}>
        <Button look="quiet" onClick={() => setRecovery(!recovery)}>
          {recovery ? t('signIn.useAppCode') : t('signIn.useRecoveryCode')}
        </Button>
        <Button look="quiet" onClick={onStartOver}>
          {t('signIn.startOver')}
        </Button>
      </div>
    </StepCard>
  );
}

type CodeFormProps = Pick<CodeStepProps, 'calls' | 'onOutcome'>;

function AppCodeForm({ calls, onOutcome }: CodeFormProps) {
  const t = useMessages();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Record<string, string> =>
      cleanTyped(code) === '' ? { code: t('signIn.enterCode') } : {},
    send: async ({ code }) => onOutcome(await calls.withCode({ code: cleanTyped(code) })),
  });
  return (
    <Form form={form} submitLabel={t('signIn.codeSubmit')}>
      <CodeField name="code" label={t('signIn.code')} />
    </Form>
  );
}

function RecoveryForm({ calls, onOutcome }: CodeFormProps) {
  const t = useMessages();
  const form = useForm({
    initial: { recoveryCode: '' },
    check: ({ recoveryCode }): Record<string, string> =>
      cleanTyped(recoveryCode) === '' ? { recoveryCode: t('signIn.enterRecoveryCode') } : {},
    send: async ({ recoveryCode }) =>
      onOutcome(await calls.withCode({ recoveryCode: recoveryCode.trim() })),
  });
  return (
    <Form form={form} submitLabel={t('signIn.codeSubmit')}>
      <TextField identifier name="recoveryCode" label={t('signIn.recoveryCode')} />
    </Form>
  );
}

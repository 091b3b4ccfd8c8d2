import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { KeySign } from '../action/icons.tsx';
import { ClientProblem } from '../client/client-problem.ts';
import { Form } from '../form/form.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useMessages } from '../language/messages-context.tsx';
import { Notice } from '../problem/notice.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import styles from './sign-in.module.css';
import type { SignInCalls, SignInOutcome } from './sign-in-calls.ts';
import { StepCard } from './step-card.tsx';

export interface PasswordStepProps {
  readonly calls: SignInCalls;
  readonly onOutcome: (outcome: SignInOutcome) => void;
  readonly onInvitation: () => void;
}

/** User name and password, and beside them a passkey and the way for invited people. */
export function PasswordStep({ calls, onOutcome, onInvitation }: PasswordStepProps) {
  const t = useMessages();
  const form = useForm({
    initial: { login: '', password: '' },
    check: ({ login, password }) => ({
      ...(login.trim() === '' ? { login: t('signIn.enterLogin') } : {}),
      ...(password === '' ? { password: t('signIn.enterPassword') } : {}),
    }),
    send: async ({ login, password }) =>
      onOutcome(await calls.withPassword({ login: login.trim(), password })),
    clearOnRefusal: ['password'],
  });
  return (
    <StepCard title={t('signIn.heading')}>
      <Form form={form} submitLabel={t('signIn.submit')}>
        <TextField
          identifier
          name="login"
          label={t('signIn.login')}
          autoComplete="username webauthn"
        />
        <PasswordField
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
        />
      </Form>
      {calls.withPasskey ? <PasskeyPart ask={calls.withPasskey} onOutcome={onOutcome} /> : null}
      {calls.redeemInvitation ? (
        <div className={styles.other}>
          <Button look="quiet" onClick={onInvitation}>
            {t('signIn.haveInvitation')}
          </Button>
        </div>
      ) : null}
    </StepCard>
  );
}

interface PasskeyPartProps {
  readonly ask: () => Promise<SignInOutcome>;
  readonly onOutcome: (outcome: SignInOutcome) => void;
}

function PasskeyPart({ ask, onOutcome }: PasskeyPartProps) {
  const t = useMessages();
  const [state, setState] = useState<'idle' | 'asking' | 'stopped'>('idle');
  const [problem, setProblem] = useState<ClientProblem>();
  const start = async () => {
    setState('asking');
    setProblem(undefined);
    try {
      onOutcome(await ask());
      setState('idle');
    } catch (cause) {
      // Closing the browser's window is no trouble of the service: it is told apart from a refusal.
      if (cause instanceof ClientProblem) setProblem(cause);
      setState(cause instanceof ClientProblem ? 'idle' : 'stopped');
    }
  };
  return (
    <div className={styles.passkey}>
      <p className={styles.or}>{t('signIn.or')}</p>
      {problem ? <ProblemNotice problem={problem} focusOn={1} /> : null}
      <Button wide icon={<KeySign />} busy={state === 'asking'} onClick={() => void start()}>
        {t('signIn.passkey')}
      </Button>
      <p role="status" className={styles.status}>
        {state === 'asking' ? t('signIn.passkeyWaiting') : ''}
      </p>
      {state === 'stopped' ? <Notice live kind="info" title={t('signIn.passkeyStopped')} /> : null}
    </div>
  );
}

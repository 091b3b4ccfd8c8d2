import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { Form } from '../form/form.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useForm } from '../form/use-form.ts';
import { useMessages } from '../language/messages-context.tsx';
import { Identifier } from '../value/identifier.tsx';
import styles from './sign-in.module.css';
import type { SignInCalls, SignInOutcome } from './sign-in-calls.ts';
import { StepCard } from './step-card.tsx';

export interface InvitationStepProps {
  readonly calls: SignInCalls;
  readonly known: string | undefined;
  readonly onOutcome: (outcome: SignInOutcome) => void;
  readonly onHaveAccount: () => void;
}

interface Accepted {
  readonly code: string;
  readonly login?: string;
  readonly passwordLengthMin?: number;
}

/** An invitation: first its code, then a password of one's own. */
export function InvitationStep(props: InvitationStepProps) {
  const [accepted, setAccepted] = useState<Accepted>();
  if (accepted) return <NewPassword {...props} accepted={accepted} />;
  return <InvitationCode {...props} onAccepted={setAccepted} />;
}

function InvitationCode(
  props: InvitationStepProps & { readonly onAccepted: (accepted: Accepted) => void },
) {
  const { calls, known, onAccepted, onHaveAccount } = props;
  const t = useMessages();
  const form = useForm({
    initial: { code: known ?? '' },
    check: ({ code }): Record<string, string> =>
      code.trim() === '' ? { code: t('signIn.enterInvitationCode') } : {},
    send: async ({ code }) => {
      const found = await calls.readInvitation?.(code.trim());
      onAccepted({ ...found, code: code.trim() });
    },
  });
  return (
    <StepCard title={t('signIn.invitationHeading')} intro={t('signIn.invitationIntro')}>
      <Form form={form} submitLabel={t('signIn.invitationSubmit')}>
        <TextField identifier name="code" label={t('signIn.invitationCode')} />
      </Form>
      <div className={styles.other}>
        <Button look="quiet" onClick={onHaveAccount}>
          {t('signIn.haveAccount')}
        </Button>
      </div>
    </StepCard>
  );
}

function NewPassword(props: InvitationStepProps & { readonly accepted: Accepted }) {
  const { calls, accepted, onOutcome } = props;
  const t = useMessages();
  const min = accepted.passwordLengthMin ?? calls.passwordLengthMin;
  const form = useForm({
    initial: { login: accepted.login ?? '', password: '' },
    check: ({ login, password }) => ({
      ...(login.trim() === '' ? { login: t('signIn.enterLogin') } : {}),
      ...(password === '' ? { password: t('signIn.enterNewPassword') } : {}),
      ...(password !== '' && password.length < min
        ? { password: t('signIn.passwordTooShort', { min }) }
        : {}),
    }),
    send: async ({ login, password }) => {
      const values = { code: accepted.code, login: login.trim(), password };
      const outcome = await calls.redeemInvitation?.(values);
      if (outcome) onOutcome(outcome);
    },
  });
  return (
    <StepCard title={t('signIn.newPasswordHeading')} intro={t('signIn.newPasswordIntro', { min })}>
      {accepted.login ? <Identifier label={t('signIn.newLogin')} value={accepted.login} /> : null}
      <Form form={form} submitLabel={t('signIn.newPasswordSubmit')}>
        {accepted.login ? null : (
          <TextField identifier name="login" label={t('signIn.newLogin')} autoComplete="username" />
        )}
        <PasswordField
          name="password"
          label={t('signIn.newPassword')}
          autoComplete="new-password"
        />
      </Form>
    </StepCard>
  );
}

import { useState } from 'react';
import { CodeStep } from './code-step.tsx';
import { InvitationStep } from './invitation-step.tsx';
import { PasswordStep } from './password-step.tsx';
import type { SignInCalls, SignInOutcome } from './sign-in-calls.ts';

export type SignInStep = 'password' | 'code' | 'invitation';

export interface SignInStepsProps {
  readonly calls: SignInCalls;
  readonly onDone: () => void;
  /** Starts with the invitation, for the link in a patient's letter; with its code when known. */
  readonly invitation?: { readonly code?: string } | undefined;
  readonly startAt?: SignInStep | undefined;
}

/** The steps of signing in, one after the other; the page and the dialog put them into their frame. */
export function SignInSteps({ calls, onDone, invitation, startAt }: SignInStepsProps) {
  const [step, setStep] = useState<SignInStep>(startAt ?? (invitation ? 'invitation' : 'password'));
  const settle = (outcome: SignInOutcome) => (outcome.step === 'done' ? onDone() : setStep('code'));
  const toPassword = () => setStep('password');
  switch (step) {
    case 'password':
      return (
        <PasswordStep calls={calls} onOutcome={settle} onInvitation={() => setStep('invitation')} />
      );
    case 'code':
      return <CodeStep calls={calls} onOutcome={settle} onStartOver={toPassword} />;
    case 'invitation':
      return (
        <InvitationStep
          calls={calls}
          known={invitation?.code}
          onOutcome={settle}
          onHaveAccount={toPassword}
        />
      );
  }
}

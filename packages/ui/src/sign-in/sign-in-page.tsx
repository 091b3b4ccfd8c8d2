import { type ReactNode, useState } from 'react';
import { BrandMark } from '../frame/app-frame.tsx';
import { LanguageSwitch } from '../frame/language-switch.tsx';
import { SandboxBar, type TestWorld } from '../frame/sandbox-bar.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { ArrivalProvider, PageSurroundingsProvider } from '../page/page-context.tsx';
import { CodeStep } from './code-step.tsx';
import { InvitationStep } from './invitation-step.tsx';
import { PasswordStep } from './password-step.tsx';
import styles from './sign-in.module.css';
import type { SignInCalls } from './sign-in-calls.ts';

export interface SignInPageProps {
  readonly appName: string;
  /** Whose door this is: the practice, the account. */
  readonly owner: string;
  readonly calls: SignInCalls;
  readonly onDone: () => void;
  readonly world?: TestWorld | undefined;
  /** Why the reader is here again: the session ended. */
  readonly notice?: ReactNode;
  /** Where to turn when signing in does not work; always at the same place (WCAG 3.2.6). */
  readonly help?: ReactNode;
  /** Starts with the invitation, for the link in a patient's letter; with its code when known. */
  readonly invitation?: { readonly code?: string };
  readonly startAt?: SignInStep;
}

export type SignInStep = 'password' | 'code' | 'invitation';

/** Signing in: password or passkey, then a one-time code where the account has one; or an invitation. */
export function SignInPage(props: SignInPageProps) {
  const { appName, owner, world, calls, onDone } = props;
  const t = useMessages();
  const [step, setStep] = useState<SignInStep>(
    props.startAt ?? (props.invitation ? 'invitation' : 'password'),
  );
  const titlePrefix = world ? t(`frame.${world}Title`) : undefined;
  const settle = (outcome: { readonly step: 'done' | 'code' }) =>
    outcome.step === 'done' ? onDone() : setStep('code');
  return (
    <PageSurroundingsProvider
      value={{ appTitle: appName, ...(titlePrefix ? { titlePrefix } : {}) }}
    >
      <ArrivalProvider>
        {world ? <SandboxBar world={world} /> : null}
        <div className={styles.whole}>
          <header className={styles.head}>
            <BrandMark />
            <p className={styles.names}>
              <span>{appName}</span>
              <span>{owner}</span>
            </p>
            <LanguageSwitch />
          </header>
          <main id="content" className={styles.card}>
            {props.notice}
            {step === 'password' ? (
              <PasswordStep
                calls={calls}
                onOutcome={settle}
                onInvitation={() => setStep('invitation')}
              />
            ) : null}
            {step === 'code' ? (
              <CodeStep calls={calls} onOutcome={settle} onStartOver={() => setStep('password')} />
            ) : null}
            {step === 'invitation' ? (
              <InvitationStep
                calls={calls}
                known={props.invitation?.code}
                onOutcome={settle}
                onHaveAccount={() => setStep('password')}
              />
            ) : null}
          </main>
          {props.help ? (
            <footer className={styles.help}>
              <strong>{t('signIn.help')}</strong> {props.help}
            </footer>
          ) : null}
        </div>
      </ArrivalProvider>
    </PageSurroundingsProvider>
  );
}

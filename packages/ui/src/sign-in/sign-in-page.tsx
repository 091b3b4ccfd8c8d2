import type { ReactNode } from 'react';
import { BrandMark } from '../frame/brand-mark.tsx';
import { LanguageSwitch } from '../frame/language-switch.tsx';
import { SandboxBar, type TestWorld } from '../frame/sandbox-bar.tsx';
import { useTestWorld } from '../frame/test-world-context.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { ArrivalProvider, PageSurroundingsProvider } from '../page/page-context.tsx';
import styles from './sign-in.module.css';
import { SignInSteps, type SignInStepsProps } from './sign-in-steps.tsx';

export interface SignInPageProps extends SignInStepsProps {
  readonly appName: string;
  /** Whose door this is: the practice, the account. */
  readonly owner?: string | undefined;
  /** What the page was served as when left out. */
  readonly world?: TestWorld | undefined;
  /** Why the reader is here again: the session ended. */
  readonly notice?: ReactNode;
  /** Where to turn when signing in does not work; always at the same place (WCAG 3.2.6). */
  readonly help?: ReactNode;
}

/** Signing in: password or passkey, then a one-time code where the account has one; or an invitation. */
export function SignInPage(props: SignInPageProps) {
  const { appName, owner, world: told, notice, help, ...steps } = props;
  const served = useTestWorld();
  const world = told ?? served;
  const t = useMessages();
  const titlePrefix = world ? t(`frame.${world}Title`) : undefined;
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
              {owner ? <span>{owner}</span> : null}
            </p>
            <LanguageSwitch />
          </header>
          <main id="content" className={styles.card}>
            {notice}
            <SignInSteps {...steps} />
          </main>
          {help ? (
            <footer className={styles.help}>
              <strong>{t('signIn.help')}</strong> {help}
            </footer>
          ) : null}
        </div>
      </ArrivalProvider>
    </PageSurroundingsProvider>
  );
}

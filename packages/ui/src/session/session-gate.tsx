import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useCallRoute, useRoute } from '../client/use-route.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import type { TestWorld } from '../frame/sandbox-bar.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Loading } from '../page/loading.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import { contractSignIn } from '../sign-in/contract-sign-in.ts';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { SignInSteps } from '../sign-in/sign-in-steps.tsx';
import { StepLevelProvider } from '../sign-in/step-card.tsx';
import { type SessionPlace, type SignedInPerson, sessionInput } from './session-contracts.ts';
import styles from './session-gate.module.css';
import { SessionKeeper } from './session-keeper.tsx';
import { useSessionLanguage } from './use-session-language.ts';

export interface Session {
  readonly person: SignedInPerson;
  readonly signOut: () => void;
}

export interface SessionGateProps extends SessionPlace {
  readonly appName: string;
  readonly owner?: string | undefined;
  readonly world?: TestWorld | undefined;
  readonly help?: ReactNode;
  /** People come with invitations here; with the code of their letter where the link had one. */
  readonly invitations?: boolean;
  readonly invitation?: { readonly code?: string } | undefined;
  /** Where the application starts; the page goes there after signing out. Default `/`. */
  readonly home?: string;
  readonly children: (session: Session) => ReactNode;
}

/**
 * Shows the application to whoever is signed in, and the sign-in page to everybody else, at whatever
 * address. When a session ends in the middle of work, the page stays as it is with everything typed,
 * and signing in again happens in a window above it (UX-40).
 */
export function SessionGate(props: SessionGateProps) {
  const { routes, params, appName, owner, world, help, home = '/', children } = props;
  const place = useMemo(() => ({ routes, ...(params ? { params } : {}) }), [routes, params]);
  const call = useCallRoute();
  const queries = useQueryClient();
  const who = useRoute(routes.whoAmI, sessionInput(place));
  const calls = useMemo(
    () =>
      contractSignIn(call, place.routes, {
        ...(place.params ? { params: place.params } : {}),
        invitations: props.invitations ?? false,
      }),
    [call, place, props.invitations],
  );
  const person = who.data as SignedInPerson | undefined;
  const arrive = async () => {
    const again = await who.refetch();
    const now = again.data as SignedInPerson | undefined;
    // The address of an invitation leads nowhere once it is redeemed.
    if (!person && props.invitation && now) window.location.replace(home);
    if (!person) return;
    // Somebody else must not find the screens of whoever was here before.
    if (now?.subject !== person.subject) window.location.reload();
    else await queries.invalidateQueries();
  };
  const signOut = async () => {
    // Whether it worked or not, the fresh page asks the server who is signed in and shows the truth.
    await call(routes.signOut, sessionInput(place)).catch(() => undefined);
    window.location.assign(home);
  };
  if (!person) {
    if (who.isPending) return <Loading />;
    if (who.error && !who.error.signedOut) {
      return (
        <main className={styles.trouble}>
          <ProblemNotice problem={who.error} onRetry={() => void who.refetch()} />
        </main>
      );
    }
    return (
      <SignInPage
        {...{ appName, owner, world, help, calls }}
        invitation={props.invitation}
        onDone={() => void arrive()}
      />
    );
  }
  return (
    <>
      <SignedIn place={place} person={person}>
        {children({ person, signOut: () => void signOut() })}
      </SignedIn>
      <SignInAgain
        open={who.error?.signedOut ?? false}
        calls={calls}
        onDone={() => void arrive()}
      />
    </>
  );
}

interface SignedInProps {
  readonly place: SessionPlace;
  readonly person: SignedInPerson;
  readonly children: ReactNode;
}

function SignedIn({ place, person, children }: SignedInProps) {
  useSessionLanguage(place, person);
  return (
    <>
      {children}
      <SessionKeeper place={place} expiresAt={person.expiresAt} />
    </>
  );
}

interface SignInAgainProps {
  readonly open: boolean;
  readonly calls: ReturnType<typeof contractSignIn>;
  readonly onDone: () => void;
}

function SignInAgain({ open, calls, onDone }: SignInAgainProps) {
  const t = useMessages();
  return (
    <Dialog mustAnswer open={open} title={t('frame.sessionEnded')} onClose={() => undefined}>
      <StepLevelProvider value="h2">
        <SignInSteps calls={calls} onDone={onDone} />
      </StepLevelProvider>
    </Dialog>
  );
}

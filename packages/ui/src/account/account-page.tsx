import { useRoute } from '../client/use-route.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Loading } from '../page/loading.tsx';
import { Page } from '../page/page.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import { type AccountFacts, type AccountPlace, accountInput } from './account-contracts.ts';
import { CodeSection } from './code-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** "Moje konto": what one signs in with, and where one is signed in. */
export function AccountPage(place: AccountPlace) {
  const t = useMessages();
  const { data, error, refetch } = useRoute(place.routes.whoAmI, accountInput(place));
  const facts = data as AccountFacts | undefined;
  return (
    <Page
      width="narrow"
      title={t('frame.myAccount')}
      intro={facts ? t('account.intro', { login: facts.loginName }) : undefined}
    >
      {error && !facts ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {!facts && !error ? <Loading /> : null}
      {facts ? (
        <>
          <PasswordSection place={place} facts={facts} />
          <CodeSection place={place} facts={facts} />
          <PasskeysSection place={place} />
          <SessionsSection place={place} />
        </>
      ) : null}
    </Page>
  );
}

import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { ClientProblem } from '../client/client-problem.ts';
import { useRoute } from '../client/use-route.tsx';
import { useAnnounce } from '../language/announcer.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Section } from '../page/section.tsx';
import { ProblemNotice } from '../problem/problem-notice.tsx';
import { DateText } from '../value/value.tsx';
import styles from './account.module.css';
import {
  type AccountPlace,
  accountInput,
  type SessionRow,
  useAccountCall,
} from './account-contracts.ts';
import { browserName } from './browser-name.ts';

/** Where the login is signed in; any place but this one can be signed out from here. */
export function SessionsSection({ place }: { readonly place: AccountPlace }) {
  const t = useMessages();
  const announce = useAnnounce();
  const call = useAccountCall(place);
  const { data, error, refetch } = useRoute(place.routes.listSessions, accountInput(place));
  const [refused, setRefused] = useState<ClientProblem>();
  const sessions = (data as { sessions: readonly SessionRow[] } | undefined)?.sessions ?? [];
  const end = async (id: string) => {
    setRefused(undefined);
    try {
      await call(place.routes.endSession, { params: { id } });
      announce(t('account.sessionEnded'));
    } catch (cause) {
      if (!(cause instanceof ClientProblem)) throw cause;
      setRefused(cause);
    }
  };
  const problem = refused ?? error;
  return (
    <Section title={t('account.sessions')}>
      {problem ? <ProblemNotice problem={problem} onRetry={() => void refetch()} /> : null}
      <ul className={styles.list}>
        {sessions.map(({ id, current, startedAt, lastSeenAt, userAgent }) => (
          <li key={id}>
            <div>
              <strong>{browserName(userAgent) ?? t('account.unknownBrowser')}</strong>
              {current ? ` (${t('account.thisSession')})` : ''}
              <div className={styles.muted}>
                {t('account.since')} <DateText withTime value={startedAt} />
                {' · '}
                {t('account.lastSeen')} <DateText withTime value={lastSeenAt} />
              </div>
            </div>
            {current ? null : (
              <Button
                small
                look="quiet"
                name={t('account.endSessionName', { browser: browserName(userAgent) ?? '' })}
                onClick={() => void end(id)}
              >
                {t('account.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

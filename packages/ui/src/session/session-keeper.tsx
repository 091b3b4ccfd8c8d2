import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLastAnswerAt } from '../client/last-answer.tsx';
import { useCallRoute } from '../client/use-route.tsx';
import { SessionEndWarning } from '../frame/session-end-warning.tsx';
import { type SessionPlace, sessionInput } from './session-contracts.ts';

// A remaining time beyond this means that server and browser go by different clocks: no warning then.
const believableMsMax = 48 * 3_600_000;

export interface SessionKeeperProps {
  readonly place: SessionPlace;
  /** The end of the session as the server told it with its last answer on who is signed in. */
  readonly expiresAt: string;
}

/** Warns before the session ends. Each answer of the server prolongs it, so the end moves with them. */
export function SessionKeeper({ place, expiresAt }: SessionKeeperProps) {
  const call = useCallRoute();
  const queries = useQueryClient();
  const lastAnswerAt = useLastAnswerAt();
  const [known, setKnown] = useState({ expiresAt, toldAt: lastAnswerAt });
  if (known.expiresAt !== expiresAt) setKnown({ expiresAt, toldAt: lastAnswerAt });
  const lengthMs = Date.parse(known.expiresAt) - known.toldAt;
  const { method, path } = place.routes.whoAmI;
  const askAgain = useCallback(
    () => queries.invalidateQueries({ queryKey: [method, path] }),
    [queries, method, path],
  );
  const end = useCallback(() => void askAgain(), [askAgain]);
  const stay = async () => {
    // Also after a failure: a session that is over already shows as that.
    await call(place.routes.extendSession, sessionInput(place)).finally(askAgain);
  };
  if (lengthMs <= 0 || lengthMs > believableMsMax) return null;
  const endsAt = new Date(lastAnswerAt + lengthMs).toISOString();
  return <SessionEndWarning endsAt={endsAt} onStay={stay} onEnd={end} />;
}

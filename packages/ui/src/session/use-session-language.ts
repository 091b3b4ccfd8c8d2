import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useCallRoute } from '../client/use-route.tsx';
import { useLanguage } from '../language/messages-context.tsx';
import { type SessionPlace, type SignedInPerson, sessionInput } from './session-contracts.ts';

/**
 * Each person has a language of their own (UX-38): at sign-in the page takes it over, and a choice made
 * later is remembered for them.
 */
export function useSessionLanguage(place: SessionPlace, person: SignedInPerson): void {
  const call = useCallRoute();
  const queries = useQueryClient();
  const { language, choose } = useLanguage();
  const remembered = useRef<{ subject: string; language: string | null }>(undefined);
  useEffect(() => {
    if (remembered.current?.subject !== person.subject) {
      remembered.current = { subject: person.subject, language: person.language };
      if (person.language && person.language !== language) {
        choose(person.language);
        return;
      }
    }
    if (remembered.current.language === language) return;
    remembered.current = { subject: person.subject, language };
    call(place.routes.chooseLanguage, sessionInput(place, { language })).then(
      // The server speaks the person's language: what it said before is asked for once more.
      () => queries.invalidateQueries(),
      // Not remembered on the server is no harm now: the browser keeps the choice, and asks again.
      () => undefined,
    );
  }, [place, person, language, choose, call, queries]);
}

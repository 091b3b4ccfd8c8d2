import type { Clock } from '@kartoteka/kernel';
import { createContext, useContext, useSyncExternalStore } from 'react';

/** When the server last answered: each answer prolongs the session. */
export interface LastAnswer {
  readonly note: () => void;
  /** Milliseconds since 1970; 0 before the first answer. */
  readonly at: () => number;
  readonly subscribe: (changed: () => void) => () => void;
}

/** Keeps the time of the last answer. */
export function createLastAnswer(clock: Clock): LastAnswer {
  let at = 0;
  const listeners = new Set<() => void>();
  return {
    note: () => {
      at = clock.now().getTime();
      for (const changed of listeners) changed();
    },
    at: () => at,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

const LastAnswerContext = createContext<LastAnswer | undefined>(undefined);
export const LastAnswerProvider = LastAnswerContext.Provider;

/** The time of the last answer, fresh with each one. */
export function useLastAnswerAt(): number {
  const last = useContext(LastAnswerContext);
  if (!last) throw new Error('a LastAnswerProvider has to stand above');
  return useSyncExternalStore(last.subscribe, last.at);
}

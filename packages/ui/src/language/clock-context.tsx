import type { Clock } from '@kartoteka/kernel';
import { createContext, useContext } from 'react';

const ClockContext = createContext<Clock | undefined>(undefined);

/** Hands the time to the page: demo worlds and tests move it. */
export const ClockProvider = ClockContext.Provider;

/** The clock of the page. */
export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (!clock) throw new Error('a ClockProvider has to stand above');
  return clock;
}

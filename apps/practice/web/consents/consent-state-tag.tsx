import { clinicalDate } from '@kartoteka/messages';
import { StateTag, useClock, useMessages } from '@kartoteka/ui';
import { type ConsentInTime, stateToday } from './consent-states.ts';

/** Where a consent stands, from the cloud's receipts and the calendar. */
export function ConsentStateTag({ consent }: { readonly consent: ConsentInTime }) {
  const t = useMessages();
  const { kind, text } = stateToday(t, consent, clinicalDate(useClock().now()));
  return <StateTag kind={kind}>{text}</StateTag>;
}

import type { Texts } from '@kartoteka/kernel';
import type { MailAddress } from './mail-address.ts';

/** A mailbox that every new world has. */
export interface TestMailbox {
  readonly address: MailAddress;
  readonly whose: Texts;
}

/** The office of the demo's cloud; what comes here goes on to the cloud. */
export const officeMailbox = 'biuro@kartoteka.example' as MailAddress;

/** Invented owners below `.example`, which nobody can ever register (RFC 2606). */
export const testMailboxes: readonly TestMailbox[] = [
  {
    address: officeMailbox,
    whose: { pl: 'biuro obsługi chmury', hu: 'a felhő ügyfélszolgálata', en: "the cloud's office" },
  },
  {
    address: 'chmura@kartoteka.example' as MailAddress,
    whose: {
      pl: 'nadawca poczty chmury',
      hu: 'a felhő leveleinek feladója',
      en: "sender of the cloud's mail",
    },
  },
  {
    address: 'praktyka@przychodnia.example' as MailAddress,
    whose: { pl: 'praktyka', hu: 'lengyel rendelő', en: 'the Polish practice' },
  },
  {
    address: 'rendelo@praxis.example' as MailAddress,
    whose: { pl: 'praktyka węgierska', hu: 'rendelő', en: 'the Hungarian practice' },
  },
  {
    address: 'pacjent@poczta.example' as MailAddress,
    whose: { pl: 'pacjent', hu: 'páciens', en: 'a patient' },
  },
];

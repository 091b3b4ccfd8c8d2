import type { Operation } from '../frame/platform.ts';
import { messageRules } from './message-rules.ts';
import { pop3Rules, smtpRules } from './protocol-rules.ts';
import type { MailOperation } from './session-log.ts';

const published = { marking: 'published' } as const;
const ofSmtp = Object.values(smtpRules);
const ofPop3 = Object.values(pop3Rules);

/**
 * What clients of the mail servers do. Each is an entry of the message log, with what was said on the
 * connection since the entry before.
 */
export const mailOperations: readonly (Operation & { readonly id: MailOperation })[] = [
  {
    ...published,
    id: 'smtp-connect',
    names: { pl: 'SMTP: połączenie', hu: 'SMTP: kapcsolódás', en: 'SMTP: connection' },
    source: 'RFC 5321, RFC 3207',
    rules: ofSmtp,
  },
  {
    ...published,
    id: 'smtp-sign-in',
    names: { pl: 'SMTP: logowanie', hu: 'SMTP: bejelentkezés', en: 'SMTP: signing in' },
    source: 'RFC 4954',
    rules: ofSmtp,
  },
  {
    ...published,
    id: 'smtp-send',
    names: {
      pl: 'SMTP: wysłanie wiadomości',
      hu: 'SMTP: üzenet küldése',
      en: 'SMTP: sending a message',
    },
    source: 'RFC 5321, RFC 5322, RFC 6409',
    rules: [...ofSmtp, ...Object.values(messageRules)],
  },
  {
    ...published,
    id: 'pop3-connect',
    names: { pl: 'POP3: połączenie', hu: 'POP3: kapcsolódás', en: 'POP3: connection' },
    source: 'RFC 1939, RFC 2595',
    rules: ofPop3,
  },
  {
    ...published,
    id: 'pop3-sign-in',
    names: { pl: 'POP3: logowanie', hu: 'POP3: bejelentkezés', en: 'POP3: signing in' },
    source: 'RFC 1939, 4',
    rules: ofPop3,
  },
  {
    ...published,
    id: 'pop3-collect',
    names: {
      pl: 'POP3: odbiór poczty',
      hu: 'POP3: levelek letöltése',
      en: 'POP3: collecting mail',
    },
    source: 'RFC 1939, 5–7, RFC 2449',
    rules: ofPop3,
  },
];

import type { Rule } from '../frame/platform.ts';
import { mailLimits } from './mail-limits.ts';

/** Rules that a client of SMTP keeps to, besides those of the message. */
export const smtpRules = {
  'smtp.sign-in-before-tls': {
    id: 'smtp.sign-in-before-tls',
    text: {
      pl: 'Hasło podaje się dopiero po STARTTLS (RFC 4954, 4; RFC 8314, 3).',
      hu: 'Jelszó csak STARTTLS után adható meg (RFC 4954, 4; RFC 8314, 3).',
      en: 'A password is given only after STARTTLS (RFC 4954, 4; RFC 8314, 3).',
    },
  },
  'smtp.mail-without-sign-in': {
    id: 'smtp.mail-without-sign-in',
    text: {
      pl: 'Przed MAIL klient się loguje (RFC 6409, 4.3).',
      hu: 'A MAIL előtt a kliens bejelentkezik (RFC 6409, 4.3).',
      en: 'A client signs in before MAIL (RFC 6409, 4.3).',
    },
  },
  'smtp.bare-line-feed': {
    id: 'smtp.bare-line-feed',
    text: {
      pl: 'Każdy wiersz kończy się CRLF, nigdy samym LF (RFC 5321, 2.3.8).',
      hu: 'Minden sor végén CRLF áll, sosem LF egymagában (RFC 5321, 2.3.8).',
      en: 'Every line ends with CRLF, never with LF alone (RFC 5321, 2.3.8).',
    },
  },
  'smtp.command-too-long': {
    id: 'smtp.command-too-long',
    text: {
      pl: `Polecenie ma najwyżej ${mailLimits.smtpCommandBytesMax} bajtów (RFC 5321, 4.5.3.1.4).`,
      hu: `Egy parancs legfeljebb ${mailLimits.smtpCommandBytesMax} bájt (RFC 5321, 4.5.3.1.4).`,
      en: `A command has at most ${mailLimits.smtpCommandBytesMax} bytes (RFC 5321, 4.5.3.1.4).`,
    },
  },
  'smtp.unknown-command': {
    id: 'smtp.unknown-command',
    text: {
      pl: 'Klient używa tylko poleceń, które serwer zna (RFC 5321, 4.2.4).',
      hu: 'A kliens csak olyan parancsot használ, amelyet a kiszolgáló ismer (RFC 5321, 4.2.4).',
      en: 'A client uses only commands that the server knows (RFC 5321, 4.2.4).',
    },
  },
  'smtp.no-quit': {
    id: 'smtp.no-quit',
    text: {
      pl: 'Klient kończy połączenie poleceniem QUIT (RFC 5321, 4.1.1.10).',
      hu: 'A kliens QUIT paranccsal fejezi be a kapcsolatot (RFC 5321, 4.1.1.10).',
      en: 'A client ends the connection with QUIT (RFC 5321, 4.1.1.10).',
    },
  },
} as const satisfies Record<string, Rule>;

/** Rules that a client of POP3 keeps to. */
export const pop3Rules = {
  'pop3.sign-in-before-tls': {
    id: 'pop3.sign-in-before-tls',
    text: {
      pl: 'Hasło podaje się dopiero po STLS (RFC 2595, 2.2; RFC 8314, 3).',
      hu: 'Jelszó csak STLS után adható meg (RFC 2595, 2.2; RFC 8314, 3).',
      en: 'A password is given only after STLS (RFC 2595, 2.2; RFC 8314, 3).',
    },
  },
  'pop3.bare-line-feed': {
    id: 'pop3.bare-line-feed',
    text: {
      pl: 'Każde polecenie kończy się CRLF, nigdy samym LF (RFC 1939, 3).',
      hu: 'Minden parancs végén CRLF áll, sosem LF egymagában (RFC 1939, 3).',
      en: 'Every command ends with CRLF, never with LF alone (RFC 1939, 3).',
    },
  },
  'pop3.command-too-long': {
    id: 'pop3.command-too-long',
    text: {
      pl: `Polecenie ma najwyżej ${mailLimits.pop3CommandBytesMax} bajtów (RFC 2449, 4).`,
      hu: `Egy parancs legfeljebb ${mailLimits.pop3CommandBytesMax} bájt (RFC 2449, 4).`,
      en: `A command has at most ${mailLimits.pop3CommandBytesMax} bytes (RFC 2449, 4).`,
    },
  },
  'pop3.unknown-command': {
    id: 'pop3.unknown-command',
    text: {
      pl: 'Klient używa tylko poleceń, które serwer zna, z ich argumentami (RFC 1939, 3).',
      hu: 'A kliens csak ismert parancsot használ, annak argumentumaival (RFC 1939, 3).',
      en: 'A client uses only commands that the server knows, with their arguments (RFC 1939, 3).',
    },
  },
  'pop3.wrong-state': {
    id: 'pop3.wrong-state',
    text: {
      pl: 'Polecenie należy do innego stanu sesji (RFC 1939, 4–6).',
      hu: 'A parancs a munkamenet másik állapotába tartozik (RFC 1939, 4–6).',
      en: 'The command belongs to another state of the session (RFC 1939, 4–6).',
    },
  },
  'pop3.no-quit': {
    id: 'pop3.no-quit',
    text: {
      pl: 'Klient kończy sesję poleceniem QUIT; bez niego nic nie jest usuwane (RFC 1939, 6).',
      hu: 'A kliens QUIT paranccsal fejezi be; nélküle semmi sem törlődik (RFC 1939, 6).',
      en: 'A client ends the session with QUIT; without it nothing is deleted (RFC 1939, 6).',
    },
  },
} as const satisfies Record<string, Rule>;

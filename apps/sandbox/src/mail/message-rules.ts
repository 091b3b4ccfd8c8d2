import type { BrokenRule, Rule } from '../frame/platform.ts';
import { mailLimits } from './mail-limits.ts';

/** Rules for the message itself, whatever protocol carries it. Each names its section. */
export const messageRules = {
  'message.bare-line-break': {
    id: 'message.bare-line-break',
    text: {
      pl: 'CR i LF stoją zawsze razem, także w treści (RFC 5321, 2.3.8).',
      hu: 'A CR és az LF mindig együtt áll, a szövegben is (RFC 5321, 2.3.8).',
      en: 'CR and LF always stand together, in the content too (RFC 5321, 2.3.8).',
    },
  },
  'message.line-too-long': {
    id: 'message.line-too-long',
    text: {
      pl: `Wiersz ma najwyżej ${mailLimits.messageLineBytesMax} znaków bez CRLF (RFC 5322, 2.1.1).`,
      hu: `Egy sor legfeljebb ${mailLimits.messageLineBytesMax} jel, a CRLF nélkül (RFC 5322, 2.1.1).`,
      en: `A line has at most ${mailLimits.messageLineBytesMax} characters without its CRLF (RFC 5322, 2.1.1).`,
    },
  },
  'message.no-date': {
    id: 'message.no-date',
    text: {
      pl: 'Wiadomość ma dokładnie jeden nagłówek Date (RFC 5322, 3.6).',
      hu: 'Az üzenetben pontosan egy Date fejléc van (RFC 5322, 3.6).',
      en: 'A message has exactly one Date header (RFC 5322, 3.6).',
    },
  },
  'message.no-from': {
    id: 'message.no-from',
    text: {
      pl: 'Wiadomość ma dokładnie jeden nagłówek From (RFC 5322, 3.6).',
      hu: 'Az üzenetben pontosan egy From fejléc van (RFC 5322, 3.6).',
      en: 'A message has exactly one From header (RFC 5322, 3.6).',
    },
  },
  'message.repeated-header': {
    id: 'message.repeated-header',
    text: {
      pl: 'Sender, Reply-To, To, Cc, Message-ID i Subject występują najwyżej raz (RFC 5322, 3.6).',
      hu: 'A Sender, Reply-To, To, Cc, Message-ID és Subject legfeljebb egyszer áll (RFC 5322, 3.6).',
      en: 'Sender, Reply-To, To, Cc, Message-ID and Subject stand once at most (RFC 5322, 3.6).',
    },
  },
  'message.header-not-ascii': {
    id: 'message.header-not-ascii',
    text: {
      pl: 'Nagłówki bez SMTPUTF8 składają się ze znaków ASCII; inne litery koduje RFC 2047 (RFC 5322, 2.2).',
      hu: 'SMTPUTF8 nélkül a fejléc ASCII-jelekből áll; a többi betűt az RFC 2047 kódolja (RFC 5322, 2.2).',
      en: 'Headers without SMTPUTF8 are ASCII; other letters are encoded by RFC 2047 (RFC 5322, 2.2).',
    },
  },
  'message.header-unreadable': {
    id: 'message.header-unreadable',
    text: {
      pl: 'Wiersz nagłówka ma postać „nazwa: wartość” lub zaczyna się odstępem (RFC 5322, 2.2).',
      hu: 'Egy fejlécsor „név: érték” alakú, vagy szóközzel kezdődik (RFC 5322, 2.2).',
      en: 'A header line is "name: value" or begins with a space (RFC 5322, 2.2).',
    },
  },
} as const satisfies Record<string, Rule>;

const onceAtMost = ['sender', 'reply-to', 'to', 'cc', 'message-id', 'subject'];

/**
 * Names every rule that a message breaks, each once, with the line or header where it did first.
 *
 * @param raw the message without stuffed dots
 * @param options.utf8 SMTPUTF8 was agreed (RFC 6531)
 */
export function checkMessage(raw: Uint8Array, options: { readonly utf8: boolean }): BrokenRule[] {
  const broken = new Map<string, BrokenRule>();
  const breaks = (id: keyof typeof messageRules, place: string): void => {
    if (!broken.has(id)) broken.set(id, { ...messageRules[id], place });
  };
  if (hasBareLineBreak(raw)) breaks('message.bare-line-break', `line ${bareLine(raw)}`);
  const lines = Buffer.from(raw).toString('latin1').split('\r\n');
  const longest = lines.findIndex((line) => line.length > mailLimits.messageLineBytesMax);
  if (longest !== -1) breaks('message.line-too-long', `line ${longest + 1}`);
  const end = lines.indexOf('');
  const names: string[] = [];
  for (const [index, line] of lines.slice(0, end === -1 ? lines.length : end).entries()) {
    if (!options.utf8 && /[\x80-\xff]/.test(line)) {
      breaks('message.header-not-ascii', `line ${index + 1}`);
    }
    if (/^[ \t]/.test(line) && index > 0) continue;
    const name = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:/.exec(line)?.[1];
    if (name === undefined) breaks('message.header-unreadable', `line ${index + 1}`);
    else names.push(name.toLowerCase());
  }
  const times = (name: string) => names.filter((one) => one === name).length;
  if (times('date') !== 1) breaks('message.no-date', 'Date');
  if (times('from') !== 1) breaks('message.no-from', 'From');
  const repeated = onceAtMost.find((name) => times(name) > 1);
  if (repeated !== undefined) breaks('message.repeated-header', repeated);
  return [...broken.values()];
}

/**
 * Whether a CR or LF stands alone. Such a message is refused: what one program takes for the end of a
 * line another does not, and mails have been smuggled through the difference.
 */
export function hasBareLineBreak(raw: Uint8Array): boolean {
  return bareLine(raw) !== undefined;
}

function bareLine(raw: Uint8Array): number | undefined {
  let line = 1;
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === 0x0a && raw[at - 1] !== 0x0d) return line;
    if (raw[at] === 0x0d && raw[at + 1] !== 0x0a) return line;
    if (raw[at] === 0x0a) line += 1;
  }
  return undefined;
}

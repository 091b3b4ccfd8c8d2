import type { Branded } from '@kartoteka/kernel';

/** An address such as `praktyka@przychodnia.example`, in small letters. */
export type MailAddress = Branded<'MailAddress'>;

const local = "[A-Za-z0-9!#$%&'*/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*/=?^_`{|}~-]+)*";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const whole = new RegExp(`^${local}@${label}(?:\\.${label})*$`);

/**
 * Reads an address of a mailbox (RFC 5321, 4.1.2, without quoted names and literals). A `+` is none of
 * it: in the sandbox what follows it names a world.
 *
 * @example parseMailAddress('Praktyka@przychodnia.example') // 'praktyka@przychodnia.example'
 * @example parseMailAddress('praktyka') // undefined
 */
export function parseMailAddress(text: string): MailAddress | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 254 || trimmed.indexOf('@') > 64) return undefined;
  return whole.test(trimmed) ? (trimmed.toLowerCase() as MailAddress) : undefined;
}

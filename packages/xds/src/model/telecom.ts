import type { Branded } from '@kartoteka/kernel';
import { componentValue, escapeHl7, joinComponents, splitComponents } from './hl7-text.ts';

/** A telecommunication address as XDS writes one: HL7 v2.5 XTN. */
export type Xtn = Branded<'Xtn'>;

/** What an XTN says, as far as people read it. */
export interface Telecom {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * Takes an XTN apart. Numbers come in the first component, in the country, area and local
 * components, or as unformatted text in the twelfth.
 *
 * @example readTelecom('^^Internet^rejestracja@przychodnia.example' as Xtn)
 */
export function readTelecom(xtn: Xtn): Telecom {
  const parts = splitComponents(xtn).map((part) => componentValue(part) ?? '');
  const email = parts[3] ?? '';
  if (email !== '') return { email };
  const dialled = [parts[4], parts[5], parts[6]].filter((part) => part).join(' ');
  const phone = parts[11] || dialled || parts[0] || '';
  return phone === '' ? {} : { phone };
}

/** Writes an XTN. @example writeTelecom({ phone: '+48 22 000 00 00' }) */
export function writeTelecom({ email, phone }: Telecom): Xtn {
  if (email !== undefined) return `^^Internet^${escapeHl7(email)}` as Xtn;
  const empty = ['', 'PRN', 'PH', '', '', '', '', '', '', '', ''];
  return joinComponents([...empty, escapeHl7(phone ?? '')]) as Xtn;
}

import { Problem } from '@kartoteka/kernel';

/**
 * The one spelling in which login names are compared and stored.
 *
 * @example normaliseLoginName(' Anna.Nowak@Przychodnia.example ') // 'anna.nowak@przychodnia.example'
 */
export function normaliseLoginName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/**
 * Reads a login name that somebody chooses.
 *
 * @throws Problem `service.login-name` for a wrong length, spaces, or a national number: a PESEL or
 *   TAJ on a sign-in page is read by whoever passes
 */
export function parseLoginName(typed: string, place = 'login'): string {
  const name = normaliseLoginName(typed);
  const national = /^(\d{11}|\d{9})$/.test(name.replace(/[ .-]/g, ''));
  if (!/^[^\s\p{C}]{3,64}$/u.test(name) || national)
    throw new Problem('service.login-name', { place });
  return name;
}

import type { Branded } from '../brand.ts';
import { cleanTyped } from './clean-typed.ts';

/** Id of a cloud account: always sixteen digits here, whatever zeros the other side wrote. */
export type AccountId = Branded<'AccountId'>;

/**
 * Reads an account id. Zeros on the left carry no meaning (real systems write 15, 16 or 18 digits),
 * so every spelling ends in the one form that is compared and stored.
 *
 * @example parseAccountId('5010') // '0000000000005010'
 */
export function parseAccountId(typed: string): AccountId | undefined {
  const text = cleanTyped(typed);
  if (!/^\d{1,20}$/.test(text)) return undefined;
  const significant = text.replace(/^0+/, '');
  if (significant.length === 0 || significant.length > 16) return undefined;
  return significant.padStart(16, '0') as AccountId;
}

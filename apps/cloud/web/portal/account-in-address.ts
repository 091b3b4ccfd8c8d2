/** The base of all portals on one host; the account follows. */
export const portalBase = '/portal';

/**
 * The account whose portal an address belongs to; `undefined` where it names none.
 *
 * @example accountInAddress('/portal/0000000000005010/documents') // '0000000000005010'
 */
export function accountInAddress(path: string): string | undefined {
  return /^\/portal\/(\d{1,20})(?:\/|$)/.exec(path)?.[1];
}

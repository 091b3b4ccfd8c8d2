import { splitComponents } from '../model/hl7-text.ts';
import { findOidFault } from './find-oid-fault.ts';
import { findAuthorityFault } from './find-patient-id-fault.ts';

/** Positions of an XON that XDS uses: name, assigning authority, id (ITI TF-3: Table 4.2.3.1.7-2). */
const used: ReadonlySet<number> = new Set([0, 5, 9]);

/** What is wrong with an XON, or undefined. */
export function findOrganisationFault(xon: string): string | undefined {
  const parts = splitComponents(xon);
  if (!parts[0]) return 'An organisation needs a name.';
  if (parts.some((part, index) => part !== '' && !used.has(index))) {
    return 'An organisation has a name, an assigning authority and an id only: name^^^^^&OID&ISO^^^^id.';
  }
  const authority = parts[5] ?? '';
  if (authority !== '') return findAuthorityFault(authority);
  const id = parts[9] ?? '';
  if (id !== '' && findOidFault(id) !== undefined) {
    return 'The id of an organisation is no OID and has no assigning authority.';
  }
  return undefined;
}

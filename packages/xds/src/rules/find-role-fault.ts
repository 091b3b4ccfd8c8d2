import { findAuthorityFault } from './find-patient-id-fault.ts';

/**
 * What is wrong with an authorRole or authorSpecialty, or undefined: words, or a coded value as CX
 * whose assigning authority may be missing (ITI TF-3: 4.2.3.1.4.3, 4.2.3.1.4.4).
 */
export function findRoleFault(text: string): string | undefined {
  if (!text.includes('^')) return undefined;
  const [id, second, third, authority = '', ...more] = text.split('^');
  if (!id) return 'A coded role has no code: code^^^&OID&ISO.';
  if (second || third || more.length > 0) {
    return 'A coded role has a code and an assigning authority only: code^^^&OID&ISO.';
  }
  return authority === '' ? undefined : findAuthorityFault(authority);
}

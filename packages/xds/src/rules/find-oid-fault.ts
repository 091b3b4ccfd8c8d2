import { oidLengthMax, parseOid } from '@kartoteka/kernel';

/** What is wrong with an OID, or undefined (ITI TF-3: Table 4.2.3.1.7-2). */
export function findOidFault(text: string): string | undefined {
  if (text.length > oidLengthMax) return `The OID is longer than ${oidLengthMax} characters.`;
  // Parsing forgives blanks and hyphens of typed input; a message has to be exact.
  if (parseOid(text) !== text) return 'The value is not an OID in dotted decimal form.';
  return undefined;
}

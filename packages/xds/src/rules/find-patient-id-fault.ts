import { oidLengthMax, parsePatientIdCx } from '@kartoteka/kernel';

/** What is wrong with a patientId, or undefined (ITI TF-3: Table 4.2.3.1.7-2). Never says the id. */
export function findPatientIdFault(text: string): string | undefined {
  if (parsePatientIdCx(text) !== undefined) return undefined;
  return findCxFault(text) ?? 'The domain of the identifier is not an OID.';
}

/**
 * What is wrong with the shape of a CX, or undefined. The identifier that a source uses itself is
 * not looked up anywhere, so that domains such as `3.4.5`, which no OID tree has, pass.
 */
export function findCxFault(text: string): string | undefined {
  const [id = '', second, third, authority = '', ...more] = text.split('^');
  if (second || third || more.length > 0) {
    return 'A CX here has an id and an assigning authority only: id^^^&OID&ISO.';
  }
  if (id === '') return 'The CX has no id: id^^^&OID&ISO.';
  return findAuthorityFault(authority);
}

/** What is wrong with an assigning authority (HD), or undefined. */
export function findAuthorityFault(authority: string): string | undefined {
  const [namespace, oid = '', type, ...more] = authority.split('&');
  if (namespace !== '') return 'The assigning authority must not have a namespace id: &OID&ISO.';
  if (type !== 'ISO' || more.length > 0) return 'The assigning authority is not &OID&ISO.';
  if (oid === '') return 'The assigning authority has no OID: &OID&ISO.';
  return dotted.test(oid) && oid.length <= oidLengthMax
    ? undefined
    : `The OID of the assigning authority is not dotted decimal of at most ${oidLengthMax} characters.`;
}

const dotted = /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/;

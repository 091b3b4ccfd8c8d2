/** What is wrong with a CXi, or undefined: `id^^^authority^type` (ITI TF-3: Table 4.2.3.1.7-2). */
export function findReferenceIdFault(text: string): string | undefined {
  const [id, second, third, authority = '', type] = text.split('^');
  if (!id) return 'A reference id has no id: id^^^&OID&ISO^type.';
  if (second || third) return 'A reference id is not of the form id^^^&OID&ISO^type.';
  if (!type) return 'A reference id does not say its type: id^^^&OID&ISO^type.';
  return isWhole(authority)
    ? undefined
    : 'The assigning authority of a reference id is neither a name nor &OID&ISO.';
}

/** Unlike elsewhere a local name will do; a universal id comes with its type. */
function isWhole(authority: string): boolean {
  if (authority === '') return true;
  const [namespace, universalId = '', universalIdType = ''] = authority.split('&');
  if ((universalId === '') !== (universalIdType === '')) return false;
  return namespace !== '' || universalId !== '';
}

/** What is wrong with a CXi, or undefined: `id^^^authority^type` (ITI TF-3: Table 4.2.3.1.7-2). */
export function findReferenceIdFault(text: string): string | undefined {
  const [id, second, third, , type] = text.split('^');
  if (!id) return 'A reference id has no id: id^^^&OID&ISO^type.';
  if (second || third) return 'A reference id is not of the form id^^^&OID&ISO^type.';
  return type ? undefined : 'A reference id does not say its type: id^^^&OID&ISO^type.';
}

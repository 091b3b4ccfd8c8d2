import { splitComponents, splitSubcomponents } from '../model/hl7-text.ts';
import { findAuthorityFault } from './find-patient-id-fault.ts';

/** What is wrong with an XCN, or undefined (ITI TF-3: Table 4.2.3.1.7-2). */
export function findPersonFault(xcn: string): string | undefined {
  const parts = splitComponents(xcn);
  const id = parts[0] ?? '';
  const family = splitSubcomponents(parts[1] ?? '')[0] ?? '';
  if (id === '' && family === '') return 'A person needs an id or a family name.';
  const authority = parts[8] ?? '';
  if (authority === '') return undefined;
  if (id === '') return 'A person without an id has an assigning authority for it.';
  return findAuthorityFault(authority);
}

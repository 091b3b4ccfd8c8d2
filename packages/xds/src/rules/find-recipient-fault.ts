import { findOrganisationFault } from './find-organisation-fault.ts';
import { findPersonFault } from './find-person-fault.ts';
import { findTelecomFault } from './find-telecom-fault.ts';

/** What is wrong with an intendedRecipient `XON|XCN|XTN`, or undefined (ITI TF-3: 4.2.3.3.7). */
export function findRecipientFault(text: string): string | undefined {
  const [organisation = '', person = '', telecom = '', ...more] = text.split('|');
  if (more.length > 0) return 'A recipient has more than organisation|person|telecom.';
  if (organisation === '' && person === '' && telecom === '') return 'A recipient is empty.';
  const faults = [
    organisation === '' ? undefined : findOrganisationFault(organisation),
    person === '' ? undefined : findPersonFault(person),
    telecom === '' ? undefined : findTelecomFault(telecom),
  ];
  return faults.find((fault) => fault !== undefined);
}

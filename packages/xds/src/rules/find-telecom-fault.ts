import type { Xtn } from '../model/telecom.ts';
import { readTelecom } from '../model/telecom.ts';

/** What is wrong with an XTN, or undefined (ITI TF-3: Table 4.2.3.1.7-2). */
export function findTelecomFault(xtn: string): string | undefined {
  const { email, phone } = readTelecom(xtn as Xtn);
  return email === undefined && phone === undefined
    ? 'The telecommunication address has neither a number nor an address.'
    : undefined;
}

import { splitComponents } from '../model/hl7-text.ts';

/** HL7 v2.5, table 0201: what an address is used for. */
const uses: ReadonlySet<string> = new Set([
  '',
  'ASN',
  'BPN',
  'EMR',
  'NET',
  'ORN',
  'PRN',
  'PRS',
  'VHN',
  'WPN',
]);
/** HL7 v2.5, table 0202: what answers there. */
const numbers: ReadonlySet<string> = new Set(['BP', 'CP', 'FX', 'MD', 'PH', 'SAT', 'TDD', 'TTY']);
const mailboxes: ReadonlySet<string> = new Set(['Internet', 'X.400']);

/**
 * What is wrong with an XTN, or undefined (ITI TF-3: Table 4.2.3.1.7-2). Numbers without a type, as
 * older HL7 wrote them, are taken.
 */
export function findTelecomFault(xtn: string): string | undefined {
  const parts = splitComponents(xtn);
  const [plain = '', use = '', type = '', address = ''] = parts;
  const dialled = parts.slice(4, 8).some((part) => part !== '');
  const unformatted = (parts[11] ?? '') !== '';
  const number = dialled || unformatted || plain !== '';
  if (!number && address === '') {
    return 'The telecommunication address has neither a number nor an address.';
  }
  if (!uses.has(use)) return 'The use of the telecommunication address is none of HL7 table 0201.';
  if (type === '') return undefined;
  if (mailboxes.has(type)) return findMailboxFault({ use, address, number });
  if (!numbers.has(type)) {
    return 'The type of the telecommunication address is none of HL7 table 0202.';
  }
  if (use === 'NET') return 'A telephone number is not used as NET.';
  if (address !== '') return 'A telephone number has a mail address beside it.';
  return dialled && unformatted
    ? 'A telephone number is given in parts and as a whole; one of them is enough.'
    : undefined;
}

function findMailboxFault(of: { use: string; address: string; number: boolean }) {
  if (of.address === '') return 'The telecommunication address has no mail address.';
  if (of.use !== '' && of.use !== 'NET') return 'A mail address is used as NET or without a use.';
  return of.number ? 'A mail address has a telephone number beside it.' : undefined;
}

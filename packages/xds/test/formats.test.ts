import { parsePatientIdCx } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHashFault } from '../src/rules/find-hash-fault.ts';
import { findLanguageFault } from '../src/rules/find-language-fault.ts';
import { findOidFault } from '../src/rules/find-oid-fault.ts';
import { findOrganisationFault } from '../src/rules/find-organisation-fault.ts';
import {
  findAuthorityFault,
  findCxFault,
  findPatientIdFault,
} from '../src/rules/find-patient-id-fault.ts';
import { findPatientInfoFault } from '../src/rules/find-patient-info-fault.ts';
import { findPersonFault } from '../src/rules/find-person-fault.ts';
import { findRecipientFault } from '../src/rules/find-recipient-fault.ts';
import { findReferenceIdFault } from '../src/rules/find-reference-id-fault.ts';
import { findTelecomFault } from '../src/rules/find-telecom-fault.ts';
import { findTimeFault } from '../src/rules/find-time-fault.ts';
import {
  findDocumentUniqueIdFault,
  findSetUniqueIdFault,
} from '../src/rules/find-unique-id-fault.ts';
import { findUriFault } from '../src/rules/find-uri-fault.ts';
import { arbitraryText } from './arbitrary-text.ts';

type Find = (text: string) => string | undefined;
const longOid = (length: number): string => `1.${'3'.repeat(length - 2)}`;

const formats: [name: string, find: Find, good: string[], bad: string[]][] = [
  [
    'DTM',
    findTimeFault,
    ['2026', '202602', '20260228', '2026022823', '202602282359', '20260228235959', '20240229'],
    [
      '',
      '26',
      '202600',
      '20260229',
      '2026022824',
      '202602282360',
      '20260228235960',
      '2026-02-28',
      '20260228T10',
      ' 2026',
      '2026 ',
      '20260228235959.5',
      '20260228235959Z',
    ],
  ],
  [
    'OID',
    findOidFault,
    ['1.2', '2.999', '0.9.2342', '2.25.329800735698586629295641978511506172918', longOid(64)],
    [
      '',
      '1',
      '3.1',
      '1.',
      '.1',
      '1..2',
      '1.02',
      '1.2 ',
      '1-2.3',
      'urn:oid:1.2',
      'lol',
      longOid(65),
    ],
  ],
  [
    'uniqueId of a document',
    findDocumentUniqueIdFault,
    ['1.2.3', '1.2.3^77', 'urn:uuid:x', `1.2^${'x'.repeat(124)}`],
    ['', '1.2 3', '1.2\t', '1.2^ż', `1.2^${'x'.repeat(125)}`],
  ],
  [
    'uniqueId of a set',
    findSetUniqueIdFault,
    ['1.2.3', '1.2.3^77'],
    ['', 'x', '^77', '1.2.3^', '1.2.3^a^b', '1.2.3^a b', '9.9^1'],
  ],
  [
    'hash',
    findHashFault,
    ['a'.repeat(40), 'A1'.repeat(20)],
    ['', 'a'.repeat(39), 'a'.repeat(41), 'g'.repeat(40)],
  ],
  [
    'patientId',
    findPatientIdFault,
    ['1^^^&1.2.3&ISO', 'ABC-1/2^^^&2.999&ISO'],
    [
      '',
      '1',
      '1^^^',
      '1^^^&&ISO',
      '1^^^&1.2.3&',
      '1^^^&1.2.3',
      '1^^^x&1.2.3&ISO',
      '1^2^^&1.2.3&ISO',
      '1^^^&1.2.3&ISO^PI',
      '1^^^&1.2.3&ISO&',
      '^^^&1.2.3&ISO',
      '1^^^&3.4.5&ISO',
      `1^^^&${longOid(65)}&ISO`,
    ],
  ],
  [
    'sourcePatientId',
    findCxFault,
    ['1^^^&1.2.3&ISO', '1^^^&3.4.5&ISO'],
    ['', '1', '1^^^&x&ISO', '1^^^&3.4.5&DNS', '1^^^&04.5&ISO'],
  ],
  [
    'assigning authority',
    findAuthorityFault,
    ['&1.2.3&ISO'],
    ['', '1.2.3', 'NFZ&1.2.3&ISO', '&1.2.3&iso', '&1.2.3&ISO&x', '&&ISO'],
  ],
  [
    'person',
    findPersonFault,
    [
      '77',
      '^Udawana',
      '77^Udawana^Kalina^^^lek.^^^&1.2.3&ISO',
      '^Udawana&von^Kalina',
      '77^^^^^^^^&1.2.3&ISO^D^^^NP',
    ],
    [
      '',
      '^',
      '^^Kalina',
      '^&x^Kalina',
      '^Udawana^^^^^^^&1.2.3&ISO',
      '77^^^^^^^^NIL',
      '77^^^^^^^^NIL&1.2.3&ISO',
    ],
  ],
  [
    'organisation',
    findOrganisationFault,
    ['ZOZ', 'ZOZ^^^^^^^^^1.2.3', 'ZOZ^^^^^&1.2.3&ISO^^^^77', 'ZOZ^^^^^&1.2.3&ISO', 'ZOZ^^^^^^^^^'],
    [
      '',
      '^',
      '^^^^^&1.2.3&ISO^^^^77',
      'ZOZ^x',
      'ZOZ^^x',
      'ZOZ^^^x',
      'ZOZ^^^^x',
      'ZOZ^^^^^^x',
      'ZOZ^^^^^^^x',
      'ZOZ^^^^^^^^x',
      'ZOZ^^^^^^^^^^x',
      'ZOZ^^^^^^^^^77',
      'ZOZ^^^^^x&1.2.3&ISO^^^^77',
      'ZOZ^^^^^&1.2.3&LOL^^^^77',
      'ZOZ^^^^^&x&ISO^^^^77',
    ],
  ],
  [
    'address',
    findTelecomFault,
    [
      '^^Internet^a@b.example',
      '^NET^Internet^a@b.example',
      '^PRN^PH^^48^22^5550000',
      '^WPN^CP^^^^^^^^^+48600000000',
      '^^FX^^^22^5550001',
      '+48225550000',
      '^^^^^^5550000',
    ],
    ['', '^', '^PRN^PH', '^^Internet^', '^NET^Internet', '^^Phone^^^^1', '^X^PH^^^^1'],
  ],
  [
    'PID line',
    findPatientInfoFault,
    ['PID-3|', 'PID-5|A^B', 'PID-44|x'],
    [
      '',
      'PID-3',
      'PID-|x',
      'PID-0|x',
      'PID-N|x',
      'POD-3|x',
      'pid-3|x',
      'PID-2|x',
      'PID-4|x',
      'PID-12|x',
      'PID-19|x',
    ],
  ],
  [
    'reference id',
    findReferenceIdFault,
    ['1^^^&1.2&ISO^urn:x', '1^^^^urn:x', '1^^^SZPITAL^urn:x', '1^^^SZPITAL&1.2&ISO^urn:x'],
    [
      '',
      '1',
      '^^^&1.2&ISO^urn:x',
      '1^^^&1.2&ISO',
      '1^2^^&1.2&ISO^urn:x',
      '1^^^&1.2^urn:x',
      '1^^^&&ISO^urn:x',
    ],
  ],
  [
    'language',
    findLanguageFault,
    ['pl', 'pl-PL', 'en-us', 'sr-Latn-RS'],
    ['', 'p1', '123lol', 'pl_PL', 'pl-', 'polskijezyk'],
  ],
  [
    'URI',
    findUriFault,
    ['karta.xml', 'a/b?c#d', 'https://przychodnia.example/1%202', 'urn:oid:1.2', './a:b', ''],
    [':lol:', 'a b', '1a:b', 'żółw', 'a|b', 'a\\b', '<a>'],
  ],
  [
    'recipient',
    findRecipientFault,
    [
      'ZOZ',
      '|^Udawana',
      '|77',
      '||^^Internet^a@b.example',
      'ZOZ|^Udawana',
      'ZOZ|^Udawana|^^Internet^a@b.example',
      'ZOZ|',
    ],
    ['', '|', '||', '^x', 'ZOZ|^^Kalina', '|Some Hospital|^Welby|x', 'ZOZ||^PRN^PH'],
  ],
];

describe.each(formats)('the form of %s', (_, find, good, bad) => {
  it.each(good)('takes %j', (text) => {
    expect(find(text)).toBeUndefined();
  });

  it.each(bad)('refuses %j and says why', (text) => {
    expect(find(text)).toMatch(/^(A|An|The|PID-\d+) .*\.$/);
  });
});

describe('all forms', () => {
  it.each(formats)('%s: never throws and never quotes what it was given', (_, find) => {
    fc.assert(
      fc.property(arbitraryText({ minLength: 8, maxLength: 60 }), (text) => {
        const fault = find(text);
        expect(fault ?? '').not.toContain(text);
      }),
    );
  });

  it('a patientId that passes is one that the kernel reads, and no other', () => {
    const part = fc.constantFrom('1', 'A-1', '', '^', '^^^', '&', '1.2.3', '3.4.5', 'ISO', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect(findPatientIdFault(text) === undefined).toBe(parsePatientIdCx(text) !== undefined);
      }),
    );
  });
});

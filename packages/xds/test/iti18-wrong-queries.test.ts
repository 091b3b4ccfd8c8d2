import type { XmlElement } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import { queryValuesMax, readStoredQuery } from '../src/index.ts';
import {
  approved,
  body,
  errorsOf,
  findDocumentsId,
  getAllId,
  getDocumentsId,
  needed,
  patient,
  type Slots,
} from './query-body.ts';

describe('ITI-18: wrong queries', () => {
  const status = '$XDSDocumentEntryStatus';
  const patientId = '$XDSDocumentEntryPatientId';
  const rest = needed.slice(1);
  const rows: [what: string, id: string, slots: Slots, code: string, at: string][] = [
    [
      'an id that nobody defined',
      'urn:uuid:00000000-0000-0000-0000-000000000000',
      needed,
      'XDSUnknownStoredQuery',
      'AdhocQuery/@id',
    ],
    [
      'a query of others that is not built (FindDocumentsByTitleExclude)',
      'urn:uuid:4308b1df-36de-4bef-8e2e-ba91f593c435',
      needed,
      'XDSUnknownStoredQuery',
      'AdhocQuery/@id',
    ],
    ['no patient', findDocumentsId, rest, 'XDSStoredQueryMissingParam', patientId],
    ['no status', findDocumentsId, needed.slice(0, 1), 'XDSStoredQueryMissingParam', status],
    [
      'a status without values',
      findDocumentsId,
      [...needed.slice(0, 1), [status]],
      'XDSStoredQueryMissingParam',
      status,
    ],
    [
      'two patients',
      findDocumentsId,
      [[patientId, patient, patient], ...rest],
      'XDSStoredQueryParamNumber',
      patientId,
    ],
    [
      'the patient twice',
      findDocumentsId,
      [...needed, [patientId, patient]],
      'XDSStoredQueryParamNumber',
      patientId,
    ],
    [
      'two creation times',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryCreationTimeFrom', '2025', '2026']],
      'XDSStoredQueryParamNumber',
      '$XDSDocumentEntryCreationTimeFrom',
    ],
    [
      'a classCode slot twice: only AND parameters may',
      findDocumentsId,
      [
        ...needed,
        ['$XDSDocumentEntryClassCode', "('a^^s')"],
        ['$XDSDocumentEntryClassCode', "('b^^s')"],
      ],
      'XDSStoredQueryParamNumber',
      '$XDSDocumentEntryClassCode',
    ],
    [
      'a status slot twice',
      findDocumentsId,
      [...needed, [status, approved]],
      'XDSStoredQueryParamNumber',
      status,
    ],
    [
      'a patient without quotes (as sq-req-bad-pid-format)',
      findDocumentsId,
      [[patientId, '1^^^&amp;1.2.3&amp;ISO'], ...rest],
      'XDSRegistryError',
      patientId,
    ],
    [
      'a patient in parentheses',
      findDocumentsId,
      [[patientId, `(${patient})`], ...rest],
      'XDSRegistryError',
      patientId,
    ],
    [
      'a patient that is no CX',
      findDocumentsId,
      [[patientId, "'12345'"], ...rest],
      'XDSRegistryError',
      patientId,
    ],
    [
      'a status without parentheses (as sq-req-bad-stat-format1)',
      findDocumentsId,
      [...needed.slice(0, 1), [status, "'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'"]],
      'XDSRegistryError',
      status,
    ],
    [
      'a status without quotes (as sq-req-bad-stat-format2)',
      findDocumentsId,
      [...needed.slice(0, 1), [status, '(urn:oasis:names:tc:ebxml-regrep:StatusType:Approved)']],
      'XDSRegistryError',
      status,
    ],
    [
      'a status that is none',
      findDocumentsId,
      [...needed.slice(0, 1), [status, "('Approved')"]],
      'XDSRegistryError',
      status,
    ],
    [
      'a list that does not end',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryClassCode', "('a^^s'"]],
      'XDSRegistryError',
      '$XDSDocumentEntryClassCode',
    ],
    [
      'an empty list',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryClassCode', '()']],
      'XDSRegistryError',
      '$XDSDocumentEntryClassCode',
    ],
    [
      'a quote that is not doubled',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryAuthorPerson', "('O'Hara')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryAuthorPerson',
    ],
    [
      'a code without its scheme',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryTypeCode', "('a')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryTypeCode',
    ],
    [
      'a code with an empty scheme',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryTypeCode', "('a^^')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryTypeCode',
    ],
    [
      'a code with a display name',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryTypeCode', "('a^b^s')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryTypeCode',
    ],
    [
      'a time that is none',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryCreationTimeTo', '20261301']],
      'XDSRegistryError',
      '$XDSDocumentEntryCreationTimeTo',
    ],
    [
      'a type that is none',
      findDocumentsId,
      [...needed, ['$XDSDocumentEntryType', "('stable')"]],
      'XDSRegistryError',
      '$XDSDocumentEntryType',
    ],
    [
      'a level that is no number',
      findDocumentsId,
      [...needed, ['$MetadataLevel', 'high']],
      'XDSRegistryError',
      '$MetadataLevel',
    ],
    [
      'GetDocuments for nothing',
      getDocumentsId,
      [],
      'XDSStoredQueryMissingParam',
      '$XDSDocumentEntryEntryUUID',
    ],
    [
      'GetDocuments by two kinds of id',
      getDocumentsId,
      [
        ['$XDSDocumentEntryEntryUUID', "('a')"],
        ['$XDSDocumentEntryUniqueId', "('1.2')"],
      ],
      'XDSStoredQueryParamNumber',
      '$XDSDocumentEntryEntryUUID',
    ],
    ...['$patientId', '$XDSDocumentEntryStatus', '$XDSSubmissionSetStatus', '$XDSFolderStatus'].map(
      (missing): [string, string, Slots, string, string] => [
        `GetAll without ${missing}`,
        getAllId,
        (
          [
            ['$patientId', patient],
            ['$XDSDocumentEntryStatus', approved],
            ['$XDSSubmissionSetStatus', approved],
            ['$XDSFolderStatus', approved],
          ] as Slots
        ).filter(([name]) => name !== missing),
        'XDSStoredQueryMissingParam',
        missing,
      ],
    ),
    [
      'too many values',
      findDocumentsId,
      [
        ...needed,
        [
          '$XDSDocumentEntryAuthorPerson',
          `(${Array.from({ length: queryValuesMax + 1 }, () => "'a'").join(',')})`,
        ],
      ],
      'XDSRegistryOutOfResources',
      '$XDSDocumentEntryAuthorPerson',
    ],
  ];

  it.each(rows)('%s', (_, id, slots, code, at) => {
    expect(errorsOf(body(id, slots))).toContainEqual([code, at]);
  });

  it.each([
    ['no returnType', ''],
    ['RegistryObject', 'returnType="RegistryObject"'],
    ['LeafClassWithRepositoryItem', 'returnType="LeafClassWithRepositoryItem"'],
  ])('%s as returnType: XDSRegistryError', (_, option) => {
    expect(errorsOf(body(findDocumentsId, needed, option))).toEqual([
      ['XDSRegistryError', 'ResponseOption/@returnType'],
    ]);
  });

  it('several faults are told at once', () => {
    expect(
      errorsOf(
        body(findDocumentsId, [
          ['$XDSDocumentEntryPatientId', 'x'],
          ['$MetadataLevel', 'y'],
        ]),
      ),
    ).toEqual([
      ['XDSStoredQueryMissingParam', '$XDSDocumentEntryStatus'],
      ['XDSRegistryError', '$XDSDocumentEntryPatientId'],
      ['XDSRegistryError', '$MetadataLevel'],
    ]);
  });

  it('a fault never quotes the value: it may be a patient', () => {
    const reading = readStoredQuery(
      body(findDocumentsId, [['$XDSDocumentEntryPatientId', '44051401359'], ...rest]),
    );
    expect(JSON.stringify(reading)).not.toContain('44051401359');
  });

  it('a Slot without name: XDSRegistryError', () => {
    expect(errorsOf(body(findDocumentsId, [...needed, ['', '1']]))).toEqual([
      ['XDSRegistryError', 'AdhocQuery'],
    ]);
  });

  it.each([
    ['another body', (right: XmlElement): XmlElement => ({ ...right, name: 'AdhocQuery' })],
    [
      'the query before the option',
      (right: XmlElement): XmlElement => ({ ...right, nodes: [...right.nodes].reverse() }),
    ],
    ['no query', (right: XmlElement): XmlElement => ({ ...right, nodes: right.nodes.slice(0, 2) })],
  ])('%s: XDSRegistryError', (_, change) => {
    expect(errorsOf(change(body(findDocumentsId, needed))).map(([code]) => code)).toEqual([
      'XDSRegistryError',
    ]);
  });
});

import type { XdsErrorCode } from '../../src/index.ts';

/**
 * A kind of fault that an XDS stack can name, in our own words; and the test that provokes it here
 * with its code, or why it cannot arise here.
 */
export type FaultKind = {
  readonly kind: string;
} & (
  | {
      /** Below packages/xds/test. */
      readonly file: string;
      /** The rule of a row, or the title of a test, as it stands in that file. */
      readonly test: string;
      /** What the fault is answered with; a client's own code where an answer is at fault. */
      readonly code: XdsErrorCode | 'xds.answer-unreadable' | 'xds.answer-contradicts';
    }
  | { readonly absent: string }
);

const metadata = 'XDSRepositoryMetadataError';
type Code = Extract<FaultKind, { code: unknown }>['code'];

/** A table of `[kind, test]` pairs that one file shows with one code. */
function shown(file: string, code: Code, pairs: readonly (readonly [string, string])[]) {
  return pairs.map(([kind, test]) => ({ kind, file, test, code }));
}

export const faultKinds: readonly FaultKind[] = [
  ...shown('rules/message.ts', metadata, [
    ['status of a Folder', 'a new Folder is not Deprecated'],
    ['status of a SubmissionSet', 'a new SubmissionSet is not Deprecated'],
    ['status of a DocumentEntry', 'a new document is not Deprecated'],
    ['one UUID for two objects', 'no id is used twice'],
    ['form of a UUID', 'after urn:uuid: comes a UUID'],
    ['type of an association', 'an association has a type that is known'],
    ['unknown SubmissionSetStatus', 'SubmissionSetStatus is Original or Reference'],
    ['no SubmissionSetStatus', 'the member says SubmissionSetStatus'],
    ['an Original that did not come', 'an Original is in the message'],
    ['a source that did not come', 'a relationship starts at a document of the message'],
    ['a documentation code on HasMember', 'HasMember has no documentation code'],
    ['an entry that is no member of the set', 'every document is a member of the SubmissionSet'],
    ['a Folder that is no member of the set', 'every Folder is a member of the SubmissionSet'],
    ['Limited Metadata of an entry', 'Limited Metadata are refused'],
    ['Limited Metadata of a set', 'Limited Metadata of a SubmissionSet are refused'],
    ['an old logical id in a new submission', 'a new document is the first of its lid'],
  ]),
  ...shown('rules/message.ts', 'XDSPatientIdDoesNotMatch', [
    ['another patient on an entry', 'a document belongs to the patient of the SubmissionSet'],
    ['another patient on a Folder', 'a Folder belongs to the patient of the SubmissionSet'],
  ]),
  ...shown('rules/message.ts', 'XDSRepositoryDuplicateUniqueIdInMessage', [
    ['one unique id for two objects', 'two documents do not share a uniqueId'],
  ]),
  ...shown('rules/message.ts', 'UnresolvedReferenceException', [
    ['a target that did not come', 'a symbolic target is in the message'],
  ]),
  ...shown('rules/attributes.ts', metadata, [
    ['no unique id', 'DocumentEntry has uniqueId'],
    ['no patient', 'DocumentEntry has patientId'],
    ['no source patient', 'DocumentEntry has sourcePatientId'],
    ['no mime type', 'DocumentEntry has mimeType'],
    ['no creation time', 'DocumentEntry has creationTime'],
    ['no language', 'DocumentEntry has languageCode'],
    ['no class code', 'DocumentEntry has classCode'],
    ['no type code', 'DocumentEntry has typeCode'],
    ['no format code', 'DocumentEntry has formatCode'],
    ['no facility type', 'DocumentEntry has healthcareFacilityTypeCode'],
    ['no practice setting', 'DocumentEntry has practiceSettingCode'],
    ['no confidentiality code', 'DocumentEntry has at least one confidentialityCode'],
    ['a document that is not stable', 'a document that is provided is stable'],
    ['no submission time', 'SubmissionSet has submissionTime'],
    ['no content type', 'SubmissionSet has contentTypeCode'],
    ['no source', 'SubmissionSet has sourceId'],
    ['no patient of the set', 'SubmissionSet has patientId'],
    ['no unique id of the set', 'SubmissionSet has uniqueId'],
    ['no patient of a Folder', 'Folder has patientId'],
    ['no unique id of a Folder', 'Folder has uniqueId'],
    ['no title of a Folder', 'Folder has a title'],
    ['no code of a Folder', 'Folder has at least one code'],
    ['a code without its value', 'a code has a nodeRepresentation'],
    ['a code without its scheme', 'a code has a codingScheme'],
    ['a code without its meaning', 'a code has a Name'],
    ['form of a time', 'a DTM has not letters'],
    ['a time that is not exact enough', 'lastUpdateTime is to the second'],
    ['a service that ends before it begins', 'a service does not stop before it starts'],
  ]),
  ...shown('rules/identifiers.ts', metadata, [
    ['length of a unique id', 'uniqueId of a document has at most 128 characters'],
    ['length of an OID', 'an OID has at most 64 characters'],
    ['form of an OID', 'sourceId is an OID'],
    ['too many components in a CX', 'patientId has no further components'],
    ['a CX without its id', 'patientId has an id'],
    ['a namespace in an authority', 'patientId has no namespace id'],
    ['another universal id type', 'patientId has the type ISO'],
    ['an authority without its OID', 'patientId has an OID in its assigning authority'],
    ['a CX without an authority', 'patientId has an assigning authority'],
    ['form of a hash', 'a hash has 40 hexadecimal digits'],
    ['form of a repository id', 'repositoryUniqueId is an OID'],
  ]),
  ...shown('rules/texts.ts', metadata, [
    ['encoding of a title', 'a title is in UTF-8'],
    ['length of a title', 'a title has at most 128 characters'],
    ['form of a language', 'languageCode is a language tag'],
    ['a line that is no PID field', 'sourcePatientInfo is PID-n|content'],
    ['a PID field that is not allowed', 'sourcePatientInfo has no PID-2'],
    ['too many components in a CXi', 'a reference id is a CXi'],
    ['a CXi without its id', 'a reference id has an id'],
    ['a CXi without its type', 'a reference id says its type'],
    [
      'half an authority in a CXi',
      'the universal id in the authority of a reference id has its type',
    ],
    ['form of a URI', 'URI is a URI'],
    ['unknown availability', 'documentAvailability is Online or Offline'],
  ]),
  ...shown('rules/people.ts', metadata, [
    ['an author who says nothing', 'an author is a person, an institution or an address'],
    ['a person without id and name', 'a person has an id or a family name'],
    ['an authority without the id', 'a person without an id has no assigning authority'],
    ['authority of a person', 'the assigning authority of a person is an HD'],
    ['an organisation without name', 'an organisation has a name'],
    ['too much said of an organisation', 'an organisation has no other components'],
    ['an empty recipient', 'a recipient is not empty'],
    ['form of a recipient', 'a recipient has at most three parts'],
    ['use of a telecom', 'the use of a telecommunication address is one of HL7'],
    ['use of a mailbox', 'a mail address is used as NET'],
    ['type of a telecom', 'the type of a telecommunication address is one of HL7'],
    ['a telecom that says nothing', 'a telecommunication address says something'],
    ['a mailbox without its address', 'an address of the type Internet is a mail address'],
    ['a telecom of two kinds', 'a mail address has no number beside it'],
    ['a number given twice', 'a telephone number is given in one way'],
    ['a role that is no CX', 'a coded role has no further components'],
  ]),
  ...shown('structure-rules.test.ts', metadata, [
    ['unknown status', 'a status is one of ebRIM'],
    ['not exactly one set', 'there is exactly one SubmissionSet: two are reported'],
    ['two statuses of a member', 'an Association has one SubmissionSetStatus'],
    ['more codes than may be', 'a code is given once'],
    ['a Classification of nothing', 'a Classification classifies something'],
    ['a Classification of something else', 'a Classification classifies the object that it is in'],
    ['an author without nodeRepresentation', 'an author has a nodeRepresentation'],
    ['an identifier without value', 'an ExternalIdentifier has a value'],
    ['form of a number', 'size is a decimal number'],
    ['a list of recipients without one', 'a list of recipients names one'],
    ['length of a value', 'a value has at most 256 characters'],
    ['a Slot without name', 'a Slot has a name'],
    ['two Slots of one name', 'Slot names are unique'],
    ['number of values', 'creationTime has one value'],
    ['an empty value', 'a value is not empty'],
    ['a URI Slot without value', 'URI says something if it is there'],
    ['an empty URI', 'URI is not empty'],
    ['an empty part of a URI', 'a part of a long URI says something'],
    ['form of a part of a URI', 'a part of a long URI has a number'],
    ['a missing part of a URI', 'the parts of a long URI are numbered'],
    ['an association without id', 'an object has an id'],
  ]),
  ...shown('iti41.test.ts', 'XDSMissingDocumentMetadata', [
    ['a document without its entry', 'a document without its entry: XDSMissingDocumentMetadata'],
  ]),
  ...shown('iti41.test.ts', 'XDSMissingDocument', [
    ['an entry without its document', 'an entry without its document: XDSMissingDocument'],
  ]),
  ...shown('iti41.test.ts', 'XDSNonIdenticalHash', [
    [
      'a hash that is not that of the bytes',
      'a supplied hash that is another: XDSNonIdenticalHash',
    ],
  ]),
  ...shown('iti41.test.ts', 'XDSNonIdenticalSize', [
    [
      'a size that is not that of the bytes',
      'a supplied size that is another: XDSNonIdenticalSize',
    ],
  ]),
  ...shown('accept-submission.test.ts', 'XDSNonIdenticalHash', [
    ['other bytes under a known id', 'same document id with other bytes: XDSNonIdenticalHash'],
  ]),
  ...shown('accept-submission.test.ts', 'XDSUnknownPatientId', [
    ['a patient that is not known', 'that lists domains takes no others: XDSUnknownPatientId'],
  ]),
  ...shown('accept-submission.test.ts', 'XDSRegistryDeprecatedDocumentError', [
    ['a relationship to a Deprecated entry', 'XDSRegistryDeprecatedDocumentError'],
  ]),
  ...shown('iti18-wrong-queries.test.ts', 'XDSUnknownStoredQuery', [
    ['an unknown query', 'an id that nobody defined'],
  ]),
  ...shown('iti18-wrong-queries.test.ts', 'XDSStoredQueryMissingParam', [
    ['a parameter that is missing', 'no patient'],
  ]),
  ...shown('iti18-wrong-queries.test.ts', 'XDSStoredQueryParamNumber', [
    ['parameters that exclude each other', 'GetDocuments by two kinds of id'],
    ['too many values of a parameter', 'two patients'],
  ]),
  ...shown('iti18-wrong-queries.test.ts', 'XDSRegistryError', [
    ['an unknown return type', 'no returnType'],
    ['a return type that is not given', 'LeafClassWithRepositoryItem'],
    ['value of a parameter', 'a status that is none'],
    ['a text without quotes', 'a patient without quotes (as sq-req-bad-pid-format)'],
    ['a list without parentheses', 'a status without parentheses (as sq-req-bad-stat-format1)'],
    ['a parameter without name', 'a Slot without name: XDSRegistryError'],
  ]),
  ...shown('iti18-answer.test.ts', 'XDSResultNotSinglePatient', [
    ['an answer over two patients', 'whole objects of two patients: XDSResultNotSinglePatient'],
  ]),
  ...shown('iti43.test.ts', 'XDSRepositoryError', [
    ['no repository asked', 'an empty RepositoryUniqueId'],
    ['no document asked', 'no DocumentUniqueId'],
  ]),
  ...shown('responses.test.ts', 'xds.answer-unreadable', [
    ['status of an answer', 'another status'],
  ]),
  ...shown('responses.test.ts', 'xds.answer-contradicts', [
    ['errors of an answer', 'Success beside an error quotes it: xds.answer-contradicts'],
    [
      'a failure that says nothing',
      'Failure without an error (as regresp-fail-noerr) is no answer to act on: xds.answer-contradicts',
    ],
  ]),
  ...shown('iti57-operations.test.ts', 'XDSMetadataUpdateOperationError', [
    ['an update without logical id', 'a new document, without lid'],
    ['a logical id that is the id', 'a lid that is the id'],
    ['form of a logical id', 'a lid that is no UUID'],
    ['one logical id twice', 'two new versions of one object'],
    ['an update without its version', 'no PreviousVersion'],
    ['a change without its old status', 'no OriginalStatus'],
    ['a change without its new status', 'no NewStatus'],
    ['a change that does not start at the set', 'a status not of the set'],
    ['an association that nothing submits', 'an association that nothing submits'],
    ['a submitted association that did not come', 'a submission of nothing'],
  ]),
  ...shown('iti62.test.ts', 'UnresolvedReferenceException', [['no reference', 'an empty list']]),
  ...shown('iti62.test.ts', 'XDSRegistryMetadataError', [
    ['something besides references', 'a query beside references'],
  ]),
  ...(
    [
      ['SQL of XDS.a', 'ITI-16 ended with XDS.a; queries are stored queries'],
      [
        'a Slot of a query without $',
        'what is no parameter of the query is not looked at (3.18.4.1.2.3)',
      ],
      ['Study, Series and transfer syntax of images', 'RAD-69 is not built'],
      ['a home community that is missing', 'gateways are not built; one community answers'],
      ['a return type of its own', 'ITI-63 is not built'],
      ['Limited Metadata that are missing', 'only XDM media ask for them'],
      [
        'a document where none is taken',
        'ITI-42, ITI-57 and ITI-61 have no place for one in their schema',
      ],
      ['a new id of an on-demand document', 'on-demand entries are not supported'],
      ['a snapshot of an entry that did not come', 'on-demand entries are not supported'],
      ['a snapshot of an entry that is not Approved', 'on-demand entries are not supported'],
      ['an unknown type of a reference id', 'the list of types is open (ITI TF-3: 4.2.3.2.28)'],
      ['unknown code or severity in an answer', 'a client quotes a code that it does not know'],
    ] as const
  ).map(([kind, absent]) => ({ kind, absent })),
];

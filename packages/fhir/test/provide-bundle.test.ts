import { checkProvided } from '@kartoteka/xds';
import { describe, expect, it } from 'vitest';
import {
  type Bundle,
  type DocumentReference,
  type List,
  readProvideBundle,
  writeTransactionResponse,
  xdsFaults,
} from '../src/index.ts';
import { sampleBundle, sha1Base64, typed } from '../src/sample/index.ts';
import { validate } from './judge.ts';

type Mutate = (bundle: Bundle, parts: { list: List; document: DocumentReference }) => void;

function mutated(
  mutate: Mutate,
  level: Parameters<typeof sampleBundle>[0]['level'] = 'Comprehensive',
) {
  const { bundle } = sampleBundle({ serial: 1, level });
  const copy = structuredClone(bundle);
  const [list, document] = (copy.entry ?? []).map(({ resource }) => resource);
  mutate(copy, { list: list as List, document: document as DocumentReference });
  return copy;
}

/** What reading, or the rules of XDS after it, find wrong. */
function faultsOf(bundle: Bundle) {
  const reading = readProvideBundle(bundle);
  if (!reading.ok) return reading.faults;
  const { submission, contents, paths } = reading.provided;
  const received = new Map(
    [...contents].map(([id, bytes]) => [
      id,
      {
        handle: undefined,
        sha1: Buffer.from(sha1Base64(bytes), 'base64').toString('hex'),
        size: bytes.length,
      },
    ]),
  );
  const checked = checkProvided(submission, received);
  return checked.ok ? [] : xdsFaults(checked.errors, paths);
}

const entry = (at: number) => `Bundle.entry[${at}].resource`;
const attachment = `${entry(1)}.content[0].attachment`;
const metadata = 'XDSRepositoryMetadataError';

const rules: readonly [
  name: string,
  mutate: Mutate,
  xds: string | undefined,
  expression: string,
][] = [
  ['no transaction', (b) => Object.assign(b, { type: 'batch' }), metadata, 'Bundle.type'],
  ['no SubmissionSet', (b) => b.entry!.shift(), metadata, 'Bundle.entry'],
  ['two SubmissionSets', (b) => b.entry!.push(b.entry![0]!), metadata, 'Bundle.entry'],
  [
    'another method',
    (b) => Object.assign(b.entry![1]!.request!, { method: 'PUT' }),
    metadata,
    'Bundle.entry[1].request.method',
  ],
  ['no request', (b) => delete b.entry![1]!.request, metadata, 'Bundle.entry[1].request.method'],
  [
    'a List of another kind',
    (b, { list }) =>
      b.entry!.push({ ...b.entry![0]!, resource: typed({ ...list, code: { text: 'x' } }) }),
    metadata,
    `${entry(3)}.code`,
  ],
  [
    'a resource of another type',
    (b) =>
      b.entry!.push({
        resource: { resourceType: 'OperationOutcome' } as never,
        request: { method: 'POST', url: 'x' },
      }),
    metadata,
    entry(3),
  ],
  [
    'a mode other than working',
    (_, { list }) => Object.assign(list, { mode: 'snapshot' }),
    metadata,
    `${entry(0)}.mode`,
  ],
  [
    'a retired List',
    (_, { list }) => Object.assign(list, { status: 'retired' }),
    metadata,
    `${entry(0)}.status`,
  ],
  [
    'no uniqueId of the set',
    (_, { list }) => Object.assign(list.identifier![0]!, { system: 'https://a.example' }),
    metadata,
    `${entry(0)}.identifier`,
  ],
  ['no sourceId', (_, { list }) => list.extension!.pop(), metadata, `${entry(0)}.extension`],
  [
    'no designationType',
    (_, { list }) => list.extension!.shift(),
    metadata,
    `${entry(0)}.extension`,
  ],
  ['no subject of the set', (_, { list }) => delete list.subject, metadata, `${entry(0)}.subject`],
  [
    'a subject without an OID',
    (_, { document }) =>
      Object.assign(document.subject!.identifier!, { system: 'https://a.example' }),
    'XDSUnknownPatientId',
    `${entry(1)}.subject`,
  ],
  [
    'a Patient on another server',
    (_, { document }) => Object.assign(document, { subject: { reference: 'Patient/7' } }),
    'XDSUnknownPatientId',
    `${entry(1)}.subject`,
  ],
  [
    'another patient',
    (_, { document }) => Object.assign(document.subject!.identifier!, { value: '7' }),
    'XDSPatientIdDoesNotMatch',
    `${entry(1)}.subject`,
  ],
  ['a document that is no member', (_, { list }) => delete list.entry, metadata, entry(1)],
  [
    'a member that nobody knows',
    (_, { list }) => Object.assign(list.entry![0]!.item, { reference: 'urn:x:y' }),
    'UnresolvedReferenceException',
    `${entry(0)}.entry[0].item`,
  ],
  ['no Binary', (b) => b.entry!.pop(), 'XDSMissingDocument', `${attachment}.url`],
  [
    'a Binary that nobody names',
    (b) => b.entry!.push({ ...b.entry![2]!, fullUrl: 'urn:uuid:9' }),
    'XDSMissingDocumentMetadata',
    entry(3),
  ],
  [
    'a Binary of another type',
    (b) => Object.assign(b.entry![2]!.resource!, { contentType: 'text/plain' }),
    metadata,
    `${entry(2)}.contentType`,
  ],
  [
    'data that is no base64',
    (b) => Object.assign(b.entry![2]!.resource!, { data: 'AAA' }),
    undefined,
    `${entry(2)}.data`,
  ],
  [
    'another hash',
    (_, { document }) =>
      Object.assign(document.content[0]!.attachment, { hash: sha1Base64(Buffer.from('x')) }),
    'XDSNonIdenticalHash',
    `${attachment}.hash`,
  ],
  [
    'another size',
    (_, { document }) => Object.assign(document.content[0]!.attachment, { size: 1 }),
    'XDSNonIdenticalSize',
    `${attachment}.size`,
  ],
  [
    'no mime type',
    (_, { document }) => delete document.content[0]!.attachment.contentType,
    metadata,
    `${attachment}.contentType`,
  ],
  [
    'no language',
    (_, { document }) => delete document.content[0]!.attachment.language,
    metadata,
    `${attachment}.language`,
  ],
  [
    'no creation',
    (_, { document }) => delete document.content[0]!.attachment.creation,
    metadata,
    `${attachment}.creation`,
  ],
  [
    'a day that no calendar has',
    (_, { document }) => Object.assign(document.content[0]!.attachment, { creation: '2026-02-30' }),
    undefined,
    `${attachment}.creation`,
  ],
  ['no type', (_, { document }) => delete document.type, metadata, `${entry(1)}.type`],
  [
    'no category',
    (_, { document }) => delete document.category,
    metadata,
    `${entry(1)}.category[0]`,
  ],
  [
    'two categories',
    (_, { document }) => document.category!.push(document.category![0]!),
    metadata,
    `${entry(1)}.category`,
  ],
  [
    'no securityLabel',
    (_, { document }) => delete document.securityLabel,
    metadata,
    `${entry(1)}.securityLabel`,
  ],
  [
    'no format',
    (_, { document }) => delete document.content[0]!.format,
    metadata,
    `${entry(1)}.content[0].format`,
  ],
  [
    'no facilityType',
    (_, { document }) => delete document.context!.facilityType,
    metadata,
    `${entry(1)}.context.facilityType`,
  ],
  [
    'no practiceSetting',
    (_, { document }) => delete document.context!.practiceSetting,
    metadata,
    `${entry(1)}.context.practiceSetting`,
  ],
  [
    'no sourcePatientInfo',
    (_, { document }) => delete document.context!.sourcePatientInfo,
    metadata,
    `${entry(1)}.context.sourcePatientInfo`,
  ],
  [
    'a superseded document',
    (_, { document }) => Object.assign(document, { status: 'superseded' }),
    metadata,
    `${entry(1)}.status`,
  ],
  [
    'entered-in-error',
    (_, { document }) => Object.assign(document, { status: 'entered-in-error' }),
    metadata,
    `${entry(1)}.status`,
  ],
  [
    'a masterIdentifier without an OID',
    (_, { document }) =>
      Object.assign(document, { masterIdentifier: { system: 'https://a.example', value: '1' } }),
    metadata,
    `${entry(1)}.masterIdentifier`,
  ],
  [
    'two contents',
    (_, { document }) => document.content.push(document.content[0]!),
    metadata,
    `${entry(1)}.content`,
  ],
  [
    'an author that leads nowhere',
    (_, { document }) => Object.assign(document.author![0]!, { reference: '#nobody' }),
    metadata,
    `${entry(1)}.author[0]`,
  ],
  [
    'an authenticator that leads nowhere',
    (_, { document }) => Object.assign(document.authenticator!, { reference: 'Practitioner/7' }),
    metadata,
    `${entry(1)}.authenticator`,
  ],
  [
    'a source that leads nowhere',
    (_, { list }) => Object.assign(list, { source: { reference: 'Practitioner/7' } }),
    metadata,
    `${entry(0)}.source`,
  ],
  [
    'a related reference without identifier',
    (_, { document }) => Object.assign(document.context!.related![0]!, { identifier: undefined }),
    metadata,
    `${entry(1)}.context.related[0]`,
  ],
  [
    'relatesTo a document that nobody knows',
    (_, { document }) =>
      Object.assign(document, {
        relatesTo: [{ code: 'replaces', target: { reference: 'Patient/1' } }],
      }),
    'UnresolvedReferenceException',
    `${entry(1)}.relatesTo[0].target`,
  ],
  [
    'a title over 128 characters',
    (_, { document }) => Object.assign(document.content[0]!.attachment, { title: 'x'.repeat(129) }),
    metadata,
    `${attachment}.title`,
  ],
];

describe('ITI-65, what a Bundle has to keep', () => {
  it('takes the good sample as Minimal, Comprehensive and UnContained.Comprehensive', () => {
    for (const level of ['Minimal', 'Comprehensive', 'UnContained.Comprehensive'] as const) {
      expect(faultsOf(mutated(() => {}, level))).toEqual([]);
    }
  });

  it('starts from a sample that a judge finds valid', () => {
    expect(validate(sampleBundle({ serial: 1 }).bundle)).toEqual([]);
    expect(validate({ resourceType: 'DocumentReference', nonsense: 1 })).not.toEqual([]);
  });

  it.each(rules)('refuses %s', (_name, mutate, xds, expression) => {
    const faults = faultsOf(mutated(mutate));
    expect(faults.map((fault) => [fault.xds, fault.expression])).toContainEqual([xds, expression]);
  });

  it('takes as Limited Metadata what the Minimal profile leaves out, and marks it so', () => {
    const bundle = mutated((_, { document, list }) => {
      for (const name of ['type', 'category', 'securityLabel', 'context', 'subject'] as const) {
        delete document[name];
      }
      list.extension!.shift();
    }, 'Minimal');
    expect(faultsOf(bundle)).toEqual([]);
    const reading = readProvideBundle(bundle);
    expect(reading).toMatchObject({
      provided: {
        submission: {
          documents: [{ limitedMetadata: true }],
          submissionSet: { limitedMetadata: true },
        },
      },
    });
    const [document] = reading.ok ? reading.provided.submission.documents : [];
    expect(document?.patientId).toMatch(/&2\.999\.1\.1\.616&ISO$/);
  });

  it('needs to know whose documents they are, even at the Minimal level', () => {
    const bundle = mutated((_, { document, list }) => {
      delete document.subject;
      delete list.subject;
    }, 'Minimal');
    expect(faultsOf(bundle)[0]?.expression).toBe(`${entry(0)}.subject`);
  });

  it('finds persons beside the documents, a Patient in the Bundle, and inline data', () => {
    const bundle = mutated((b, { document, list }) => {
      const [doctor] = document.contained!.splice(0, 1);
      b.entry!.push({
        fullUrl: 'urn:uuid:d',
        resource: doctor!,
        request: { method: 'POST', url: 'Practitioner' },
      });
      document.author![0]!.reference = 'urn:uuid:d';
      document.authenticator!.reference = 'urn:uuid:d';
      b.entry!.push({
        fullUrl: 'https://a.example/Patient/7',
        resource: document.contained![0]!,
        request: { method: 'PUT', url: 'Patient/7' },
      });
      for (const holder of [document, list]) holder.subject = { reference: 'Patient/7' };
      const [binary] = b.entry!.splice(2, 1);
      const held = document.content[0]!.attachment;
      delete held.url;
      held.data = (binary!.resource as { data?: string }).data!;
    }, 'UnContained.Comprehensive');
    const reading = readProvideBundle(bundle);
    expect(faultsOf(bundle)).toEqual([]);
    expect(reading).toMatchObject({
      provided: {
        submission: { documents: [{ authors: [{ person: expect.stringContaining('Próbna') }] }] },
        roles: [
          { kind: 'submission-set' },
          { kind: 'document', at: 0 },
          { kind: 'taken' },
          { kind: 'taken' },
        ],
      },
    });
  });

  it('reads a Folder with its members, and answers entry by entry', () => {
    const bundle = mutated((b, { list }) => {
      const folder: List = {
        ...structuredClone(list),
        code: { coding: [{ system: list.code!.coding![0]!.system!, code: 'folder' }] },
        identifier: [{ use: 'usual', value: 'urn:oid:2.999.21.1' }],
      };
      b.entry!.push({
        fullUrl: 'urn:uuid:f',
        resource: folder,
        request: { method: 'POST', url: 'List' },
      });
      list.entry!.push({ item: { reference: 'urn:uuid:f' } });
    });
    expect(faultsOf(bundle)).toEqual([]);
    const reading = readProvideBundle(bundle);
    if (!reading.ok) throw new Error('read before');
    const { submission, roles } = reading.provided;
    expect(
      submission.associations.map(({ type, submissionSetStatus }) => [type, submissionSetStatus]),
    ).toEqual([
      ['HasMember', 'Original'],
      ['HasMember', undefined],
      ['HasMember', undefined],
      ['HasMember', undefined],
    ]);
    const id = (n: number) =>
      `urn:uuid:${String(n).repeat(8)}-0000-4000-8000-000000000000` as never;
    const answer = writeTransactionResponse(
      roles,
      { submissionSet: id(1), documents: [id(2)], folders: [id(3)] },
      new Date('2026-03-02T06:40:00Z'),
    );
    expect(answer.entry?.map(({ response }) => response?.location?.slice(0, 22))).toEqual([
      'List/11111111-0000-400',
      'DocumentReference/2222',
      'Binary/22222222-0000-4',
      'List/33333333-0000-400',
    ]);
    expect(validate(answer)).toEqual([]);
  });

  it('makes one XFRM_RPLC of relatesTo that both replaces and transforms, and takes the PATCH', () => {
    const old = '0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10';
    const bundle = mutated((b, { document }) => {
      const target = { reference: `DocumentReference/${old}` };
      document.relatesTo = [
        { code: 'replaces', target },
        { code: 'transforms', target },
        {
          code: 'appends',
          target: { identifier: { value: `urn:uuid:${old.replace('0b', '1b')}` } },
        },
      ];
      const part = [
        { name: 'type', valueCode: 'replace' },
        { name: 'path', valueString: 'DocumentReference.status' },
        { name: 'value', valueCode: 'superseded' },
      ];
      b.entry!.push({
        fullUrl: `https://a.example/DocumentReference/${old}`,
        resource: typed({ resourceType: 'Parameters', parameter: [{ name: 'operation', part }] }),
        request: { method: 'PATCH', url: `DocumentReference/${old}` },
      });
    });
    expect(faultsOf(bundle)).toEqual([]);
    const reading = readProvideBundle(bundle);
    const relations = reading.ok ? reading.provided.submission.associations.slice(1) : [];
    expect(relations.map(({ type, target }) => [type, target])).toEqual([
      ['XFRM_RPLC', `urn:uuid:${old}`],
      ['APND', `urn:uuid:${old.replace('0b', '1b')}`],
    ]);
    // The address of a resource is a logical id; an entryUUID names one version.
    expect(reading.ok && [...reading.provided.logicalIds]).toEqual([`urn:uuid:${old}`]);
    const [patch] = bundle.entry!.slice(-1);
    patch!.fullUrl = 'https://a.example/DocumentReference/2b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10';
    expect(faultsOf(bundle)[0]?.expression).toBe(entry(3));
  });

  it('counts entries before it reads them: fhir.too-large', () => {
    const bundle = mutated((b) => {
      b.entry = Array.from({ length: 201 }, () => b.entry![0]!);
    });
    expect(faultsOf(bundle)).toMatchObject([{ code: 'fhir.too-large' }]);
  });
});

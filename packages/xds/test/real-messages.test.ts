import {
  child,
  childElements,
  descend,
  readXml,
  textOf,
  writeXml,
  type XmlElement,
  type XmlMarkup,
} from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  checkSubmission,
  Findings,
  lcmNamespace,
  readObjectList,
  readProvideAndRegister,
  readQueryResponse,
  readRegistryResponse,
  readRetrieveRequest,
  readRetrieveResponse,
  readStoredQuery,
  readSubmitObjects,
  rimNamespace,
  writeObjectList,
  writeStoredQuery,
  writeSubmitObjects,
} from '../src/index.ts';
import { factSheet } from './fact-sheet.ts';
import { bodyOf, hasSharedData, readShared } from './shared-data.ts';

const emptySha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
const contentOf = () => ({ handle: 'h', sha1: emptySha1, size: 0 });

function again(markup: XmlMarkup): XmlElement {
  return readXml(writeXml(markup)).root;
}

function submitObjects(name: string): XmlElement {
  const submit = child(bodyOf(name), lcmNamespace, 'SubmitObjectsRequest');
  if (!submit) throw new Error(`${name} is no submission`);
  return submit;
}

const submissions = [
  'tk2/pnr.xml',
  'tk2/soap-pnr.xml',
  'tk2/pnr-limited.xml',
  'mtom/http-mtom-pnr.txt',
  'mtom/PnrXop-Xop.body.txt',
  'mtom/epd-ITI-41-request.http.txt',
  'epd/ITI-41_request_raw.xml',
];
const good = submissions.filter((name) => name !== 'tk2/pnr-limited.xml');

describe.skipIf(!hasSharedData)('ITI-41: real submissions', () => {
  it.each(submissions)('%s survives model → ebRIM without loss', (name) => {
    const submit = submitObjects(name);
    const { submission, findings } = readSubmitObjects(submit);
    expect(findings.list).toEqual([]);
    if (!submission) throw new Error('no submission');
    const written = again(writeSubmitObjects(submission));
    const before = child(submit, rimNamespace, 'RegistryObjectList');
    const after = child(written, rimNamespace, 'RegistryObjectList');
    if (!before || !after) throw new Error('no list');
    expect(factSheet(after)).toEqual(factSheet(before));
    expect(readSubmitObjects(written).submission).toEqual(submission);
  });

  it.each(good)('%s keeps every rule', (name) => {
    const { submission } = readSubmitObjects(submitObjects(name));
    expect(submission && checkSubmission(submission, 'iti41')).toEqual([]);
  });

  it.each([
    ['mtom/http-mtom-pnr.txt', 1],
    ['mtom/PnrXop-Xop.body.txt', 1],
    ['mtom/epd-ITI-41-request.http.txt', 1],
  ])('%s is taken with its %i document', (name, count) => {
    const reading = readProvideAndRegister(bodyOf(name), contentOf);
    expect(reading).toMatchObject({ ok: true });
    if (reading.ok) expect(reading.request.contents.size).toBe(count);
  });

  it('a slot that XDS does not name is kept as it came', () => {
    const { submission } = readSubmitObjects(submitObjects('epd/ITI-41_request_raw.xml'));
    expect(submission?.documents[0]?.extraSlots).toEqual([
      {
        name: 'urn:e-health-suisse:2020:originalProviderRole',
        values: ['HCP^^^&2.16.756.5.30.1.127.3.10.6&ISO'],
      },
    ]);
  });

  it('pnr and soap-pnr have metadata for two documents and bring none: XDSMissingDocument', () => {
    for (const name of ['tk2/pnr.xml', 'tk2/soap-pnr.xml']) {
      const reading = readProvideAndRegister(bodyOf(name), contentOf);
      const codes = reading.ok ? [] : reading.errors.map(({ code }) => code);
      const documents = childElements(bodyOf(name)).filter((one) => one.name === 'Document');
      expect(codes).toEqual(
        Array.from({ length: 2 - documents.length }, () => 'XDSMissingDocument'),
      );
    }
  });

  it('pnr-element-order is refused for the order of its elements: XDSRepositoryMetadataError', () => {
    const reading = readProvideAndRegister(bodyOf('tk2/pnr-element-order.xml'), contentOf);
    expect(reading.ok ? [] : reading.errors).toContainEqual({
      code: 'XDSRepositoryMetadataError',
      severity: 'Error',
      location: 'DocumentEntry[Document01]',
      context: expect.stringContaining('the order is Slot, Name'),
    });
  });

  it('pnr-limited is Limited Metadata: XDSRepositoryMetadataError', () => {
    const { submission } = readSubmitObjects(submitObjects('tk2/pnr-limited.xml'));
    const errors = submission ? checkSubmission(submission, 'iti41') : [];
    expect(errors.map(({ code, location }) => [code, location])).toEqual([
      ['XDSRepositoryMetadataError', 'DocumentEntry[Document01]'],
      ['XDSRepositoryMetadataError', 'SubmissionSet[SubmissionSet01]'],
    ]);
  });

  it('xml-parse-error never becomes a message: xml.malformed', () => {
    expect(() => readXml(readShared('tk2/xml-parse-error.xml'))).toThrow(
      expect.objectContaining({ code: 'xml.malformed' }),
    );
  });
});

/** Variants of the good message that break what its schema cannot see, as the toolkit's own do. */
describe.skipIf(!hasSharedData)('ITI-41: real submissions, made wrong', () => {
  const pnr = hasSharedData ? readShared('tk2/pnr.xml').toString('utf8') : '';
  const withDocuments = pnr.replace(
    '</lcm:SubmitObjectsRequest>',
    '</lcm:SubmitObjectsRequest><xdsb:Document id="Document01"/><xdsb:Document id="Document02"/>',
  );

  function codesOf(text: string): string[] {
    const reading = readProvideAndRegister(readXml(Buffer.from(text, 'utf8')).root, contentOf);
    return reading.ok ? [] : [...new Set(reading.errors.map(({ code }) => code))];
  }

  it('with its documents, pnr is taken', () => {
    expect(codesOf(withDocuments)).toEqual([]);
  });

  const rows: [what: string, from: string, to: string, code: string][] = [
    [
      'an association to itself (as pnr-assoc-to-self)',
      'sourceObject="SubmissionSet01" targetObject="Document01"',
      'sourceObject="Document01" targetObject="Document01"',
      'XDSRepositoryMetadataError',
    ],
    [
      'a Classification that classifies another object (as pnr-bad-uplink)',
      'classifiedObject="Document01" nodeRepresentation="34108-1"',
      'classifiedObject="Document02" nodeRepresentation="34108-1"',
      'XDSRepositoryMetadataError',
    ],
    [
      'an identifier of another object',
      'id="id_10" registryObject="Document01"',
      'id="id_10" registryObject="Document02"',
      'XDSRepositoryMetadataError',
    ],
    [
      'a SubmissionSet that is not marked as one',
      'classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"',
      'classificationNode="urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2"',
      'XDSRepositoryMetadataError',
    ],
    [
      'two documents with one uniqueId',
      'value="1.42.20100312105241.3"',
      'value="1.42.20100312105241.2"',
      'XDSRepositoryDuplicateUniqueIdInMessage',
    ],
    [
      'an unknown member',
      'targetObject="Document02"',
      'targetObject="Document03"',
      'UnresolvedReferenceException',
    ],
    [
      'a document without metadata',
      '<xdsb:Document id="Document02"/>',
      '<xdsb:Document id="Document02"/><xdsb:Document id="Document03"/>',
      'XDSMissingDocumentMetadata',
    ],
    ['metadata without a document', '<xdsb:Document id="Document02"/>', '', 'XDSMissingDocument'],
  ];

  it.each(rows)('%s', (_, from, to, code) => {
    expect(withDocuments).toContain(from);
    const where = withDocuments.lastIndexOf(from);
    const changed = withDocuments.slice(0, where) + to + withDocuments.slice(where + from.length);
    expect(codesOf(changed)).toContain(code);
  });
});

describe.skipIf(!hasSharedData)('real queries and answers', () => {
  it.each(['tk2/sq-req.xml', 'tk2/soap-sq-req.xml', 'epd/ITI-18_request_raw.xml'])(
    '%s is a FindDocuments query and is written again as it means',
    (name) => {
      const reading = readStoredQuery(bodyOf(name));
      if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
      expect(reading.request.query.name).toBe('FindDocuments');
      expect(readStoredQuery(again(writeStoredQuery(reading.request)))).toEqual(reading);
    },
  );

  it('the query kept in the audit record of iti-18-log is a GetAll with its four parameters', () => {
    const log = readXml(readShared('epd/iti-18-log.xml')).root;
    const encoded = childElements(log)
      .flatMap((part) => childElements(part))
      .find(({ name }) => name === 'ParticipantObjectQuery');
    const bytes = Buffer.from(encoded ? textOf(encoded) : '', 'base64');
    const reading = readStoredQuery(readXml(bytes).root);
    expect(reading).toMatchObject({
      ok: true,
      request: {
        returnType: 'LeafClass',
        query: {
          name: 'GetAll',
          documentStatuses: ['Approved', 'Deprecated'],
          folderStatuses: ['Approved'],
          submissionSetStatuses: ['Approved'],
          types: ['on-demand', 'stable'],
        },
      },
    });
  });

  it.each([
    ['tk2/sq-req-missing-stat.xml', 'XDSStoredQueryMissingParam', '$XDSDocumentEntryStatus'],
    ['tk2/sq-req-bad-code.xml', 'XDSRegistryError', '$XDSDocumentEntryClassCode'],
  ])('%s is refused: %s at %s', (name, code, location) => {
    const reading = readStoredQuery(bodyOf(name));
    expect(reading.ok ? [] : reading.errors).toEqual([
      { code, location, severity: 'Error', context: expect.any(String) },
    ]);
  });

  it('soap-ret-req asks for two documents', () => {
    const reading = readRetrieveRequest(bodyOf('tk2/soap-ret-req.xml'));
    expect(reading).toEqual({
      ok: true,
      requests: [
        { repositoryUniqueId: '1.3.6.1.4...1000', documentUniqueId: '1.3.6.1.4...2300' },
        { repositoryUniqueId: '1.3.6.1.4...1000', documentUniqueId: '1.3.6.1.4...2301' },
      ],
    });
  });

  it('ITI-43_request asks with a home community', () => {
    expect(readRetrieveRequest(bodyOf('epd/ITI-43_request_raw.xml'))).toEqual({
      ok: true,
      requests: [
        {
          home: 'urn:oid:1.3.6.1.4.1.21367.2017.2.6.19',
          repositoryUniqueId: '1.3.6.1.4.1.21367.2017.2.3.54',
          documentUniqueId: '1.3.6.1.4.1.21367.2017.2.1.75.20200922130227623',
        },
      ],
    });
  });

  it.each([
    ['tk2/soap-ret-resp.xml', 2, 'text/xml'],
    ['epd/ITI-43_response_raw.xml', 1, 'application/pdf'],
  ])('%s brings %i documents of type %s', (name, count, mimeType) => {
    const response = readRetrieveResponse(bodyOf(name), contentOf);
    expect(response.status).toBe('Success');
    expect(response.documents.map((one) => one.mimeType)).toEqual(
      Array.from({ length: count }, () => mimeType),
    );
  });

  it.each(['tk2/soap-r-resp.xml', 'epd/ITI-41_response_raw.xml'])('%s is a Success', (name) => {
    expect(readRegistryResponse(bodyOf(name))).toEqual({ status: 'Success', errors: [] });
  });

  it('regresp-suc-err says Success beside an error and is no receipt: xds.answer-contradicts', () => {
    expect(() => readRegistryResponse(bodyOf('tk2/regresp-suc-err.xml'))).toThrow(
      expect.objectContaining({ code: 'xds.answer-contradicts' }),
    );
  });

  it.each(['tk2/sq-resp-lc.xml', 'epd/ITI-18_response_raw.xml'])(
    'the objects of %s survive model → ebRIM without loss',
    (name) => {
      const list = descend(bodyOf(name), rimNamespace, 'RegistryObjectList');
      if (!list) throw new Error('no list');
      const findings = new Findings();
      const objects = readObjectList(list, findings);
      expect(findings.list).toEqual([]);
      const written = again(writeObjectList(objects, 'inside'));
      expect(factSheet(written)).toEqual(factSheet(list));
    },
  );

  it('sq-resp-lc and the EPD answer have no faults', () => {
    expect(readQueryResponse(bodyOf('epd/ITI-18_response_raw.xml')).faults).toEqual([]);
    const { objects, faults } = readQueryResponse(bodyOf('tk2/sq-resp-lc.xml'));
    expect(objects.documents).toHaveLength(2);
    expect(faults).toEqual([]);
  });

  it('an answer without status or objectType of an entry is read and its faults are named', () => {
    const text = readShared('tk2/sq-resp-lc.xml').toString('utf8');
    const bad = text
      .replace('status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved"', '')
      .replace('objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1"', '');
    const { objects, faults } = readQueryResponse(readXml(Buffer.from(bad, 'utf8')).root);
    expect(objects.documents).toHaveLength(2);
    const at = 'DocumentEntry[urn:uuid:974330cc-26ff-4ef8-aca5-f71efc3f1fb0]';
    expect(faults.map(({ location }) => location)).toEqual([
      `${at}.objectType`,
      `${at}.availabilityStatus`,
    ]);
  });

  it('sq-resp-objectref lists six references; without status it is unreadable', () => {
    const body = bodyOf('tk2/sq-resp-objectref.xml');
    expect(readQueryResponse(body).references).toHaveLength(6);
    const attributes = body.attributes.filter(({ name }) => name !== 'status');
    expect(() => readQueryResponse({ ...body, attributes })).toThrow(
      expect.objectContaining({ code: 'xds.answer-unreadable' }),
    );
  });
});

import { readXml, writeXml, type XmlElement, type XmlMarkup } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  answerQuery,
  type DocumentEntry,
  documentEntry,
  type FindDocumentsQuery,
  findDocuments,
  matchesFindDocuments,
  matchesLike,
  objectId,
  type QueryPort,
  queryLimitsDefault,
  type RegistryObjects,
  readQueryResponse,
  refusedQuery,
  writeQueryResponse,
} from '../src/index.ts';
import { sampleDocumentEntry, samplePatientId } from '../src/sample/index.ts';

const patientId = samplePatientId();
const query = findDocuments({ patientId });
const nothing: RegistryObjects = {
  documents: [],
  submissionSets: [],
  folders: [],
  associations: [],
};
const tree = (markup: XmlMarkup): XmlElement => readXml(writeXml(markup)).root;

function entries(count: number, change: (index: number) => Partial<DocumentEntry> = () => ({})) {
  return Array.from({ length: count }, (_, index) =>
    documentEntry({ id: objectId(`d${index}`), patientId, ...change(index) }),
  );
}

function portOf(objects: RegistryObjects): QueryPort & { asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    findObjects: async (_, max) => {
      asked.push(max);
      return objects;
    },
    findReferences: async (_, max) => {
      asked.push(max);
      return objects.documents.map(({ id }) => id);
    },
  };
}

describe('ITI-18 answer', () => {
  it('gives whole objects for LeafClass', async () => {
    const documents = entries(2);
    const answer = await answerQuery(
      { query, returnType: 'LeafClass' },
      portOf({ ...nothing, documents }),
    );
    expect(answer).toEqual({
      status: 'Success',
      errors: [],
      references: [],
      objects: { ...nothing, documents },
    });
  });

  it('gives ids for ObjectRef', async () => {
    const port = portOf({ ...nothing, documents: entries(2) });
    const answer = await answerQuery({ query, returnType: 'ObjectRef' }, port);
    expect(answer).toEqual({
      status: 'Success',
      errors: [],
      references: ['d0', 'd1'],
      objects: nothing,
    });
  });

  it('asks for one more than it gives, to notice that there are too many', async () => {
    const port = portOf(nothing);
    await answerQuery({ query, returnType: 'LeafClass' }, port);
    await answerQuery({ query, returnType: 'ObjectRef' }, port);
    expect(port.asked).toEqual([
      queryLimitsDefault.objectsMax + 1,
      queryLimitsDefault.referencesMax + 1,
    ]);
  });

  it.each(['LeafClass', 'ObjectRef'] as const)(
    'more %s results than the limit: XDSTooManyResults',
    async (returnType) => {
      const limits = { objectsMax: 3, referencesMax: 3 };
      const four = portOf({ ...nothing, documents: entries(4) });
      const refused = await answerQuery({ query, returnType }, four, limits);
      expect(refused).toMatchObject({ status: 'Failure', objects: nothing, references: [] });
      expect(refused.errors.map(({ code }) => code)).toEqual(['XDSTooManyResults']);
      const three = portOf({ ...nothing, documents: entries(3) });
      expect((await answerQuery({ query, returnType }, three, limits)).status).toBe('Success');
    },
  );

  it('whole objects of two patients: XDSResultNotSinglePatient', async () => {
    const mixed = portOf({
      ...nothing,
      documents: entries(2, (index) => ({ patientId: samplePatientId(index) })),
    });
    const byId = { name: 'GetDocuments', by: 'uniqueId', ids: ['1', '2'] } as const;
    const refused = await answerQuery({ query: byId, returnType: 'LeafClass' }, mixed);
    expect(refused.errors.map(({ code }) => code)).toEqual(['XDSResultNotSinglePatient']);
    expect(JSON.stringify(refused)).not.toContain(samplePatientId(0));
    expect((await answerQuery({ query: byId, returnType: 'ObjectRef' }, mixed)).status).toBe(
      'Success',
    );
  });

  it('a client reads back what was answered, without faults', () => {
    const entry = {
      ...sampleDocumentEntry(1, 1),
      id: objectId('urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-3f1f5f2f9a11'),
      lid: objectId('urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-3f1f5f2f9a11'),
      version: { versionName: '1' },
      status: 'Approved' as const,
      hash: 'a'.repeat(40),
      size: 12,
      repositoryUniqueId: '1.2.3' as never,
    };
    const body = tree(
      writeQueryResponse({
        status: 'Success',
        errors: [],
        references: [],
        objects: { ...nothing, documents: [entry] },
      }),
    );
    expect(readQueryResponse(body)).toEqual({
      status: 'Success',
      errors: [],
      references: [],
      faults: [],
      objects: { ...nothing, documents: [entry] },
    });
  });

  it('a refusal carries its errors and an empty list', () => {
    const error = {
      code: 'XDSUnknownStoredQuery',
      context: 'No.',
      severity: 'Error',
      location: 'AdhocQuery/@id',
    } as const;
    expect(readQueryResponse(tree(writeQueryResponse(refusedQuery([error]))))).toMatchObject({
      status: 'Failure',
      errors: [error],
      objects: nothing,
    });
  });

  it.each([
    '<a/>',
    '<AdhocQueryResponse xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"/>',
  ])('%s is no answer: xds.answer-unreadable', (text) => {
    expect(() => readQueryResponse(readXml(Buffer.from(text)).root)).toThrow(
      expect.objectContaining({ code: 'xds.answer-unreadable' }),
    );
  });
});

describe('ITI-18 FindDocuments: what matches', () => {
  const entry = { ...sampleDocumentEntry(1, 1), status: 'Approved' as const };
  const all: Partial<FindDocumentsQuery> = {};
  const other = { code: 'other', codingScheme: 'LOINC' };
  const rows: [
    what: string,
    matching: Partial<FindDocumentsQuery>,
    failing: Partial<FindDocumentsQuery>,
  ][] = [
    ['patient', all, { patientId: samplePatientId(1) }],
    ['status', { statuses: ['Deprecated', 'Approved'] }, { statuses: ['Deprecated'] }],
    ['type', { types: ['on-demand', 'stable'] }, { types: ['on-demand'] }],
    [
      'classCode',
      { classCodes: [other, { code: '00.20', codingScheme: 'Klasyfikacja dokumentów P1' }] },
      { classCodes: [{ code: '00.20', codingScheme: 'LOINC' }] },
    ],
    [
      'typeCode',
      { typeCodes: [{ code: '18842-5', codingScheme: 'LOINC' }] },
      { typeCodes: [other] },
    ],
    [
      'formatCode',
      { formatCodes: [{ code: 'urn:extPL:pl-cda', codingScheme: 'Kody formatów P1' }] },
      { formatCodes: [other] },
    ],
    [
      'practiceSettingCode',
      { practiceSettingCodes: [{ code: '05', codingScheme: 'Dziedzina medyczna' }] },
      { practiceSettingCodes: [other] },
    ],
    [
      'healthcareFacilityTypeCode',
      { healthcareFacilityTypeCodes: [{ code: '4220', codingScheme: 'Specjalność komórki' }] },
      { healthcareFacilityTypeCodes: [other] },
    ],
    [
      'eventCode: one of each group',
      { eventCodes: [[other, { code: 'K35', codingScheme: '2.16.840.1.113883.6.3' }]] },
      { eventCodes: [[{ code: 'K35', codingScheme: '2.16.840.1.113883.6.3' }], [other]] },
    ],
    [
      'confidentialityCode',
      { confidentialityCodes: [[{ code: 'N', codingScheme: '2.16.840.1.113883.5.25' }]] },
      { confidentialityCodes: [[other]] },
    ],
    ['referenceId', { referenceIds: [[...entry.referenceIds]] }, { referenceIds: [['x']] }],
    ['author by pattern', { authorPersons: ['%^Udawana^%'] }, { authorPersons: ['Udawana'] }],
    [
      'availability',
      { documentAvailabilities: ['urn:ihe:iti:2010:DocumentAvailability:Online'] },
      { documentAvailabilities: ['urn:ihe:iti:2010:DocumentAvailability:Offline'] },
    ],
    [
      'creationTime: from is inclusive',
      { creationTime: { from: '20260301081500' } },
      { creationTime: { from: '20260301081501' } },
    ],
    [
      'creationTime: to is exclusive',
      { creationTime: { to: '20260301081501' } },
      { creationTime: { to: '20260301081500' } },
    ],
    [
      'serviceStartTime',
      { serviceStartTime: { from: '20260227090000', to: '20260227090001' } },
      { serviceStartTime: { to: '20260227090000' } },
    ],
    [
      'serviceStopTime of a day starts at midnight',
      { serviceStopTime: { from: '20260301000000', to: '20260301000001' } },
      { serviceStopTime: { from: '20260301000001' } },
    ],
  ];

  it.each(rows)('%s', (_, matching, failing) => {
    expect(matchesFindDocuments(entry, { ...query, ...matching })).toBe(true);
    expect(matchesFindDocuments(entry, { ...query, ...failing })).toBe(false);
  });

  it('a time that an entry does not have is in no range', () => {
    const timeless = { ...entry, serviceStopTime: undefined };
    expect(matchesFindDocuments(timeless, { ...query, serviceStopTime: { from: '1900' } })).toBe(
      false,
    );
    expect(matchesFindDocuments(timeless, query)).toBe(true);
  });

  it.each([
    ['Udawana', 'Udawana', true],
    ['Udawana', 'udawana', false],
    ['^Udawana^Kalina', '%Kalina', true],
    ['^Udawana^Kalina', '%Udawana', false],
    ['^Udawana^Kalina', '^U_awana%', true],
    ['a', '_%', true],
    ['', '_', false],
    ['', '%%', true],
    ['aXbXc', '%X%X%', true],
    ['aXbc', '%X%X%', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['😀', '_', true],
  ])('%s LIKE %s is %s', (text, pattern, expected) => {
    expect(matchesLike(text, pattern)).toBe(expected);
  });

  it('a hostile pattern costs no more than its length times the text', () => {
    const start = performance.now();
    expect(matchesLike('a'.repeat(256), `${'%a'.repeat(100)}%b`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type Association,
  association,
  author,
  code,
  type DocumentEntry,
  documentEntry,
  folder,
  objectId,
  submission,
  submissionSet,
  writeObjectList,
  writeSubmitObjects,
} from '../src/index.ts';

const uuid = objectId('urn:uuid:5d0a5d6e-38a4-4c0e-8f6a-0000000000f0');
const nothing = { documents: [], submissionSets: [], folders: [], associations: [] };
const written = (entry: DocumentEntry): string =>
  writeObjectList({ ...nothing, documents: [entry] }, 'inside').xml;
const classification = 'urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Classification';
const slot = (name: string, ...values: string[]): string =>
  `<rim:Slot name="${name}"><rim:ValueList>${values.map((one) => `<rim:Value>${one}</rim:Value>`).join('')}</rim:ValueList></rim:Slot>`;

describe('what is written', () => {
  it('an entry without anything is an ExtrinsicObject without anything', () => {
    expect(written(documentEntry({ id: uuid }))).toBe(
      `<rim:RegistryObjectList xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><rim:ExtrinsicObject id="${uuid}" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1"/></rim:RegistryObjectList>`,
    );
  });

  it('children stand in the order of rim.xsd, whatever the order in which they were given', () => {
    const entry = documentEntry({
      uniqueId: '1.2^3' as never,
      extraIdentifiers: [{ scheme: 'urn:x', value: '1', name: [] }],
      classCode: code('c', 's', 'd'),
      contentVersion: { versionName: '2' },
      version: { versionName: '1' },
      comments: [{ value: 'comment' }],
      title: [{ value: 'title' }],
      creationTime: '2026' as never,
      id: uuid,
    });
    const names = [
      ...written(entry).matchAll(
        /<rim:(Slot|Name|Description|VersionInfo|Classification|ExternalIdentifier|ContentVersionInfo)\b/g,
      ),
    ].map((match) => match[1]);
    // The code has a Slot and a Name of its own, the unique id a Name.
    expect(names).toEqual([
      'Slot',
      'Name',
      'Description',
      'VersionInfo',
      'Classification',
      'Slot',
      'Name',
      'ExternalIdentifier',
      'Name',
      'ExternalIdentifier',
      'ContentVersionInfo',
    ]);
  });

  it('a code has its scheme in a Slot and its display name as Name', () => {
    expect(
      written(documentEntry({ id: uuid, typeCode: code('18842-5', 'LOINC', 'Wypis', 'pl-PL') })),
    ).toContain(
      `<rim:Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" classifiedObject="${uuid}" nodeRepresentation="18842-5" objectType="${classification}" id="urn:uuid:5d0a5d6e-38a4-4c0e-8f6a-0000000000f1">${slot('codingScheme', 'LOINC')}<rim:Name><rim:LocalizedString xml:lang="pl-PL" value="Wypis"/></rim:Name></rim:Classification>`,
    );
  });

  it('an author has its parts in Slots and an empty nodeRepresentation', () => {
    const xml = written(
      documentEntry({
        id: uuid,
        authors: [author({ person: '^Udawana' as never, roles: ['LEK', 'ORD'] })],
      }),
    );
    expect(xml).toContain('nodeRepresentation="" ');
    expect(xml).toContain(
      `${slot('authorPerson', '^Udawana')}${slot('authorRole', 'LEK', 'ORD')}</rim:Classification>`,
    );
  });

  it('text is escaped once', () => {
    const xml = written(
      documentEntry({ id: uuid, title: [{ value: '<&">' }], sourcePatientInfo: ['PID-3|a&b'] }),
    );
    expect(xml).toContain('value="&lt;&amp;&quot;>"');
    expect(xml).toContain('<rim:Value>PID-3|a&amp;b</rim:Value>');
  });

  it('a long URI goes in numbered parts that fit', () => {
    const uri = `https://przychodnia.example/${'x'.repeat(600)}`;
    const values = [
      ...written(documentEntry({ id: uuid, uri })).matchAll(/<rim:Value>([^<]*)</g),
    ].map((match) => match[1] ?? '');
    expect(values.map((value) => value.slice(0, 2))).toEqual(['1|', '2|', '3|']);
    expect(Math.max(...values.map(({ length }) => length))).toBeLessThanOrEqual(256);
    expect(values.map((value) => value.slice(2)).join('')).toBe(uri);
  });

  it('a RegistryPackage is marked beside it in a submission and inside it in an answer', () => {
    const set = submissionSet({ id: objectId('Set') });
    const box = folder({ id: objectId('Box') });
    const sent = writeSubmitObjects(submission({ submissionSet: set, folders: [box] })).xml;
    const mark = (node: string, id: string): string =>
      `<rim:Classification classificationNode="urn:uuid:${node}" classifiedObject="${id}" objectType="${classification}" id="${id}.1"/>`;
    const setMark = mark('a54d6aa5-d40d-43f9-88c5-b4633d873bdd', 'Set');
    const boxMark = mark('d9d542f3-6cc4-48b6-8870-ea235fbc94c2', 'Box');
    expect(sent).toMatch(/id="Set" objectType="[^"]+RegistryPackage"\/>/);
    expect(sent.indexOf(setMark)).toBeGreaterThan(sent.indexOf('<rim:RegistryPackage id="Set"'));
    const answered = writeObjectList(
      { ...nothing, submissionSets: [set], folders: [box] },
      'inside',
    ).xml;
    expect(answered).toContain(`${setMark}</rim:RegistryPackage>`);
    expect(answered).toContain(`${boxMark}</rim:RegistryPackage>`);
  });

  it('an association has its slots, and its statuses as URNs', () => {
    const update: Association = association({
      id: objectId('Up'),
      type: 'UpdateAvailabilityStatus',
      source: objectId('Set'),
      target: uuid,
      originalStatus: 'Approved',
      newStatus: 'Deprecated',
      previousVersion: '1',
      propagation: 'no',
    });
    const { xml } = writeObjectList({ ...nothing, associations: [update] }, 'inside');
    const status = 'urn:oasis:names:tc:ebxml-regrep:StatusType:';
    expect(xml).toContain(
      slot('PreviousVersion', '1') +
        slot('AssociationPropagation', 'no') +
        slot('OriginalStatus', `${status}Approved`) +
        slot('NewStatus', `${status}Deprecated`),
    );
    expect(xml).toContain(
      'associationType="urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus"',
    );
  });

  it('lid, home, status and version stand where ITI-18 answers have them', () => {
    const xml = written(
      documentEntry({
        id: uuid,
        lid: uuid,
        home: 'urn:oid:1.2',
        status: 'Approved',
        version: { versionName: '1' },
      }),
    );
    expect(xml).toContain(
      `<rim:ExtrinsicObject id="${uuid}" home="urn:oid:1.2" lid="${uuid}" status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved" `,
    );
    expect(xml).toContain('<rim:VersionInfo versionName="1"/>');
  });
});

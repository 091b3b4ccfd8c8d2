import { readXml, writeXml } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import { readSubmitObjects, writeSubmitObjects } from '../src/index.ts';
import { good } from './change.ts';

const xml = Buffer.from(writeXml(writeSubmitObjects(good()), { declaration: false })).toString();

interface Row {
  readonly rule: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly at: string;
}

const slot = (name: string, ...values: string[]): string =>
  `<rim:Slot name="${name}"><rim:ValueList>${values
    .map((value) => `<rim:Value>${value}</rim:Value>`)
    .join('')}</rim:ValueList></rim:Slot>`;
const first = 'DocumentEntry[Document01]';
const author = '<rim:Slot name="authorPerson"><rim:ValueList>';

const rows: Row[] = [
  {
    rule: 'Name stands behind the Slots',
    from: '<rim:Slot name="creationTime">',
    to: '<rim:Name><rim:LocalizedString value="x"/></rim:Name><rim:Slot name="creationTime">',
    at: first,
  },
  {
    rule: 'Name stands once',
    from: '<rim:Name><rim:LocalizedString xml:lang="pl-PL" value="Karta informacyjna 1"/></rim:Name>',
    to: '<rim:Name/><rim:Name/>',
    at: first,
  },
  {
    rule: 'ExternalIdentifier stands behind the Classifications',
    from: '<rim:Classification classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d"',
    to: '<rim:ExternalIdentifier id="e" registryObject="Document01" identificationScheme="s" value="v"/><rim:Classification classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d"',
    at: first,
  },
  {
    rule: 'ContentVersionInfo is of ExtrinsicObjects only',
    from: '</rim:RegistryPackage>',
    to: '<rim:ContentVersionInfo/></rim:RegistryPackage>',
    at: 'RegistryPackage[SubmissionSet01]',
  },
  {
    rule: 'no element of another namespace',
    from: '<rim:Slot name="creationTime">',
    to: '<x:y xmlns:x="urn:x"/><rim:Slot name="creationTime">',
    at: first,
  },
  {
    rule: 'no text between elements',
    from: '<rim:Slot name="creationTime">',
    to: 'creationTime<rim:Slot name="creationTime">',
    at: first,
  },
  {
    rule: 'no attribute that the schema does not have',
    from: 'mimeType="text/xml"',
    to: 'mimeType="text/xml" mimetype="text/xml"',
    at: 'DocumentEntry',
  },
  { rule: 'an object has an id', from: 'id="Document01" ', to: '', at: 'DocumentEntry[]' },
  {
    rule: 'a mime type has at most 256 characters',
    from: 'mimeType="text/xml"',
    to: `mimeType="${'m'.repeat(257)}"`,
    at: first,
  },
  {
    rule: 'a Slot has a name',
    from: '<rim:Slot name="creationTime">',
    to: '<rim:Slot name="">',
    at: first,
  },
  {
    rule: 'the name of a Slot has at most 256 characters',
    from: 'urn:extpl:SlotName:StorageCategory',
    to: `urn:${'n'.repeat(256)}`,
    at: first,
  },
  {
    rule: 'a Slot has a ValueList',
    from: slot('languageCode', 'pl-PL'),
    to: '<rim:Slot name="languageCode"/>',
    at: `${first}.languageCode`,
  },
  {
    rule: 'a ValueList has Values only',
    from: '<rim:Value>pl-PL</rim:Value>',
    to: '<rim:Value>pl-PL</rim:Value><rim:Wert/>',
    at: `${first}.languageCode`,
  },
  {
    rule: 'a value has at most 256 characters',
    from: '<rim:Value>2020</rim:Value>',
    to: `<rim:Value>${'2'.repeat(257)}</rim:Value>`,
    at: `${first}.urn:extpl:SlotName:StorageCategory`,
  },
  {
    rule: 'creationTime has one value',
    from: slot('creationTime', '20260301081500'),
    to: slot('creationTime', '20260301081500', '2026'),
    at: `${first}.creationTime`,
  },
  {
    rule: 'a value is not empty',
    from: slot('creationTime', '20260301081500'),
    to: slot('creationTime', ''),
    at: `${first}.creationTime`,
  },
  {
    rule: 'Slot names are unique',
    from: slot('languageCode', 'pl-PL'),
    to: slot('languageCode', 'pl-PL') + slot('languageCode', 'en-US'),
    at: `${first}.languageCode`,
  },
  {
    rule: 'Slot names that XDS does not know are unique too',
    from: slot('urn:extpl:SlotName:StorageCategory', '2020'),
    to: slot('urn:extpl:SlotName:StorageCategory', '2020').repeat(2),
    at: `${first}.urn:extpl:SlotName:StorageCategory`,
  },
  {
    rule: 'size is a decimal number',
    from: /<rim:Value>(\d+)<\/rim:Value><\/rim:ValueList><\/rim:Slot><rim:Slot name="URI">/,
    to: '<rim:Value>0x10</rim:Value></rim:ValueList></rim:Slot><rim:Slot name="URI">',
    at: `${first}.size`,
  },
  {
    rule: 'URI says something if it is there',
    from: slot('URI', 'karta-1.xml'),
    to: slot('URI'),
    at: `${first}.URI`,
  },
  {
    rule: 'URI is not empty',
    from: slot('URI', 'karta-1.xml'),
    to: slot('URI', ''),
    at: `${first}.URI`,
  },
  {
    rule: 'a part of a long URI has a number',
    from: slot('URI', 'karta-1.xml'),
    to: slot('URI', '1|http://a', 'b'),
    at: `${first}.URI`,
  },
  {
    rule: 'a part of a long URI says something',
    from: slot('URI', 'karta-1.xml'),
    to: slot('URI', '1|http://a', ''),
    at: `${first}.URI`,
  },
  {
    rule: 'a list of recipients names one',
    from: /<rim:Slot name="intendedRecipient"><rim:ValueList>.*?<\/rim:ValueList>/,
    to: '<rim:Slot name="intendedRecipient"><rim:ValueList/>',
    at: 'RegistryPackage[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'the parts of a long URI are numbered',
    from: slot('URI', 'karta-1.xml'),
    to: slot('URI', '1|http://a', '3|b'),
    at: `${first}.URI`,
  },
  {
    rule: 'an author has one authorPerson',
    from: author,
    to: `${author}<rim:Value>^Druga</rim:Value>`,
    at: `${first}.author.authorPerson`,
  },
  {
    rule: 'an author has a nodeRepresentation',
    from: 'nodeRepresentation="" ',
    to: '',
    at: `${first}.author`,
  },
  {
    rule: 'a code is given once',
    from: '<rim:Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983"',
    to: '<rim:Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" classifiedObject="Document01" id="c"/><rim:Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983"',
    at: `${first}.typeCode`,
  },
  {
    rule: 'a Classification classifies the object that it is in',
    from: 'classifiedObject="Document01"',
    to: 'classifiedObject="Document02"',
    at: first,
  },
  {
    rule: 'a Classification classifies something',
    from: 'classifiedObject="Document01" ',
    to: '',
    at: first,
  },
  {
    rule: 'a Classification has the objectType of one',
    from: 'ObjectType:RegistryObject:Classification',
    to: 'ObjectType:RegistryObject:Association',
    at: first,
  },
  {
    rule: 'an ExternalIdentifier identifies the object that it is in',
    from: 'registryObject="Document01"',
    to: 'registryObject="SubmissionSet01"',
    at: first,
  },
  {
    rule: 'an ExternalIdentifier has the objectType of one',
    from: 'ObjectType:RegistryObject:ExternalIdentifier',
    to: 'ObjectType:RegistryObject:Association',
    at: first,
  },
  {
    rule: 'an identifier is given once',
    from: 'identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427"',
    to: 'identificationScheme="urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab"',
    at: `${first}.uniqueId`,
  },
  {
    rule: 'an ExternalIdentifier has a value',
    from: / value="[^"]+" objectType="[^"]+ExternalIdentifier"/,
    to: '',
    at: first,
  },
  {
    rule: 'a text has a value',
    from: 'value="Karta informacyjna 1"',
    to: '',
    at: `${first}.Name`,
  },
  {
    rule: 'a text has at most 1024 characters',
    from: 'value="Karta informacyjna 1"',
    to: `value="${'t'.repeat(1025)}"`,
    at: `${first}.Name`,
  },
  {
    rule: 'a status is one of ebRIM',
    from: 'id="Document01" ',
    to: 'id="Document01" status="Approved" ',
    at: `${first}.status`,
  },
  {
    rule: 'a RegistryPackage has the objectType of one',
    from: 'ObjectType:RegistryObject:RegistryPackage',
    to: 'ObjectType:RegistryObject:Association',
    at: 'RegistryPackage[SubmissionSet01]',
  },
  {
    rule: 'a RegistryPackage is marked as SubmissionSet or Folder',
    from: 'classificationNode="urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2"',
    to: 'classificationNode="urn:uuid:00000000-0000-0000-0000-000000000000"',
    at: 'RegistryPackage[Folder01]',
  },
  {
    rule: 'a RegistryPackage is not both',
    from: 'classificationNode="urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2" classifiedObject="Folder01"',
    to: 'classificationNode="urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2" classifiedObject="SubmissionSet01"',
    at: 'RegistryPackage[SubmissionSet01]',
  },
  {
    rule: 'a mark beside the objects marks one of them',
    from: 'classifiedObject="Folder01" objectType="urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Classification" id="Folder01.4"',
    to: 'classifiedObject="Folder09" objectType="urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Classification" id="Folder01.4"',
    at: 'Classification[Folder01.4]',
  },
  ...['associationType', 'sourceObject', 'targetObject'].map((name) => ({
    rule: `an Association has ${name}`,
    from: new RegExp(` ${name}="[^"]+"`),
    to: '',
    at: 'Association[Member1]',
  })),
  {
    rule: 'an Association has the objectType of one',
    from: 'ObjectType:RegistryObject:Association',
    to: 'ObjectType:RegistryObject:RegistryPackage',
    at: 'Association[Member1]',
  },
  {
    rule: 'an Association has one SubmissionSetStatus',
    from: '<rim:Value>Original</rim:Value>',
    to: '<rim:Value>Original</rim:Value><rim:Value>Reference</rim:Value>',
    at: 'Association[Member1].SubmissionSetStatus',
  },
  {
    rule: 'OriginalStatus is a status',
    from: slot('SubmissionSetStatus', 'Original'),
    to: slot('SubmissionSetStatus', 'Original') + slot('OriginalStatus', 'Approved'),
    at: 'Association[Member1].OriginalStatus',
  },
  {
    rule: 'the list has registry objects only',
    from: '<rim:RegistryPackage',
    to: '<rim:Organization id="o"/><rim:RegistryPackage',
    at: 'RegistryObjectList',
  },
  {
    rule: 'the list has no text',
    from: '<rim:RegistryPackage',
    to: 'set<rim:RegistryPackage',
    at: 'RegistryObjectList',
  },
  {
    rule: 'nothing follows the list',
    from: '</rim:RegistryObjectList>',
    to: '</rim:RegistryObjectList><lcm:More/>',
    at: 'SubmitObjectsRequest',
  },
];

describe('ITI-41: rules on the shape of metadata', () => {
  it('the sample has no fault', () => {
    expect(readSubmitObjects(readXml(Buffer.from(xml)).root).findings.list).toEqual([]);
  });

  it.each(rows)('$rule: else a metadata error at $at', ({ from, to, at }) => {
    const changed = xml.replace(from, to);
    expect(changed).not.toBe(xml);
    const { findings } = readSubmitObjects(readXml(Buffer.from(changed)).root);
    expect(findings.list).toContainEqual({
      code: 'metadata',
      location: at,
      context: expect.stringMatching(/\.$/),
    });
  });

  it('there is exactly one SubmissionSet: none yields no submission', () => {
    const none = xml.replaceAll(/<rim:RegistryPackage.*<\/rim:RegistryPackage>/gs, '');
    const { submission, findings } = readSubmitObjects(readXml(Buffer.from(none)).root);
    expect(submission).toBeUndefined();
    expect(findings.list).toContainEqual({
      code: 'metadata',
      location: 'RegistryObjectList',
      context: 'There are 0 SubmissionSets; a submission has exactly one.',
    });
  });

  it('there is exactly one SubmissionSet: two are reported', () => {
    const second =
      '<rim:RegistryPackage id="Other"/><rim:Classification id="c" classifiedObject="Other" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/><rim:Association ';
    const two = xml.replace('<rim:Association ', second);
    const { findings } = readSubmitObjects(readXml(Buffer.from(two)).root);
    expect(findings.list.map(({ context }) => context)).toEqual([
      'There are 2 SubmissionSets; a submission has exactly one.',
    ]);
  });

  it('another body is no submission', () => {
    const { submission, findings } = readSubmitObjects(readXml(Buffer.from('<a/>')).root);
    expect(submission).toBeUndefined();
    expect(findings.list.map(({ location }) => location)).toEqual(['Body']);
  });
});

describe('ITI-41: what reading tolerates', () => {
  const passing: [string, string | RegExp, string][] = [
    [
      'objects in any order',
      /(<rim:ExtrinsicObject.*<\/rim:ExtrinsicObject>)(.*)(?=<\/rim:RegistryObjectList>)/s,
      '$2$1',
    ],
    ['white space and comments between elements', /></g, '>\n <!-- x --> <'],
    [
      'a mark inside its RegistryPackage',
      /(<rim:ExternalIdentifier identificationScheme="urn:uuid:f64ffdf0.*?)(<rim:Classification classificationNode="urn:uuid:d9d542f3[^>]*\/>)/s,
      '$2$1',
    ],
    ['objects without objectType', / objectType="urn:oasis:[^"]+"/g, ''],
    ['an empty Description', '<rim:Classification', '<rim:Description/><rim:Classification'],
    [
      'attributes of other namespaces',
      '<rim:ExtrinsicObject',
      '<rim:ExtrinsicObject xmlns:q="urn:q" q:note="1"',
    ],
    ['empty home and lid', 'id="Document01" ', 'id="Document01" home="" lid="" '],
    [
      'a Slot without values',
      slot('languageCode', 'pl-PL'),
      slot('languageCode', 'pl-PL') + slot('serviceStopTimes'),
    ],
    [
      'an ObjectRef',
      '<rim:RegistryPackage',
      '<rim:ObjectRef id="urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-3f1f5f2f9a11"/><rim:RegistryPackage',
    ],
  ];

  it.each(passing)('%s', (what, from, to) => {
    const changed = xml.replace(from, to);
    expect(changed).not.toBe(xml);
    const source = what === 'an empty Description' ? withoutDescription(changed) : changed;
    const { submission, findings } = readSubmitObjects(readXml(Buffer.from(source)).root);
    expect(findings.list).toEqual([]);
    expect(submission?.documents).toHaveLength(2);
  });

  /** The sample has a Description of its own; only one may stand. */
  function withoutDescription(text: string): string {
    return text.replace(/<rim:Description>.*?<\/rim:Description>/s, '');
  }
});

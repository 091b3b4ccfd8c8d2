import { child, childElements, readXml, writeXml } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  checkSubmission,
  readOrganisation,
  readPerson,
  readSubmitObjects,
  rimNamespace,
  writeSubmitObjects,
} from '../src/index.ts';
import { factSheet } from './fact-sheet.ts';

const provider = '2.16.840.1.113883.3.4424.2.7.26';
const pesel = '2.16.840.1.113883.3.4424.1.1.616';
const stable = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1';
const entryId = 'urn:uuid:5d0a5d6e-38a4-4c0e-8f6a-111111111111';
const setId = 'urn:uuid:5d0a5d6e-38a4-4c0e-8f6a-222222222222';

let parts = 0;
const partId = (): string => {
  parts += 1;
  return `part${parts}`;
};
const slot = (name: string, ...values: string[]): string =>
  `<rim:Slot name="${name}"><rim:ValueList>${values
    .map((value) => `<rim:Value>${value.replaceAll('&', '&amp;')}</rim:Value>`)
    .join('')}</rim:ValueList></rim:Slot>`;
const coded = (
  of: string,
  scheme: string,
  value: string,
  codingScheme: string,
  name: string,
): string =>
  `<rim:Classification id="${partId()}" classifiedObject="${of}" classificationScheme="urn:uuid:${scheme}" nodeRepresentation="${value}">${slot('codingScheme', codingScheme)}<rim:Name><rim:LocalizedString xml:lang="pl-PL" value="${name}"/></rim:Name></rim:Classification>`;
const identifier = (of: string, scheme: string, value: string): string =>
  `<rim:ExternalIdentifier id="${partId()}" registryObject="${of}" identificationScheme="urn:uuid:${scheme}" value="${value.replaceAll('&', '&amp;')}"><rim:Name><rim:LocalizedString value="x"/></rim:Name></rim:ExternalIdentifier>`;

const doctor = '5425740^Udawana^Kalina^^^^^^&2.16.840.1.113883.3.4424.1.6.2&ISO';
const clinic = 'Przychodnia^^^^^&2.16.840.1.113883.3.4424.2.3.1&ISO^^^^000000927722';
const patient = `44051401359^^^&${pesel}&ISO`;

/** An index of one document as P1 wants it by ITI-42: its names for schemes, its slots, its ids. */
const index = `<lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"><rim:RegistryObjectList xmlns:rim="${rimNamespace}">
<rim:ExtrinsicObject id="${entryId}" mimeType="text/xml" objectType="${stable}">
${slot('creationTime', '20260301091500')}
${slot('repositoryUniqueId', '2.16.840.1.113883.3.4424.7.24.8879')}
${slot('documentAvailability', 'urn:ihe:iti:2010:DocumentAvailability:Online')}
${slot('languageCode', 'pl-PL')}
${slot('size', '18423')}
${slot('hash', 'da39a3ee5e6b4b0d3255bfef95601890afd80709')}
${slot('urn:extpl:SlotName:StorageCategory', '2020')}
${slot('urn:extpl:SlotName:MedicalEventId', `77^^^&${provider}.15.1&ISO^urn:ihe:iti:xds:2015:encounterId`)}
${slot('URI', 'https://przychodnia.example/p1/iti43')}
${slot('serviceStartTime', '20260301090000')}
${slot('serviceStopTime', '20260301091500')}
${slot('sourcePatientId', `1357^^^&${provider}.17.1&ISO`)}
${slot('sourcePatientInfo', 'PID-5|Przykładny^Świętosław', 'PID-7|19440514', 'PID-8|M', 'PID-11|^^Wzorowo^^00-000^PL')}
${slot('legalAuthenticator', doctor)}
<rim:Name><rim:LocalizedString xml:lang="pl-PL" value="Karta informacyjna leczenia szpitalnego"/></rim:Name>
<rim:VersionInfo versionName="1"/>
<rim:Classification id="${partId()}" classifiedObject="${entryId}" classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d" nodeRepresentation="">${slot('authorPerson', doctor)}${slot('authorInstitution', clinic)}</rim:Classification>
${coded(entryId, '41a5887f-8865-4c09-adf7-e362475b143a', '00.20', 'Klasyfikacja dokumentów P1', 'Karta informacyjna')}
${coded(entryId, 'f0306f51-975f-434e-a61c-c59651d33983', '18842-5', 'LOINC', 'Karta informacyjna')}
${coded(entryId, 'f4f85eac-e6cb-4883-b524-f2705394840f', 'N', '2.16.840.1.113883.5.25', 'normalna')}
${coded(entryId, 'a09d5840-386c-46f2-b5ad-9c3699a4309d', 'urn:extPL:pl-cda', 'Kody formatów P1', 'PIK HL7 CDA')}
${coded(entryId, 'cccf5598-8b07-4b77-a05e-ae952c785ead', '05', 'Dziedzina medyczna', 'chirurgia ogólna')}
${coded(entryId, 'f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1', '1008', 'Specjalność komórki organizacyjnej', 'poradnia')}
${identifier(entryId, '58a6f841-87b3-4a3e-92fd-a8ffeff98427', patient)}
${identifier(entryId, '2e82c1f6-a085-4c72-9da3-8640a32e42ab', `${provider}.7.1^1357`)}
</rim:ExtrinsicObject>
<rim:RegistryPackage id="${setId}">
${slot('submissionTime', '20260301091600')}
${coded(setId, 'aa543740-bdda-424e-8c96-df4873be8500', 'REGISTER', 'Typ wysyłki', 'rejestracja')}
${identifier(setId, '6b5aea1a-874d-4603-a4bc-96a0a7b38446', patient)}
${identifier(setId, '96fdda7c-d067-4183-912e-bf5ee74998a8', `${provider}.20^99`)}
${identifier(setId, '554ac39e-e3fe-47fe-b233-965d2a147832', provider)}
</rim:RegistryPackage>
<rim:Classification id="${partId()}" classifiedObject="${setId}" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>
<rim:Association id="${partId()}" associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember" sourceObject="${setId}" targetObject="${entryId}">${slot('SubmissionSetStatus', 'Original')}</rim:Association>
<rim:Association id="${partId()}" associationType="urn:extpl:AssociationType:ConditionalRegister" sourceObject="${entryId}" targetObject="urn:uuid:5d0a5d6e-38a4-4c0e-8f6a-333333333333"/>
</rim:RegistryObjectList></lcm:SubmitObjectsRequest>`;

const root = readXml(Buffer.from(index)).root;
const { submission, findings } = readSubmitObjects(root);

describe('an index as P1 wants it', () => {
  it('is read without a finding and keeps every rule of ITI-42', () => {
    expect(findings.list).toEqual([]);
    expect(submission && checkSubmission(submission, 'iti42')).toEqual([]);
  });

  it('survives model → ebRIM without loss, its own slots and association type included', () => {
    if (!submission) throw new Error('no submission');
    const written = readXml(writeXml(writeSubmitObjects(submission))).root;
    const [before, after] = [root, written].map((one) =>
      child(one, rimNamespace, 'RegistryObjectList'),
    );
    if (!before || !after) throw new Error('no list');
    expect(factSheet(after)).toEqual(factSheet(before));
    const types = childElements(after).flatMap((one) =>
      one.attributes.filter(({ name }) => name === 'associationType'),
    );
    expect(types.map(({ value }) => value)).toContain(
      'urn:extpl:AssociationType:ConditionalRegister',
    );
  });

  it('has its own slots under their own names', () => {
    expect(submission?.documents[0]?.extraSlots).toEqual([
      { name: 'urn:extpl:SlotName:StorageCategory', values: ['2020'] },
      {
        name: 'urn:extpl:SlotName:MedicalEventId',
        values: [`77^^^&${provider}.15.1&ISO^urn:ihe:iti:xds:2015:encounterId`],
      },
    ]);
  });

  it('names doctor and clinic by their numbers', () => {
    const [author] = submission?.documents[0]?.authors ?? [];
    expect(author?.person && readPerson(author.person)).toEqual({
      id: '5425740',
      authority: '2.16.840.1.113883.3.4424.1.6.2',
      family: 'Udawana',
      given: 'Kalina',
    });
    expect(author?.institutions.map(readOrganisation)).toEqual([
      { name: 'Przychodnia', id: '000000927722', authority: '2.16.840.1.113883.3.4424.2.3.1' },
    ]);
  });

  it('keeps names of coding schemes that are no OIDs', () => {
    const [entry] = submission?.documents ?? [];
    expect(
      [entry?.classCode, entry?.practiceSettingCode].map((code) => code?.codingScheme),
    ).toEqual(['Klasyfikacja dokumentów P1', 'Dziedzina medyczna']);
  });
});

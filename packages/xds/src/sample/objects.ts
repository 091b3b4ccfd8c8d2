import { documentUniqueId } from '@kartoteka/kernel';
import { sampleNpwz, samplePeople } from '@kartoteka/kernel/sample';
import { author } from '../model/author.ts';
import { code } from '../model/code.ts';
import { type DocumentEntry, documentEntry } from '../model/document-entry.ts';
import { type Dtm, parseDtm } from '../model/dtm.ts';
import { type Folder, folder } from '../model/folder.ts';
import { localized } from '../model/localized-string.ts';
import { objectId } from '../model/object-id.ts';
import { writeOrganisation } from '../model/organisation.ts';
import { writePerson } from '../model/person.ts';
import { type SubmissionSet, submissionSet } from '../model/submission-set.ts';
import { writeTelecom } from '../model/telecom.ts';
import { sampleOids, samplePatientId } from './oids.ts';

const doctor = samplePeople[10];
const sampleDoctor = writePerson({
  id: sampleNpwz(425_740),
  authority: sampleOids.licenceDomain,
  family: doctor?.family,
  given: doctor?.given,
  prefix: 'lek.',
});

const sampleAuthor = author({
  person: sampleDoctor,
  institutions: [
    writeOrganisation({
      name: 'Przychodnia „Pod Wzorem”',
      id: '000000927722',
      authority: sampleOids.organisationDomain,
    }),
  ],
  roles: ['LEK'],
  specialties: ['Choroby wewnętrzne'],
  telecoms: [writeTelecom({ email: 'rejestracja@przychodnia.example' })],
});

/**
 * A DocumentEntry with every attribute that a source can give.
 *
 * @param serial makes ids distinct
 * @param number of the document in its submission, from 1
 */
export function sampleDocumentEntry(serial: number, number: number): DocumentEntry {
  const uniqueId = documentUniqueId(`${sampleOids.source}.7.1`, `${serial}-${number}`);
  return documentEntry({
    id: objectId(`Document${String(number).padStart(2, '0')}`),
    mimeType: 'text/xml',
    title: localized(`Karta informacyjna ${number}`, 'pl-PL'),
    comments: localized('Przykład z wymyślonymi danymi', 'pl-PL'),
    authors: [sampleAuthor],
    classCode: code('00.20', 'Klasyfikacja dokumentów P1', 'Karta informacyjna', 'pl-PL'),
    typeCode: code('18842-5', 'LOINC', 'Discharge summary', 'en-US'),
    formatCode: code('urn:extPL:pl-cda', 'Kody formatów P1', 'PIK HL7 CDA'),
    healthcareFacilityTypeCode: code('4220', 'Specjalność komórki', 'Oddział chirurgiczny'),
    practiceSettingCode: code('05', 'Dziedzina medyczna', 'Chirurgia ogólna'),
    confidentialityCodes: [code('N', '2.16.840.1.113883.5.25', 'normalna')],
    eventCodes: [code('K35', '2.16.840.1.113883.6.3', 'Ostre zapalenie wyrostka')],
    creationTime: sampleTime('20260301081500'),
    serviceStartTime: sampleTime('202602270900'),
    serviceStopTime: sampleTime('20260301'),
    languageCode: 'pl-PL',
    legalAuthenticator: sampleDoctor,
    patientId: samplePatientId(),
    sourcePatientId: samplePatientId(),
    sourcePatientInfo: ['PID-5|Przykładny^Świętosław^^^', 'PID-7|19440514', 'PID-8|M'],
    referenceIds: [`E-${serial}^^^&${sampleOids.source}&ISO^urn:ihe:iti:xds:2015:encounterId`],
    uniqueId,
    uri: `karta-${number}.xml`,
    documentAvailability: 'urn:ihe:iti:2010:DocumentAvailability:Online',
    extraSlots: [
      { name: 'urn:extpl:SlotName:StorageCategory', values: ['2020'] },
      {
        name: 'urn:extpl:SlotName:MedicalEventId',
        values: [`${serial}^^^&${sampleOids.source}.15.1&ISO^urn:ihe:iti:xds:2015:encounterId`],
      },
    ],
  });
}

/** A SubmissionSet with every attribute that a source can give. */
export function sampleSubmissionSet(serial: number): SubmissionSet {
  return submissionSet({
    id: objectId('SubmissionSet01'),
    title: localized('Wysyłka wypisu', 'pl-PL'),
    comments: localized('Przykład', 'pl-PL'),
    authors: [sampleAuthor],
    contentTypeCode: code('REGISTER', 'Typ wysyłki', 'Rejestracja'),
    submissionTime: sampleTime('20260301081630'),
    intendedRecipients: [`${sampleAuthor.institutions[0]}|${sampleDoctor}`],
    patientId: samplePatientId(),
    sourceId: sampleOids.source,
    uniqueId: `${sampleOids.source}.20.${serial}`,
  });
}

/** A Folder with every attribute that a source can give. */
export function sampleFolder(serial: number): Folder {
  return folder({
    id: objectId('Folder01'),
    title: localized('Hospitalizacja', 'pl-PL'),
    codes: [code('HOSP', 'Rodzaje teczek', 'Hospitalizacja')],
    patientId: samplePatientId(),
    uniqueId: `${sampleOids.source}.21.${serial}`,
  });
}

function sampleTime(text: string): Dtm {
  const time = parseDtm(text);
  if (!time) throw new RangeError('a sample is no time');
  return time;
}

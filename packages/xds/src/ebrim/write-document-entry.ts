import { element, type XmlMarkup } from '@kartoteka/xml';
import type { DocumentEntry } from '../model/document-entry.ts';
import { documentEntryTypes, documentEntrySchemes as schemes } from '../vocabulary/schemes.ts';
import { idMaker } from './id-maker.ts';
import { uriSlotValues } from './read-uri-slot.ts';
import { referenceIdListSlot } from './slot-names.ts';
import { commonAttributesOf, writeExtraIdentifiers } from './write-common.ts';
import {
  type PartsOwner,
  writeAuthor,
  writeCode,
  writeExtraClassification,
  writeIdentifier,
  writeInternationalString,
  writeMark,
  writeSlot,
  writeSlots,
  writeVersion,
} from './write-parts.ts';

/** Writes a DocumentEntry as ExtrinsicObject, its children in the order of rim.xsd. */
export function writeDocumentEntry(entry: DocumentEntry): XmlMarkup {
  const owner = { id: entry.id, nextId: idMaker(entry.id) };
  return element(
    'rim:ExtrinsicObject',
    {
      ...commonAttributesOf(entry),
      mimeType: entry.mimeType,
      isOpaque: entry.opaque ? 'true' : undefined,
      objectType: entry.type && documentEntryTypes[entry.type],
    },
    entrySlots(entry),
    writeInternationalString('rim:Name', entry.title),
    writeInternationalString('rim:Description', entry.comments),
    writeVersion('rim:VersionInfo', entry.version),
    entryClassifications(owner, entry),
    writeIdentifier(owner, schemes.patientId, entry.patientId, patientIdName),
    writeIdentifier(owner, schemes.uniqueId, entry.uniqueId, uniqueIdName),
    writeExtraIdentifiers(owner, entry),
    writeVersion('rim:ContentVersionInfo', entry.contentVersion),
  );
}

const patientIdName = [{ value: 'XDSDocumentEntry.patientId' }];
const uniqueIdName = [{ value: 'XDSDocumentEntry.uniqueId' }];

function entrySlots(entry: DocumentEntry) {
  return [
    writeSlot('creationTime', [entry.creationTime]),
    writeSlot('languageCode', [entry.languageCode]),
    writeSlot('serviceStartTime', [entry.serviceStartTime]),
    writeSlot('serviceStopTime', [entry.serviceStopTime]),
    writeSlot('sourcePatientId', [entry.sourcePatientId]),
    writeSlot('sourcePatientInfo', entry.sourcePatientInfo),
    writeSlot('legalAuthenticator', [entry.legalAuthenticator]),
    writeSlot('hash', [entry.hash]),
    writeSlot('size', [entry.size === undefined ? undefined : String(entry.size)]),
    writeSlot('URI', entry.uri === undefined ? [] : uriSlotValues(entry.uri)),
    writeSlot('repositoryUniqueId', [entry.repositoryUniqueId]),
    writeSlot('documentAvailability', [entry.documentAvailability]),
    writeSlot(referenceIdListSlot, entry.referenceIds),
    writeSlots(entry.extraSlots),
  ];
}

function entryClassifications(owner: PartsOwner, entry: DocumentEntry) {
  return [
    entry.authors.map((author) => writeAuthor(owner, schemes.author, author)),
    writeCode(owner, schemes.classCode, entry.classCode),
    entry.confidentialityCodes.map((one) => writeCode(owner, schemes.confidentialityCode, one)),
    entry.eventCodes.map((one) => writeCode(owner, schemes.eventCode, one)),
    writeCode(owner, schemes.formatCode, entry.formatCode),
    writeCode(owner, schemes.healthcareFacilityTypeCode, entry.healthcareFacilityTypeCode),
    writeCode(owner, schemes.practiceSettingCode, entry.practiceSettingCode),
    writeCode(owner, schemes.typeCode, entry.typeCode),
    entry.limitedMetadata ? writeMark(owner, schemes.limitedMetadata) : undefined,
    entry.extraClassifications.map((extra) => writeExtraClassification(owner, extra)),
  ];
}

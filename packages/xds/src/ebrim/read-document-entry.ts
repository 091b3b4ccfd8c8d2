import type { DocumentUniqueId, Oid, PatientIdCx } from '@kartoteka/kernel';
import type { DocumentEntry, SourcePatientId } from '../model/document-entry.ts';
import type { Dtm } from '../model/dtm.ts';
import type { Xcn } from '../model/person.ts';
import type { Findings } from '../rules/findings.ts';
import {
  type DocumentEntryType,
  documentEntryTypes,
  documentEntrySchemes as schemes,
} from '../vocabulary/schemes.ts';
import { ClassificationSet } from './classification-set.ts';
import { IdentifierSet } from './identifier-set.ts';
import { readCommon } from './read-common.ts';
import { readUriSlot } from './read-uri-slot.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';
import { referenceIdListSlot } from './slot-names.ts';
import { SlotSet } from './slot-set.ts';

/** Turns an ExtrinsicObject into a DocumentEntry (ITI TF-3: 4.2.3.2). */
export function readDocumentEntry(of: RegistryObjectXml, findings: Findings): DocumentEntry {
  const slots = new SlotSet(of.slots, of.place, findings);
  const classifications = new ClassificationSet(of, findings);
  const identifiers = new IdentifierSet(of, findings);
  const entry = {
    type: readType(of),
    mimeType: of.attributes.mimeType,
    opaque: of.attributes.isOpaque === 'true' ? true : undefined,
    contentVersion: of.contentVersion,
    title: of.name,
    comments: of.description,
    ...readSlots(slots, of.place, findings),
    ...readCodes(classifications),
    patientId: identifiers.one(schemes.patientId, 'patientId') as PatientIdCx | undefined,
    uniqueId: identifiers.one(schemes.uniqueId, 'uniqueId') as DocumentUniqueId | undefined,
  };
  return { ...entry, ...readCommon(of, { slots, classifications, identifiers }, findings) };
}

function readSlots(slots: SlotSet, place: string, findings: Findings) {
  return {
    creationTime: slots.one('creationTime') as Dtm | undefined,
    serviceStartTime: slots.one('serviceStartTime') as Dtm | undefined,
    serviceStopTime: slots.one('serviceStopTime') as Dtm | undefined,
    languageCode: slots.one('languageCode'),
    legalAuthenticator: slots.one('legalAuthenticator') as Xcn | undefined,
    sourcePatientId: slots.one('sourcePatientId') as SourcePatientId | undefined,
    sourcePatientInfo: slots.many('sourcePatientInfo'),
    referenceIds: slots.many(referenceIdListSlot),
    repositoryUniqueId: slots.one('repositoryUniqueId') as Oid | undefined,
    hash: slots.one('hash'),
    size: readSize(slots.one('size'), place, findings),
    uri: readUriSlot(slots, place, findings),
    documentAvailability: slots.one('documentAvailability'),
  };
}

function readCodes(classifications: ClassificationSet) {
  return {
    authors: classifications.authors(schemes.author),
    classCode: classifications.code(schemes.classCode, 'classCode'),
    typeCode: classifications.code(schemes.typeCode, 'typeCode'),
    formatCode: classifications.code(schemes.formatCode, 'formatCode'),
    healthcareFacilityTypeCode: classifications.code(
      schemes.healthcareFacilityTypeCode,
      'healthcareFacilityTypeCode',
    ),
    practiceSettingCode: classifications.code(schemes.practiceSettingCode, 'practiceSettingCode'),
    confidentialityCodes: classifications.codes(schemes.confidentialityCode, 'confidentialityCode'),
    eventCodes: classifications.codes(schemes.eventCode, 'eventCode'),
    limitedMetadata: classifications.marked(schemes.limitedMetadata),
  };
}

function readType(of: RegistryObjectXml): DocumentEntryType | undefined {
  const { objectType } = of.attributes;
  if (objectType === documentEntryTypes.stable) return 'stable';
  return objectType === documentEntryTypes['on-demand'] ? 'on-demand' : undefined;
}

/** Below Number.MAX_SAFE_INTEGER, which is far above any document. */
const sizePattern = /^\d{1,15}$/;

function readSize(text: string | undefined, place: string, findings: Findings): number | undefined {
  if (text === undefined) return undefined;
  if (sizePattern.test(text)) return Number(text);
  findings.metadata(`${place}.size`, 'The size is not a decimal number of bytes.');
  return undefined;
}

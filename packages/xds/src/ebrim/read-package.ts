import type { Oid, PatientIdCx } from '@kartoteka/kernel';
import type { Dtm } from '../model/dtm.ts';
import type { Folder } from '../model/folder.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { Findings } from '../rules/findings.ts';
import { folderSchemes, objectTypes, submissionSetSchemes } from '../vocabulary/schemes.ts';
import { ClassificationSet } from './classification-set.ts';
import { IdentifierSet } from './identifier-set.ts';
import { checkObjectType, readCommon } from './read-common.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';
import { SlotSet } from './slot-set.ts';

/** Turns a RegistryPackage into a SubmissionSet (ITI TF-3: 4.2.3.3). */
export function readSubmissionSet(of: RegistryObjectXml, findings: Findings): SubmissionSet {
  const parts = openPackage(of, findings);
  const { slots, classifications, identifiers } = parts;
  classifications.marked(submissionSetSchemes.node);
  const set = {
    title: of.name,
    comments: of.description,
    authors: classifications.authors(submissionSetSchemes.author),
    contentTypeCode: classifications.code(submissionSetSchemes.contentTypeCode, 'contentTypeCode'),
    submissionTime: slots.one('submissionTime') as Dtm | undefined,
    intendedRecipients: readRecipients(slots, of.place, findings),
    limitedMetadata: classifications.marked(submissionSetSchemes.limitedMetadata),
    patientId: identifiers.one(submissionSetSchemes.patientId, 'patientId') as
      | PatientIdCx
      | undefined,
    sourceId: identifiers.one(submissionSetSchemes.sourceId, 'sourceId') as Oid | undefined,
    uniqueId: identifiers.one(submissionSetSchemes.uniqueId, 'uniqueId'),
  };
  return { ...set, ...readCommon(of, parts, findings) };
}

/** Turns a RegistryPackage into a Folder (ITI TF-3: 4.2.3.4). */
export function readFolder(of: RegistryObjectXml, findings: Findings): Folder {
  const parts = openPackage(of, findings);
  const { slots, classifications, identifiers } = parts;
  classifications.marked(folderSchemes.node);
  const folder = {
    title: of.name,
    comments: of.description,
    codes: classifications.codes(folderSchemes.code, 'code'),
    lastUpdateTime: slots.one('lastUpdateTime') as Dtm | undefined,
    limitedMetadata: classifications.marked(folderSchemes.limitedMetadata),
    patientId: identifiers.one(folderSchemes.patientId, 'patientId') as PatientIdCx | undefined,
    uniqueId: identifiers.one(folderSchemes.uniqueId, 'uniqueId'),
  };
  return { ...folder, ...readCommon(of, parts, findings) };
}

/** A list of recipients that is there names one (ITI TF-3: 4.2.3.3.7). */
function readRecipients(slots: SlotSet, place: string, findings: Findings): readonly string[] {
  const given = slots.has('intendedRecipient');
  const recipients = slots.many('intendedRecipient');
  if (given && recipients.length === 0) {
    findings.metadata(`${place}.intendedRecipient`, 'The Slot is there but has no value.');
  }
  return recipients;
}

function openPackage(of: RegistryObjectXml, findings: Findings) {
  checkObjectType(of, objectTypes.RegistryPackage, findings);
  return {
    slots: new SlotSet(of.slots, of.place, findings),
    classifications: new ClassificationSet(of, findings),
    identifiers: new IdentifierSet(of, findings),
  };
}

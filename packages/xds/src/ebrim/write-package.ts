import { element, type XmlMarkup } from '@kartoteka/xml';
import type { Folder } from '../model/folder.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import { folderSchemes, objectTypes, submissionSetSchemes } from '../vocabulary/schemes.ts';
import { idMaker } from './id-maker.ts';
import { commonAttributesOf, writeExtraIdentifiers } from './write-common.ts';
import {
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

/**
 * Where the Classification stands that says what a RegistryPackage is: `beside` it in submissions,
 * as every sender writes it, `inside` it in answers, where each list member counts as a result.
 */
export type MarkPlace = 'beside' | 'inside';

/** Writes a SubmissionSet as RegistryPackage with its mark. */
export function writeSubmissionSet(set: SubmissionSet, mark: MarkPlace): XmlMarkup[] {
  const owner = { id: set.id, nextId: idMaker(set.id) };
  const { node, author, contentTypeCode, limitedMetadata, ...identifiers } = submissionSetSchemes;
  const packageMarkup = element(
    'rim:RegistryPackage',
    { ...commonAttributesOf(set), objectType: objectTypes.RegistryPackage },
    writeSlot('submissionTime', [set.submissionTime]),
    writeSlot('intendedRecipient', set.intendedRecipients),
    writeSlots(set.extraSlots),
    writeInternationalString('rim:Name', set.title),
    writeInternationalString('rim:Description', set.comments),
    writeVersion('rim:VersionInfo', set.version),
    set.authors.map((one) => writeAuthor(owner, author, one)),
    writeCode(owner, contentTypeCode, set.contentTypeCode),
    set.limitedMetadata ? writeMark(owner, limitedMetadata) : undefined,
    mark === 'inside' ? writeMark(owner, node) : undefined,
    set.extraClassifications.map((extra) => writeExtraClassification(owner, extra)),
    writeIdentifier(owner, identifiers.patientId, set.patientId, setNames.patientId),
    writeIdentifier(owner, identifiers.uniqueId, set.uniqueId, setNames.uniqueId),
    writeIdentifier(owner, identifiers.sourceId, set.sourceId, setNames.sourceId),
    writeExtraIdentifiers(owner, set),
  );
  return mark === 'inside' ? [packageMarkup] : [packageMarkup, writeMark(owner, node)];
}

/** Writes a Folder as RegistryPackage with its mark. */
export function writeFolder(folder: Folder, mark: MarkPlace): XmlMarkup[] {
  const owner = { id: folder.id, nextId: idMaker(folder.id) };
  const { node, code, limitedMetadata, patientId, uniqueId } = folderSchemes;
  const packageMarkup = element(
    'rim:RegistryPackage',
    { ...commonAttributesOf(folder), objectType: objectTypes.RegistryPackage },
    writeSlot('lastUpdateTime', [folder.lastUpdateTime]),
    writeSlots(folder.extraSlots),
    writeInternationalString('rim:Name', folder.title),
    writeInternationalString('rim:Description', folder.comments),
    writeVersion('rim:VersionInfo', folder.version),
    folder.codes.map((one) => writeCode(owner, code, one)),
    folder.limitedMetadata ? writeMark(owner, limitedMetadata) : undefined,
    mark === 'inside' ? writeMark(owner, node) : undefined,
    folder.extraClassifications.map((extra) => writeExtraClassification(owner, extra)),
    writeIdentifier(owner, patientId, folder.patientId, folderNames.patientId),
    writeIdentifier(owner, uniqueId, folder.uniqueId, folderNames.uniqueId),
    writeExtraIdentifiers(owner, folder),
  );
  return mark === 'inside' ? [packageMarkup] : [packageMarkup, writeMark(owner, node)];
}

const setNames = {
  patientId: [{ value: 'XDSSubmissionSet.patientId' }],
  uniqueId: [{ value: 'XDSSubmissionSet.uniqueId' }],
  sourceId: [{ value: 'XDSSubmissionSet.sourceId' }],
};
const folderNames = {
  patientId: [{ value: 'XDSFolder.patientId' }],
  uniqueId: [{ value: 'XDSFolder.uniqueId' }],
};

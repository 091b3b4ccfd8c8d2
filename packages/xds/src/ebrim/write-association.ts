import { element, type XmlMarkup } from '@kartoteka/xml';
import type { Association } from '../model/association.ts';
import { associationTypes } from '../vocabulary/association-types.ts';
import { associationDocumentationScheme, objectTypes } from '../vocabulary/schemes.ts';
import { statusUrn } from '../vocabulary/status.ts';
import { idMaker } from './id-maker.ts';
import { commonAttributesOf, writeExtraIdentifiers } from './write-common.ts';
import {
  writeCode,
  writeExtraClassification,
  writeInternationalString,
  writeSlot,
  writeSlots,
  writeVersion,
} from './write-parts.ts';

/** Writes an Association, its children in the order of rim.xsd. */
export function writeAssociation(association: Association): XmlMarkup {
  const owner = { id: association.id, nextId: idMaker(association.id) };
  const { originalStatus, newStatus } = association;
  return element(
    'rim:Association',
    {
      ...commonAttributesOf(association),
      objectType: objectTypes.Association,
      associationType: association.type && associationTypes[association.type],
      sourceObject: association.source,
      targetObject: association.target,
    },
    writeSlot('SubmissionSetStatus', [association.submissionSetStatus]),
    writeSlot('PreviousVersion', [association.previousVersion]),
    writeSlot('AssociationPropagation', [association.propagation]),
    writeSlot('OriginalStatus', [originalStatus && statusUrn(originalStatus)]),
    writeSlot('NewStatus', [newStatus && statusUrn(newStatus)]),
    writeSlots(association.extraSlots),
    writeInternationalString('rim:Name', association.title),
    writeInternationalString('rim:Description', association.comments),
    writeVersion('rim:VersionInfo', association.version),
    writeCode(owner, associationDocumentationScheme, association.documentation),
    association.extraClassifications.map((extra) => writeExtraClassification(owner, extra)),
    writeExtraIdentifiers(owner, association),
  );
}

import type { Association } from '../model/association.ts';
import { objectId } from '../model/object-id.ts';
import type { Findings } from '../rules/findings.ts';
import { readAssociationType } from '../vocabulary/association-types.ts';
import { associationDocumentationScheme, objectTypes } from '../vocabulary/schemes.ts';
import { type AvailabilityStatus, readStatus } from '../vocabulary/status.ts';
import { ClassificationSet } from './classification-set.ts';
import { IdentifierSet } from './identifier-set.ts';
import { checkObjectType, readCommon } from './read-common.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';
import { SlotSet } from './slot-set.ts';

/** Turns an ebRIM Association into ours (ITI TF-3: 4.2.2). */
export function readAssociation(of: RegistryObjectXml, findings: Findings): Association {
  checkObjectType(of, objectTypes.Association, findings);
  const slots = new SlotSet(of.slots, of.place, findings);
  const classifications = new ClassificationSet(of, findings);
  const identifiers = new IdentifierSet(of, findings);
  const { associationType, sourceObject, targetObject } = of.attributes;
  const association = {
    type: readAssociationType(associationType ?? ''),
    source: objectId(sourceObject ?? ''),
    target: objectId(targetObject ?? ''),
    submissionSetStatus: slots.one('SubmissionSetStatus'),
    previousVersion: slots.one('PreviousVersion'),
    propagation: slots.one('AssociationPropagation'),
    originalStatus: readStatusSlot('OriginalStatus', slots, of.place, findings),
    newStatus: readStatusSlot('NewStatus', slots, of.place, findings),
    documentation: classifications.code(associationDocumentationScheme, 'documentation'),
    title: of.name,
    comments: of.description,
  };
  return { ...association, ...readCommon(of, { slots, classifications, identifiers }, findings) };
}

function readStatusSlot(
  name: string,
  slots: SlotSet,
  place: string,
  findings: Findings,
): AvailabilityStatus | undefined {
  const urn = slots.one(name);
  if (urn === undefined) return undefined;
  const status = readStatus(urn);
  if (status === undefined) findings.metadata(`${place}.${name}`, 'The value is not a status.');
  return status;
}

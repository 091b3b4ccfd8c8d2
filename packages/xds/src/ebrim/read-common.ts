import { objectId } from '../model/object-id.ts';
import type { RegistryObject } from '../model/registry-object.ts';
import type { Findings } from '../rules/findings.ts';
import { readStatus } from '../vocabulary/status.ts';
import type { ClassificationSet } from './classification-set.ts';
import type { IdentifierSet } from './identifier-set.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';
import type { SlotSet } from './slot-set.ts';

export interface LeftOver {
  readonly slots: SlotSet;
  readonly classifications: ClassificationSet;
  readonly identifiers: IdentifierSet;
}

/** What every registry object has. Called last, when the known parts have been taken out. */
export function readCommon(
  of: RegistryObjectXml,
  left: LeftOver,
  findings: Findings,
): RegistryObject {
  const { id, lid, home, status } = of.attributes;
  const known = status === undefined ? undefined : readStatus(status);
  if (status !== undefined && known === undefined) {
    findings.metadata(
      `${of.place}.status`,
      'The status is not one of urn:oasis:names:tc:ebxml-regrep:StatusType: Approved, Deprecated, Submitted.',
    );
  }
  return {
    id: objectId(id ?? ''),
    // Some registries write empty attributes for what they do not have.
    lid: lid ? objectId(lid) : undefined,
    home: home || undefined,
    status: known,
    version: of.version,
    extraSlots: left.slots.rest(),
    extraClassifications: left.classifications.rest(),
    extraIdentifiers: left.identifiers.rest(),
  };
}

/** Reports an `objectType` that belongs to another kind of object; an absent one is tolerated. */
export function checkObjectType(of: RegistryObjectXml, expected: string, findings: Findings): void {
  const { objectType } = of.attributes;
  if (objectType !== undefined && objectType !== '' && objectType !== expected) {
    findings.metadata(of.place, `${of.element} has the objectType of something else.`);
  }
}

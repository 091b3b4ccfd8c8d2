import { attributeOf, childElements, type XmlElement } from '@kartoteka/xml';
import { isEntryUuid, type ObjectId, objectId } from '../model/object-id.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { Findings, place } from '../rules/findings.ts';
import { lcmNamespace, rimNamespace } from '../vocabulary/namespaces.ts';
import { deleteAllScope, removedObjectsMax } from './remove-objects.ts';

export type ObjectRemovalReading =
  | { readonly ok: true; readonly ids: readonly ObjectId[] }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/**
 * Reads `lcm:RemoveObjectsRequest`. Objects are named by reference only: what a query would find is
 * not removed. The same id twice counts once.
 *
 * ITI TF-2: 3.62.4.1.2
 *
 * @example const reading = readRemoveObjects(message.envelope.body);
 */
export function readRemoveObjects(body: XmlElement): ObjectRemovalReading {
  const findings = new Findings();
  const ids = new Set<ObjectId>();
  if (body.name !== 'RemoveObjectsRequest' || body.namespace !== lcmNamespace) {
    findings.metadata('Body', 'The body is not an lcm:RemoveObjectsRequest.');
    return refused(findings);
  }
  const scope = attributeOf(body, 'deletionScope') ?? deleteAllScope;
  if (scope !== deleteAllScope) {
    findings.metadata(
      'RemoveObjectsRequest.deletionScope',
      'Leave the deletionScope out: removing is always complete.',
    );
  }
  const lists = childElements(body);
  const [list] = lists;
  if (lists.some(({ name }) => name === 'AdhocQuery')) {
    findings.metadata(
      'RemoveObjectsRequest',
      'Objects are removed by ObjectRef, not by what an AdhocQuery finds.',
    );
  } else if (list && (lists.length > 1 || !isRim(list, 'ObjectRefList'))) {
    findings.metadata(
      'RemoveObjectsRequest',
      'RemoveObjectsRequest takes one rim:ObjectRefList and nothing else.',
    );
  }
  if (!findings.none) return refused(findings);
  readReferences(list ? childElements(list) : [], ids, findings);
  return findings.none ? { ok: true, ids: [...ids] } : refused(findings);
}

function readReferences(
  references: readonly XmlElement[],
  ids: Set<ObjectId>,
  findings: Findings,
): void {
  if (references.length === 0) {
    findings.add(
      'UnresolvedReferenceException',
      'ObjectRefList',
      'There is no ObjectRef: name the objects to be removed.',
    );
  }
  if (references.length > removedObjectsMax) {
    findings.add(
      'out-of-resources',
      'ObjectRefList',
      `There are ${references.length} ObjectRefs; at most ${removedObjectsMax} are taken at once.`,
    );
    return;
  }
  for (const reference of references) {
    const id = attributeOf(reference, 'id') ?? '';
    if (!isRim(reference, 'ObjectRef') || id === '') {
      findings.metadata('ObjectRefList', 'The list holds rim:ObjectRef elements with an id.');
      continue;
    }
    if (isEntryUuid(id)) ids.add(objectId(id));
    else {
      findings.add(
        'UnresolvedReferenceException',
        place('ObjectRef', id),
        'An ObjectRef names a registered object by urn:uuid:.',
      );
    }
  }
}

function isRim({ name, namespace }: XmlElement, expected: string): boolean {
  return name === expected && namespace === rimNamespace;
}

function refused(findings: Findings): ObjectRemovalReading {
  return { ok: false, errors: registryErrors(findings.list, 'Registry') };
}

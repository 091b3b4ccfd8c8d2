import { attributeOf, type XmlElement } from '@kartoteka/xml';
import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import { type ObjectId, objectId } from '../model/object-id.ts';
import type { RegistryObjects } from '../model/submission.ts';
import type { SubmissionSet } from '../model/submission-set.ts';
import type { Findings } from '../rules/findings.ts';
import { showId } from '../rules/findings.ts';
import { rimNamespace } from '../vocabulary/namespaces.ts';
import { folderSchemes, submissionSetSchemes } from '../vocabulary/schemes.ts';
import { readAssociation } from './read-association.ts';
import { isBlank, reportStray } from './read-attributes.ts';
import { readDocumentEntry } from './read-document-entry.ts';
import { readFolder, readSubmissionSet } from './read-package.ts';
import { readRegistryObject } from './read-registry-object.ts';
import type { RegistryObjectXml } from './registry-object-xml.ts';

/** A `rim:RegistryObjectList` as values. */
export interface ObjectListReading extends RegistryObjects {
  /** `rim:ObjectRef` elements: whole answers of a query for references. */
  readonly references: readonly ObjectId[];
}

const objectNames: ReadonlySet<string> = new Set([
  'ExtrinsicObject',
  'RegistryPackage',
  'Association',
  'Classification',
]);

/**
 * Reads a `rim:RegistryObjectList`; its members may stand in any order. A RegistryPackage is a
 * SubmissionSet or a Folder by a Classification that stands in it or beside it.
 *
 * @example readObjectList(list, new Findings()).documents
 */
export function readObjectList(list: XmlElement, findings: Findings): ObjectListReading {
  const documents: DocumentEntry[] = [];
  const associations: Association[] = [];
  const packages: RegistryObjectXml[] = [];
  const marks: RegistryObjectXml[] = [];
  const references: ObjectId[] = [];
  for (const node of list.nodes) {
    if (typeof node === 'string') {
      if (!isBlank(node)) reportStray(list, 'RegistryObjectList', findings);
      continue;
    }
    if (node.namespace !== rimNamespace) {
      reportStray(list, 'RegistryObjectList', findings);
      continue;
    }
    if (node.name === 'ObjectRef') {
      references.push(objectId(attributeOf(node, 'id') ?? ''));
      continue;
    }
    if (!objectNames.has(node.name)) {
      reportStray(list, 'RegistryObjectList', findings);
      continue;
    }
    const object = readRegistryObject(node, findings);
    if (node.name === 'ExtrinsicObject') documents.push(readDocumentEntry(object, findings));
    else if (node.name === 'Association') associations.push(readAssociation(object, findings));
    else if (node.name === 'RegistryPackage') packages.push(object);
    else marks.push(object);
  }
  return { documents, associations, references, ...sortPackages(packages, marks, findings) };
}

function sortPackages(
  packages: readonly RegistryObjectXml[],
  marks: readonly RegistryObjectXml[],
  findings: Findings,
) {
  const submissionSets: SubmissionSet[] = [];
  const folders: Folder[] = [];
  reportLooseMarks(packages, marks, findings);
  for (const object of packages) {
    const isSet = isMarked(object, submissionSetSchemes.node, marks);
    const isFolder = isMarked(object, folderSchemes.node, marks);
    if (isSet === isFolder) {
      findings.metadata(
        object.place,
        isSet
          ? 'The RegistryPackage is classified as SubmissionSet and as Folder.'
          : 'The RegistryPackage is classified neither as SubmissionSet nor as Folder.',
      );
    }
    if (isSet) submissionSets.push(readSubmissionSet(object, findings));
    else if (isFolder) folders.push(readFolder(object, findings));
  }
  return { submissionSets, folders };
}

function isMarked(
  object: RegistryObjectXml,
  node: string,
  marks: readonly RegistryObjectXml[],
): boolean {
  const inside = object.classifications.some(
    ({ attributes }) => attributes.classificationNode === node,
  );
  return (
    inside ||
    marks.some(
      ({ attributes }) =>
        attributes.classificationNode === node &&
        attributes.classifiedObject === object.attributes.id,
    )
  );
}

/** A Classification beside the objects must say that a RegistryPackage of the list is something. */
function reportLooseMarks(
  packages: readonly RegistryObjectXml[],
  marks: readonly RegistryObjectXml[],
  findings: Findings,
): void {
  const ids = new Set(packages.map(({ attributes }) => attributes.id));
  const nodes: readonly string[] = [submissionSetSchemes.node, folderSchemes.node];
  for (const { attributes, place } of marks) {
    const classified = attributes.classifiedObject;
    if (classified !== undefined && !ids.has(classified)) {
      findings.metadata(
        place,
        `The Classification classifies ${showId(classified)}, which is no RegistryPackage of this list.`,
      );
    }
    if (!nodes.includes(attributes.classificationNode ?? '')) {
      findings.metadata(
        place,
        'The Classification names neither the SubmissionSet nor the Folder node.',
      );
    }
  }
}

import { attributeOf, childElements, textOf, writeElement, type XmlElement } from '@kartoteka/xml';
import {
  documentEntrySchemes,
  folderSchemes,
  submissionSetSchemes,
} from '../vocabulary/schemes.ts';
import type { AtnaDocument, AtnaObjects, AtnaQuery } from './exchange.ts';

/** Identification schemes of patient identifiers, whatever object they stand on. */
const patientSchemes: ReadonlySet<string> = new Set([
  documentEntrySchemes.patientId,
  submissionSetSchemes.patientId,
  folderSchemes.patientId,
]);

/**
 * What a request is about: patients, submission sets, documents, objects, the query. Read from the
 * message alone, so that a refused request tells as much as one that was granted, and a new
 * transaction over the same elements needs nothing here.
 *
 * @param body the child of the SOAP Body
 * @example readAtnaObjects(message.envelope.body).patients // ['1^^^&2.999.1&ISO']
 */
export function readAtnaObjects(body: XmlElement): AtnaObjects {
  const found: Found = {
    patients: new Set(),
    submissionSets: new Set(),
    documents: [],
    registryObjects: new Set(),
    query: undefined,
  };
  collect(body, body, found);
  return {
    patients: [...found.patients],
    submissionSets: [...found.submissionSets],
    documents: found.documents,
    registryObjects: [...found.registryObjects],
    ...(found.query && { query: found.query }),
  };
}

interface Found {
  readonly patients: Set<string>;
  readonly submissionSets: Set<string>;
  readonly documents: AtnaDocument[];
  readonly registryObjects: Set<string>;
  query: AtnaQuery | undefined;
}

/** By local names: every version of the removal messages has them in a namespace of its own. */
function collect(of: XmlElement, body: XmlElement, found: Found): void {
  if (of.name === 'ExternalIdentifier') readIdentifier(of, found);
  else if (of.name === 'DocumentRequest') readDocument(of, found);
  else if (of.name === 'AdhocQuery') readQuery(of, body, found);
  else if (of.name === 'ObjectRef') {
    // Also stands in submissions, for what they refer to: only a removal is about them.
    if (body.name === 'RemoveObjectsRequest') found.registryObjects.add(idOf(of));
  } else for (const inner of childElements(of)) collect(inner, body, found);
}

function idOf(of: XmlElement): string {
  return attributeOf(of, 'id') ?? '';
}

function readIdentifier(of: XmlElement, found: Found): void {
  const scheme = attributeOf(of, 'identificationScheme') ?? '';
  const value = attributeOf(of, 'value') ?? '';
  if (patientSchemes.has(scheme)) found.patients.add(value);
  if (scheme === submissionSetSchemes.uniqueId) found.submissionSets.add(value);
}

function readDocument(of: XmlElement, found: Found): void {
  const values = new Map(childElements(of).map((part) => [part.name, textOf(part).trim()]));
  const repositoryUniqueId = values.get('RepositoryUniqueId');
  const homeCommunityId = values.get('HomeCommunityId');
  found.documents.push({
    uniqueId: values.get('DocumentUniqueId') ?? '',
    ...(repositoryUniqueId !== undefined && { repositoryUniqueId }),
    ...(homeCommunityId !== undefined && { homeCommunityId }),
  });
}

function readQuery(of: XmlElement, body: XmlElement, found: Found): void {
  const homeCommunityId = attributeOf(of, 'home');
  found.query = {
    id: idOf(of),
    text: writeElement(body).xml,
    ...(homeCommunityId !== undefined && { homeCommunityId }),
  };
  for (const slot of childElements(of)) {
    if (!/PatientId$/i.test(attributeOf(slot, 'name') ?? '')) continue;
    // ITI TF-2: 3.18.4.1.2.3.5: texts stand in single quotes, lists in brackets.
    for (const [, patient = ''] of textOf(slot).matchAll(/'([^']*)'/g)) found.patients.add(patient);
  }
}

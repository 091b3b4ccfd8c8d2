import { fhirLimitsDefault } from '../limits.ts';
import { kindOfList } from '../map/read-list.ts';
import { type MetadataLevel, metadataLevels, profileOf } from '../map/vocabulary.ts';
import type { Bundle, DocumentReference, List } from '../model.ts';
import type { Faults } from '../outcome/fault.ts';
import type { EntryRole } from './read-provide-bundle.ts';
import { findEntry, type PlacedEntry, placedEntries, storedIdOf } from './resolve-in-bundle.ts';

/** How many entries a Bundle may have. */
export interface Limits {
  readonly entriesMax: number;
}

/** The entries of a Provide Document Bundle, sorted by what they are. */
export interface BundleParts {
  readonly level: MetadataLevel;
  readonly entries: readonly PlacedEntry[];
  readonly set: PlacedEntry & { readonly resource: List };
  readonly documents: readonly (PlacedEntry & { readonly resource: DocumentReference })[];
  readonly folders: readonly (PlacedEntry & { readonly resource: List })[];
  readonly roles: readonly EntryRole[];
}

/**
 * Sorts the entries; undefined where the Bundle is no transaction of MHD at all.
 *
 * IHE ITI MHD: 2:3.65.4.1.2
 */
export function readParts(
  bundle: Bundle,
  faults: Faults,
  limits: Limits = fhirLimitsDefault,
): BundleParts | undefined {
  if (bundle.type !== 'transaction') {
    faults.profile('Bundle.type', 'ITI-65 is a Bundle of type transaction.');
    return undefined;
  }
  if ((bundle.entry?.length ?? 0) > limits.entriesMax) {
    const params = { limit: 'entriesMax', max: limits.entriesMax };
    faults.add({ code: 'fhir.too-large', params, expression: 'Bundle.entry' });
    return undefined;
  }
  checkRequests(bundle, faults);
  const entries = placedEntries(bundle);
  const lists = entries.filter(isList);
  const sets = lists.filter(({ resource }) => kindOfList(resource) === 'submissionset');
  const folders = lists.filter(({ resource }) => kindOfList(resource) === 'folder');
  for (const { resource, path } of lists) {
    if (kindOfList(resource)) continue;
    faults.profile(`${path}.code`, 'A List is a submissionset or a folder of MHDlistTypes.');
  }
  const documents = entries.filter(isDocument);
  const [set] = sets;
  if (!set || sets.length > 1) {
    faults.profile('Bundle.entry', 'A Bundle brings exactly one SubmissionSet.');
    return undefined;
  }
  const parts = { entries, set, documents, folders };
  const roles = (bundle.entry ?? []).map((_, index) => roleOf(index, parts, faults));
  return { ...parts, level: levelOf(bundle), roles };
}

function isList(entry: PlacedEntry): entry is PlacedEntry & { readonly resource: List } {
  return entry.resource.resourceType === 'List';
}

function isDocument(
  entry: PlacedEntry,
): entry is PlacedEntry & { readonly resource: DocumentReference } {
  return entry.resource.resourceType === 'DocumentReference';
}

/** The profile that the Bundle names; without one it is held to full metadata. */
function levelOf({ meta }: Bundle): MetadataLevel {
  const named = metadataLevels.find((level) =>
    meta?.profile?.some((one) => one.split('|')[0] === profileOf(level, 'ProvideBundle')),
  );
  return named ?? 'UnContained.Comprehensive';
}

function checkRequests({ entry = [] }: Bundle, faults: Faults): void {
  for (const [index, { request, resource }] of entry.entries()) {
    const at = `Bundle.entry[${index}]`;
    if (!resource) faults.profile(at, 'Every entry of ITI-65 carries a resource.');
    const isPatch = resource?.resourceType === 'Parameters';
    const isPatient = resource?.resourceType === 'Patient';
    const methods = isPatch ? ['PATCH'] : isPatient ? ['POST', 'PUT'] : ['POST'];
    if (!request || !methods.includes(request.method)) {
      faults.profile(
        `${at}.request.method`,
        `The request of this entry is ${methods.join(' or ')}.`,
      );
    }
  }
}

type Sorted = Pick<BundleParts, 'entries' | 'set' | 'documents' | 'folders'>;

function roleOf(index: number, parts: Sorted, faults: Faults): EntryRole {
  const { entries, set, documents, folders } = parts;
  if (set.index === index) return { kind: 'submission-set' };
  const document = documents.findIndex((one) => one.index === index);
  if (document !== -1) return { kind: 'document', at: document };
  const folder = folders.findIndex((one) => one.index === index);
  if (folder !== -1) return { kind: 'folder', at: folder };
  const entry = entries.find((one) => one.index === index);
  if (entry?.resource.resourceType === 'Binary') return binaryRole(entry, parts, faults);
  if (entry?.resource.resourceType === 'Parameters') checkPatch(entry, parts, faults);
  else if (entry && !['Patient', 'List'].includes(entry.resource.resourceType)) {
    const role = ['Practitioner', 'PractitionerRole', 'Organization'];
    if (!role.includes(entry.resource.resourceType)) {
      faults.profile(entry.path, 'ITI-65 does not take a resource of this type.');
    }
  }
  return { kind: 'taken' };
}

function binaryRole(entry: PlacedEntry, { entries, documents }: Sorted, faults: Faults): EntryRole {
  const at = documents.findIndex(
    ({ resource }) =>
      findEntry(entries, resource.content[0]?.attachment.url)?.index === entry.index,
  );
  if (at !== -1) return { kind: 'binary', at };
  faults.add({
    code: 'fhir.profile',
    xds: 'XDSMissingDocumentMetadata',
    context: 'No DocumentReference of this Bundle names the Binary in its attachment.',
    expression: entry.path,
  });
  return { kind: 'taken' };
}

/**
 * A client may say itself that a replaced document becomes superseded (IHE ITI MHD: Patch Parameters).
 * The registry does that with every replacement, so only such a patch is taken.
 */
function checkPatch(entry: PlacedEntry, { documents }: Sorted, faults: Faults): void {
  const { resource } = entry;
  if (resource.resourceType !== 'Parameters') return;
  const parts = resource.parameter?.flatMap(({ part = [] }) => part) ?? [];
  const value = (name: string) => parts.find((one) => one.name === name);
  const replaced = documents.flatMap(({ resource: document }) =>
    (document.relatesTo ?? []).flatMap(({ code, target }) =>
      code === 'replaces' ? (storedIdOf(target)?.id ?? []) : [],
    ),
  );
  const target = storedIdOf(entry.fullUrl === undefined ? {} : { reference: entry.fullUrl })?.id;
  const isSuperseding =
    value('path')?.valueString === 'DocumentReference.status' &&
    value('value')?.valueCode === 'superseded';
  if (isSuperseding && (target === undefined || replaced.includes(target)) && replaced.length > 0)
    return;
  faults.profile(entry.path, 'Only the status of a document that is replaced here can be patched.');
}

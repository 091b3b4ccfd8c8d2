import type { Association } from '../model/association.ts';
import type { Submission } from '../model/submission.ts';
import { type Findings, place } from '../rules/findings.ts';
import { factsOfContent, type SubmissionRequest } from './provide-and-register.ts';
import type { RegisteredSet, RegistryFacts } from './registry-port.ts';

/** Whether exactly these documents came before in a set of the same unique id. */
export function isRepeat(
  request: SubmissionRequest<unknown>,
  { submissionSet }: RegistryFacts,
): boolean {
  if (!submissionSet) return false;
  const { documents, folders } = request.submission;
  const hashes = new Map(submissionSet.documents.map(({ uniqueId, hash }) => [uniqueId, hash]));
  const folderIds = new Set(submissionSet.folderUniqueIds);
  return (
    hashes.size === documents.length &&
    documents.every((entry) => {
      const before = entry.uniqueId === undefined ? undefined : hashes.get(entry.uniqueId);
      return before !== undefined && before.toLowerCase() === factsOfContent(request, entry)?.sha1;
    }) &&
    folderIds.size === folders.length &&
    folders.every(({ uniqueId }) => uniqueId !== undefined && folderIds.has(uniqueId)) &&
    namesTheSame(request.submission, submissionSet)
  );
}

/**
 * Whether what the message says about registered objects was said before: a set without documents of
 * its own is told from another one only by that.
 */
function namesTheSame(
  { submissionSet, documents, folders, associations }: Submission,
  before: RegisteredSet,
): boolean {
  const own = new Set([...documents, ...folders, ...associations].map(({ id }) => id));
  const references = new Set(before.references);
  const known = new Set(before.associations.map(keyOf));
  const outside = associations.filter(({ target }) => !own.has(target));
  const named = outside.filter(({ source }) => source === submissionSet.id);
  const joining = outside.filter(({ source }) => source !== submissionSet.id && !own.has(source));
  return (
    named.length === references.size &&
    named.every(({ target }) => references.has(target)) &&
    joining.every((association) => known.has(keyOf(association)))
  );
}

function keyOf({ type, source, target }: Pick<Association, 'type' | 'source' | 'target'>): string {
  return `${type} ${source} ${target}`;
}

/** Unique ids are registered once: the same bytes again are a duplicate, other bytes a conflict. */
export function checkRepeats(
  request: SubmissionRequest<unknown>,
  facts: RegistryFacts,
  findings: Findings,
): void {
  const { submission } = request;
  const registered = new Map(facts.documents.map(({ uniqueId, hash }) => [uniqueId, hash]));
  let conflicts = false;
  for (const entry of submission.documents) {
    const { id, uniqueId } = entry;
    const before = uniqueId === undefined ? undefined : registered.get(uniqueId);
    if (before === undefined) continue;
    const at = `${place('DocumentEntry', id)}.uniqueId`;
    if (before.toLowerCase() === factsOfContent(request, entry)?.sha1) {
      findings.add(
        'XDSDuplicateUniqueIdInRegistry',
        at,
        'A document with this uniqueId and the same content is registered already.',
      );
    } else {
      conflicts = true;
      findings.add(
        'XDSNonIdenticalHash',
        at,
        'A document with this uniqueId and other content is registered already.',
      );
    }
  }
  const folderIds = new Set(facts.folderUniqueIds);
  for (const { id, uniqueId } of submission.folders) {
    if (uniqueId === undefined || !folderIds.has(uniqueId)) continue;
    findings.add(
      'XDSDuplicateUniqueIdInRegistry',
      `${place('Folder', id)}.uniqueId`,
      'A Folder with this uniqueId is registered already.',
    );
  }
  if (facts.submissionSet && !conflicts) {
    findings.add(
      'XDSDuplicateUniqueIdInRegistry',
      `${place('SubmissionSet', submission.submissionSet.id)}.uniqueId`,
      'A SubmissionSet with this uniqueId and other members is registered already.',
    );
  }
}

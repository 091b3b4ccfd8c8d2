import { type Findings, place } from '../rules/findings.ts';
import type { ProvideAndRegisterRequest } from './provide-and-register.ts';
import type { RegistryFacts } from './registry-port.ts';

/** Whether exactly these documents came before in a set of the same unique id. */
export function isRepeat(
  { submission, contents }: ProvideAndRegisterRequest<unknown>,
  { submissionSet }: RegistryFacts,
): boolean {
  if (!submissionSet) return false;
  const { documents, folders } = submission;
  const hashes = new Map(submissionSet.documents.map(({ uniqueId, hash }) => [uniqueId, hash]));
  const folderIds = new Set(submissionSet.folderUniqueIds);
  return (
    hashes.size === documents.length &&
    documents.every(({ id, uniqueId }) => {
      const before = uniqueId === undefined ? undefined : hashes.get(uniqueId);
      return before !== undefined && before.toLowerCase() === contents.get(id)?.sha1;
    }) &&
    folderIds.size === folders.length &&
    folders.every(({ uniqueId }) => uniqueId !== undefined && folderIds.has(uniqueId))
  );
}

/** Unique ids are registered once: the same bytes again are a duplicate, other bytes a conflict. */
export function checkRepeats(
  { submission, contents }: ProvideAndRegisterRequest<unknown>,
  facts: RegistryFacts,
  findings: Findings,
): void {
  const registered = new Map(facts.documents.map(({ uniqueId, hash }) => [uniqueId, hash]));
  let conflicts = false;
  for (const { id, uniqueId } of submission.documents) {
    const before = uniqueId === undefined ? undefined : registered.get(uniqueId);
    if (before === undefined) continue;
    const at = `${place('DocumentEntry', id)}.uniqueId`;
    if (before.toLowerCase() === contents.get(id)?.sha1) {
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

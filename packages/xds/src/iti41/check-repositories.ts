import type { Submission } from '../model/submission.ts';
import { type Findings, place } from '../rules/findings.ts';
import type { DecisionContext } from './decide-submission.ts';

/**
 * ITI-42 registers what lies elsewhere. An entry that names this repository promises bytes that nobody
 * brought: had they come by ITI-41, its uniqueId would be registered already.
 *
 * ITI TF-3: Table 4.2.4.1-2, XDSMissingDocument
 */
export function checkRepositories(
  submission: Submission,
  { repositoryUniqueId, otherRepositoryIds = [] }: DecisionContext,
  findings: Findings,
): void {
  const own = new Set<string>([repositoryUniqueId, ...otherRepositoryIds]);
  for (const entry of submission.documents) {
    if (entry.repositoryUniqueId === undefined || !own.has(entry.repositoryUniqueId)) continue;
    findings.add(
      'XDSMissingDocument',
      `${place('DocumentEntry', entry.id)}.repositoryUniqueId`,
      'The document is said to lie in this repository, which does not have it; provide it with ITI-41.',
    );
  }
}

import { objectsOf, type RegistryObjects, type Submission } from '../model/submission.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { Findings } from './findings.ts';
import { type CheckedTransaction, subjectOf } from './subject.ts';
import { checksOf } from './table.ts';

/**
 * Runs every rule on a submission's metadata. What needs the registry (duplicates, unknown targets,
 * limits) is `acceptSubmission`'s.
 *
 * ITI TF-3: 4.2
 *
 * @param transaction decides which attributes are required and which actor's codes are used
 * @returns what is wrong, all of it; empty where nothing is
 * @example if (checkSubmission(submission, 'iti41').length === 0) send(submission);
 */
export function checkSubmission(
  submission: Submission,
  transaction: SubmittingTransaction,
): RegistryError[] {
  const findings = findInSubmission(submission, transaction);
  return registryErrors(findings.list, transaction === 'iti41' ? 'Repository' : 'Registry');
}

type SubmittingTransaction = Exclude<CheckedTransaction, 'answer'>;

/** The same as {@link checkSubmission}, added to what reading has found. */
export function findInSubmission(
  submission: Submission,
  transaction: SubmittingTransaction,
  findings = new Findings(),
): Findings {
  const subject = subjectOf(objectsOf(submission), transaction, submission.submissionSet);
  for (const check of checksOf[transaction]) check(subject, findings);
  return findings;
}

/**
 * Runs the rules on the objects of a query's answer: the same forms, and what only a registry can
 * give (status, hash, size, repositoryUniqueId) must be there.
 *
 * @example checkAnswer(answer.objects).map(({ context }) => context)
 */
export function checkAnswer(objects: RegistryObjects): RegistryError[] {
  const findings = new Findings();
  const subject = subjectOf(objects, 'answer');
  for (const check of checksOf.answer) check(subject, findings);
  return registryErrors(findings.list, 'Registry');
}

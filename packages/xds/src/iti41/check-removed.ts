import { type Findings, place } from '../rules/findings.ts';
import type { SubmissionRequest } from './provide-and-register.ts';
import type { RegistryFacts } from './registry-port.ts';

/**
 * A uniqueId whose document was removed is not taken again, whatever the bytes: two people, or the
 * end of its time, took it away, and a sender that repeats itself must not bring it back. Neither is
 * it a duplicate, which a sender might count as delivered.
 */
export function checkRemoved(
  { submission }: SubmissionRequest<unknown>,
  { removed = [] }: RegistryFacts,
  findings: Findings,
): void {
  const gone = new Map<string | undefined, string>(
    removed.map(({ uniqueId, day }) => [uniqueId, day]),
  );
  for (const { id, uniqueId } of submission.documents) {
    const day = gone.get(uniqueId);
    if (day === undefined) continue;
    findings.add(
      'LocalPolicyRestrictionError',
      `${place('DocumentEntry', id)}.uniqueId`,
      `The document with this uniqueId was removed on ${day}. It is taken only under a new uniqueId.`,
    );
  }
}

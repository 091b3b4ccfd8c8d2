import { childElements, type XmlElement } from '@kartoteka/xml';
import type { Slot } from '../model/slot.ts';
import type { Submission } from '../model/submission.ts';
import { Findings } from '../rules/findings.ts';
import { lcmNamespace, rimNamespace, rsNamespace } from '../vocabulary/namespaces.ts';
import { readObjectList } from './read-object-list.ts';
import { readSlot } from './read-slot.ts';

/** What reading a submission yields. */
export interface SubmissionReading {
  /** Absent where there is not exactly one SubmissionSet. */
  readonly submission: Submission | undefined;
  /** What the schema or the shape of XDS metadata forbids; rules on values are `checkSubmission`'s. */
  readonly findings: Findings;
}

/**
 * Reads `lcm:SubmitObjectsRequest`, the body of ITI-42 and the first half of ITI-41. Never throws:
 * whatever is wrong is a finding with its place.
 *
 * ITI TF-3: 4.2.1.4
 *
 * @example const { submission, findings } = readSubmitObjects(body);
 */
export function readSubmitObjects(of: XmlElement): SubmissionReading {
  const findings = new Findings();
  if (of.name !== 'SubmitObjectsRequest' || of.namespace !== lcmNamespace) {
    findings.metadata('Body', 'The body is not an lcm:SubmitObjectsRequest.');
    return { submission: undefined, findings };
  }
  const children = childElements(of);
  const [first] = children;
  const hasSlots = first?.name === 'RequestSlotList' && first.namespace === rsNamespace;
  const list = children[hasSlots ? 1 : 0];
  const right = list?.name === 'RegistryObjectList' && list.namespace === rimNamespace;
  if (!list || !right || children.length !== (hasSlots ? 2 : 1)) {
    findings.metadata(
      'SubmitObjectsRequest',
      'SubmitObjectsRequest takes an optional rs:RequestSlotList and then one rim:RegistryObjectList.',
    );
    return { submission: undefined, findings };
  }
  const requestSlots = hasSlots ? readRequestSlots(first, findings) : [];
  const { documents, folders, associations, submissionSets } = readObjectList(list, findings);
  const [submissionSet] = submissionSets;
  if (submissionSets.length !== 1) {
    findings.metadata(
      'RegistryObjectList',
      `There are ${submissionSets.length} SubmissionSets; a submission has exactly one.`,
    );
  }
  if (!submissionSet) return { submission: undefined, findings };
  return {
    submission: { submissionSet, documents, folders, associations, requestSlots },
    findings,
  };
}

function readRequestSlots(list: XmlElement, findings: Findings): Slot[] {
  const slots: Slot[] = [];
  for (const node of childElements(list)) {
    const slot = readSlot(node, 'RequestSlotList', findings);
    if (slot) slots.push(slot);
  }
  return slots;
}

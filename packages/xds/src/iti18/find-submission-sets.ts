import type { PatientIdCx } from '@kartoteka/kernel';
import type { CodeValue } from '../model/code.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { TimeRange } from './query-conditions.ts';
import {
  codes,
  metadataLevel,
  onePattern,
  patientId,
  required,
  statuses,
  texts,
  timeRange,
} from './query-fields.ts';
import { queryForm } from './query-form.ts';

/** SubmissionSets of one patient. An empty list does not restrict. (ITI TF-2: 3.18.4.1.2.3.7.2) */
export interface FindSubmissionSetsQuery {
  readonly name: 'FindSubmissionSets';
  readonly patientId: PatientIdCx;
  readonly statuses: readonly AvailabilityStatus[];
  readonly sourceIds: readonly string[];
  readonly submissionTime: TimeRange;
  /** One SQL LIKE pattern on the XCN text. */
  readonly authorPerson?: string | undefined;
  readonly contentTypes: readonly CodeValue[];
  readonly metadataLevel?: number | undefined;
}

const set = '$XDSSubmissionSet';

export const findSubmissionSetsForm = queryForm<FindSubmissionSetsQuery>(
  'FindSubmissionSets',
  'urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  {
    patientId: required(patientId(`${set}PatientId`)),
    statuses: required(statuses(`${set}Status`)),
    sourceIds: texts(`${set}SourceId`),
    submissionTime: timeRange(`${set}SubmissionTime`),
    authorPerson: onePattern(`${set}AuthorPerson`),
    contentTypes: codes(`${set}ContentType`),
    metadataLevel,
  },
);

/**
 * A FindSubmissionSets query for approved sets, restricted by what is given.
 *
 * @example findSubmissionSets({ patientId, sourceIds: ['1.2.3'] })
 */
export function findSubmissionSets(
  known: Partial<FindSubmissionSetsQuery> & Pick<FindSubmissionSetsQuery, 'patientId'>,
): FindSubmissionSetsQuery {
  const open = {
    statuses: ['Approved'],
    sourceIds: [],
    submissionTime: {},
    contentTypes: [],
  } as const;
  return { ...open, ...known, name: 'FindSubmissionSets' };
}

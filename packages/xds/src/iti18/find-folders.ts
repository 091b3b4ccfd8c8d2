import type { PatientIdCx } from '@kartoteka/kernel';
import type { CodeValue } from '../model/code.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';
import type { AllOfAny, TimeRange } from './query-conditions.ts';
import {
  codeGroups,
  type Fields,
  metadataLevel,
  patientId,
  required,
  statuses,
  timeRange,
} from './query-fields.ts';
import { queryForm } from './query-form.ts';

/** What restricts folders. An empty list does not restrict. */
export interface FolderConditions {
  readonly statuses: readonly AvailabilityStatus[];
  readonly lastUpdateTime: TimeRange;
  readonly codes: AllOfAny<CodeValue>;
  readonly metadataLevel?: number | undefined;
}

/** Folders of one patient. (ITI TF-2: 3.18.4.1.2.3.7.3) */
export interface FindFoldersQuery extends FolderConditions {
  readonly name: 'FindFolders';
  readonly patientId: PatientIdCx;
}

export const folderConditions: Fields<FolderConditions> = {
  statuses: required(statuses('$XDSFolderStatus')),
  lastUpdateTime: timeRange('$XDSFolderLastUpdateTime'),
  codes: codeGroups('$XDSFolderCodeList'),
  metadataLevel,
};

export const findFoldersForm = queryForm<FindFoldersQuery>(
  'FindFolders',
  'urn:uuid:958f3006-baad-4929-a4de-ff1114824431',
  { patientId: required(patientId('$XDSFolderPatientId')), ...folderConditions },
);

/**
 * A FindFolders query for approved folders, restricted by what is given.
 *
 * @example findFolders({ patientId, lastUpdateTime: { from: '20260301000000' } })
 */
export function findFolders(
  known: Partial<FindFoldersQuery> & Pick<FindFoldersQuery, 'patientId'>,
): FindFoldersQuery {
  return { statuses: ['Approved'], lastUpdateTime: {}, codes: [], ...known, name: 'FindFolders' };
}

import type { StoredQuery } from '@kartoteka/xds';
import fc from 'fast-check';
import { pools } from './arbitrary-registry.ts';

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Mostly no condition at all: several at once would leave nothing to find. */
const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }) },
  );
const atLeastOne = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const codes = few(oneOf(pools.codes));
const groups = few(atLeastOne(oneOf(pools.codes)));
const bound = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: oneOf(pools.bounds) },
);
const range = fc.record({ from: bound, to: bound });
const statuses = oneOf([['Approved'], ['Deprecated'], ['Approved', 'Deprecated']] as const);
const types = oneOf([['stable'], ['stable', 'on-demand'], ['on-demand']] as const);
const metadataLevel = oneOf([undefined, 1, 2]);
const patientId = oneOf(pools.patients);
const patientIds = few(patientId);
const named = <Name extends string>(name: Name) => ({ name: fc.constant(name) });

const conditions = {
  statuses,
  types,
  classCodes: codes,
  typeCodes: codes,
  formatCodes: codes,
  practiceSettingCodes: codes,
  healthcareFacilityTypeCodes: codes,
  eventCodes: groups,
  confidentialityCodes: groups,
  authorPersons: few(oneOf(pools.patterns)),
  documentAvailabilities: few(oneOf(pools.availabilities)),
  creationTime: range,
  serviceStartTime: range,
  serviceStopTime: range,
  metadataLevel,
};
const references = few(atLeastOne(oneOf(pools.texts)));
const folderConditions = { statuses, lastUpdateTime: range, codes: groups, metadataLevel };
const contents = {
  associationStatuses: statuses,
  types,
  formatCodes: codes,
  confidentialityCodes: groups,
  metadataLevel,
};

const anyId = oneOf([
  ...pools.documentIds,
  ...pools.folderIds,
  ...pools.setIds,
  ...pools.associationIds.slice(0, 6),
]);
const uuids = fc.array(anyId, { minLength: 1, maxLength: 6 });
/** Now and then one that is nobody's. */
const orStray = (id: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: fc.constant('not an id') });
const naming = (ids: readonly string[], uniqueIds: readonly string[], maxLength: number) =>
  fc.oneof(
    fc.record({
      by: fc.constant('entryUuid' as const),
      ids: fc.array(orStray(oneOf(ids)), { minLength: 1, maxLength }),
    }),
    fc.record({
      by: fc.constant('uniqueId' as const),
      ids: fc.array(orStray(oneOf(uniqueIds)), { minLength: 1, maxLength }),
    }),
  );
const logically = (ids: readonly string[]) =>
  fc.record({ by: fc.constant('logicalId' as const), ids: fc.array(oneOf(ids), { maxLength: 5 }) });
const manyDocuments = naming(pools.documentIds, pools.uniqueIds, 5);
const oneDocument = naming(pools.documentIds, pools.uniqueIds, 1);
const manyFolders = naming(pools.folderIds, pools.uniqueIds, 3);
const oneFolder = naming(pools.folderIds, pools.uniqueIds, 1);
const oneSet = naming(pools.setIds, ['1.2.4.0', '1.2.4.1'], 1);

function byIds<Ids extends object, Rest extends object>(
  ids: fc.Arbitrary<Ids>,
  rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> },
): fc.Arbitrary<Ids & Rest> {
  return fc.tuple(ids, fc.record(rest)).map(([one, other]) => ({ ...one, ...(other as Rest) }));
}

const foldersOfOne = byIds(oneDocument, {
  ...named('GetFoldersForDocument'),
  associationStatuses: statuses,
  metadataLevel,
});
const relatedToOne = byIds(oneDocument, {
  ...named('GetRelatedDocuments'),
  associationTypes: fc.uniqueArray(oneOf(['HasMember', 'RPLC', 'APND'] as const), {
    minLength: 1,
  }),
  associationStatuses: statuses,
  types,
  metadataLevel,
});

/** Any query, over the values that registries of `arbitraryRegistry` are made of. */
export const arbitraryQuestion: fc.Arbitrary<StoredQuery> = fc.oneof(
  fc.record({ ...named('FindDocuments'), patientId, ...conditions, referenceIds: references }),
  fc.record({
    ...named('FindDocumentsByReferenceId'),
    patientId,
    ...conditions,
    referenceIds: references,
  }),
  fc.record({
    ...named('FindDocumentsByTitle'),
    patientId,
    ...conditions,
    referenceIds: references,
    titles: atLeastOne(oneOf(pools.patterns)),
    authorInstitutions: few(oneOf(pools.patterns)),
  }),
  fc.record({ ...named('FindDocumentsForMultiplePatients'), patientIds, ...conditions }),
  fc.record({
    ...named('FindDocumentsByReferenceIdForMultiplePatients'),
    patientIds,
    ...conditions,
    referenceIds: references,
  }),
  fc.record({ ...named('FindFoldersForMultiplePatients'), patientIds, ...folderConditions }),
  fc.record({
    ...named('FindSubmissionSets'),
    patientId,
    statuses,
    sourceIds: few(oneOf(['1.2', '1.3'])),
    submissionTime: range,
    authorPerson: oneOf([undefined, undefined, ...pools.patterns]),
    contentTypes: codes,
    metadataLevel,
  }),
  fc.record({ ...named('FindFolders'), patientId, ...folderConditions }),
  fc.record({
    ...named('GetAll'),
    patientId,
    documentStatuses: statuses,
    submissionSetStatuses: statuses,
    folderStatuses: statuses,
    associationStatuses: statuses,
    types,
    formatCodes: codes,
    confidentialityCodes: groups,
    metadataLevel,
  }),
  byIds(fc.oneof(manyDocuments, logically(pools.documentIds)), {
    ...named('GetDocuments'),
    metadataLevel,
  }),
  byIds(fc.oneof(manyFolders, logically(pools.folderIds)), {
    ...named('GetFolders'),
    metadataLevel,
  }),
  fc.record({
    ...named('GetAssociations'),
    uuids,
    associationStatuses: statuses,
    metadataLevel,
  }),
  byIds(manyDocuments, {
    ...named('GetDocumentsAndAssociations'),
    associationStatuses: statuses,
    metadataLevel,
  }),
  fc.record({ ...named('GetSubmissionSets'), uuids, metadataLevel }),
  byIds(oneSet, { ...named('GetSubmissionSetAndContents'), ...contents }),
  byIds(oneFolder, { ...named('GetFolderAndContents'), ...contents }),
  // Both find something more seldom than the others.
  { weight: 2, arbitrary: foldersOfOne },
  { weight: 2, arbitrary: relatedToOne },
);

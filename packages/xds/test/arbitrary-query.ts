import fc from 'fast-check';
import { associationTypes, availabilityStatuses, type StoredQuery } from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { arbitraryText } from './arbitrary-text.ts';

const text = arbitraryText({ minLength: 1, maxLength: 30 });
const codeText = text.map((value) => value.replaceAll('^', '')).filter((value) => value !== '');
const code = fc.record({ code: codeText, codingScheme: codeText });
const codes = fc.array(code, { maxLength: 20 });
const groups = fc.array(fc.array(code, { minLength: 1, maxLength: 4 }), { maxLength: 3 });
const textGroup = fc.array(text, { minLength: 1, maxLength: 3 });
const statuses = fc.uniqueArray(fc.constantFrom(...availabilityStatuses), { minLength: 1 });
const types = fc.uniqueArray(fc.constantFrom('stable' as const, 'on-demand' as const), {
  minLength: 1,
});
const time = fc.option(fc.constantFrom('20260101000000', '20260302081530'), { nil: undefined });
const range = fc.record({ from: time, to: time }).map(({ from, to }) => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
}));
const metadataLevel = fc.option(fc.nat({ max: 9 }), { nil: undefined });
const patientId = fc.nat({ max: 19 }).map(samplePatientId);
const patientIds = fc.uniqueArray(patientId, { maxLength: 5 });
const optionalText = fc.option(text, { nil: undefined });
const uuid = fc.uuid().map((one) => `urn:uuid:${one}`);
const uuids = fc.array(uuid, { minLength: 1, maxLength: 30 });
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
  authorPersons: fc.array(text, { maxLength: 20 }),
  documentAvailabilities: fc.array(text, { maxLength: 2 }),
  creationTime: range,
  serviceStartTime: range,
  serviceStopTime: range,
  metadataLevel,
};
const folderConditions = { statuses, lastUpdateTime: range, codes: groups, metadataLevel };
const referenceIds = fc.array(textGroup, { maxLength: 3 });
const neededReferenceIds = fc.array(textGroup, { minLength: 1, maxLength: 3 });
const options = { home: optionalText, metadataLevel };
const contents = {
  associationStatuses: statuses,
  types,
  formatCodes: codes,
  confidentialityCodes: groups,
  ...options,
};

const oneOfIds = fc.oneof(
  fc.record({ by: fc.constant('entryUuid' as const), ids: uuids }),
  fc.record({
    by: fc.constant('uniqueId' as const),
    ids: fc.array(text, { minLength: 1, maxLength: 30 }),
  }),
);
const anyIds = fc.oneof(oneOfIds, fc.record({ by: fc.constant('logicalId' as const), ids: uuids }));
const oneId = oneOfIds.map(({ by, ids }) => ({ by, ids: ids.slice(0, 1) }));

function byIds<Ids extends object, Rest extends object>(
  ids: fc.Arbitrary<Ids>,
  rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> },
): fc.Arbitrary<Ids & Rest> {
  return fc.tuple(ids, fc.record(rest)).map(([one, other]) => ({ ...one, ...(other as Rest) }));
}

/** Any query that can be written: every kind, every parameter. */
export const arbitraryQuery: fc.Arbitrary<StoredQuery> = fc.oneof(
  fc.record({ ...named('FindDocuments'), patientId, ...conditions, referenceIds }),
  fc.record({
    ...named('FindDocumentsByReferenceId'),
    patientId,
    ...conditions,
    referenceIds: neededReferenceIds,
  }),
  fc.record({
    ...named('FindDocumentsByTitle'),
    patientId,
    ...conditions,
    referenceIds,
    titles: textGroup,
    authorInstitutions: fc.array(text, { maxLength: 3 }),
  }),
  fc
    .record({ ...named('FindDocumentsForMultiplePatients'), patientIds, ...conditions })
    .filter((query) => query.patientIds.length + query.classCodes.length > 0),
  fc.record({
    ...named('FindDocumentsByReferenceIdForMultiplePatients'),
    patientIds,
    ...conditions,
    referenceIds: neededReferenceIds,
  }),
  fc
    .record({ ...named('FindFoldersForMultiplePatients'), patientIds, ...folderConditions })
    .filter((query) => query.patientIds.length + query.codes.length > 0),
  fc.record({
    ...named('FindSubmissionSets'),
    patientId,
    statuses,
    sourceIds: fc.array(text, { maxLength: 3 }),
    submissionTime: range,
    authorPerson: optionalText,
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
  byIds(anyIds, { ...named('GetDocuments'), ...options }),
  byIds(anyIds, { ...named('GetFolders'), ...options }),
  byIds(oneOfIds, {
    ...named('GetDocumentsAndAssociations'),
    associationStatuses: statuses,
    ...options,
  }),
  fc.record({ ...named('GetAssociations'), uuids, associationStatuses: statuses, ...options }),
  fc.record({ ...named('GetSubmissionSets'), uuids, ...options }),
  byIds(oneId, { ...named('GetSubmissionSetAndContents'), ...contents }),
  byIds(oneId, { ...named('GetFolderAndContents'), ...contents }),
  byIds(oneId, { ...named('GetFoldersForDocument'), associationStatuses: statuses, ...options }),
  byIds(oneId, {
    ...named('GetRelatedDocuments'),
    associationTypes: fc.uniqueArray(
      fc.constantFrom(...(Object.keys(associationTypes) as (keyof typeof associationTypes)[])),
      { minLength: 1 },
    ),
    associationStatuses: statuses,
    types,
    ...options,
  }),
);

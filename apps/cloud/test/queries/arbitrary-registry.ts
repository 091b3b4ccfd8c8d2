import type { DocumentUniqueId } from '@kartoteka/kernel';
import {
  type Association,
  type AssociationType,
  association,
  author,
  type CodeValue,
  code,
  type DocumentEntry,
  type Dtm,
  documentEntry,
  type Folder,
  folder,
  type ObjectId,
  objectId,
  type RegistryObjects,
  type SubmissionSet,
  submissionSet,
  type Xcn,
  type Xon,
} from '@kartoteka/xds';
import { samplePatientId } from '@kartoteka/xds/sample';
import fc from 'fast-check';

// Few values of each kind, so that queries hit, objects resemble one another, and the same ids stand in
// the registries of all accounts.
const uuid = (kind: number, number: number): ObjectId =>
  objectId(`urn:uuid:00000000-0000-4000-8${kind}00-${String(number).padStart(12, '0')}`);
export const pools = {
  patients: [0, 1, 2].map(samplePatientId),
  codes: [
    ['a', 's'],
    ['a', 't'],
    ["b'c", 's'],
  ].map(([value = '', scheme = '']): CodeValue => ({ code: value, codingScheme: scheme })),
  times: ['2026', '202603', '20260301', '2026030108', '202603010815', '20260301081530'] as Dtm[],
  bounds: [
    '20260101000000',
    '20260301000000',
    '20260301081500',
    '20260301081530',
    '20270101000000',
  ],
  people: ['1^Próbna^Żaneta', "2^O'Hara^A", '3^100%^_\\x'] as Xcn[],
  organisations: ['Przychodnia', 'Oddział 100%_'] as Xon[],
  titles: ['Karta', 'Karta_1', 'Befund'],
  patterns: ['%', '%Próbna%', "%O'Hara%", '_^100%', 'Karta_1', '%\\x', 'Oddział%', ''],
  texts: ['ref 1', "ref'2"],
  availabilities: ['Online', 'Online', 'Offline'].map(
    (one) => `urn:ihe:iti:2010:DocumentAvailability:${one}`,
  ),
  associationTypes: ['HasMember', 'HasMember', 'RPLC', 'APND'] as AssociationType[],
  documentIds: [1, 2, 3, 4, 5, 6, 7, 8].map((one) => uuid(1, one)),
  folderIds: [1, 2, 3, 4].map((one) => uuid(2, one)),
  setIds: [1, 2, 3].map((one) => uuid(3, one)),
  associationIds: Array.from({ length: 24 }, (_none, one) => uuid(4, one)),
  uniqueIds: [1, 2, 3, 4, 5, 6, 7, 8].map((one) => `1.2.3.${one}`),
};

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = <T>(values: readonly T[]) => fc.option(oneOf(values), { nil: undefined });
const some = <T>(values: readonly T[]) => fc.uniqueArray(oneOf(values), { maxLength: 2 });
const coded = (value: CodeValue) => code(value.code, value.codingScheme, 'x');
const aCode = fc.option(oneOf(pools.codes).map(coded), { nil: undefined });
const someCodes = some(pools.codes).map((values) => values.map(coded));
const authors = fc.array(
  fc
    .record({ person: maybe(pools.people), institutions: some(pools.organisations) })
    .map((known) => author(known)),
  { maxLength: 2 },
);
const status = fc.oneof(
  { weight: 5, arbitrary: fc.constant('Approved' as const) },
  { weight: 1, arbitrary: fc.constant('Deprecated' as const) },
);

const entryParts = fc.record({
  status,
  type: fc.constantFrom('stable' as const, 'stable' as const, 'on-demand' as const),
  patientId: oneOf(pools.patients),
  title: fc.array(
    oneOf(pools.titles).map((value) => ({ value })),
    { maxLength: 2 },
  ),
  authors,
  classCode: aCode,
  typeCode: aCode,
  formatCode: aCode,
  practiceSettingCode: aCode,
  healthcareFacilityTypeCode: aCode,
  eventCodes: someCodes,
  confidentialityCodes: someCodes,
  referenceIds: some(pools.texts),
  documentAvailability: maybe(pools.availabilities),
  creationTime: maybe(pools.times),
  serviceStartTime: maybe(pools.times),
  serviceStopTime: maybe(pools.times),
});

/** Objects with one to two versions each: the later one has an id of its own and the first one's lid. */
function versions<T extends object>(parts: fc.Arbitrary<T>, ids: readonly ObjectId[]) {
  return fc
    .array(fc.array(parts, { minLength: 1, maxLength: 2 }), {
      maxLength: ids.length / 2,
      size: 'max',
    })
    .map((all) =>
      all.flatMap((chain, which) =>
        chain.map((one, at) => ({
          ...one,
          id: ids[which * 2 + at] as ObjectId,
          lid: ids[which * 2] as ObjectId,
          version: { versionName: String(at + 1) },
          uniqueId: pools.uniqueIds[which] as string,
        })),
      ),
    );
}

const documents: fc.Arbitrary<DocumentEntry[]> = versions(entryParts, pools.documentIds).map(
  (all) => all.map((one) => documentEntry({ ...one, uniqueId: one.uniqueId as DocumentUniqueId })),
);

const folders: fc.Arbitrary<Folder[]> = versions(
  fc.record({
    status,
    patientId: oneOf(pools.patients),
    codes: someCodes,
    lastUpdateTime: oneOf(pools.times),
  }),
  pools.folderIds,
).map((all) => all.map((one) => folder(one)));

const submissionSets: fc.Arbitrary<SubmissionSet[]> = fc
  .array(
    fc.record({
      status,
      patientId: oneOf(pools.patients),
      authors,
      contentTypeCode: aCode,
      submissionTime: maybe(pools.times),
      sourceId: oneOf(['1.2', '1.3']) as fc.Arbitrary<never>,
    }),
    { maxLength: pools.setIds.length, size: 'max' },
  )
  .map((all) =>
    all.map((one, at) =>
      submissionSet({ ...one, id: pools.setIds[at] as ObjectId, uniqueId: `1.2.4.${at}` }),
    ),
  );

/** Between what associations usually bind, and now and then anything. */
const anything = oneOf([
  ...pools.documentIds,
  ...pools.folderIds,
  ...pools.setIds,
  ...pools.associationIds.slice(0, 6),
]);
const bond = (
  source: fc.Arbitrary<ObjectId>,
  target: fc.Arbitrary<ObjectId>,
  ...types: AssociationType[]
) =>
  fc.record({
    status,
    type: oneOf(types.length > 0 ? types : pools.associationTypes),
    source,
    target,
  });
const bonds = fc.oneof(
  bond(oneOf(pools.folderIds), oneOf(pools.documentIds), 'HasMember'),
  bond(oneOf(pools.documentIds), oneOf(pools.documentIds)),
  bond(oneOf(pools.setIds), anything, 'HasMember'),
  bond(anything, anything),
);
const associations: fc.Arbitrary<Association[]> = fc
  .array(bonds, { maxLength: pools.associationIds.length, size: 'max' })
  .map((all) =>
    all.map((one, at) => association({ ...one, id: pools.associationIds[at] as ObjectId })),
  );

/** Any registry, also such as no rule would let arise: what it answers has to be right all the same. */
export const arbitraryRegistry: fc.Arbitrary<RegistryObjects> = fc.record({
  documents,
  folders,
  submissionSets,
  associations,
});

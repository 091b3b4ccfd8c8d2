import { readXml, writeXml } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  readStoredQuery,
  type StoredQuery,
  storedQueries,
  writeStoredQuery,
} from '../src/index.ts';
import { body, errorsOf, queryOf, type Slots } from './query-body.ts';
import { type SpecSlot, slotsOfSpec } from './query-slots-of-spec.ts';

type Name = StoredQuery['name'];
const names = Object.keys(slotsOfSpec) as Name[];
const idOf = (name: Name): string => `urn:uuid:${slotsOfSpec[name].id}`;
const rowOf = ({ name, value }: SpecSlot): Slots[number] => [name, value];
/** Of slots that stand for one another, the first. */
const oneEach = (slots: readonly SpecSlot[]): SpecSlot[] => {
  const first = slots.find(({ choice }) => choice);
  return slots.filter((slot) => !slot.choice || slot === first);
};
const every = (pick: (slot: SpecSlot) => boolean) =>
  names.flatMap((query) =>
    slotsOfSpec[query].slots.filter(pick).map((slot) => ({ query, at: slot.name, slot })),
  );
/** Every slot that the query knows except one, and what stands for that one. */
const without = (query: Name, slot: SpecSlot): SpecSlot[] =>
  oneEach(slotsOfSpec[query].slots).filter(
    (one) => one.name !== slot.name && !(one.choice && slot.choice),
  );

describe('ITI-18: the slots of every query', () => {
  it.each(names)('%s knows exactly those of the specification', (name) => {
    const known = storedQueries[name].parameters.map((one) => one.name);
    expect([...known].sort()).toEqual(slotsOfSpec[name].slots.map((slot) => slot.name).sort());
  });

  it.each(every(() => true))('$query reads and writes $at', ({ query: name, slot }) => {
    const query = queryOf(idOf(name), [...without(name, slot), slot].map(rowOf));
    const markup = writeStoredQuery({ query, returnType: 'ObjectRef' });
    expect(markup.xml).toContain(`<rim:AdhocQuery id="${idOf(name)}">`);
    expect(markup.xml).toContain(`name="${slot.name}"`);
    expect(readStoredQuery(readXml(writeXml(markup)).root)).toMatchObject({ request: { query } });
  });

  it.each(every(({ required }) => required === true))(
    '$query without $at: XDSStoredQueryMissingParam',
    ({ query, slot }) => {
      expect(errorsOf(body(idOf(query), without(query, slot).map(rowOf)))).toEqual([
        ['XDSStoredQueryMissingParam', slot.name],
      ]);
    },
  );

  it.each(names.filter((name) => slotsOfSpec[name].slots.some(({ choice }) => choice)))(
    '%s without any id: XDSStoredQueryMissingParam; by two kinds: XDSStoredQueryParamNumber',
    (name) => {
      const { slots } = slotsOfSpec[name];
      const [first, second] = slots.filter(({ choice }) => choice);
      const rest = slots.filter(({ choice }) => !choice);
      expect(errorsOf(body(idOf(name), rest.map(rowOf)))).toEqual([
        ['XDSStoredQueryMissingParam', first?.name],
      ]);
      const both = [...rest, first, second].filter((slot) => slot !== undefined);
      expect(errorsOf(body(idOf(name), both.map(rowOf)))).toEqual([
        ['XDSStoredQueryParamNumber', first?.name],
      ]);
    },
  );

  it.each(every(({ single }) => single === true))(
    '$query with two of $at: XDSStoredQueryParamNumber',
    ({ query, slot }) => {
      const two = [slot.name, slot.value, slot.value] as const;
      expect(errorsOf(body(idOf(query), [...without(query, slot).map(rowOf), two]))).toContainEqual(
        ['XDSStoredQueryParamNumber', slot.name],
      );
    },
  );

  it.each(every(() => true))('$query with a malformed $at: XDSRegistryError', ({ query, slot }) => {
    const bad = [slot.name, 'Approved'] as const;
    expect(errorsOf(body(idOf(query), [...without(query, slot).map(rowOf), bad]))).toEqual([
      ['XDSRegistryError', slot.name],
    ]);
  });
});

describe('ITI-18: what is special in some queries', () => {
  it.each([
    ['FindDocumentsForMultiplePatients', '$XDSDocumentEntryPatientId', '$XDSDocumentEntryStatus'],
    ['FindFoldersForMultiplePatients', '$XDSFolderPatientId', '$XDSFolderStatus'],
  ] as const)('%s without a patient or a code: XDSStoredQueryMissingParam', (name, at, needed) => {
    const state = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    expect(errorsOf(body(idOf(name), [[needed, state]]))).toEqual([
      ['XDSStoredQueryMissingParam', at],
    ]);
  });

  it.each([
    ['$XDSDocumentEntryClassCode', "('a^^s')"],
    ['$XDSDocumentEntryEventCodeList', "('a^^s')"],
    ['$XDSDocumentEntryHealthcareFacilityTypeCode', "('a^^s')"],
  ])('FindDocumentsForMultiplePatients by %s alone', (slot, value) => {
    const state = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    const query = queryOf(idOf('FindDocumentsForMultiplePatients'), [
      ['$XDSDocumentEntryStatus', state],
      [slot, value],
    ]);
    expect(query).toMatchObject({ patientIds: [] });
  });

  it('GetRelatedDocuments with an association type that is none: XDSRegistryError', () => {
    const slots: Slots = [
      ['$XDSDocumentEntryUniqueId', "'1.2'"],
      ['$AssociationTypes', "('RPLC')"],
    ];
    expect(errorsOf(body(idOf('GetRelatedDocuments'), slots))).toEqual([
      ['XDSRegistryError', '$AssociationTypes'],
    ]);
  });

  it('GetFolderAndContents takes its one id as a list of one, as many senders write it', () => {
    const id = idOf('GetFolderAndContents');
    expect(queryOf(id, [['$XDSFolderUniqueId', "('1.2')"]])).toMatchObject({ ids: ['1.2'] });
    expect(errorsOf(body(id, [['$XDSFolderUniqueId', "('1.2','1.3')"]]))).toEqual([
      ['XDSStoredQueryParamNumber', '$XDSFolderUniqueId'],
    ]);
  });

  it('FindSubmissionSets takes one author only: XDSStoredQueryParamNumber', () => {
    const { slots } = slotsOfSpec.FindSubmissionSets;
    const rest = slots.filter(({ name }) => name !== '$XDSSubmissionSetAuthorPerson').map(rowOf);
    expect(
      errorsOf(
        body(idOf('FindSubmissionSets'), [...rest, ['$XDSSubmissionSetAuthorPerson', "('a','b')"]]),
      ),
    ).toEqual([['XDSStoredQueryParamNumber', '$XDSSubmissionSetAuthorPerson']]);
  });
});

import type { PatientIdCx } from '@kartoteka/kernel';
import { type Folder, objectId, type SubmissionSet } from '@kartoteka/xds';
import { sampleSubmissionSet } from '@kartoteka/xds/sample';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Faults,
  type FhirFormat,
  kindOfList,
  type List,
  type ListMembers,
  readFolder,
  readResource,
  readSubmissionSet,
  writeFolder,
  writeResource,
  writeSubmissionSet,
} from '../src/index.ts';
import { readCx } from '../src/map/identifier.ts';
import { arbitraryFolder, arbitraryMembers, arbitrarySet } from './arbitrary-list.ts';
import { judge, validate } from './judge.ts';

const registeredAt = new Date('2026-03-02T06:40:00Z');

function through(list: List, format: FhirFormat): List {
  const reading = readResource(writeResource(list, format), format);
  expect(reading).toMatchObject({ ok: true });
  return (reading as { resource: List }).resource;
}

function options(object: SubmissionSet | Folder, faults: Faults) {
  return {
    id: object.id,
    path: 'List',
    outside: () => undefined,
    patientOf: ({ identifier }: { identifier?: Parameters<typeof readCx>[0] | undefined }) =>
      (identifier ? readCx(identifier) : undefined) as PatientIdCx,
    faults,
  };
}

/** The members as a List names them, by type and id. */
function itemsOf({ documents, folders }: ListMembers): string[] {
  const named = (type: string, ids: ListMembers['documents']) =>
    ids.map((id) => `${type}/${id.slice('urn:uuid:'.length)}`);
  return [...named('DocumentReference', documents), ...named('List', folders)];
}

const namedBy = (list: List) => (list.entry ?? []).map(({ item }) => item.reference);

describe('List and SubmissionSet', () => {
  it.each(['json', 'xml'] as const)(
    'ITI-66 loses nothing of a SubmissionSet through %s',
    (format) => {
      fc.assert(
        fc.property(arbitrarySet, arbitraryMembers, (object, members) => {
          const list = through(writeSubmissionSet({ object, members, registeredAt }), format);
          const faults = new Faults();
          expect(kindOfList(list)).toBe('submissionset');
          const { status, ...expected } = object;
          expect(readSubmissionSet(list, options(object, faults))).toEqual(expected);
          expect(faults.list).toEqual([]);
          expect(namedBy(list)).toEqual(itemsOf(members));
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each(['json', 'xml'] as const)('ITI-66 loses nothing of a Folder through %s', (format) => {
    fc.assert(
      fc.property(arbitraryFolder, arbitraryMembers, (object, { documents }) => {
        const members = { documents, folders: [] };
        const list = through(writeFolder({ object, members, registeredAt }), format);
        const faults = new Faults();
        expect(kindOfList(list)).toBe('folder');
        // When it last changed is the registry's to say: it is shown, and not taken from a sender.
        const { status, lastUpdateTime, ...expected } = object;
        expect(readFolder(list, options(object, faults))).toEqual(expected);
        expect(faults.list).toEqual([]);
        expect(list.date !== undefined).toBe(lastUpdateTime !== undefined);
        expect(namedBy(list)).toEqual(itemsOf(members));
      }),
      { numRuns: 150 },
    );
  });

  it('ITI-66 writes Lists that a judge which others wrote finds valid, and reads the same in XML', () => {
    fc.assert(
      fc.property(arbitrarySet, arbitraryFolder, arbitraryMembers, (set, folder, members) => {
        for (const list of [
          writeSubmissionSet({ object: set, members, registeredAt }),
          writeFolder({ object: folder, members: { ...members, folders: [] }, registeredAt }),
        ]) {
          expect(validate(list)).toEqual([]);
          const xml = Buffer.from(writeResource(list, 'xml')).toString('utf8');
          expect(judge.xmlToObj(xml)).toEqual(list);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('ITI-66 writes the sample the way MHD maps it, and a Deprecated one as retired', () => {
    const id = objectId('urn:uuid:0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10');
    const object: SubmissionSet = { ...sampleSubmissionSet(7), id, status: 'Deprecated' };
    const members = { documents: [id], folders: [] };
    const list = writeSubmissionSet({ object, members, registeredAt });
    expect(list).toMatchObject({
      id: '0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10',
      meta: { versionId: '1', lastUpdated: '2026-03-02T06:40:00.000Z' },
      identifier: [
        { use: 'official', value: id },
        { use: 'usual', value: 'urn:oid:2.999.2.7.26.20.7' },
      ],
      status: 'retired',
      mode: 'working',
      code: { coding: [{ code: 'submissionset' }] },
    });
    expect(validate(list)).toEqual([]);
    const faults = new Faults();
    readSubmissionSet(list, options(object, faults));
    expect(faults.list.map(({ expression }) => expression)).toEqual(['List.status']);
  });
});

import {
  findDocuments,
  findFolders,
  findSubmissionSets,
  localized,
  noObjects,
  type ObjectId,
  objectId,
  type StoredQuery,
  storedQueries,
  updateOf,
  writeStoredQuery,
} from '@kartoteka/xds';
import { sampleDocumentEntry, samplePatientId } from '@kartoteka/xds/sample';
import { readXml, writeElement } from '@kartoteka/xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from '../cloud-for-tests.ts';
import { machineClient } from '../machine-client.ts';
import { joined, relation, sampleOf } from '../samples.ts';
import { writeRegistry } from './write-registry.ts';

const patientId = samplePatientId();
const open = {
  associationStatuses: ['Approved'],
  types: ['stable'],
  formatCodes: [],
  confidentialityCodes: [],
} as const;

/** Ids of what a registry holds for the patient of the samples. */
interface Held {
  readonly letter: ObjectId;
  readonly folder: ObjectId;
  readonly set: ObjectId;
}

/** One question of every kind that finds something where the samples lie. */
function questions({ letter, folder, set }: Held): {
  readonly [N in StoredQuery['name']]: StoredQuery;
} {
  const conditions = findDocuments({ patientId });
  const { patientId: _one, ...ofAll } = conditions;
  const { patientId: _other, ...folders } = findFolders({ patientId });
  const referenceIds = [sampleDocumentEntry(2, 1).referenceIds];
  const byId = { by: 'entryUuid', ids: [letter] } as const;
  const associationStatuses = ['Approved'] as const;
  return {
    FindDocuments: conditions,
    FindDocumentsByReferenceId: { ...conditions, name: 'FindDocumentsByReferenceId', referenceIds },
    FindDocumentsByTitle: {
      ...conditions,
      name: 'FindDocumentsByTitle',
      titles: ['Karta%'],
      authorInstitutions: ['Przychodnia%'],
    },
    FindDocumentsForMultiplePatients: {
      ...ofAll,
      name: 'FindDocumentsForMultiplePatients',
      patientIds: [patientId],
    },
    FindDocumentsByReferenceIdForMultiplePatients: {
      ...ofAll,
      name: 'FindDocumentsByReferenceIdForMultiplePatients',
      patientIds: [],
      referenceIds,
    },
    FindFolders: findFolders({ patientId }),
    FindFoldersForMultiplePatients: {
      ...folders,
      name: 'FindFoldersForMultiplePatients',
      patientIds: [patientId],
    },
    FindSubmissionSets: findSubmissionSets({ patientId, authorPerson: '%Udawana%' }),
    GetAll: {
      name: 'GetAll',
      patientId,
      documentStatuses: ['Approved'],
      submissionSetStatuses: ['Approved'],
      folderStatuses: ['Approved'],
      ...open,
    },
    GetDocuments: { name: 'GetDocuments', ...byId },
    GetFolders: { name: 'GetFolders', by: 'entryUuid', ids: [folder] },
    GetAssociations: { name: 'GetAssociations', uuids: [letter], associationStatuses },
    GetDocumentsAndAssociations: {
      name: 'GetDocumentsAndAssociations',
      ...byId,
      associationStatuses,
    },
    GetSubmissionSets: { name: 'GetSubmissionSets', uuids: [letter] },
    GetSubmissionSetAndContents: {
      name: 'GetSubmissionSetAndContents',
      by: 'entryUuid',
      ids: [set],
      ...open,
    },
    GetFolderAndContents: {
      name: 'GetFolderAndContents',
      by: 'entryUuid',
      ids: [folder],
      ...open,
    },
    GetFoldersForDocument: { name: 'GetFoldersForDocument', ...byId, associationStatuses },
    GetRelatedDocuments: {
      name: 'GetRelatedDocuments',
      ...byId,
      associationTypes: ['RPLC'],
      associationStatuses,
      types: ['stable'],
    },
  };
}

describe('ITI-18: every query over the wire', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let client: ReturnType<typeof machineClient>;
  let stranger: ReturnType<typeof machineClient>;
  let held: Held;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    client = machineClient(cloud, account);
    stranger = machineClient(cloud, await cloud.account('5011'));
    // A letter in a folder, and then the one that replaces it, which inherits the folder.
    await client.provide(sampleOf(1, { folder: true }));
    const [old] = (await client.query(findDocuments({ patientId }))).objects.documents;
    const { submission, contents } = sampleOf(2);
    const replacing = { submission: joined(submission, relation('RPLC', old!.id)), contents };
    expect((await client.provide(replacing)).errors).toEqual([]);
    const [letter] = (await client.query(findDocuments({ patientId }))).objects.documents;
    const [folder] = (await client.query(findFolders({ patientId }))).objects.folders;
    const sets = (await client.query(findSubmissionSets({ patientId }))).objects.submissionSets;
    const set = sets.find(({ uniqueId }) => uniqueId === submission.submissionSet.uniqueId);
    held = { letter: letter!.id, folder: folder!.id, set: set!.id };
  });
  afterAll(() => cloud.stop());

  const lastRecord = async () => {
    const [record] = await cloud.test.asAdmin<{ outcome: string; details: object }>(
      `select outcome, details::jsonb as details from kartoteka.audit_record
        where tenant = $1 and action = 'document.query' order by id desc limit 1`,
      [account.id],
    );
    return record;
  };
  const idsOf = (objects: typeof noObjects): string[] =>
    [
      ...objects.documents,
      ...objects.submissionSets,
      ...objects.folders,
      ...objects.associations,
    ].map(({ id }) => id);

  it.each(Object.keys(storedQueries) as StoredQuery['name'][])(
    '%s: LeafClass and ObjectRef name the same objects; the record says what was asked and found',
    async (name) => {
      const query = questions(held)[name];
      const whole = await client.query(query);
      expect(whole).toMatchObject({ status: 'Success', errors: [], faults: [], references: [] });
      const found = idsOf(whole.objects);
      expect(found.length).toBeGreaterThan(0);
      const references = await client.query(query, 'ObjectRef');
      expect([...references.references].sort()).toEqual([...found].sort());
      expect(references.objects).toEqual(noObjects);
      expect(await lastRecord()).toMatchObject({
        outcome: 'success',
        details: { query: name, results: found.length },
      });
    },
  );

  it.each(Object.keys(storedQueries) as StoredQuery['name'][])(
    '%s: what another account holds is answered as missing',
    async (name) => {
      const missing = objectId('urn:uuid:00000000-0000-4000-8000-000000000404');
      const nothing = { letter: missing, folder: missing, set: missing };
      const foreign = await stranger.query(questions(held)[name]);
      expect(foreign).toEqual(await stranger.query(questions(nothing)[name]));
      expect(foreign).toMatchObject({ status: 'Success', objects: noObjects });
    },
  );

  it('FindDocuments, GetDocuments: deprecated entries are readable, and listed where they are asked for', async () => {
    const letters = async (statuses: readonly ('Approved' | 'Deprecated')[]) =>
      (await client.query(findDocuments({ patientId, statuses }))).objects.documents;
    const [old, ...others] = await letters(['Deprecated']);
    expect(others).toEqual([]);
    expect((await letters(['Approved'])).map(({ id }) => id)).toEqual([held.letter]);
    const byId = await client.query({ name: 'GetDocuments', by: 'entryUuid', ids: [old!.id] });
    expect(byId.objects.documents).toMatchObject([{ id: old!.id, status: 'Deprecated' }]);
  });

  it('GetFolderAndContents: the new version of a document stands in the folder of the old one', async () => {
    const { objects } = await client.query(questions(held).GetFolderAndContents);
    expect(objects.documents.map(({ id }) => id)).toContain(held.letter);
    expect(objects.folders[0]?.lastUpdateTime).toMatch(/^\d{14}$/);
  });

  it('a query that nobody knows: XDSUnknownStoredQuery, and the record says so', async () => {
    const known = writeStoredQuery({
      query: findDocuments({ patientId }),
      returnType: 'ObjectRef',
    });
    const id = 'urn:uuid:00000000-0000-4000-8000-000000000000';
    const unknown = known.xml.replace(storedQueries.FindDocuments.id, id);
    const body = writeElement(readXml(Buffer.from(unknown)).root);
    const { envelope } = await client.call('iti18', { body, attachments: [] });
    expect(JSON.stringify(envelope.body)).toContain('XDSUnknownStoredQuery');
    expect(await lastRecord()).toMatchObject({
      outcome: 'xds.refused',
      details: { query: 'unknown', errors: ['XDSUnknownStoredQuery'] },
    });
  });

  it('more whole objects than one answer may have: XDSTooManyResults with the limit, ids are given', async () => {
    const many = samplePatientId(5);
    const documents = Array.from({ length: 1_001 }, (_none, at) => {
      const id = objectId(`urn:uuid:00000000-0000-4000-8000-1${String(at).padStart(11, '0')}`);
      const entry = sampleDocumentEntry(900, at);
      return { ...entry, id, lid: id, patientId: many, status: 'Approved' as const };
    });
    await writeRegistry(cloud.test.database, account.id, { ...noObjects, documents });
    const query = findDocuments({ patientId: many });
    const refused = await client.query(query);
    expect(refused).toMatchObject({ status: 'Failure', objects: noObjects });
    expect(refused.errors).toMatchObject([
      { code: 'XDSTooManyResults', context: expect.stringContaining('1000') },
    ]);
    expect(await lastRecord()).toMatchObject({ outcome: 'xds.too-many-results' });
    expect((await client.query(query, 'ObjectRef')).references).toHaveLength(1_001);
  });

  it('GetDocuments of two patients: XDSResultNotSinglePatient, ids are given; FindDocumentsForMultiplePatients gives whole ones', async () => {
    await client.provide(sampleOf(3, { patientId: samplePatientId(7) }));
    const { objects } = await client.query(findDocuments({ patientId: samplePatientId(7) }));
    const both = [held.letter, objects.documents[0]!.id];
    const query = { name: 'GetDocuments', by: 'entryUuid', ids: both } as const;
    const refused = await client.query(query);
    expect(refused.errors.map(({ code }) => code)).toEqual(['XDSResultNotSinglePatient']);
    expect((await client.query(query, 'ObjectRef')).references.length).toBe(2);
    const { patientId: _one, ...conditions } = findDocuments({ patientId });
    const patients = await client.query({
      ...conditions,
      name: 'FindDocumentsForMultiplePatients',
      patientIds: [patientId, samplePatientId(7)],
    });
    expect(idsOf(patients.objects).sort()).toEqual([...both].sort());
  });

  it('GetDocuments, GetSubmissionSetAndContents: $MetadataLevel 1 shows the latest version of metadata, 2 every one', async () => {
    const patient = samplePatientId(8);
    const { submission, contents } = sampleOf(4, { patientId: patient });
    await client.provide({ submission, contents });
    const [first] = (await client.query(findDocuments({ patientId: patient }))).objects.documents;
    const set = { ...submission.submissionSet, uniqueId: '2.999.18.57' };
    const titled = { ...first!, title: localized('Wypis', 'pl-PL') };
    expect((await client.update(updateOf(set, { documents: [titled] }))).errors).toEqual([]);
    const versions = async (query: StoredQuery) =>
      (await client.query(query)).objects.documents
        .map(({ version }) => version?.versionName)
        .sort();
    for (const [by, id] of [
      ['logicalId', first!.id],
      ['uniqueId', first!.uniqueId!],
    ] as const) {
      const query = { name: 'GetDocuments', by, ids: [id] } as const;
      expect(await versions(query)).toEqual(['2']);
      expect(await versions({ ...query, metadataLevel: 2 })).toEqual(['1', '2']);
    }
    const brought = {
      name: 'GetSubmissionSetAndContents',
      by: 'uniqueId',
      ids: [submission.submissionSet.uniqueId!],
      ...open,
    } as const;
    expect(await versions(brought)).toEqual([]);
    expect(await versions({ ...brought, metadataLevel: 2 })).toEqual(['1']);
  });

  it('FindDocuments: on-demand documents are asked for by their type, and there are none', async () => {
    const answer = await client.query(findDocuments({ patientId, types: ['on-demand'] }));
    expect(answer).toMatchObject({ status: 'Success', objects: noObjects });
  });
});

import { type Oid, patientIdCx } from '@kartoteka/kernel';
import {
  association,
  type DocumentEntry,
  type Folder,
  findDocuments,
  localized,
  objectId,
  type UpdateContent,
  updateOf,
} from '@kartoteka/xds';
import { sampleSubmissionSet } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  operator,
  startCloudForTests,
  type TestAccount,
} from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import { joined, registeredOf, relation, sampleOf } from './samples.ts';

type PatientId = ReturnType<typeof patientIdCx>;
const patient = (id: string): PatientId => patientIdCx({ id, domain: '2.999.9.1' as Oid });

describe('ITI-57 Update Document Set over the wire', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let client: ReturnType<typeof machineClient>;
  let repository: string;
  let serial = 0;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    client = machineClient(cloud, account);
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
  });
  afterAll(() => cloud.stop());

  const setOf = (patientId: PatientId, number = ++serial) => ({
    ...sampleSubmissionSet(number),
    uniqueId: `2.999.57.${number}`,
    patientId,
  });
  const codes = async (
    patientId: PatientId,
    content: UpdateContent,
    by: ReturnType<typeof machineClient> = client,
  ) => (await by.update(updateOf(setOf(patientId), content))).errors.map(({ code }) => code);
  const listed = async (patientId: PatientId) =>
    (
      await client.query(
        findDocuments({ patientId, statuses: ['Approved', 'Deprecated'], metadataLevel: 2 }),
      )
    ).objects.documents;
  const approved = async (patientId: PatientId) =>
    (await client.query(findDocuments({ patientId }))).objects.documents;
  /** One document of a patient, as a query finds it. */
  const stored = async (patientId: PatientId, folder = false): Promise<DocumentEntry> => {
    serial += 1;
    const answer = await client.provide(sampleOf(serial, { patientId, folder }));
    expect(answer.errors).toEqual([]);
    return (await approved(patientId))[0]!;
  };
  const titled = (entry: DocumentEntry, title: string) => ({
    ...entry,
    title: localized(title, 'pl-PL'),
  });
  const rows = <T extends object>(text: string, values: unknown[]) =>
    cloud.test.asAdmin<T>(text, values);
  const lastRecord = async () =>
    (
      await rows<{ action: string; outcome: string; details: string }>(
        `select action, outcome, details from kartoteka.audit_record
          where tenant = $1 order by id desc limit 1`,
        [account.id],
      )
    )[0];

  it('lists the new version, keeps the old one as Deprecated, and records it', async () => {
    const patientId = patient('A');
    const entry = await stored(patientId);
    expect(await codes(patientId, { documents: [titled(entry, 'Wypis')] })).toEqual([]);
    expect(await lastRecord()).toMatchObject({ action: 'document.update', outcome: 'success' });
    const found = await approved(patientId);
    expect(found).toMatchObject([
      {
        lid: entry.id,
        version: { versionName: '2' },
        uniqueId: entry.uniqueId,
        title: localized('Wypis', 'pl-PL'),
      },
    ]);
    expect((await listed(patientId)).map(({ id, status }) => [id, status]).sort()).toEqual(
      [
        [entry.id, 'Deprecated'],
        [found[0]!.id, 'Approved'],
      ].sort(),
    );
  });

  it('ITI-43 gives one document, and the account counts it once', async () => {
    const own = await cloud.account('5020');
    const by = machineClient(cloud, own);
    const patientId = patient('B');
    const sample = sampleOf(1000, { patientId, text: 'raz' });
    await by.provide(sample);
    const used = await cloud.parts.operator.find('5020');
    const [entry] = (await by.query(findDocuments({ patientId }))).objects.documents;
    expect(await codes(patientId, { documents: [titled(entry!, 'dwa')] }, by)).toEqual([]);
    const { documents } = await by.retrieve(used!.repositoryOid, [entry!.uniqueId!]);
    expect(documents.map(({ bytes }) => bytes.toString())).toEqual(['raz']);
    const after = await cloud.parts.operator.find('5020');
    expect([after!.bytesUsed, after!.documentsUsed]).toEqual([3, 1]);
  });

  it('of two at once one wins, the other gets XDSMetadataVersionError', async () => {
    const patientId = patient('C');
    const entry = await stored(patientId);
    const answers = await Promise.all(
      ['jeden', 'dwa', 'trzy', 'cztery'].map((title) =>
        codes(patientId, { documents: [titled(entry, title)] }),
      ),
    );
    expect(answers.map((list) => list.join()).sort()).toEqual([
      '',
      'XDSMetadataVersionError',
      'XDSMetadataVersionError',
      'XDSMetadataVersionError',
    ]);
    expect(await listed(patientId)).toHaveLength(2);
    expect((await approved(patientId))[0]?.version).toEqual({ versionName: '2' });
  });

  it('an update and a replacement at once leave one Approved document', async () => {
    const patientId = patient('D');
    const entry = await stored(patientId);
    serial += 1;
    const next = sampleOf(serial, { patientId });
    const replacing = { ...next, submission: joined(next.submission, relation('RPLC', entry.id)) };
    const [updated, replaced] = await Promise.all([
      codes(patientId, { documents: [titled(entry, 'dwa')] }),
      client.provide(replacing).then(({ errors }) => errors.map(({ code }) => code)),
    ]);
    expect(await approved(patientId)).toHaveLength(1);
    expect([updated.length, replaced.length].sort()).toEqual([0, 1]);
  });

  it('takes a document’s index back as P1 does, and gives it again', async () => {
    const patientId = patient('E');
    const entry = await stored(patientId);
    const statuses = [{ target: entry.id, from: 'Approved', to: 'Deprecated' }] as const;
    expect(await codes(patientId, { statuses })).toEqual([]);
    expect(await approved(patientId)).toEqual([]);
    expect(await codes(patientId, { statuses })).toEqual(['XDSMetadataUpdateError']);
    expect(await lastRecord()).toMatchObject({
      action: 'document.update',
      outcome: 'xds.refused',
      details: expect.stringContaining('XDSMetadataUpdateError'),
    });
    const back = [{ target: entry.id, from: 'Deprecated', to: 'Approved' }] as const;
    expect(await codes(patientId, { statuses: back })).toEqual([]);
    expect(await approved(patientId)).toHaveLength(1);
  });

  it('the same message content again: Success, and nothing is done again', async () => {
    const patientId = patient('F');
    const entry = await stored(patientId);
    const sent = updateOf(setOf(patientId), { documents: [titled(entry, 'dwa')] });
    expect((await client.update(sent)).status).toBe('Success');
    expect((await client.update(sent)).status).toBe('Success');
    expect(await listed(patientId)).toHaveLength(2);
    const other = await stored(patientId);
    const reused = updateOf(sent.submissionSet, { documents: [titled(other, 'inny')] });
    expect((await client.update(reused)).errors.map(({ code }) => code)).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
    ]);
  });

  it('a Folder gets a new version with its members, and a submitted association', async () => {
    const patientId = patient('G');
    const entry = await stored(patientId, true);
    const other = await stored(patientId);
    const loose = other.id === entry.id ? (await approved(patientId))[1]! : other;
    const [row] = await rows<{ metadata: Folder }>(
      `select metadata from cloud.folder where tenant = $1 and patient_id = $2`,
      [account.id, patientId],
    );
    const folder = row!.metadata;
    expect(await codes(patientId, { folders: [folder] })).toEqual([]);
    const [next] = await rows<{ id: string; version: number }>(
      `select id, version from cloud.folder where tenant = $1 and logical_id = $2 and not superseded`,
      [account.id, folder.id.slice('urn:uuid:'.length)],
    );
    expect(next!.version).toBe(2);
    const put = association({
      id: objectId('In'),
      type: 'HasMember',
      source: objectId(`urn:uuid:${next!.id}`),
      target: loose.id,
    });
    expect(await codes(patientId, { associations: [put] })).toEqual([]);
    expect(await codes(patientId, { associations: [put] })).toEqual(['XDSMetadataUpdateError']);
    const members = await rows<{ target: string }>(
      `select target from cloud.association where source = $1 and type = 'HasMember'`,
      [next!.id],
    );
    expect(members.map(({ target }) => `urn:uuid:${target}`).sort()).toEqual(
      [entry.id, loose.id].sort(),
    );
  });

  it('that makes it another patient’s: XDSPatientIDReconciliationError, or the Folder is left behind', async () => {
    const patientId = patient('H');
    const right = patient('I');
    const entry = await stored(patientId, true);
    const moved = { documents: [{ ...entry, patientId: right }] };
    expect(await codes(right, moved)).toEqual(['XDSPatientIDReconciliationError']);
    expect(await codes(right, { ...moved, propagate: false })).toEqual([]);
    expect(await approved(patientId)).toEqual([]);
    expect(await approved(right)).toMatchObject([{ uniqueId: entry.uniqueId }]);
  });

  it('of a document that lies in another repository keeps its place', async () => {
    const patientId = patient('J');
    serial += 1;
    await client.register(registeredOf(serial, { patientId }));
    const [entry] = await approved(patientId);
    expect(await codes(patientId, { documents: [titled(entry!, 'dwa')] })).toEqual([]);
    const [next] = await approved(patientId);
    expect(next?.repositoryUniqueId).toBe(entry?.repositoryUniqueId);
    const { response } = await client.retrieve(repository, [entry!.uniqueId!]);
    expect(response.errors.map(({ code }) => code)).toEqual(['XDSDocumentUniqueIdError']);
  });

  it('of another account’s document is as if it did not exist: XDSMetadataUpdateError', async () => {
    const patientId = patient('K');
    const entry = await stored(patientId);
    const stranger = machineClient(cloud, await cloud.account('5030'));
    expect(await codes(patientId, { documents: [titled(entry, 'dwa')] }, stranger)).toEqual([
      'XDSMetadataUpdateError',
    ]);
    const statuses = [{ target: entry.id, from: 'Approved', to: 'Deprecated' }] as const;
    expect(await codes(patientId, { statuses }, stranger)).toEqual([
      'UnresolvedReferenceException',
    ]);
    expect(await approved(patientId)).toHaveLength(1);
  });

  it('of a message that asks for no update: XDSMetadataUpdateOperationError, recorded', async () => {
    const { submission } = sampleOf(2000);
    const answer = await client.update(submission);
    expect(answer.errors.map(({ code }) => code)).toContain('XDSMetadataUpdateOperationError');
    expect(await lastRecord()).toMatchObject({
      action: 'document.update',
      outcome: 'xds.metadata',
      details: expect.stringContaining('XDSMetadataUpdateOperationError'),
    });
  });

  it('of a suspended account: LocalPolicyRestrictionError, and what there is can be read', async () => {
    const own = await cloud.account('5040');
    const by = machineClient(cloud, own);
    const patientId = patient('L');
    await by.provide(sampleOf(3000, { patientId }));
    const [entry] = (await by.query(findDocuments({ patientId }))).objects.documents;
    await cloud.parts.operator.suspend(operator, '5040');
    expect(await codes(patientId, { documents: [titled(entry!, 'dwa')] }, by)).toEqual([
      'LocalPolicyRestrictionError',
    ]);
    expect((await by.query(findDocuments({ patientId }))).objects.documents).toHaveLength(1);
  });
});

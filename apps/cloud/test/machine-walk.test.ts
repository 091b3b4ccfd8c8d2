import { findDocuments } from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { machineClient, sha1 } from './machine-client.ts';

describe('machine interface', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let repository: string;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
  });
  afterAll(() => cloud.stop());

  it('S003-002, S003-006, S003-007, S003-008 ITI-41, ITI-18, ITI-43: stores documents, finds them and gives the same bytes back', async () => {
    const client = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 1 });
    expect(await client.provide(sample)).toEqual({ status: 'Success', errors: [] });

    const patientId = sample.submission.submissionSet.patientId!;
    const found = await client.query(findDocuments({ patientId }));
    expect(found.status).toBe('Success');
    expect(found.objects.documents.map(({ uniqueId }) => uniqueId).sort()).toEqual(
      sample.submission.documents.map(({ uniqueId }) => uniqueId).sort(),
    );
    for (const entry of found.objects.documents) {
      expect(entry.repositoryUniqueId).toBe(repository);
      expect(entry.status).toBe('Approved');
    }

    const ids = sample.submission.documents.map(({ uniqueId }) => uniqueId!);
    for (const mtom of [true, false]) {
      const { response, documents } = await client.retrieve(repository, ids, mtom);
      expect(response.status).toBe('Success');
      expect(documents.map(({ bytes }) => sha1(bytes))).toEqual(
        sample.submission.documents.map(({ hash }) => hash),
      );
    }
  });

  it('ITI-41: answers a repeat of the same set with Success and stores nothing again', async () => {
    const client = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 2 });
    await client.provide(sample);
    const before = await cloud.parts.operator.find('5010');
    expect(await client.provide(sample)).toEqual({ status: 'Success', errors: [] });
    expect(await cloud.parts.operator.find('5010')).toEqual(before);
  });

  it('S003-010 ITI-18, ITI-43: answers for the documents of another account as for missing ones', async () => {
    const other = await cloud.account('5011');
    const client = machineClient(cloud, other);
    const sample = sampleSubmission({ serial: 1 });
    const otherRepository = (await cloud.parts.operator.find('5011'))!.repositoryOid;
    const patientId = sample.submission.submissionSet.patientId!;
    const found = await client.query(findDocuments({ patientId }));
    expect(found.objects.documents).toEqual([]);
    const theirs = sample.submission.documents[0]!.uniqueId!;
    const missing = await client.retrieve(otherRepository, ['2.999.404']);
    const foreign = await client.retrieve(otherRepository, [theirs]);
    const withoutPlace = (response: typeof foreign.response) =>
      response.errors.map(({ code, context, severity }) => ({ code, context, severity }));
    expect(withoutPlace(foreign.response)).toEqual(withoutPlace(missing.response));
    expect(foreign.documents).toEqual([]);
  });
});

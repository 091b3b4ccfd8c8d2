import type { Oid } from '@kartoteka/kernel';
import { patientIdCx } from '@kartoteka/kernel';
import { callSoap } from '@kartoteka/soap';
import {
  association,
  findDocuments,
  objectId,
  type Submission,
  writeSubmitObjects,
} from '@kartoteka/xds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  operator,
  startCloudForTests,
  type TestAccount,
  testRandom,
} from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import { joined, otherRepository, registeredOf, relation, sampleOf } from './samples.ts';

const patient = (id: string) => patientIdCx({ id, domain: '2.999.9.1' as Oid });

describe('ITI-42 Register Document Set-b over the wire', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let client: ReturnType<typeof machineClient>;
  let repository: string;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    client = machineClient(cloud, account);
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
  });
  afterAll(() => cloud.stop());

  const codes = async (submission: Submission) =>
    (await client.register(submission)).errors.map(({ code }) => code);
  const listed = async (patientId: ReturnType<typeof patient>) =>
    (await client.query(findDocuments({ patientId, statuses: ['Approved', 'Deprecated'] }))).objects
      .documents;
  const lastRecord = async () => {
    const [record] = await cloud.test.asAdmin<{
      outcome: string;
      action: string;
      details: unknown;
    }>(
      `select outcome, action, details from kartoteka.audit_record
        where tenant = $1 order by id desc limit 1`,
      [account.id],
    );
    return record;
  };

  it('lists what lies elsewhere with its place, and records who registered it', async () => {
    const patientId = patient('A');
    const submission = registeredOf(1, { patientId });
    expect(await codes(submission)).toEqual([]);
    expect(await lastRecord()).toMatchObject({ action: 'document.register', outcome: 'success' });
    expect(await listed(patientId)).toMatchObject([
      {
        uniqueId: submission.documents[0]!.uniqueId,
        repositoryUniqueId: otherRepository,
        hash: submission.documents[0]!.hash,
        size: submission.documents[0]!.size,
        extraSlots: submission.documents[0]!.extraSlots,
      },
    ]);
  });

  it('ITI-43 for it: XDSUnknownRepositoryId there, XDSDocumentUniqueIdError here', async () => {
    const submission = registeredOf(2, { patientId: patient('B') });
    await client.register(submission);
    const uniqueId = submission.documents[0]!.uniqueId!;
    const errorsAt = async (at: string) =>
      (await client.retrieve(at, [uniqueId])).response.errors.map(({ code }) => code);
    expect(await errorsAt(otherRepository)).toEqual(['XDSUnknownRepositoryId']);
    expect(await errorsAt(repository)).toEqual(['XDSDocumentUniqueIdError']);
  });

  it('of a document that should lie here and does not: XDSMissingDocument', async () => {
    const submission = registeredOf(3, { patientId: patient('C') });
    const here = {
      ...submission,
      documents: submission.documents.map((one) => ({
        ...one,
        repositoryUniqueId: repository as Oid,
      })),
    };
    expect(await codes(here)).toEqual(['XDSMissingDocument']);
    expect(await lastRecord()).toMatchObject({
      action: 'document.register',
      outcome: 'xds.refused',
      details: expect.stringContaining('XDSMissingDocument'),
    });
  });

  it('without a hash: XDSRegistryMetadataError, recorded', async () => {
    const submission = registeredOf(4, { patientId: patient('D') });
    const [entry] = submission.documents;
    const response = await client.call('iti42', {
      body: writeSubmitObjects({
        ...submission,
        documents: [{ ...entry!, hash: undefined }],
      }),
      attachments: [],
    });
    expect(response.envelope.body.attributes).toContainEqual(
      expect.objectContaining({ name: 'status', value: expect.stringContaining('Failure') }),
    );
    expect(await lastRecord()).toMatchObject({
      action: 'document.register',
      outcome: 'xds.metadata',
      details: expect.stringContaining('XDSRegistryMetadataError'),
    });
  });

  it('the same again: Success; in another set: XDSDuplicateUniqueIdInRegistry; other hash: XDSNonIdenticalHash', async () => {
    const patientId = patient('E');
    await client.register(registeredOf(5, { patientId, uniqueId: '2.999.5.5' }));
    expect(await codes(registeredOf(5, { patientId, uniqueId: '2.999.5.5' }))).toEqual([]);
    const again = registeredOf(6, { patientId, uniqueId: '2.999.5.5', text: 'dokument 5' });
    expect(await codes(again)).toEqual(['XDSDuplicateUniqueIdInRegistry']);
    const other = registeredOf(7, { patientId, uniqueId: '2.999.5.5', text: 'inny' });
    expect(await codes(other)).toEqual(['XDSNonIdenticalHash']);
    expect(await listed(patientId)).toHaveLength(1);
  });

  it('of an on-demand entry: XDSRegistryMetadataError, and ITI-61 is no action of ours', async () => {
    const submission = registeredOf(10, { patientId: patient('O') });
    const documents = submission.documents.map((one) => ({ ...one, type: 'on-demand' as const }));
    expect(await codes({ ...submission, documents })).toEqual(['XDSRegistryMetadataError']);
    const path = `/services/${account.id}/xds/registry`;
    await expect(
      callSoap<Buffer>(cloud.transport(path, account), {
        action: 'urn:ihe:iti:2010:RegisterOnDemandDocumentEntry',
        to: `https://localhost:${cloud.port}${path}`,
        body: writeSubmitObjects({ ...submission, documents }),
        attachments: [],
        mtom: false,
        security: account.signer,
        random: testRandom,
        answer: {
          clock: cloud.clock,
          sink: { put: async () => Buffer.alloc(0), discard: async () => {} },
        },
      }),
    ).rejects.toMatchObject({ params: { peerCode: 'xds.action-unsupported' } });
  });

  it('counts documents, not bytes: XDSRegistryOutOfResources', async () => {
    const own = await cloud.account('5020', { documentsMax: 1 });
    const client = machineClient(cloud, own);
    const first = await client.register(registeredOf(1));
    expect(first.status).toBe('Success');
    expect(await cloud.parts.operator.find('5020')).toMatchObject({
      documentsUsed: 1,
      bytesUsed: 0,
    });
    const second = await client.register(registeredOf(2));
    expect(second.errors.map(({ code }) => code)).toEqual(['XDSRegistryOutOfResources']);
  });

  it('of a suspended account: LocalPolicyRestrictionError; a repeat still succeeds', async () => {
    const own = await cloud.account('5030');
    const client = machineClient(cloud, own);
    await client.register(registeredOf(1));
    await cloud.parts.operator.suspend(operator, '5030');
    const refused = await client.register(registeredOf(2));
    expect(refused.errors.map(({ code }) => code)).toEqual(['LocalPolicyRestrictionError']);
    expect((await client.register(registeredOf(1))).status).toBe('Success');
  });

  it('replaces a document of another account never: UnresolvedReferenceException', async () => {
    const stranger = await cloud.account('5040');
    const patientId = patient('F');
    await client.register(registeredOf(8, { patientId }));
    const [entry] = await listed(patientId);
    const sent = joined(registeredOf(9, { patientId }), relation('RPLC', entry!.id));
    const answer = await machineClient(cloud, stranger).register(sent);
    expect(answer.errors.map(({ code }) => code)).toEqual(['UnresolvedReferenceException']);
    expect((await listed(patientId))[0]?.status).toBe('Approved');
  });

  it('an APND that comes while its document is replaced never stays Approved', async () => {
    const patientId = patient('G');
    await client.register(registeredOf(20, { patientId }));
    const [entry] = await listed(patientId);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_none, index) =>
        codes(
          joined(
            registeredOf(30 + index, { patientId }),
            relation(index === 6 ? 'RPLC' : 'APND', entry!.id),
          ),
        ),
      ),
    );
    expect(answers[6]).toEqual([]);
    const after = await listed(patientId);
    const approved = after.filter(({ status }) => status === 'Approved');
    expect(approved.map(({ uniqueId }) => uniqueId)).toEqual([
      registeredOf(36, { patientId }).documents[0]!.uniqueId,
    ]);
    const refused = answers.filter((list) => list[0] === 'XDSRegistryDeprecatedDocumentError');
    expect(after).toHaveLength(1 + 12 - refused.length);
  });

  it('ITI-41 with a Folder, one more member later, and the replacement that inherits it', async () => {
    const patientId = patient('H');
    const first = sampleOf(50, { patientId, folder: true });
    expect((await client.provide(first)).errors).toEqual([]);
    const [folder] = await cloud.test.asAdmin<{ id: string; last_update_time: string }>(
      `select id, last_update_time from cloud.folder where tenant = $1`,
      [account.id],
    );
    const folderId = objectId(`urn:uuid:${folder!.id}`);
    await client.provide(sampleOf(51, { patientId }));
    const [one, other] = await listed(patientId);
    const loose = one!.uniqueId === first.submission.documents[0]!.uniqueId ? other : one;
    const held = loose === one ? other : one;
    cloud.clock.advance(60_000);
    const put = association({
      id: objectId('In'),
      type: 'HasMember',
      source: folderId,
      target: loose!.id,
    });
    const own = association({
      id: objectId('Own'),
      type: 'HasMember',
      source: objectId('SubmissionSet01'),
      target: objectId('In'),
    });
    const only = { ...registeredOf(52, { patientId }), documents: [], associations: [put, own] };
    expect(await codes(only)).toEqual([]);
    expect(await codes(only)).toEqual([]);
    const dated = await cloud.test.asAdmin<{ last_update_time: string }>(
      `select last_update_time from cloud.folder where id = $1`,
      [folder!.id],
    );
    expect(dated[0]!.last_update_time > folder!.last_update_time).toBe(true);
    const next = sampleOf(53, { patientId });
    expect(
      (
        await client.provide({
          ...next,
          submission: joined(next.submission, relation('RPLC', held!.id)),
        })
      ).errors,
    ).toEqual([]);
    const members = await cloud.test.asAdmin<{ unique_id: string; status: string }>(
      `select entry.unique_id, entry.status from cloud.association link
        join cloud.document_entry entry on entry.id = link.target
        where link.source = $1 order by link.created_at, entry.unique_id`,
      [folder!.id],
    );
    expect(members.map(({ status }) => status).sort()).toEqual([
      'Approved',
      'Approved',
      'Deprecated',
    ]);
    expect(members.map(({ unique_id }) => unique_id)).toContain(
      next.submission.documents[0]!.uniqueId,
    );
  });

  it('two that bring the same Folder at once: one is stored, one XDSDuplicateUniqueIdInRegistry', async () => {
    const patientId = patient('I');
    const sent = [60, 61].map((serial) => {
      const submission = registeredOf(serial, { patientId, folder: true });
      return {
        ...submission,
        folders: submission.folders.map((one) => ({ ...one, uniqueId: '2.999.60.1' })),
      };
    });
    const answers = await Promise.all(sent.map(codes));
    expect(answers.map((list) => list[0] ?? 'stored').sort()).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
      'stored',
    ]);
  });
});

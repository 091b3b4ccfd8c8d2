import { createHash } from 'node:crypto';
import { type DocumentUniqueId, type Oid, type PatientIdCx, patientIdCx } from '@kartoteka/kernel';
import { writeEnvelope, writeMtom } from '@kartoteka/soap';
import {
  findDocuments,
  type ObjectId,
  type Submission,
  transactionWires,
  writeProvideAndRegister,
} from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  operator,
  startCloudForTests,
  type TestAccount,
  testRandom,
} from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';

interface Sample {
  readonly submission: Submission;
  readonly contents: ReadonlyMap<ObjectId, Uint8Array>;
}

/** One document of the given bytes in a set of its own, filed under one patient. */
function oneDocument(
  serial: number,
  bytes: Buffer,
  change: { uniqueId?: string; patientId?: PatientIdCx } = {},
): Sample {
  const { submission } = sampleSubmission({ serial, documents: 1 });
  const [entry] = submission.documents;
  const patient = change.patientId && { patientId: change.patientId };
  const document = {
    ...entry!,
    ...patient,
    ...(change.uniqueId && { uniqueId: change.uniqueId as DocumentUniqueId }),
    hash: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
  };
  return {
    submission: {
      ...submission,
      submissionSet: { ...submission.submissionSet, ...patient },
      documents: [document],
      folders: [],
      associations: submission.associations.filter(
        ({ submissionSetStatus }) => submissionSetStatus,
      ),
    },
    contents: new Map([[document.id, bytes]]),
  };
}

describe('ITI-41: limits and repeats', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
  });
  afterAll(() => cloud.stop());

  const codes = async (client: ReturnType<typeof machineClient>, sample: Sample) =>
    (await client.provide(sample)).errors.map(({ code }) => code);
  const used = async (id: string) => {
    const found = (await cloud.parts.operator.find(id))!;
    return { bytes: found.bytesUsed, documents: found.documentsUsed };
  };

  it('S003-056, S003-057 counts what is deposited, to the byte', async () => {
    const own = await cloud.account('5100');
    expect(await used('5100')).toEqual({ bytes: 0, documents: 0 });
    await machineClient(cloud, own).provide(oneDocument(1, Buffer.alloc(12_345, 'a')));
    expect(await used('5100')).toEqual({ bytes: 12_345, documents: 1 });
  });

  it('answers another set with the same document: XDSDuplicateUniqueIdInRegistry', async () => {
    const client = machineClient(cloud, account);
    const bytes = Buffer.from('ten sam dokument');
    const first = oneDocument(10, bytes, { uniqueId: '2.999.1.10' });
    expect(await codes(client, first)).toEqual([]);
    expect(await codes(client, oneDocument(11, bytes, { uniqueId: '2.999.1.10' }))).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
    ]);
  });

  it('answers the same id with other bytes: XDSNonIdenticalHash, and keeps the first', async () => {
    const client = machineClient(cloud, account);
    const first = oneDocument(12, Buffer.from('pierwszy'), { uniqueId: '2.999.1.12' });
    await client.provide(first);
    expect(
      await codes(client, oneDocument(13, Buffer.from('drugi'), { uniqueId: '2.999.1.12' })),
    ).toEqual(['XDSNonIdenticalHash']);
    const repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
    const { documents } = await machineClient(cloud, account).retrieve(repository, ['2.999.1.12']);
    expect(documents.map(({ bytes }) => bytes.toString())).toEqual(['pierwszy']);
  });

  it('refuses a message that comes a second time, byte by byte the same', async () => {
    const { submission, contents } = oneDocument(14, Buffer.from('powtórka'));
    const path = `/services/${account.id}/xds/repository`;
    const outgoing = new Map(
      [...contents].map(([id, bytes]) => [id, { contentType: 'text/xml', open: () => [bytes] }]),
    );
    const { body, attachments } = writeProvideAndRegister(submission, outgoing);
    const { action } = transactionWires.iti41;
    const root = await writeEnvelope({
      action,
      messageId: 'urn:uuid:0b3f6f0e-8c5e-4e0a-9d57-0a5d1f7a0001',
      to: `https://localhost:${cloud.port}${path}`,
      body,
      attachments,
      security: account.signer,
    });
    const post = async (): Promise<{ status: number; text: string }> => {
      const framed = writeMtom(root, attachments, { action, random: testRandom });
      const answer = await cloud
        .transport(path, account)
        .send({ headers: { 'content-type': framed.contentType }, body: framed.body });
      let text = '';
      for await (const piece of answer.body) text += Buffer.from(piece).toString('utf8');
      return { status: answer.status, text };
    };
    expect((await post()).text).toContain('ResponseStatusType:Success');
    const replayed = await post();
    expect(replayed.status).toBe(400);
    expect(replayed.text).toContain('security.message-replayed');
    const [record] = await cloud.test.asAdmin<{ outcome: string }>(
      `select outcome from kartoteka.audit_record where tenant = $1 order by id desc limit 1`,
      [account.id],
    );
    expect(record?.outcome).toBe('security.message-replayed');
  });

  it('refuses an attachment that was changed on the way, and stores nothing of it', async () => {
    const before = await used('5010');
    const { submission, contents } = oneDocument(15, Buffer.from('podpisana treść'));
    const path = `/services/${account.id}/xds/repository`;
    const outgoing = new Map(
      [...contents].map(([id, bytes]) => [id, { contentType: 'text/xml', open: () => [bytes] }]),
    );
    const { body, attachments } = writeProvideAndRegister(submission, outgoing);
    const { action } = transactionWires.iti41;
    const to = `https://localhost:${cloud.port}${path}`;
    const messageId = 'urn:uuid:0b3f6f0e-8c5e-4e0a-9d57-0a5d1f7a0002';
    const root = await writeEnvelope({
      action,
      messageId,
      to,
      body,
      attachments,
      security: account.signer,
    });
    const changed = attachments.map((one) => ({
      ...one,
      open: () => [Buffer.from('podmieniona treść')],
    }));
    const framed = writeMtom(root, changed, { action, random: testRandom });
    const answer = await cloud
      .transport(path, account)
      .send({ headers: { 'content-type': framed.contentType }, body: framed.body });
    let text = '';
    for await (const piece of answer.body) text += Buffer.from(piece).toString('utf8');
    expect(answer.status).toBe(400);
    expect(text).toContain('security.signature-digest');
    expect(await used('5010')).toEqual(before);
  });

  it('holds the limit of documents exactly while 64 submissions come at once', async () => {
    const own = await cloud.account('5200', { documentsMax: 20 });
    const client = machineClient(cloud, own);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_none, index) =>
        codes(
          client,
          oneDocument(100 + index, Buffer.from(`dokument ${index}`), {
            uniqueId: `2.999.2.${index}`,
          }),
        ),
      ),
    );
    expect(answers.filter((list) => list.length === 0)).toHaveLength(20);
    expect(answers.filter((list) => list[0] === 'XDSRepositoryOutOfResources')).toHaveLength(44);
    expect((await used('5200')).documents).toBe(20);
  });

  it('holds the limit of bytes exactly while 64 submissions come at once', async () => {
    const own = await cloud.account('5300', { sizeMbMax: 1 });
    const client = machineClient(cloud, own);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_none, index) =>
        codes(
          client,
          oneDocument(200 + index, Buffer.alloc(30_000, index), { uniqueId: `2.999.3.${index}` }),
        ),
      ),
    );
    expect(answers.filter((list) => list.length === 0)).toHaveLength(33);
    expect((await used('5300')).bytes).toBe(990_000);
  });

  it('takes documents again when the limits were raised', async () => {
    const own = await cloud.account('5400', { documentsMax: 1 });
    const client = machineClient(cloud, own);
    await client.provide(oneDocument(300, Buffer.from('a'), { uniqueId: '2.999.4.1' }));
    const second = oneDocument(301, Buffer.from('b'), { uniqueId: '2.999.4.2' });
    expect(await codes(client, second)).toEqual(['XDSRepositoryOutOfResources']);
    await cloud.parts.operator.setLimits(operator, '5400', { sizeMbMax: 10, documentsMax: 2 });
    expect(await codes(client, second)).toEqual([]);
  });

  it('keeps a suspended and an expired account readable and refuses only writing', async () => {
    const own = await cloud.account('5500');
    const client = machineClient(cloud, own);
    const sample = oneDocument(400, Buffer.from('czytelny'), { uniqueId: '2.999.5.1' });
    await client.provide(sample);
    const repository = (await cloud.parts.operator.find('5500'))!.repositoryOid;
    const later = (serial: number) =>
      oneDocument(serial, Buffer.from(`nowy ${serial}`), { uniqueId: `2.999.5.${serial}` });
    const expectReadable = async () => {
      const { documents } = await client.retrieve(repository, ['2.999.5.1']);
      expect(documents.map(({ bytes }) => bytes.toString())).toEqual(['czytelny']);
      const patientId = sample.submission.submissionSet.patientId!;
      expect((await client.query(findDocuments({ patientId }))).objects.documents).toHaveLength(1);
    };
    await cloud.parts.operator.suspend(operator, '5500');
    expect(await codes(client, later(401))).toEqual(['LocalPolicyRestrictionError']);
    await expectReadable();
    await cloud.parts.operator.reopen(operator, '5500');
    await cloud.parts.operator.extend(operator, '5500', '2026-02-28');
    expect(await codes(client, later(402))).toEqual(['LocalPolicyRestrictionError']);
    await expectReadable();
    await cloud.parts.operator.close(operator, '5500');
    // The account is believed for half a second; then a closed one answers nothing.
    await expect
      .poll(
        () =>
          client.retrieve(repository, ['2.999.5.1']).then(
            () => 'read',
            (problem) => problem.params.peerCode,
          ),
        { timeout: 2000 },
      )
      .toBe('account.not-open');
  });

  it('knows an unknown patient only where the operator lists domains', async () => {
    const own = await cloud.account('5600');
    const client = machineClient(cloud, own);
    const patientId = patientIdCx({ id: 'A1', domain: '2.999.9.1' as Oid });
    const sample = (serial: number) =>
      oneDocument(serial, Buffer.from(`pacjent ${serial}`), {
        uniqueId: `2.999.6.${serial}`,
        patientId,
      });
    expect(await codes(client, sample(500))).toEqual([]);
    await cloud.parts.operator.setPatientDomains(operator, '5600', ['2.999.9.2']);
    expect(await codes(client, sample(501))).toContain('XDSUnknownPatientId');
  });

  it('replaces a document: the old one is Deprecated, readable, and not listed by default', async () => {
    const client = machineClient(cloud, account);
    const patientId = patientIdCx({ id: 'RPLC', domain: '2.999.9.1' as Oid });
    const old = oneDocument(600, Buffer.from('wersja 1'), { uniqueId: '2.999.7.1', patientId });
    await client.provide(old);
    const [stored] = (await client.query(findDocuments({ patientId }))).objects.documents;
    const next = oneDocument(601, Buffer.from('wersja 2'), { uniqueId: '2.999.7.2', patientId });
    const [entry] = next.submission.documents;
    const replacing = {
      ...next.submission.associations[0]!,
      id: 'Replacing' as ObjectId,
      type: 'RPLC' as const,
      source: entry!.id,
      target: stored!.id,
      submissionSetStatus: undefined,
    };
    const submission = {
      ...next.submission,
      associations: [...next.submission.associations, replacing],
    };
    expect(await codes(client, { ...next, submission })).toEqual([]);
    const listed = (await client.query(findDocuments({ patientId }))).objects.documents;
    expect(listed.map(({ uniqueId }) => uniqueId)).toEqual(['2.999.7.2']);
    const all = await client.query(
      findDocuments({ patientId, statuses: ['Approved', 'Deprecated'] }),
    );
    expect(all.objects.documents.map(({ uniqueId, status }) => [uniqueId, status]).sort()).toEqual([
      ['2.999.7.1', 'Deprecated'],
      ['2.999.7.2', 'Approved'],
    ]);
    const repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
    const { documents } = await client.retrieve(repository, ['2.999.7.1']);
    expect(documents.map(({ bytes }) => bytes.toString())).toEqual(['wersja 1']);
  });
});

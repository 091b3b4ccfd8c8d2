import { samplePatientId } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
} from '../../apps/cloud/test/cloud-for-tests.ts';
import { startZeepClient, type ZeepClient } from './zeep-client.ts';

const findDocuments = 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d';
const status = (name: string) => `('urn:oasis:names:tc:ebxml-regrep:StatusType:${name}')`;
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** python3-zeep of Debian, told nothing but the two WSDL addresses and its keys. */
describe('a client written with zeep', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let client: ZeepClient;
  let repository: string;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
    client = startZeepClient(cloud, account);
  });
  afterAll(async () => {
    client?.stop();
    await cloud?.stop();
  });

  const patient = samplePatientId();
  const submission = (serial: number, documents: readonly object[] = []) => ({
    patient,
    source: '2.999.5.1',
    setId: `2.999.5.2.${serial}`,
    documents,
  });
  const letter = (serial: number, text: string) => ({
    uniqueId: `2.999.5.3.${serial}`,
    title: `List ${serial}`,
    mimeType: 'text/plain',
    content: base64(text),
  });
  const found = (state: string) =>
    client.ask({
      do: 'query',
      id: findDocuments,
      slots: {
        $XDSDocumentEntryPatientId: [`'${patient}'`],
        $XDSDocumentEntryStatus: [status(state)],
      },
    });

  it('reads both descriptions', async () => {
    const offered = await client.ask({ do: 'operations' });
    expect(offered.registry).toContain('DocumentRegistry_RegistryStoredQuery');
    expect(offered.repository).toEqual(
      expect.arrayContaining([
        'DocumentRepository_ProvideAndRegisterDocumentSet-b',
        'DocumentRepository_RetrieveDocumentSet',
      ]),
    );
  });

  it('ITI-41, ITI-18 FindDocuments, ITI-43: stores (inline base64), finds and fetches a document', async () => {
    const text = 'Zażółć gęślą jaźń\r\n\u0000';
    const stored = await client.ask({ do: 'provide', ...submission(1, [letter(1, text)]) });
    expect(stored).toEqual({ status: 'Success', errors: [] });
    const { documents = [], ...answer } = await found('Approved');
    expect(answer).toMatchObject({ status: 'Success', errors: [] });
    expect(documents).toMatchObject([
      { uniqueId: '2.999.5.3.1', title: 'List 1', mimeType: 'text/plain', status: 'Approved' },
    ]);
    expect(documents[0]!.slots.repositoryUniqueId).toEqual([repository]);
    const fetched = await client.ask({ do: 'retrieve', repository, uniqueIds: ['2.999.5.3.1'] });
    expect(fetched).toEqual({
      status: 'Success',
      errors: [],
      documents: [{ uniqueId: '2.999.5.3.1', mimeType: 'text/plain', content: base64(text) }],
    });
  });

  it('ITI-41, ITI-18 FindDocuments: replaces it (RPLC): the old one is Deprecated', async () => {
    const { documents: [old] = [] } = await found('Approved');
    const replacing = { ...letter(2, 'Nowa treść'), RPLC: old!.id };
    const stored = await client.ask({ do: 'provide', ...submission(2, [replacing]) });
    expect(stored).toEqual({ status: 'Success', errors: [] });
    const uniqueIds = async (state: string) =>
      (await found(state)).documents?.map(({ uniqueId }) => uniqueId);
    expect(await uniqueIds('Approved')).toEqual(['2.999.5.3.2']);
    expect(await uniqueIds('Deprecated')).toEqual(['2.999.5.3.1']);
  });

  it('ITI-18 FindDocuments: is given ids for ObjectRef', async () => {
    const answer = await client.ask({
      do: 'query',
      id: findDocuments,
      returnType: 'ObjectRef',
      slots: {
        $XDSDocumentEntryPatientId: [`'${patient}'`],
        $XDSDocumentEntryStatus: [status('Approved')],
      },
    });
    expect(answer.references).toHaveLength(1);
    expect(answer.documents).toEqual([]);
  });

  it('is told what is wrong in words that it can read', async () => {
    const without = { ...letter(3, ''), uniqueId: 'ż' };
    expect(await client.ask({ do: 'provide', ...submission(3, [without]) })).toMatchObject({
      status: 'Failure',
      errors: [
        { code: 'XDSRepositoryMetadataError', location: 'DocumentEntry[Document01].uniqueId' },
      ],
    });
    const unknown = await client.ask({ do: 'retrieve', repository, uniqueIds: ['2.999.404'] });
    expect(unknown).toMatchObject({
      status: 'Failure',
      errors: [{ code: 'XDSDocumentUniqueIdError' }],
    });
  });
});

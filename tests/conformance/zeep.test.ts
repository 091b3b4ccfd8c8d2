import { randomUUID } from 'node:crypto';
import { sampleOids, samplePatientId } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudForTests, TestAccount } from '../../apps/cloud/test/cloud-for-tests.ts';
import { sha1 } from '../../apps/cloud/test/machine-client.ts';
import {
  type PortalForTests,
  startPortalForTests,
} from '../../apps/cloud/test/portal-for-tests.ts';
import { jan, remover } from '../../apps/cloud/test/removal-for-tests.ts';
import { startZeepClient, type ZeepClient } from './zeep-client.ts';

const findDocuments = 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d';
const getAll = 'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3';
const statusType = 'urn:oasis:names:tc:ebxml-regrep:StatusType';
const status = (...names: string[]) =>
  `(${names.map((name) => `'${statusType}:${name}'`).join(',')})`;
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** python3-zeep of Debian, told nothing but the two WSDL addresses and its keys. */
describe('a client written with zeep', () => {
  let portal: PortalForTests;
  let cloud: CloudForTests;
  let account: TestAccount;
  let client: ZeepClient;
  let repository: string;
  beforeAll(async () => {
    portal = await startPortalForTests();
    cloud = portal.cloud;
    account = await cloud.account('5010');
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
    client = startZeepClient(cloud, account);
  });
  afterAll(async () => {
    client?.stop();
    await portal?.stop();
  });

  const patient = samplePatientId();
  const submission = (serial: number, documents: readonly object[] = [], of = patient) => ({
    patient: of,
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
  const found = (state: string, of = patient) =>
    client.ask({
      do: 'query',
      id: findDocuments,
      slots: {
        $XDSDocumentEntryPatientId: [`'${of}'`],
        $XDSDocumentEntryStatus: [status(state)],
      },
    });

  it('reads both descriptions', async () => {
    const offered = await client.ask({ do: 'operations' });
    expect(offered).toEqual({
      registry: [
        'DocumentRegistry_DeleteDocumentSet',
        'DocumentRegistry_RegisterDocumentSet-b',
        'DocumentRegistry_RegistryStoredQuery',
        'DocumentRegistry_UpdateDocumentSet',
      ],
      repository: [
        'DocumentRepository_ProvideAndRegisterDocumentSet-b',
        'DocumentRepository_RemoveDocuments',
        'DocumentRepository_RetrieveDocumentSet',
      ],
    });
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

  it('ITI-42, ITI-18 FindDocuments: registers a document that lies in another repository', async () => {
    const elsewhere = samplePatientId(4);
    const { content, ...registered } = letter(20, '');
    const slots = {
      repositoryUniqueId: [sampleOids.repository],
      hash: [sha1(Buffer.from(content))],
      size: ['17'],
    };
    const answer = await client.ask({
      do: 'register',
      ...submission(20, [{ ...registered, slots }], elsewhere),
    });
    expect(answer).toEqual({ status: 'Success', errors: [] });
    const { documents } = await found('Approved', elsewhere);
    expect(documents).toMatchObject([{ uniqueId: '2.999.5.3.20', slots }]);
  });

  it('ITI-57, ITI-18 FindDocuments: gives a document a new title, as version 2', async () => {
    const of = samplePatientId(5);
    await client.ask({ do: 'provide', ...submission(30, [letter(30, 'Treść')], of) });
    const { documents: [first] = [] } = await found('Approved', of);
    const { content: _content, ...metadata } = letter(30, '');
    const renamed = {
      ...metadata,
      title: 'Nowy tytuł',
      logicalId: first!.logicalId,
      version: first!.version,
      previousVersion: first!.version,
    };
    const answer = await client.ask({ do: 'update', ...submission(31, [renamed], of) });
    expect(answer).toEqual({ status: 'Success', errors: [] });
    expect((await found('Approved', of)).documents).toMatchObject([
      { title: 'Nowy tytuł', version: '2', logicalId: first!.logicalId },
    ]);
    const stale = await client.ask({ do: 'update', ...submission(32, [renamed], of) });
    expect(stale).toMatchObject({
      status: 'Failure',
      errors: [{ code: 'XDSMetadataVersionError' }],
    });
  });

  it('ITI-41, ITI-18 GetAll, ITI-57, ITI-62, ITI-86: stores, replaces, deprecates (UpdateAvailabilityStatus) and removes', async () => {
    const of = samplePatientId(6);
    await client.ask({ do: 'provide', ...submission(40, [letter(40, 'Pierwszy')], of) });
    const { documents: [old] = [] } = await found('Approved', of);
    await client.ask({
      do: 'provide',
      ...submission(41, [{ ...letter(41, 'Drugi'), RPLC: old!.id }], of),
    });
    const { documents: [replacement] = [] } = await found('Approved', of);
    expect(replacement?.uniqueId).toBe('2.999.5.3.41');
    const change = {
      entry: replacement!.id,
      from: `${statusType}:Approved`,
      to: `${statusType}:Deprecated`,
    };
    const deprecated = await client.ask({
      do: 'update',
      ...submission(42, [], of),
      statusChanges: [change],
    });
    expect(deprecated).toEqual({ status: 'Success', errors: [] });
    expect((await found('Approved', of)).documents).toEqual([]);
    expect((await found('Deprecated', of)).documents).toHaveLength(2);

    const everything = async () =>
      (
        await client.ask({
          do: 'query',
          id: getAll,
          returnType: 'ObjectRef',
          slots: {
            $patientId: [`'${of}'`],
            $XDSDocumentEntryStatus: [status('Approved', 'Deprecated')],
            $XDSSubmissionSetStatus: [status('Approved', 'Deprecated')],
            $XDSFolderStatus: [status('Approved', 'Deprecated')],
          },
        })
      ).references ?? [];
    const ids = await everything();
    const uniqueIds = ['2.999.5.3.40', '2.999.5.3.41'];
    expect(await client.ask({ do: 'delete', ids })).toMatchObject({
      status: 'Failure',
      errors: [{ code: 'LocalPolicyRestrictionError' }, { code: 'LocalPolicyRestrictionError' }],
    });

    // Earlier than its time a document goes only on the word of two people.
    const people = remover(portal, account);
    const order = randomUUID();
    await people.propose(uniqueIds, { id: order });
    await people.decide(order, 'confirm', jan, { carryOut: false });
    expect(await client.ask({ do: 'delete', ids })).toEqual({ status: 'Success', errors: [] });
    expect(await everything()).toEqual([]);
    expect(await client.ask({ do: 'remove', repository, uniqueIds })).toEqual({
      status: 'Success',
      errors: [],
    });
    const gone = await client.ask({ do: 'retrieve', repository, uniqueIds });
    expect(gone).toMatchObject({ status: 'Failure', documents: [] });
  });

  it('ITI-41, ITI-43: is told what is wrong in words that it can read', async () => {
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

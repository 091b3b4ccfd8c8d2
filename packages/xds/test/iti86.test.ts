import type { DocumentUniqueId, Oid } from '@kartoteka/kernel';
import { readXml, writeXml, type XmlElement, type XmlMarkup } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  answerRemoveDocuments,
  type DocumentRequest,
  documentRequestsMax,
  type RemovalPermit,
  type RemoveDocumentsPort,
  readRemoveDocuments,
  transactionWires,
  writeRemoveDocuments,
} from '../src/index.ts';
import { sampleOids } from '../src/sample/index.ts';

const repositoryUniqueId = sampleOids.repository;
const tree = (markup: XmlMarkup): XmlElement => readXml(writeXml(markup)).root;
const ask = (
  documentUniqueId: string,
  repository: string = repositoryUniqueId,
): DocumentRequest => ({
  repositoryUniqueId: repository,
  documentUniqueId,
});

describe('ITI-86 request', () => {
  it('what the client writes the server reads', () => {
    const requests = [ask('1.2.3^a'), { ...ask('1.2.3^b'), home: 'urn:oid:1.2' }];
    expect(readRemoveDocuments(tree(writeRemoveDocuments(requests)))).toEqual({
      ok: true,
      requests,
    });
  });

  it('has its own action and namespace', () => {
    expect(transactionWires.iti86.action).toBe('urn:ihe:iti:2017:RemoveDocuments');
    expect(tree(writeRemoveDocuments([ask('1.2^3')])).namespace).toBe('urn:ihe:iti:rmd:2017');
  });

  const good = Buffer.from(writeXml(writeRemoveDocuments([ask('1.2.3^a')]))).toString();
  const document = /<xdsb:DocumentRequest>.*<\/xdsb:DocumentRequest>/.exec(good)?.[0] ?? '';
  it.each([
    ['another body', good.replaceAll('RemoveDocumentsRequest', 'RetrieveDocumentSetRequest')],
    ['no document', good.replace(document, '')],
    [
      'a document of another namespace',
      good.replaceAll('xdsb:DocumentRequest', 'rmd:DocumentRequest'),
    ],
    ['no repository', good.replace(/<xdsb:RepositoryUniqueId>.*<\/xdsb:RepositoryUniqueId>/, '')],
    ['an empty id', good.replace('1.2.3^a', ' ')],
    [
      'something after the id',
      good.replace('</xdsb:DocumentRequest>', '<xdsb:More/></xdsb:DocumentRequest>'),
    ],
    ['a foreign element', good.replaceAll('xdsb:DocumentUniqueId', 'rmd:DocumentUniqueId')],
  ])('%s is refused', (_name, text) => {
    const reading = readRemoveDocuments(readXml(Buffer.from(text)).root);
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual([
      'XDSRepositoryError',
    ]);
  });

  it('more documents than are taken at once are refused', () => {
    const many = Array.from({ length: documentRequestsMax + 1 }, (_, index) => ask(`1.2^${index}`));
    const reading = readRemoveDocuments(tree(writeRemoveDocuments(many)));
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual([
      'XDSRepositoryOutOfResources',
    ]);
  });
});

describe('ITI-86 answer', () => {
  const permits: Record<string, RemovalPermit> = {
    '1.2.3^due': { may: 'due' },
    '1.2.3^ordered': { may: 'ordered' },
    '1.2.3^kept': { may: 'no', context: 'It is kept until 2047-01-01.' },
  };
  const remove = async (
    requests: readonly DocumentRequest[],
    state: RemoveDocumentsPort['state'] = 'active',
  ) => {
    const removed: DocumentUniqueId[] = [];
    const port: RemoveDocumentsPort = {
      state,
      find: async (ids) =>
        ids.flatMap((uniqueId) => {
          const permit = permits[uniqueId];
          return permit ? [{ uniqueId, permit }] : [];
        }),
      remove: async (ids) => void removed.push(...ids),
    };
    const answer = await answerRemoveDocuments(requests, port, [
      repositoryUniqueId,
      '2.999.7.24.2' as Oid,
    ]);
    expect(answer.removed).toEqual(removed);
    return { status: answer.status, codes: answer.errors.map(({ code }) => code), removed };
  };

  it('removes what is due or ordered, under either id of the repository', async () => {
    expect(await remove([ask('1.2.3^due'), ask('1.2.3^ordered', '2.999.7.24.2')])).toEqual({
      status: 'Success',
      codes: [],
      removed: ['1.2.3^due', '1.2.3^ordered'],
    });
  });

  it.each([
    ['XDSDocumentUniqueIdError', ask('1.2.3^unknown')],
    ['XDSDocumentUniqueIdError', ask('not an id')],
    ['XDSUnknownRepositoryId', ask('1.2.3^due', '1.2.3')],
    ['XDSRemoveDocumentsError', ask('1.2.3^kept')],
  ])('%s', async (code, request) => {
    expect(await remove([request])).toEqual({ status: 'Failure', codes: [code], removed: [] });
  });

  it('removes what may go beside what may not: PartialSuccess', async () => {
    expect(await remove([ask('1.2.3^due'), ask('1.2.3^kept')])).toEqual({
      status: 'PartialSuccess',
      codes: ['XDSRemoveDocumentsError'],
      removed: ['1.2.3^due'],
    });
  });

  it('says why a document stays', async () => {
    const port: RemoveDocumentsPort = {
      state: 'active',
      find: async ([uniqueId]) => [{ uniqueId: uniqueId!, permit: permits['1.2.3^kept']! }],
      remove: async () => {},
    };
    const { errors } = await answerRemoveDocuments([ask('1.2.3^kept')], port, [repositoryUniqueId]);
    expect(errors[0]).toMatchObject({
      context: 'It is kept until 2047-01-01.',
      location: 'DocumentRequest[1.2.3^kept]',
    });
  });

  it.each(['suspended', 'expired', 'closed'] as const)(
    'an account that is %s is not written to',
    async (state) => {
      expect(await remove([ask('1.2.3^due')], state)).toEqual({
        status: 'Failure',
        codes: ['LocalPolicyRestrictionError'],
        removed: [],
      });
    },
  );
});

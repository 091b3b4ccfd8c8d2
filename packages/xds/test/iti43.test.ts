import { createHash } from 'node:crypto';
import type { DocumentUniqueId, Oid } from '@kartoteka/kernel';
import {
  attributeOf,
  child,
  childElements,
  readXml,
  textOf,
  writeXml,
  type XmlElement,
  type XmlMarkup,
} from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  answerRetrieve,
  type DocumentRequest,
  documentRequestsMax,
  type RetrievePort,
  readRetrieveRequest,
  readRetrieveResponse,
  writeRetrieveRequest,
  writeRetrieveResponse,
} from '../src/index.ts';
import { sampleOids } from '../src/sample/index.ts';

const repositoryUniqueId = sampleOids.repository;
const stored = new Map(
  ['1.2.3^a', '1.2.3^b'].map((id) => [id, Buffer.from(`<dokument id="${id}"/>`)]),
);
let asked: (readonly DocumentUniqueId[])[] = [];
const port: RetrievePort<Buffer> = {
  find: async (ids) => {
    asked.push(ids);
    return ids.flatMap((uniqueId) => {
      const handle = stored.get(uniqueId);
      return handle ? [{ uniqueId, mimeType: 'text/goofy', size: handle.length, handle }] : [];
    });
  },
};

const ask = (
  documentUniqueId: string,
  repository: string = repositoryUniqueId,
): DocumentRequest => ({
  repositoryUniqueId: repository,
  documentUniqueId,
});
const answer = (...requests: DocumentRequest[]) => {
  asked = [];
  return answerRetrieve(requests, port, [repositoryUniqueId, '2.999.7.24.2' as Oid]);
};
const tree = (markup: XmlMarkup): XmlElement => readXml(writeXml(markup)).root;
const contentOf = (element: XmlElement) => {
  const bytes = Buffer.from(textOf(element), 'base64');
  return {
    handle: bytes,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
  };
};

describe('ITI-43 request', () => {
  it('what the client writes the server reads', () => {
    const requests = [ask('1.2.3^a'), { ...ask('1.2.3^b'), home: 'urn:oid:1.2' }];
    expect(readRetrieveRequest(tree(writeRetrieveRequest(requests)))).toEqual({
      ok: true,
      requests,
    });
  });

  const good = Buffer.from(
    writeXml(writeRetrieveRequest([{ ...ask('1.2.3^a'), home: 'urn:oid:1.2' }])),
  ).toString();
  const swap = (one: string, other: string): string => {
    const element = (name: string) =>
      new RegExp(`<xdsb:${name}>.*?</xdsb:${name}>`).exec(good)?.[0] ?? '';
    return good
      .replace(element(one), '@')
      .replace(element(other), element(one))
      .replace('@', element(other));
  };

  it.each([
    ['DocumentUniqueId before RepositoryUniqueId', swap('RepositoryUniqueId', 'DocumentUniqueId')],
    ['HomeCommunityId not first', swap('HomeCommunityId', 'RepositoryUniqueId')],
    ['no DocumentUniqueId', good.replace(/<xdsb:DocumentUniqueId>.*<\/xdsb:DocumentUniqueId>/, '')],
    ['an empty RepositoryUniqueId', good.replace(repositoryUniqueId, '')],
    ['a strange element', good.replaceAll('xdsb:HomeCommunityId', 'xdsb:Gemeinde')],
    ['no DocumentRequest', good.replace(/<xdsb:DocumentRequest>.*<\/xdsb:DocumentRequest>/, '')],
    ['another body', '<a/>'],
    ['a namespace of its own', good.replace('urn:ihe:iti:xds-b:2007', 'urn:x')],
  ])('%s: XDSRepositoryError', (_, text) => {
    expect(text).not.toBe(good);
    const reading = readRetrieveRequest(readXml(Buffer.from(text)).root);
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual([
      'XDSRepositoryError',
    ]);
  });

  it(`more than ${documentRequestsMax} documents at once: XDSRepositoryOutOfResources`, () => {
    const many = Array.from({ length: documentRequestsMax + 1 }, (_, index) =>
      ask(`1.2.3^${index}`),
    );
    const reading = readRetrieveRequest(tree(writeRetrieveRequest(many)));
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual([
      'XDSRepositoryOutOfResources',
    ]);
  });
});

describe('ITI-43 answer', () => {
  it('all found: Success, looked up in one go', async () => {
    const found = await answer(ask('1.2.3^a'), ask('1.2.3^b'));
    expect(found).toMatchObject({ status: 'Success', errors: [] });
    expect(found.documents.map(({ document }) => document.uniqueId)).toEqual([
      '1.2.3^a',
      '1.2.3^b',
    ]);
    expect(asked).toEqual([['1.2.3^a', '1.2.3^b']]);
  });

  it('the repository answers to the id that P1 gave it as well', async () => {
    expect((await answer(ask('1.2.3^a', '2.999.7.24.2'))).status).toBe('Success');
  });

  it('one unknown: PartialSuccess with XDSDocumentUniqueIdError, the other comes', async () => {
    const found = await answer(ask('1.2.3^x'), ask('1.2.3^b'));
    expect(found.status).toBe('PartialSuccess');
    expect(found.errors).toEqual([
      {
        code: 'XDSDocumentUniqueIdError',
        severity: 'Error',
        location: 'DocumentRequest[1.2.3^x]',
        context: expect.any(String),
      },
    ]);
    expect(found.documents).toHaveLength(1);
  });

  it('all unknown: Failure', async () => {
    expect((await answer(ask('1.2.3^x'), ask('1.2.3^y'))).status).toBe('Failure');
  });

  it('another repository: XDSUnknownRepositoryId, and the document is not looked for', async () => {
    const found = await answer(ask('1.2.3^a', '1.9'));
    expect(found.status).toBe('Failure');
    expect(found.errors.map(({ code }) => code)).toEqual(['XDSUnknownRepositoryId']);
    expect(asked).toEqual([]);
  });

  it('an id that no document can have: XDSDocumentUniqueIdError, without asking the store', async () => {
    const found = await answer(ask(`1.2^${'x'.repeat(200)}`));
    expect(found.errors.map(({ code }) => code)).toEqual(['XDSDocumentUniqueIdError']);
    expect(asked).toEqual([]);
  });

  it('the same document twice is asked once and given twice', async () => {
    const found = await answer(ask('1.2.3^a'), ask('1.2.3^a'));
    expect(asked).toEqual([['1.2.3^a']]);
    expect(found.documents).toHaveLength(2);
  });
});

describe('ITI-43 response', () => {
  it('inline: the client reads the bytes and the mime type verbatim', async () => {
    const found = await answer({ ...ask('1.2.3^a'), home: 'urn:oid:1.2' }, ask('1.2.3^x'));
    const { body, attachments } = writeRetrieveResponse(found, ({ handle }) => ({
      inline: handle,
    }));
    expect(attachments).toEqual([]);
    const response = readRetrieveResponse(tree(body), contentOf);
    expect(response).toMatchObject({
      status: 'PartialSuccess',
      errors: found.errors,
      documents: [
        {
          home: 'urn:oid:1.2',
          repositoryUniqueId,
          documentUniqueId: '1.2.3^a',
          mimeType: 'text/goofy',
          content: { handle: stored.get('1.2.3^a') },
        },
      ],
    });
  });

  it('beside the envelope: each document has its attachment', async () => {
    const found = await answer(ask('1.2.3^a'), ask('1.2.3^b'));
    const { body, attachments } = writeRetrieveResponse(found, ({ handle, mimeType, size }) => ({
      contentType: mimeType,
      size,
      open: () => [handle],
    }));
    const references = childElements(tree(body))
      .slice(1)
      .map((document) => {
        const content = childElements(document).find(({ name }) => name === 'Document');
        const include =
          content && child(content, 'http://www.w3.org/2004/08/xop/include', 'Include');
        return include && attributeOf(include, 'href');
      });
    expect(references).toEqual(attachments.map(({ contentId }) => `cid:${contentId}`));
    expect(attachments.map(({ contentType, size }) => [contentType, size])).toEqual(
      [...stored.values()].map(({ length }) => ['text/goofy', length]),
    );
  });

  it('a document without bytes is no document: xds.answer-unreadable', async () => {
    const { body } = writeRetrieveResponse(await answer(ask('1.2.3^a')), ({ handle }) => ({
      inline: handle,
    }));
    expect(() => readRetrieveResponse(tree(body), () => undefined)).toThrow(
      expect.objectContaining({ code: 'xds.answer-unreadable' }),
    );
  });

  it('something else is no answer: xds.answer-unreadable', () => {
    expect(() => readRetrieveResponse(readXml(Buffer.from('<a/>')).root, contentOf)).toThrow(
      expect.objectContaining({ code: 'xds.answer-unreadable' }),
    );
  });
});

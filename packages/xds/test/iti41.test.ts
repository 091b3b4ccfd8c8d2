import { createHash } from 'node:crypto';
import {
  attributeOf,
  child,
  childElements,
  readXml,
  textOf,
  writeXml,
  type XmlElement,
} from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  type ObjectId,
  objectId,
  readProvideAndRegister,
  type Submission,
  writeProvideAndRegister,
} from '../src/index.ts';
import { sampleSubmission } from '../src/sample/index.ts';

/** What soap gives for an inline document. */
function inlineContent(element: XmlElement) {
  if (childElements(element).length > 0) return undefined;
  const bytes = Buffer.from(textOf(element), 'base64');
  const sha1 = createHash('sha1').update(bytes).digest('hex');
  return { handle: bytes, sha1, size: bytes.length };
}

function request(
  change: (parts: { submission: Submission; contents: Map<ObjectId, Buffer> }) => void = () => {},
) {
  const sample = sampleSubmission();
  const parts = {
    submission: sample.submission,
    contents: new Map([...sample.contents].map(([id, bytes]) => [id, Buffer.from(bytes)])),
  };
  change(parts);
  const inline = new Map([...parts.contents].map(([id, bytes]) => [id, { inline: bytes }]));
  return readXml(writeXml(writeProvideAndRegister(parts.submission, inline).body)).root;
}

const read = (body: XmlElement) => readProvideAndRegister(body, inlineContent);
function codesOf(body: XmlElement): [string, string | undefined][] {
  const reading = read(body);
  return reading.ok ? [] : reading.errors.map(({ code, location }) => [code, location]);
}
function entriesChanged(change: object) {
  return request((parts) => {
    const { submission } = parts;
    const documents = submission.documents.map((entry) => ({ ...entry, ...change }));
    parts.submission = { ...submission, documents };
  });
}

describe('ITI-41 request', () => {
  it('what the client writes the server reads: metadata, and each document by its entry', () => {
    const { submission, contents } = sampleSubmission();
    const reading = read(request());
    if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
    expect(reading.request.submission).toEqual(submission);
    for (const [id, bytes] of contents) {
      expect(reading.request.contents.get(id)?.handle).toEqual(Buffer.from(bytes));
    }
  });

  it('a document beside the envelope is named by an xop:Include', () => {
    const { submission, contents } = sampleSubmission({ documents: 1 });
    const [[id, bytes] = [objectId('none'), Buffer.alloc(0)]] = contents;
    const { body, attachments } = writeProvideAndRegister(
      submission,
      new Map([[id, { contentType: 'text/xml', size: bytes.length, open: () => [bytes] }]]),
    );
    const [attachment] = attachments;
    expect(attachments).toHaveLength(1);
    expect(attachment).toMatchObject({ contentType: 'text/xml', size: bytes.length });
    const document = childElements(readXml(writeXml(body)).root)[1];
    const include = document && child(document, 'http://www.w3.org/2004/08/xop/include', 'Include');
    expect(include && attributeOf(include, 'href')).toBe(`cid:${attachment?.contentId}`);
    expect([...((attachment?.open() ?? []) as Iterable<Uint8Array>)]).toEqual([bytes]);
  });

  it('several documents get content ids of their own', () => {
    const { submission, contents } = sampleSubmission({ documents: 5 });
    const { attachments } = writeProvideAndRegister(
      submission,
      new Map([...contents].map(([id]) => [id, { contentType: 'text/xml', open: () => [] }])),
    );
    expect(new Set(attachments.map(({ contentId }) => contentId)).size).toBe(5);
    expect(attachments.every((one) => !('size' in one))).toBe(true);
  });

  it('an entry without content is a defect of the caller, not a message', () => {
    expect(() => writeProvideAndRegister(sampleSubmission().submission, new Map())).toThrow(
      RangeError,
    );
  });
});

describe('ITI-41 documents', () => {
  it('an entry without its document: XDSMissingDocument', () => {
    const body = request();
    const nodes = body.nodes.filter(
      (node) => typeof node === 'string' || attributeOf(node, 'id') !== 'Document02',
    );
    expect(codesOf({ ...body, nodes })).toEqual([
      ['XDSMissingDocument', 'DocumentEntry[Document02]'],
    ]);
  });

  it('a document without its entry: XDSMissingDocumentMetadata', () => {
    const body = request();
    const stray = {
      ...documentsOf(body)[0],
      attributes: [idAttribute('Document09')],
    } as XmlElement;
    expect(codesOf({ ...body, nodes: [...body.nodes, stray] })).toEqual([
      ['XDSMissingDocumentMetadata', 'Document[Document09]'],
    ]);
  });

  it('a document whose bytes did not come: XDSMissingDocument', () => {
    const reading = readProvideAndRegister(request(), () => undefined);
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => 'XDSMissingDocument'),
    );
  });

  it('two documents of one id: XDSRepositoryMetadataError', () => {
    const body = request();
    expect(codesOf({ ...body, nodes: [...body.nodes, ...documentsOf(body).slice(0, 1)] })).toEqual([
      ['XDSRepositoryMetadataError', 'Document[Document01]'],
    ]);
  });

  it('a document without id: XDSRepositoryMetadataError', () => {
    const body = request();
    const nameless = { ...documentsOf(body)[0], attributes: [] } as unknown as XmlElement;
    expect(codesOf({ ...body, nodes: [...body.nodes, nameless] })).toEqual([
      ['XDSRepositoryMetadataError', 'Document[]'],
    ]);
  });

  it('something else behind the metadata: XDSRepositoryMetadataError', () => {
    const body = request();
    const stray = { ...documentsOf(body)[0], name: 'Dokument' } as XmlElement;
    expect(codesOf({ ...body, nodes: [...body.nodes, stray] })).toEqual([
      ['XDSRepositoryMetadataError', 'ProvideAndRegisterDocumentSetRequest'],
    ]);
  });

  it('a supplied hash that is another: XDSNonIdenticalHash', () => {
    expect(codesOf(entriesChanged({ hash: 'a'.repeat(40), size: undefined }))).toEqual([
      ['XDSNonIdenticalHash', 'DocumentEntry[Document01].hash'],
      ['XDSNonIdenticalHash', 'DocumentEntry[Document02].hash'],
    ]);
  });

  it('a supplied size that is another: XDSNonIdenticalSize', () => {
    expect(codesOf(entriesChanged({ hash: undefined, size: 7 }))).toEqual([
      ['XDSNonIdenticalSize', 'DocumentEntry[Document01].size'],
      ['XDSNonIdenticalSize', 'DocumentEntry[Document02].size'],
    ]);
  });

  it('neither hash nor size need be supplied', () => {
    expect(codesOf(entriesChanged({ hash: undefined, size: undefined }))).toEqual([]);
  });

  it('a hash in upper case is the same hash', () => {
    const { submission } = sampleSubmission({ documents: 1 });
    const body = request((parts) => {
      parts.contents.delete(objectId('Document02'));
      parts.submission = {
        ...submission,
        documents: submission.documents.map((entry) => ({
          ...entry,
          hash: entry.hash?.toUpperCase(),
        })),
      };
    });
    expect(codesOf(body)).toEqual([]);
  });

  it('an empty document is one', () => {
    const body = request((parts) => {
      const { submission } = parts;
      const documents = submission.documents.map((entry) => ({
        ...entry,
        hash: undefined,
        size: 0,
      }));
      parts.submission = { ...submission, documents };
      for (const id of parts.contents.keys()) parts.contents.set(id, Buffer.alloc(0));
    });
    expect(codesOf(body)).toEqual([]);
  });

  it('all that is wrong is told at once', () => {
    const body = entriesChanged({ mimeType: undefined, hash: 'x' });
    expect(new Set(codesOf(body).map(([code]) => code))).toEqual(
      new Set(['XDSRepositoryMetadataError', 'XDSNonIdenticalHash']),
    );
    expect(codesOf(body)).toHaveLength(6);
  });

  it('another body: XDSRepositoryMetadataError at Body', () => {
    expect(codesOf(readXml(Buffer.from('<a><b/></a>')).root)).toEqual([
      ['XDSRepositoryMetadataError', 'Body'],
    ]);
    expect(codesOf({ ...request(), nodes: [] })).toEqual([['XDSRepositoryMetadataError', 'Body']]);
  });
});

function documentsOf(body: XmlElement): XmlElement[] {
  return childElements(body).slice(1);
}

function idAttribute(value: string) {
  return { name: 'id', namespace: '', prefix: '', value };
}

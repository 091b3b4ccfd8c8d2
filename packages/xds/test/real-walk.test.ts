import { createHash } from 'node:crypto';
import { fixedClock } from '@kartoteka/kernel';
import { attributeOf, readXml, writeXml, type XmlElement } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  acceptSubmission,
  answerQuery,
  answerRetrieve,
  findDocuments,
  readProvideAndRegister,
  readQueryResponse,
  writeQueryResponse,
  xdsbNamespace,
} from '../src/index.ts';
import { sampleOids } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';
import { bodyOf, hasSharedData } from './shared-data.ts';

/** Every message gets documents of its own, for the stored bodies do not carry theirs. */
function contentOf(element: XmlElement) {
  const handle = Buffer.from(`content of ${attributeOf(element, 'id')}`);
  return { handle, sha1: createHash('sha1').update(handle).digest('hex'), size: handle.length };
}

function withDocuments(name: string): XmlElement {
  const body = bodyOf(name);
  const present = body.nodes.filter((node) => typeof node !== 'string');
  if (present.length > 1) return body;
  const documents = ['Document01', 'Document02'].map((value) => ({
    name: 'Document',
    namespace: xdsbNamespace,
    prefix: 'xdsb',
    attributes: [{ name: 'id', namespace: '', prefix: '', value }],
    nodes: [],
  }));
  return { ...body, nodes: [...present, ...documents] };
}

describe.skipIf(!hasSharedData)('real submissions, stored and found', () => {
  it.each([
    ['tk2/pnr.xml', 2],
    ['tk2/soap-pnr.xml', 2],
    ['mtom/http-mtom-pnr.txt', 1],
    ['mtom/PnrXop-Xop.body.txt', 1],
    ['mtom/epd-ITI-41-request.http.txt', 1],
  ])('%s: its %i documents are found by their patient and fetched', async (name, count) => {
    const registry = new MemoryRegistry();
    const context = {
      clock: fixedClock('2026-03-01T08:20:00Z'),
      random: countingRandom(),
      repositoryUniqueId: sampleOids.repository,
    };
    const reading = readProvideAndRegister(withDocuments(name), contentOf);
    if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
    expect((await acceptSubmission(reading.request, registry, context)).outcome).toBe('stored');
    const { patientId } = reading.request.submission.submissionSet;
    if (!patientId) throw new Error('no patient');

    const query = findDocuments({ patientId });
    const answer = await answerQuery({ query, returnType: 'LeafClass' }, registry);
    const read = readQueryResponse(readXml(writeXml(writeQueryResponse(answer))).root);
    expect(read.faults).toEqual([]);
    expect(read.objects.documents).toHaveLength(count);

    const requests = read.objects.documents.map(({ uniqueId, repositoryUniqueId }) => ({
      documentUniqueId: uniqueId ?? '',
      repositoryUniqueId: repositoryUniqueId ?? '',
    }));
    const fetched = await answerRetrieve(requests, registry, [sampleOids.repository]);
    expect(fetched.status).toBe('Success');
    expect(fetched.documents.map(({ document }) => String(document.handle))).toEqual(
      reading.request.submission.documents.map(({ id }) => `content of ${id}`),
    );
    expect((await acceptSubmission(reading.request, registry, context)).outcome).toBe('repeated');
  });
});

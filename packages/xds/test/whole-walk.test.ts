import { createHash } from 'node:crypto';
import { fixedClock } from '@kartoteka/kernel';
import {
  childElements,
  readXml,
  textOf,
  writeXml,
  type XmlElement,
  type XmlMarkup,
} from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  type AvailabilityStatus,
  acceptSubmission,
  answerQuery,
  answerRetrieve,
  findDocuments,
  readProvideAndRegister,
  readQueryResponse,
  readRegistryResponse,
  readRetrieveRequest,
  readRetrieveResponse,
  readStoredQuery,
  responseTo,
  type Submission,
  submission as submissionOf,
  writeProvideAndRegister,
  writeQueryResponse,
  writeRegistryResponse,
  writeRetrieveRequest,
  writeRetrieveResponse,
  writeStoredQuery,
} from '../src/index.ts';
import { sampleOids, samplePatientId, sampleSubmission } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';

const wire = (markup: XmlMarkup): XmlElement => readXml(writeXml(markup)).root;
function contentOf(element: XmlElement) {
  if (childElements(element).length > 0) return undefined;
  const bytes = Buffer.from(textOf(element), 'base64');
  return {
    handle: bytes,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
  };
}

/** A repository with its registry, reached by messages only. */
function repository() {
  const registry = new MemoryRegistry();
  const context = {
    clock: fixedClock('2026-03-01T08:20:00Z'),
    random: countingRandom(),
    repositoryUniqueId: sampleOids.repository,
  };
  return {
    async provide(submission: Submission, contents: ReadonlyMap<unknown, Uint8Array>) {
      const inline = new Map(
        submission.documents.map(({ id }) => [id, { inline: contents.get(id) ?? Buffer.alloc(0) }]),
      );
      const reading = readProvideAndRegister(
        wire(writeProvideAndRegister(submission, inline).body),
        contentOf,
      );
      if (!reading.ok) return { status: 'Failure', errors: reading.errors };
      const acceptance = await acceptSubmission(reading.request, registry, context);
      if (acceptance.outcome === 'changed') throw new Error('nobody competes here');
      return readRegistryResponse(wire(writeRegistryResponse(responseTo(acceptance))));
    },
    async find(statuses: readonly AvailabilityStatus[]) {
      const query = findDocuments({ patientId: samplePatientId(), statuses });
      const reading = readStoredQuery(wire(writeStoredQuery({ query, returnType: 'LeafClass' })));
      if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
      return readQueryResponse(
        wire(writeQueryResponse(await answerQuery(reading.request, registry))),
      );
    },
    async retrieve(documentUniqueIds: readonly string[]) {
      const requests = documentUniqueIds.map((documentUniqueId) => ({
        repositoryUniqueId: sampleOids.repository,
        documentUniqueId,
      }));
      const reading = readRetrieveRequest(wire(writeRetrieveRequest(requests)));
      if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
      const answer = await answerRetrieve(reading.requests, registry, [sampleOids.repository]);
      const { body } = writeRetrieveResponse(answer, ({ handle }) => ({ inline: handle }));
      return readRetrieveResponse(wire(body), contentOf);
    },
  };
}

describe('store, find, fetch over the wire format', () => {
  it('what was provided is found with its metadata and comes back byte by byte', async () => {
    const cloud = repository();
    const { submission, contents } = sampleSubmission({ documents: 3 });
    expect(await cloud.provide(submission, contents)).toEqual({ status: 'Success', errors: [] });
    const { objects, faults } = await cloud.find(['Approved']);
    expect(faults).toEqual([]);
    expect(
      objects.documents.map(({ id: _, lid, version, status, repositoryUniqueId, ...sent }) => sent),
    ).toEqual(submission.documents.map(({ id: _, ...sent }) => sent));
    const ids = objects.documents.flatMap(({ uniqueId }) => uniqueId ?? []);
    const fetched = await cloud.retrieve(ids);
    expect(fetched.documents.map(({ content }) => content.handle)).toEqual(
      [...contents.values()].map((bytes) => Buffer.from(bytes)),
    );
  });

  it('a replaced document is found as Deprecated and can still be fetched', async () => {
    const cloud = repository();
    const first = sampleSubmission({ serial: 1, documents: 1 });
    await cloud.provide(first.submission, first.contents);
    const old = (await cloud.find(['Approved'])).objects.documents[0];
    const next = sampleSubmission({ serial: 2, documents: 1 });
    const [template] = next.submission.associations;
    if (!old || !template) throw new Error('nothing found');
    const replacing = submissionOf({
      ...next.submission,
      associations: [
        ...next.submission.associations,
        {
          ...template,
          id: 'Replace' as never,
          type: 'RPLC',
          source: 'Document01' as never,
          target: old.id,
          submissionSetStatus: undefined,
        },
      ],
    });
    expect((await cloud.provide(replacing, next.contents)).status).toBe('Success');
    expect((await cloud.find(['Deprecated'])).objects.documents.map(({ id }) => id)).toEqual([
      old.id,
    ]);
    expect((await cloud.find(['Approved'])).objects.documents).toHaveLength(1);
    expect((await cloud.retrieve([old.uniqueId ?? ''])).status).toBe('Success');
  });

  it('what is refused leaves nothing behind', async () => {
    const cloud = repository();
    const { submission, contents } = sampleSubmission({ documents: 2 });
    const [first, second] = submission.documents;
    if (!first || !second) throw new Error('no documents');
    const bad = { ...submission, documents: [first, { ...second, classCode: undefined }] };
    const { status, errors } = await cloud.provide(bad, contents);
    expect([status, errors.map(({ location }) => location)]).toEqual([
      'Failure',
      ['DocumentEntry[Document02].classCode'],
    ]);
    expect((await cloud.find(['Approved'])).objects.documents).toEqual([]);
  });
});

import { fixedClock } from '@kartoteka/kernel';
import { readXml, writeXml, type XmlMarkup } from '@kartoteka/xml';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  acceptSubmission,
  association,
  type DecisionContext,
  type DocumentEntry,
  documentEntryTypes,
  objectId,
  readRegister,
  type Submission,
  writeRegister,
  writeSubmitObjects,
} from '../src/index.ts';
import { sampleOids, sampleSubmission } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';

/** Where the documents lie: not here. */
const elsewhere = '2.999.7.24.1' as typeof sampleOids.repository;

let registry: MemoryRegistry;
let context: DecisionContext;

beforeEach(() => {
  registry = new MemoryRegistry();
  context = {
    clock: fixedClock('2026-03-01T08:20:00Z'),
    random: countingRandom(),
    repositoryUniqueId: sampleOids.repository,
    otherRepositoryIds: ['2.999.7.24.2' as typeof sampleOids.repository],
  };
});

/** The sample as a foreign repository would register it. */
function sample(
  serial = 1,
  change: Partial<DocumentEntry> = {},
  options: { folder?: boolean } = {},
): Submission {
  const { submission } = sampleSubmission({ serial, documents: 1 });
  return {
    ...submission,
    documents: submission.documents.map((entry) => ({
      ...entry,
      repositoryUniqueId: elsewhere,
      ...change,
    })),
    ...(options.folder === false && {
      folders: [],
      associations: submission.associations.filter((one) => one.submissionSetStatus),
    }),
  };
}

const wire = (markup: XmlMarkup) => readXml(writeXml(markup)).root;

async function register(submission: Submission) {
  const reading = readRegister(wire(writeSubmitObjects(submission)));
  if (!reading.ok) return reading.errors.map(({ code }) => code);
  const acceptance = await acceptSubmission(reading.request, registry, context);
  return acceptance.outcome === 'refused'
    ? acceptance.errors.map(({ code }) => code)
    : [acceptance.outcome];
}

describe('ITI-42 over the wire format', () => {
  it('what a client writes is what the registry reads', () => {
    const submission = sample();
    expect(readRegister(wire(writeRegister(submission)))).toEqual({
      ok: true,
      request: { submission },
    });
  });

  it('a client that does not know where a document lies is told before it sends', () => {
    for (const name of ['repositoryUniqueId', 'hash', 'size'] as const) {
      expect(() => writeRegister(sample(1, { [name]: undefined }))).toThrow(RangeError);
    }
  });

  it.each(['repositoryUniqueId', 'hash', 'size'] as const)(
    'without %s: XDSRegistryMetadataError',
    async (name) => {
      expect(await register(sample(1, { [name]: undefined }))).toEqual([
        'XDSRegistryMetadataError',
      ]);
    },
  );

  it('another body: XDSRegistryMetadataError', () => {
    const reading = readRegister(readXml(Buffer.from('<a xmlns="urn:b"/>')).root);
    expect(reading.ok ? [] : reading.errors.map(({ code }) => code)).toEqual([
      'XDSRegistryMetadataError',
    ]);
  });

  it('an on-demand entry is not supported and says so: XDSRegistryMetadataError', async () => {
    const reading = readRegister(wire(writeSubmitObjects(sample(1, { type: 'on-demand' }))));
    expect(reading.ok ? [] : reading.errors).toMatchObject([
      {
        code: 'XDSRegistryMetadataError',
        context: expect.stringContaining('only stable ones are taken'),
      },
    ]);
    expect(documentEntryTypes['on-demand']).toContain('34268e47');
  });
});

describe('ITI-42 into a registry', () => {
  it('keeps what it was told about bytes that it never sees', async () => {
    expect(await register(sample())).toEqual(['stored']);
    const [change] = registry.changes;
    expect(change?.documents).toMatchObject([
      { entry: { ...sample().documents[0], id: expect.anything(), status: 'Approved' } },
    ]);
    expect(change?.documents[0]?.content).toBeUndefined();
  });

  it('counts documents, and no bytes', async () => {
    await register(sample());
    expect(registry.account).toMatchObject({ documentsUsed: 1, bytesUsed: 0 });
    registry.account = { ...registry.account, documentsMax: 1, bytesMax: 0 };
    expect(await register(sample(2))).toEqual(['XDSRegistryOutOfResources']);
  });

  it.each(['2.999.7.24.8879', '2.999.7.24.2'])(
    'of a document that should lie here, as %s, and does not: XDSMissingDocument',
    async (own) => {
      const change = { repositoryUniqueId: own as typeof elsewhere };
      expect(await register(sample(1, change))).toEqual(['XDSMissingDocument']);
      expect(registry.changes).toEqual([]);
    },
  );

  it('the same set again: Success, nothing stored again, even with the hash in upper case', async () => {
    await register(sample());
    const hash = sample().documents[0]?.hash?.toUpperCase();
    expect(await register(sample())).toEqual(['repeated']);
    expect(await register(sample(1, { hash }))).toEqual(['repeated']);
    expect(registry.changes).toHaveLength(1);
  });

  it('the same document in another set: XDSDuplicateUniqueIdInRegistry', async () => {
    await register(sample());
    const { uniqueId, hash } = sample().documents[0] ?? {};
    expect(await register(sample(2, { uniqueId, hash }, { folder: false }))).toEqual([
      'XDSDuplicateUniqueIdInRegistry',
    ]);
  });

  it('the same document with another hash: XDSNonIdenticalHash', async () => {
    await register(sample());
    const { uniqueId } = sample().documents[0] ?? {};
    const hash = 'ab'.repeat(20);
    expect(await register(sample(2, { uniqueId, hash }, { folder: false }))).toEqual([
      'XDSNonIdenticalHash',
    ]);
  });

  it.each(['suspended', 'expired', 'closed'] as const)(
    'of an account that is %s: LocalPolicyRestrictionError',
    async (state) => {
      registry.account = { ...registry.account, state };
      expect(await register(sample())).toEqual(['LocalPolicyRestrictionError']);
    },
  );

  it('of a domain that the account does not list: XDSUnknownPatientId', async () => {
    registry.account = { ...registry.account, patientDomains: [sampleOids.source] };
    expect(await register(sample())).toEqual(['XDSUnknownPatientId']);
  });

  it('replaces what is registered here, wherever either lies', async () => {
    await register(sample());
    const [old] = registry.objects().documents;
    const next = sample(2, {}, { folder: false });
    const replace = association({
      id: objectId('Replace'),
      type: 'RPLC',
      source: objectId('Document01'),
      target: old?.id ?? objectId(''),
    });
    expect(await register({ ...next, associations: [...next.associations, replace] })).toEqual([
      'stored',
    ]);
    expect(registry.objects().documents.map(({ status }) => status)).toEqual([
      'Deprecated',
      'Approved',
    ]);
  });

  it.each(['NonVersioningUpdate', 'ConditionalRegister'] as const)(
    'keeps %s of P1 and its slots as they came',
    async (type) => {
      await register(sample());
      const [old] = registry.objects().documents;
      const next = sample(2, {}, { folder: false });
      const own = association({
        id: objectId('P1'),
        type,
        source: objectId('Document01'),
        target: old?.id ?? objectId(''),
        extraSlots: [{ name: 'urn:extpl:SlotName:Condition', values: ['a', 'b'] }],
      });
      expect(await register({ ...next, associations: [...next.associations, own] })).toEqual([
        'stored',
      ]);
      expect(registry.objects().associations.at(-1)).toMatchObject({
        type,
        extraSlots: own.extraSlots,
      });
      expect(registry.objects().documents.map(({ status }) => status)).toEqual([
        'Approved',
        'Approved',
      ]);
      expect(registry.objects().documents.at(-1)?.extraSlots).toEqual(
        next.documents[0]?.extraSlots,
      );
    },
  );
});

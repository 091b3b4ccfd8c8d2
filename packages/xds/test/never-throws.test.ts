import { readXml, writeXml, type XmlElement } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  association,
  findDocuments,
  objectId,
  readProvideAndRegister,
  readRegister,
  readRetrieveRequest,
  readStoredQuery,
  readUpdate,
  updateOf,
  writeProvideAndRegister,
  writeRegister,
  writeRetrieveRequest,
  writeStoredQuery,
  writeUpdate,
  xdsErrorCodes,
} from '../src/index.ts';
import { sampleOids, samplePatientId, sampleSubmission } from '../src/sample/index.ts';
import { arbitraryQuery } from './arbitrary-query.ts';
import { arbitraryText } from './arbitrary-text.ts';

type Node = XmlElement | string;
type Mutation = (node: XmlElement, text: string) => Node[];

/** What may happen to an element on its way through somebody's software. */
const mutations: Mutation[] = [
  () => [],
  (node) => [node, node],
  (node) => [...node.nodes],
  (node, name) => [{ ...node, name }],
  (node, namespace) => [{ ...node, namespace }],
  (node) => [{ ...node, nodes: [] }],
  (node) => [{ ...node, nodes: [...node.nodes].reverse() }],
  (node, text) => [{ ...node, nodes: [text] }],
  (node, text) => [text, node],
  (node) => [{ ...node, attributes: [] }],
  (node, value) => [{ ...node, attributes: node.attributes.map((one) => ({ ...one, value })) }],
  (node) => [{ ...node, attributes: [...node.attributes, ...node.attributes] }],
  (node) => [{ ...node, nodes: [...node.nodes, node] }],
];

/** Applies a mutation to the element that the path leads to; numbers wrap around. */
function mutate(
  node: XmlElement,
  path: readonly number[],
  change: (node: XmlElement) => Node[],
): XmlElement {
  const places = node.nodes.flatMap((child, index) => (typeof child === 'string' ? [] : [index]));
  const [step, ...rest] = path;
  const place = step === undefined ? undefined : places[step % places.length];
  const chosen = place === undefined ? undefined : node.nodes[place];
  if (chosen === undefined || typeof chosen === 'string') {
    const [first] = change(node);
    return first !== undefined && typeof first !== 'string' ? first : node;
  }
  const replaced = rest.length === 0 ? change(chosen) : [mutate(chosen, rest, change)];
  return {
    ...node,
    nodes: node.nodes.flatMap((child, index) => (index === place ? replaced : [child])),
  };
}

const damage = fc.array(
  fc.record({
    path: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 7 }),
    mutation: fc.constantFrom(...mutations),
    text: arbitraryText({ minLength: 0, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 4 },
);

const { submission, contents } = sampleSubmission();
const inline = new Map([...contents].map(([id, bytes]) => [id, { inline: bytes }]));
const contentOf = () => ({ handle: 0, sha1: 'a'.repeat(40), size: 1 });
const tree = (bytes: Uint8Array): XmlElement => readXml(bytes).root;

const elsewhere = {
  ...submission,
  documents: submission.documents.map((one) => ({
    ...one,
    repositoryUniqueId: sampleOids.repository,
  })),
};
const registered = objectId('urn:uuid:7a1f5b4e-93b1-4a55-9a0f-1f2b3c4d5e6f');
/** An update with every kind of operation in it. */
const update = updateOf(submission.submissionSet, {
  documents: submission.documents.slice(0, 1).map((one) => ({ ...one, lid: registered })),
  statuses: [{ target: registered, from: 'Approved', to: 'Deprecated' }],
  associations: [
    association({
      id: objectId('New'),
      type: 'APND',
      source: registered,
      target: objectId('urn:uuid:0f9d2b1c-6a51-4c1e-8f0b-ffffffffffff'),
    }),
  ],
});

const readers: [
  string,
  XmlElement,
  (body: XmlElement) => { ok: boolean; errors?: readonly { code: string; context: string }[] },
][] = [
  [
    'ITI-41',
    tree(writeXml(writeProvideAndRegister(submission, inline).body)),
    (body) => readProvideAndRegister(body, contentOf),
  ],
  ['ITI-42', tree(writeXml(writeRegister(elsewhere))), readRegister],
  ['ITI-57', tree(writeXml(writeUpdate(update))), readUpdate],
  [
    'ITI-43',
    tree(
      writeXml(
        writeRetrieveRequest([
          { home: 'urn:oid:1.2', repositoryUniqueId: '1.2.3', documentUniqueId: '1.2^3' },
        ]),
      ),
    ),
    readRetrieveRequest,
  ],
  [
    'ITI-18',
    tree(
      writeXml(
        writeStoredQuery({
          query: findDocuments({ patientId: samplePatientId() }),
          returnType: 'LeafClass',
        }),
      ),
    ),
    readStoredQuery,
  ],
];

describe('broken requests', () => {
  it.each(readers)(
    '%s: whatever happened to the message, there is an answer with known codes',
    (_, body, read) => {
      fc.assert(
        fc.property(damage, (steps) => {
          expectAnswer(read(damaged(body, steps)));
        }),
        { numRuns: 400 },
      );
    },
  );

  it('ITI-18: so it is with every stored query', () => {
    fc.assert(
      fc.property(arbitraryQuery, damage, (query, steps) => {
        const body = tree(writeXml(writeStoredQuery({ query, returnType: 'ObjectRef' })));
        expectAnswer(readStoredQuery(damaged(body, steps)));
      }),
      { numRuns: 400 },
    );
  });
});

function damaged(
  body: XmlElement,
  steps: typeof damage extends fc.Arbitrary<infer Steps> ? Steps : never,
): XmlElement {
  return steps.reduce(
    (broken, { path, mutation, text }) => mutate(broken, path, (node) => mutation(node, text)),
    body,
  );
}

function expectAnswer(reading: {
  ok: boolean;
  errors?: readonly { code: string; context: string }[];
}): void {
  if (reading.ok) return;
  expect(reading.errors?.length).toBeGreaterThan(0);
  for (const { code, context } of reading.errors ?? []) {
    expect(xdsErrorCodes).toContain(code);
    expect(context).toMatch(/\.$/);
  }
}

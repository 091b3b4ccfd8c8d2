import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  failure,
  findDocuments,
  objectsOf,
  success,
  writeProvideAndRegister,
  writeQueryResponse,
  writeRegistryResponse,
  writeRetrieveRequest,
  writeRetrieveResponse,
  writeStoredQuery,
} from '@kartoteka/xds';
import { sampleOids, samplePatientId, sampleSubmission } from '@kartoteka/xds/sample';
import {
  childElements,
  element,
  readXml,
  writeElement,
  writeXml,
  type XmlElement,
  type XmlMarkup,
} from '@kartoteka/xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, hasSharedData, schemaFile } from '../../../packages/xds/test/shared-data.ts';
import { schemaFolder } from '../src/ihe/wsdl/schema-files.ts';

let folder: string;
/** One schema that holds all of ours, for xmllint takes only one. */
let ours: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kartoteka-schemas-'));
  ours = join(folder, 'all.xsd');
  const namespaces = {
    'query.xsd': 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
    'rmd.xsd': 'urn:ihe:iti:rmd:2017',
    'xdsb.xsd': 'urn:ihe:iti:xds-b:2007',
  };
  const imports = Object.entries(namespaces).map(([file, namespace]) =>
    element('xs:import', { namespace, schemaLocation: schemaFolder + file }),
  );
  const xs = 'http://www.w3.org/2001/XMLSchema';
  writeFileSync(ours, writeXml(element('xs:schema', { 'xmlns:xs': xs }, imports)));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Which of the documents a schema lets pass; in pieces, for a command line is bounded. */
function valid(schema: string, bodies: readonly Uint8Array[]): boolean[] {
  const verdicts = new Map<string, boolean>();
  const files = bodies.map((bytes, index) => {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, bytes);
    return file;
  });
  for (let from = 0; from < files.length; from += 400) {
    const some = files.slice(from, from + 400);
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, ...some], {
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    });
    if (run.error) throw run.error;
    for (const [, file, verdict] of run.stderr.matchAll(/^(\S+) (validates|fails to validate)$/gm))
      verdicts.set(file ?? '', verdict === 'validates');
  }
  return files.map((file) => {
    const verdict = verdicts.get(file);
    if (verdict === undefined) throw new Error(`no verdict on ${file}`);
    return verdict;
  });
}

const patientId = samplePatientId();
const { submission, contents } = sampleSubmission();
const inline = new Map([...contents].map(([id, bytes]) => [id, { inline: bytes }]));
const request = { repositoryUniqueId: sampleOids.repository, documentUniqueId: '1.2^3' };
const wrong = failure([
  { code: 'XDSRegistryError', context: 'wrong', severity: 'Error', location: 'there' },
]);
const objects = objectsOf(submission);
const stored = { uniqueId: '1.2^3' as never, mimeType: 'a/b', size: 1, handle: Buffer.from('x') };
const messages: readonly (readonly [name: string, body: XmlMarkup])[] = [
  ['ITI-41 request', writeProvideAndRegister(submission, inline).body],
  ['registry answer', writeRegistryResponse(success)],
  ['registry refusal', writeRegistryResponse(wrong)],
  ['ITI-43 request', writeRetrieveRequest([{ ...request, home: 'urn:oid:1.2' }, request])],
  [
    'ITI-43 answer',
    writeRetrieveResponse(
      { status: 'Success', errors: [], documents: [{ request, document: stored }] },
      ({ handle }) => ({ inline: handle }),
    ).body,
  ],
  [
    'ITI-18 request',
    writeStoredQuery({ returnType: 'LeafClass', query: findDocuments({ patientId }) }),
  ],
  ['ITI-18 answer', writeQueryResponse({ ...success, objects, references: [] })],
];

describe('the schemas that are served', () => {
  it.each(readdirSync(schemaFolder))('%s stands by itself', (name) => {
    const schema = join(schemaFolder, name);
    const file = join(folder, 'nothing.xml');
    writeFileSync(file, '<nothing/>');
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], {
      encoding: 'utf8',
    });
    expect(run.stderr).not.toMatch(/Schemas parser error|failed to compile|warning/i);
    // 3: the schema was read, the document does not match it.
    expect(run.status).toBe(3);
  });

  it.each(messages)('let pass what we write: %s', (_, body) => {
    expect(valid(ours, [writeXml(body)])).toEqual([true]);
  });

  it('describe ITI-62 and ITI-86', () => {
    const lcm = 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0';
    const rim = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0';
    const references = element('rim:ObjectRefList', {}, element('rim:ObjectRef', { id: 'urn:x' }));
    const removeObjects = (content: XmlMarkup) =>
      element('lcm:RemoveObjectsRequest', { 'xmlns:lcm': lcm, 'xmlns:rim': rim }, content);
    const removeDocuments = (...parts: readonly string[]) =>
      element(
        'rmd:RemoveDocumentsRequest',
        { 'xmlns:rmd': 'urn:ihe:iti:rmd:2017', xmlns: 'urn:ihe:iti:xds-b:2007' },
        element(
          'DocumentRequest',
          {},
          parts.map((name) => element(name, {}, '1.2.3')),
        ),
      );
    const bodies = [
      removeObjects(references),
      removeObjects(element('rim:ObjectRef', { id: 'urn:x' })),
      removeDocuments('RepositoryUniqueId', 'DocumentUniqueId'),
      removeDocuments('DocumentUniqueId', 'RepositoryUniqueId'),
    ];
    expect(
      valid(
        ours,
        bodies.map((body) => writeXml(body)),
      ),
    ).toEqual([true, false, true, false]);
  });
});

describe.skipIf(!hasSharedData)(
  'the schemas that are served judge as the published ones do',
  () => {
    const real = [
      'tk2/pnr.xml',
      'tk2/pnr-element-order.xml',
      'tk2/pnr-limited.xml',
      'tk2/regresp-suc-err.xml',
      'tk2/soap-pnr.xml',
      'tk2/soap-r-resp.xml',
      'tk2/soap-ret-req.xml',
      'tk2/soap-ret-resp.xml',
      'tk2/soap-sq-req.xml',
      'tk2/sq-req-bad-code.xml',
      'tk2/sq-req-missing-stat.xml',
      'tk2/sq-req.xml',
      'tk2/sq-resp-lc.xml',
      'tk2/sq-resp-objectref.xml',
      'mtom/http-mtom-pnr.txt',
      'mtom/PnrXop-Xop.body.txt',
      'mtom/epd-ITI-41-request.http.txt',
      'epd/ITI-18_request_raw.xml',
      'epd/ITI-18_response_raw.xml',
      'epd/ITI-41_response_raw.xml',
      'epd/ITI-43_request_raw.xml',
      'epd/ITI-43_response_raw.xml',
    ];

    it('over every real message', () => {
      const bodies = real.map((name) => Buffer.from(writeElement(bodyOf(name)).xml));
      const published = valid(schemaFile, bodies);
      expect(valid(ours, bodies)).toEqual(published);
      expect(published).toContain(true);
      expect(published[real.indexOf('tk2/pnr-element-order.xml')]).toBe(false);
    });

    it.each(messages)('over every mutation of %s', (_, body) => {
      const { root } = readXml(writeXml(body));
      const bodies = [...mutations(root)].map((one) => Buffer.from(writeElement(one).xml));
      const published = valid(schemaFile, bodies);
      const own = valid(ours, bodies);
      const apart = bodies.filter((_bytes, index) => own[index] !== published[index]);
      expect(apart.map(String)).toEqual([]);
      // Both verdicts come up, so that agreeing means something.
      expect(new Set(published)).toEqual(new Set([true, false]));
    });
  },
);

const mutationsMax = 1_500;

/** Each element dropped, doubled, renamed, swapped; each attribute dropped, emptied, made too long. */
function* mutations(root: XmlElement): Generator<XmlElement> {
  let count = 0;
  for (const [path, node] of elementsOf(root)) {
    for (const changed of changesOf(node)) {
      if (++count > mutationsMax) return;
      yield replaced(root, path, changed);
    }
  }
}

function* elementsOf(
  node: XmlElement,
  path: readonly number[] = [],
): Generator<readonly [readonly number[], XmlElement]> {
  yield [path, node];
  for (const [index, one] of node.nodes.entries()) {
    if (typeof one !== 'string' && 'nodes' in one) yield* elementsOf(one, [...path, index]);
  }
}

function* changesOf(node: XmlElement): Generator<XmlElement> {
  const { nodes, attributes } = node;
  const elements = childElements(node);
  for (const [index, one] of nodes.entries()) {
    const others = nodes.filter((_, at) => at !== index);
    yield { ...node, nodes: others };
    yield { ...node, nodes: [...nodes, one] };
  }
  if (elements.length > 1) yield { ...node, nodes: [...nodes].reverse() };
  yield { ...node, name: 'Unknown' };
  yield { ...node, nodes: [...nodes, 'x'.repeat(1_025)] };
  for (const [index, one] of attributes.entries()) {
    const others = attributes.filter((_, at) => at !== index);
    yield { ...node, attributes: others };
    for (const value of ['', 'x'.repeat(17), 'x'.repeat(257), 'x'.repeat(1_025), '%zz', '1']) {
      yield { ...node, attributes: [...others, { ...one, value }] };
    }
  }
  yield { ...node, attributes: [...attributes, { ...attributes[0], name: 'foreign' } as never] };
}

function replaced(node: XmlElement, path: readonly number[], changed: XmlElement): XmlElement {
  const [at, ...rest] = path;
  if (at === undefined) return changed;
  const nodes = node.nodes.map((one, index) =>
    index === at ? replaced(one as XmlElement, rest, changed) : one,
  );
  return { ...node, nodes };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalDocument,
  openXml,
  readXml,
  writeTree,
  writeXml,
  type XmlElement,
} from '../src/index.ts';
import { askPython, hasLxml } from './judges.ts';
import { codeOf } from './problem-code.ts';
import { randomDocument } from './random-document.ts';

const folder = join(import.meta.dirname, '../../../../shared/data');
const missing = existsSync(folder)
  ? undefined
  : 'the folder of real samples is not on this machine';
if (missing !== undefined) console.info(`real XML samples are left out: ${missing}`);

function samples(): string[] {
  if (missing !== undefined) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:xml|xsd|xsl|wsdl)$/.test(name),
  );
}

/** The tree as lxml is asked to print it: `[{namespace}name, sorted attributes, nodes]`. */
function shape(at: XmlElement): unknown {
  const name = (of: { name: string; namespace: string }) =>
    of.namespace === '' ? of.name : `{${of.namespace}}${of.name}`;
  return [
    name(at),
    at.attributes.map((attribute) => [name(attribute), attribute.value] as const).sort(byCodePoint),
    at.nodes.map((node) => (typeof node === 'string' ? node : shape(node))),
  ];
}

/** Python's order; UTF-8 has it as well. */
function byCodePoint(one: readonly [string, string], two: readonly [string, string]): number {
  return Buffer.compare(Buffer.from(one[0]), Buffer.from(two[0]));
}

const lxmlShapes = `
import base64, json, sys
from lxml import etree
sys.setrecursionlimit(10000)

def shape(element):
    nodes = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            nodes.append(shape(child))
            nodes.append(child.tail or "")
        else:
            if isinstance(nodes[-1], str):
                nodes[-1] += child.tail or ""
            else:
                nodes.append(child.tail or "")
    joined = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        else:
            joined.append(node)
    return [element.tag, sorted([k, v] for k, v in element.attrib.items()), [n for n in joined if n != ""]]

def read(encoded):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=True)
    return etree.fromstring(base64.b64decode(encoded), parser)

answers = []
for encoded in json.load(sys.stdin):
    root = read(encoded)
    answers.append([shape(root), etree.tostring(root.getroottree(), method="c14n").decode("utf-8")])
print(json.dumps(answers))
`;

function expectAgreement(documents: readonly Buffer[]): void {
  const theirs = askPython(
    lxmlShapes,
    documents.map((bytes) => bytes.toString('base64')),
  ) as [unknown, string][];
  for (const [index, bytes] of documents.entries()) {
    const document = openXml(bytes);
    const [tree, canonical] = theirs[index]!;
    const sorted = JSON.parse(JSON.stringify(shape(document.root)));
    expect(sorted).toEqual(tree);
    const method = { kind: 'inclusive', comments: true } as const;
    expect(canonicalDocument(document, method).join('')).toBe(canonical);
  }
}

// OWASP ASVS 1.5.3: all parsers of one kind agree.
describe.skipIf(!hasLxml)('our tree and the tree of lxml', () => {
  it('are the same for 500 random documents', () => {
    const documents = fc.sample(randomDocument, { numRuns: 500, seed: 11 });
    expectAgreement(documents.map((xml) => Buffer.from(xml)));
  });

  it.skipIf(missing !== undefined)('are the same for the real samples', () => {
    const documents = samples()
      .map((name) => readFileSync(join(folder, name)))
      .filter(
        (bytes) => !bytes.includes('<!DOCTYPE') && codeOf(() => readXml(bytes)) === 'no problem',
      );
    expect(documents.length).toBeGreaterThan(50);
    expectAgreement(documents);
  });
});

describe.skipIf(missing !== undefined)('the real samples', () => {
  it.each(samples())('%s is read, and comes back from writing', (name) => {
    const bytes = readFileSync(join(folder, name));
    const code = codeOf(() => readXml(bytes));
    if (code !== 'no problem') {
      expect(refused[name]).toBe(code);
      return;
    }
    expect(refused[name]).toBeUndefined();
    const tree = readXml(bytes);
    expect(shape(readXml(writeXml(writeTree(tree))).root)).toEqual(shape(tree.root));
  });
});

/** Two whole HTTP messages under the name of XML, and one that was broken on purpose. */
const refused: Record<string, string> = {
  'xds/epd/ITI-41_request_raw.xml': 'xml.malformed',
  'xds/epd/ITI-41_response_raw.xml': 'xml.malformed',
  'xds/tk2/xml-parse-error.xml': 'xml.malformed',
};

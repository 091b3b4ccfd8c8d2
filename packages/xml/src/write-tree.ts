import type { XmlElement, XmlTree } from './tree.ts';
import { element, rawMarkup, type XmlMarkup } from './write-markup.ts';

/**
 * Writes a tree that was read, with the namespace declarations that stood in it.
 *
 * @example writeXml(writeTree(readXml(bytes)))
 */
export function writeTree(tree: XmlTree): XmlMarkup {
  const front = tree.instructions
    .map(({ target, data }) => `<?${target}${data === '' ? '' : ` ${data}`}?>\n`)
    .join('');
  return rawMarkup(front + writeElement(tree.root).xml);
}

/** Writes one element of a tree; prefixes declared only further up are declared again on it. */
export function writeElement(of: XmlElement): XmlMarkup {
  return write(of, new Map([['xml', '']]));
}

/** `declared` is what stands around; an element adds what it uses and nobody declared for it. */
function write(of: XmlElement, declared: ReadonlyMap<string, string>): XmlMarkup {
  const attributes: Record<string, string> = {};
  let scope = declared;
  function declare(prefix: string, namespace: string): void {
    if (prefix === 'xml' || (scope.get(prefix) ?? '') === namespace) return;
    attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] = namespace;
    scope = new Map(scope).set(prefix, namespace);
  }
  for (const { prefix, namespace } of of.declarations ?? []) declare(prefix, namespace);
  declare(of.prefix, of.namespace);
  for (const { prefix, namespace } of of.attributes) if (prefix !== '') declare(prefix, namespace);
  for (const { prefix, name, value } of of.attributes) {
    attributes[prefix === '' ? name : `${prefix}:${name}`] = value;
  }
  const name = of.prefix === '' ? of.name : `${of.prefix}:${of.name}`;
  const nodes = of.nodes.map((node) => (typeof node === 'string' ? node : write(node, scope)));
  return element(name, attributes, ...nodes);
}

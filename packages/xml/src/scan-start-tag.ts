import { Problem } from '@kartoteka/kernel';
import type { NamespaceScope } from './namespace-scope.ts';
import { resolveReferences } from './references.ts';
import type { XmlAttribute, XmlDeclaration } from './tree.ts';

/** A start tag or empty-element tag, its names resolved. */
export interface StartTag {
  readonly name: string;
  readonly namespace: string;
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  readonly declarations: readonly XmlDeclaration[] | undefined;
  /** `<a/>`. */
  readonly closed: boolean;
  /** Index behind the `>`. */
  readonly end: number;
}

/**
 * Reads the start tag at `open` and enters its scope; the caller leaves it at the end tag.
 *
 * @param names qualified names met so far in this document, split once each
 * @throws Problem `xml.malformed`
 * @example scanStartTag('<a b="c">', 0, new NamespaceScope(), new Map()).name // 'a'
 */
export function scanStartTag(
  text: string,
  open: number,
  scope: NamespaceScope,
  names: QualifiedNames,
): StartTag {
  scope.enter();
  let at = endOfName(text, open + 1);
  const name = splitName(text.slice(open + 1, at), names);
  let attributes: MutableAttribute[] | undefined;
  let declarations: XmlDeclaration[] | undefined;
  let prefixed = 0;
  while (text.charCodeAt(at) === blank) {
    const nameStart = at + 1;
    const nameEnd = endOfName(text, nameStart);
    const valueEnd = endOfValue(text, nameEnd);
    const value = resolveReferences(text.slice(nameEnd + 2, valueEnd));
    at = valueEnd + 1;
    const { prefix, local } = splitName(text.slice(nameStart, nameEnd), names);
    const declared =
      prefix === 'xmlns' ? local : prefix === '' && local === 'xmlns' ? '' : undefined;
    if (declared !== undefined) {
      scope.declare(declared, value);
      declarations ??= [];
      declarations.push({ prefix: declared, namespace: value });
      continue;
    }
    if (prefix !== '') prefixed += 1;
    attributes ??= [];
    attributes.push({ name: local, namespace: '', prefix, value });
  }
  if (prefixed > 0 && attributes !== undefined) resolveAttributes(attributes, prefixed, scope);
  const closed = text.charCodeAt(at) === slash;
  if (closed) at += 1;
  if (text.charCodeAt(at) !== greaterThan) throw new Problem('xml.malformed');
  return {
    name: name.local,
    namespace: scope.namespaceOf(name.prefix),
    prefix: name.prefix,
    attributes: attributes ?? none,
    declarations,
    closed,
    end: at + 1,
  };
}

export type QualifiedNames = Map<string, QualifiedName>;

interface QualifiedName {
  readonly prefix: string;
  readonly local: string;
}

interface MutableAttribute extends XmlAttribute {
  namespace: string;
}

const none: readonly XmlAttribute[] = Object.freeze([]);
const blank = 0x20;
const slash = 0x2f;
const greaterThan = 0x3e;
const equals = 0x3d;
const doubleQuote = 0x22;

/** Attributes may stand before the declaration of their prefix, so they are resolved last. */
function resolveAttributes(
  attributes: readonly MutableAttribute[],
  prefixed: number,
  scope: NamespaceScope,
): void {
  for (const attribute of attributes) {
    if (attribute.prefix !== '') attribute.namespace = scope.namespaceOf(attribute.prefix);
  }
  if (prefixed < 2) return;
  // Namespaces in XML 1.0, 6.3: two prefixes of one namespace must not name one attribute twice.
  const seen = new Set<string>();
  for (const { name, namespace } of attributes) seen.add(`${namespace}\n${name}`);
  if (seen.size !== attributes.length) throw new Problem('xml.malformed');
}

/** Index of the quote that closes the value whose name ends at `nameEnd`. */
function endOfValue(text: string, nameEnd: number): number {
  if (text.charCodeAt(nameEnd) !== equals || text.charCodeAt(nameEnd + 1) !== doubleQuote) {
    throw new Problem('xml.malformed');
  }
  const end = text.indexOf('"', nameEnd + 2);
  if (end < 0) throw new Problem('xml.malformed');
  return end;
}

function endOfName(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === blank || code === greaterThan || code === slash || code === equals) break;
    // charCodeAt gives NaN behind the end.
    if (!(code > blank)) throw new Problem('xml.malformed');
    at += 1;
  }
  if (at === from) throw new Problem('xml.malformed');
  return at;
}

function splitName(qualified: string, names: QualifiedNames): QualifiedName {
  const known = names.get(qualified);
  if (known !== undefined) return known;
  const name = split(qualified);
  names.set(qualified, name);
  return name;
}

function split(qualified: string): QualifiedName {
  const at = qualified.indexOf(':');
  if (at < 0) return { prefix: '', local: qualified };
  const prefix = qualified.slice(0, at);
  const local = qualified.slice(at + 1);
  if (prefix === '' || local === '' || local.includes(':')) throw new Problem('xml.malformed');
  return { prefix, local };
}

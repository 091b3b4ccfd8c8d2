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
 * @throws Problem `xml.malformed`
 * @example scanStartTag('<a b="c">', 0, new NamespaceScope()).name // 'a'
 */
export function scanStartTag(text: string, open: number, scope: NamespaceScope): StartTag {
  scope.enter();
  let at = endOfName(text, open + 1);
  const name = splitName(text.slice(open + 1, at));
  let raw: RawAttribute[] | undefined;
  let declarations: XmlDeclaration[] | undefined;
  while (text.charCodeAt(at) === blank) {
    const attribute = scanAttribute(text, at + 1);
    at = attribute.end;
    const declared = declaredPrefix(attribute.name);
    if (declared === undefined) {
      raw ??= [];
      raw.push(attribute);
      continue;
    }
    scope.declare(declared, attribute.value);
    declarations ??= [];
    declarations.push({ prefix: declared, namespace: attribute.value });
  }
  const closed = text.charCodeAt(at) === slash;
  if (closed) at += 1;
  if (text.charCodeAt(at) !== greaterThan) throw new Problem('xml.malformed');
  return {
    name: name.local,
    namespace: scope.namespaceOf(name.prefix),
    prefix: name.prefix,
    attributes: raw === undefined ? none : resolveAttributes(raw, scope),
    declarations,
    closed,
    end: at + 1,
  };
}

interface RawAttribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

const none: readonly XmlAttribute[] = Object.freeze([]);
const blank = 0x20;
const slash = 0x2f;
const greaterThan = 0x3e;
const equals = 0x3d;

/** Attributes may stand before the declaration of their prefix, so they are resolved last. */
function resolveAttributes(raw: readonly RawAttribute[], scope: NamespaceScope): XmlAttribute[] {
  const attributes = raw.map(({ name, value }): XmlAttribute => {
    const { prefix, local } = splitName(name);
    return {
      name: local,
      namespace: prefix === '' ? '' : scope.namespaceOf(prefix),
      prefix,
      value,
    };
  });
  if (attributes.length > 1) refuseDoubled(attributes);
  return attributes;
}

/** Namespaces in XML 1.0, 6.3: two prefixes of one namespace must not name one attribute twice. */
function refuseDoubled(attributes: readonly XmlAttribute[]): void {
  const seen = new Set<string>();
  for (const { name, namespace } of attributes) seen.add(`${namespace}\n${name}`);
  if (seen.size !== attributes.length) throw new Problem('xml.malformed');
}

function scanAttribute(text: string, from: number): RawAttribute {
  const nameEnd = endOfName(text, from);
  if (text.charCodeAt(nameEnd) !== equals || text[nameEnd + 1] !== '"') {
    throw new Problem('xml.malformed');
  }
  const valueEnd = text.indexOf('"', nameEnd + 2);
  if (valueEnd < 0) throw new Problem('xml.malformed');
  return {
    name: text.slice(from, nameEnd),
    value: resolveReferences(text.slice(nameEnd + 2, valueEnd)),
    end: valueEnd + 1,
  };
}

/** The prefix that an attribute declares (`''` for `xmlns`), undefined for any other attribute. */
function declaredPrefix(name: string): string | undefined {
  if (!name.startsWith('xmlns')) return undefined;
  if (name.length === 5) return '';
  return name.charCodeAt(5) === colon ? name.slice(6) : undefined;
}

const colon = 0x3a;

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

function splitName(qualified: string): { prefix: string; local: string } {
  const at = qualified.indexOf(':');
  if (at < 0) return { prefix: '', local: qualified };
  const prefix = qualified.slice(0, at);
  const local = qualified.slice(at + 1);
  if (prefix === '' || local === '' || local.includes(':')) throw new Problem('xml.malformed');
  return { prefix, local };
}

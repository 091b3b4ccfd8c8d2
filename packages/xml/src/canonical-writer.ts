import { Problem } from '@kartoteka/kernel';
import type { CanonicalMethod } from './canonical-form.ts';
import { compareCodePoints } from './compare-code-points.ts';
import { NamespaceScope, xmlNamespace } from './namespace-scope.ts';
import { resolveReferences } from './references.ts';
import type { XmlElement } from './tree.ts';
import { escapeAttribute } from './write-markup.ts';

interface TextSpan {
  readonly start: number;
  readonly end: number;
}

interface TagAttribute {
  readonly prefix: string;
  readonly local: string;
  /** `prefix:local="value"`, the value escaped as Canonical XML has it. */
  readonly markup: string;
}

/** Writes the canonical form of one apex element; made anew for each. */
export class CanonicalWriter {
  readonly #text: string;
  readonly #method: CanonicalMethod;
  readonly #prefixList: readonly string[];
  /** What the source has in scope. */
  readonly #scope = new NamespaceScope();
  /** What the output has in scope. */
  readonly #rendered = new NamespaceScope();
  /** `xml:` attributes of ancestors, nearest last; only the inclusive form takes them over. */
  readonly #inherited = new Map<string, TagAttribute>();
  readonly #carriageReturns: boolean;
  #out = '';
  #apex = true;

  constructor(text: string, method: CanonicalMethod) {
    this.#text = text;
    this.#method = method;
    this.#prefixList = method.prefixList ?? [];
    this.#carriageReturns = text.includes('&#13;');
  }

  /** Takes note of an ancestor of the apex, outermost first. */
  declareAround(ancestor: XmlElement): void {
    this.#scope.enter();
    for (const { prefix, namespace } of ancestor.declarations ?? []) {
      this.#scope.declare(prefix, namespace);
    }
    if (this.#method.kind === 'exclusive') return;
    // Canonical XML 1.0, 2.4: an apex takes the xml: attributes of ancestors that are left out.
    for (const { prefix, name, value } of ancestor.attributes) {
      if (prefix !== 'xml') continue;
      const markup = `xml:${name}="${escapeAttribute(value)}"`;
      this.#inherited.set(name, { prefix, local: name, markup });
    }
  }

  /** Writes the text of `span`, leaving out `without` and breaking at each of `holes`. */
  write(span: TextSpan, without: TextSpan | undefined, holes: readonly TextSpan[]): string[] {
    const pieces: string[] = [];
    const skips = without === undefined ? holes : [...holes, without].sort(byStart);
    let at = span.start;
    for (const skip of skips) {
      const inside = skip.start >= at && skip.end <= span.end;
      if (!inside && skip !== without) throw new RangeError('a hole is not inside, or in another');
      if (!inside) continue;
      this.#writeRun(at, skip.start);
      at = skip.end;
      if (skip === without) continue;
      pieces.push(this.#out);
      this.#out = '';
    }
    this.#writeRun(at, span.end);
    pieces.push(this.#out);
    return pieces;
  }

  /** Source text from a construct's start to another's end, tags balanced or not. */
  #writeRun(from: number, to: number): void {
    const text = this.#text;
    let at = from;
    while (at < to) {
      const open = text.indexOf('<', at);
      const textEnd = open < 0 || open > to ? to : open;
      if (textEnd > at) this.#writeText(at, textEnd);
      if (textEnd === to) return;
      at = this.#writeConstruct(open);
    }
  }

  #writeConstruct(open: number): number {
    const text = this.#text;
    const next = text.charCodeAt(open + 1);
    if (next === slash) {
      const end = behind(text, '>', open);
      this.#out += text.slice(open, end);
      this.#scope.leave();
      this.#rendered.leave();
      return end;
    }
    if (next === exclamation) {
      const end = behind(text, '-->', open);
      if (this.#method.comments) this.#out += text.slice(open, end);
      return end;
    }
    if (next === question) {
      const end = behind(text, '?>', open);
      this.#out += text.slice(open, end);
      return end;
    }
    return this.#writeStartTag(open);
  }

  #writeText(from: number, to: number): void {
    const text = this.#text.slice(from, to);
    this.#out += this.#carriageReturns ? text.replaceAll('&#13;', '&#xD;') : text;
  }

  #writeStartTag(open: number): number {
    const text = this.#text;
    const nameEnd = endOfName(text, open + 1);
    const name = text.slice(open + 1, nameEnd);
    this.#scope.enter();
    this.#rendered.enter();
    const attributes: TagAttribute[] = [];
    const declared: string[] = [];
    let at = nameEnd;
    while (text.charCodeAt(at) === blank) at = this.#readAttribute(at + 1, attributes, declared);
    const closed = text.charCodeAt(at) === slash;
    const end = closed ? at + 2 : at + 1;
    if (this.#apex && this.#inherited.size > 0) this.#inherit(attributes);
    this.#out += `<${name}`;
    this.#writeNamespaces(prefixOf(name), attributes, declared);
    this.#writeAttributes(attributes);
    this.#out += closed ? `></${name}>` : '>';
    if (closed) {
      this.#scope.leave();
      this.#rendered.leave();
    }
    this.#apex = false;
    return end;
  }

  #readAttribute(from: number, attributes: TagAttribute[], declared: string[]): number {
    const text = this.#text;
    const nameEnd = endOfName(text, from);
    const valueEnd = text.indexOf('"', nameEnd + 2);
    if (valueEnd < 0) throw new Problem('xml.malformed');
    const name = text.slice(from, nameEnd);
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      const prefix = name.slice(6);
      this.#scope.declare(prefix, resolveReferences(text.slice(nameEnd + 2, valueEnd)));
      declared.push(prefix);
      return valueEnd + 1;
    }
    const prefix = prefixOf(name);
    attributes.push({
      prefix,
      local: prefix === '' ? name : name.slice(prefix.length + 1),
      markup: canonicalAttribute(text.slice(from, valueEnd + 1)),
    });
    return valueEnd + 1;
  }

  #inherit(attributes: TagAttribute[]): void {
    for (const attribute of attributes) {
      if (attribute.prefix === 'xml') this.#inherited.delete(attribute.local);
    }
    attributes.push(...this.#inherited.values());
  }

  #writeNamespaces(
    elementPrefix: string,
    attributes: readonly TagAttribute[],
    declared: readonly string[],
  ): void {
    const exclusive = this.#method.kind === 'exclusive';
    const candidates = exclusive
      ? this.#usedPrefixes(elementPrefix, attributes)
      : this.#apex
        ? this.#scope.prefixes()
        : declared;
    const missing: string[] = [];
    for (const prefix of candidates) if (this.#isMissing(prefix)) missing.push(prefix);
    if (missing.length > 1) missing.sort(compareCodePoints);
    for (const prefix of missing) {
      const namespace = this.#scope.find(prefix) ?? '';
      this.#rendered.declare(prefix, namespace);
      const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
      this.#out += ` ${name}="${escapeAttribute(namespace)}"`;
    }
  }

  /** Whether the output lacks what the source has bound to the prefix. */
  #isMissing(prefix: string): boolean {
    if (prefix === 'xml') return false;
    const namespace = this.#scope.find(prefix);
    if (namespace === undefined) return false;
    return this.#rendered.find(prefix) !== namespace;
  }

  /** Exclusive XML Canonicalization 1.0, 3: what is visibly used, and what the PrefixList names. */
  #usedPrefixes(elementPrefix: string, attributes: readonly TagAttribute[]): Iterable<string> {
    const simple = this.#prefixList.length === 0 && attributes.every(({ prefix }) => prefix === '');
    if (simple) return [elementPrefix];
    const used = new Set([elementPrefix, ...this.#prefixList]);
    for (const { prefix } of attributes) if (prefix !== '') used.add(prefix);
    return used;
  }

  #writeAttributes(attributes: readonly TagAttribute[]): void {
    if (attributes.length < 2) {
      for (const { markup } of attributes) this.#out += ` ${markup}`;
      return;
    }
    const sorted = attributes
      .map((attribute) => ({ ...attribute, namespace: this.#namespaceOf(attribute.prefix) }))
      .sort(byNamespaceAndName);
    for (const { markup } of sorted) this.#out += ` ${markup}`;
  }

  #namespaceOf(prefix: string): string {
    if (prefix === '') return '';
    return prefix === 'xml' ? xmlNamespace : this.#scope.namespaceOf(prefix);
  }
}

const blank = 0x20;
const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
const greaterThan = 0x3e;
const equals = 0x3d;

/** Turns the escapes of libxml2's serialiser into those of Canonical XML 1.0, 2.3. */
function canonicalAttribute(markup: string): string {
  if (!markup.includes('&')) return markup;
  return markup
    .replaceAll('&gt;', '>')
    .replaceAll('&#9;', '&#x9;')
    .replaceAll('&#10;', '&#xA;')
    .replaceAll('&#13;', '&#xD;');
}

/** Canonical XML 1.0, 2.2: by namespace name, then by local name; without namespace comes first. */
function byNamespaceAndName(
  one: { namespace: string; local: string },
  two: { namespace: string; local: string },
): number {
  if (one.namespace !== two.namespace) return compareCodePoints(one.namespace, two.namespace);
  return compareCodePoints(one.local, two.local);
}

function byStart(one: TextSpan, two: TextSpan): number {
  return one.start - two.start;
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

function endOfName(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === blank || code === greaterThan || code === slash || code === equals) return at;
    if (!(code > blank)) throw new Problem('xml.malformed');
    at += 1;
  }
}

function behind(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  if (end < 0) throw new Problem('xml.malformed');
  return end + mark.length;
}

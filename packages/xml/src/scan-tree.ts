import { Problem } from '@kartoteka/kernel';
import { NamespaceScope } from './namespace-scope.ts';
import { resolveReferences } from './references.ts';
import { scanStartTag } from './scan-start-tag.ts';
import type { XmlAttribute, XmlDeclaration, XmlElement, XmlInstruction, XmlTree } from './tree.ts';

/** Where an element stands in the scanned text. */
export interface ElementSpan {
  /** Index of its `<`. */
  readonly start: number;
  /** Index behind its end tag. */
  readonly end: number;
  readonly parent: XmlElement | undefined;
}

/** Filled while scanning, for those who need the text of an element again (canonical form). */
export type ElementSpans = Map<XmlElement, ElementSpan>;

/**
 * Reads the serialisation of libxml2, or a canonical form (Canonical XML 1.0), into a tree.
 *
 * The input is always regular: made by the parser or by our canonicaliser, never by a peer. It has
 * no DTD, no CDATA section and no entity of its own; attributes stand after exactly one blank, in
 * double quotes. Everything that is not so is a defect or an attack and ends in a problem.
 *
 * @param text the serialisation
 * @param spans where given, filled with the place of every element
 * @throws Problem `xml.malformed` for an undeclared prefix or a doubled attribute
 * @example scanTree('<a xmlns="urn:x">b</a>').root.namespace // 'urn:x'
 */
export function scanTree(text: string, spans?: ElementSpans): XmlTree {
  return new TreeScanner(text, spans).scan();
}

interface OpenElement extends XmlElement {
  readonly attributes: readonly XmlAttribute[];
  readonly nodes: (XmlElement | string)[];
  readonly declarations: readonly XmlDeclaration[] | undefined;
}

class TreeScanner {
  readonly #text: string;
  readonly #spans: ElementSpans | undefined;
  readonly #scope = new NamespaceScope();
  readonly #open: OpenElement[] = [];
  readonly #starts: number[] = [];
  readonly #instructions: XmlInstruction[] = [];
  #root: XmlElement | undefined;

  constructor(text: string, spans: ElementSpans | undefined) {
    this.#text = text;
    this.#spans = spans;
  }

  scan(): XmlTree {
    const text = this.#text;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) break;
      if (open > at) this.#addText(text.slice(at, open));
      at = this.#construct(open);
    }
    if (this.#root === undefined || this.#open.length > 0) throw new Problem('xml.malformed');
    return { root: this.#root, instructions: this.#instructions };
  }

  /** Reads what begins at `open` and returns the place behind it. */
  #construct(open: number): number {
    const text = this.#text;
    const next = text.charCodeAt(open + 1);
    if (next === slash) return this.#endTag(open);
    if (next === exclamation) return behind(text, '-->', open);
    if (next === question) return this.#instruction(open);
    return this.#startTag(open);
  }

  #startTag(open: number): number {
    const tag = scanStartTag(this.#text, open, this.#scope);
    const element: OpenElement = {
      name: tag.name,
      namespace: tag.namespace,
      prefix: tag.prefix,
      attributes: tag.attributes,
      nodes: [],
      declarations: tag.declarations,
    };
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.nodes.push(element);
    else if (this.#root === undefined) this.#root = element;
    else throw new Problem('xml.malformed');
    this.#open.push(element);
    this.#starts.push(open);
    if (tag.closed) this.#close(tag.end);
    return tag.end;
  }

  #endTag(open: number): number {
    const end = behind(this.#text, '>', open);
    if (this.#open.length === 0) throw new Problem('xml.malformed');
    this.#close(end);
    return end;
  }

  #close(end: number): void {
    const element = this.#open.pop();
    const start = this.#starts.pop();
    this.#scope.leave();
    if (this.#spans === undefined || element === undefined || start === undefined) return;
    this.#spans.set(element, { start, end, parent: this.#open.at(-1) });
  }

  #instruction(open: number): number {
    const end = behind(this.#text, '?>', open);
    if (this.#root === undefined) {
      const inner = this.#text.slice(open + 2, end - 2);
      const blank = inner.indexOf(' ');
      this.#instructions.push(
        blank < 0
          ? { target: inner, data: '' }
          : { target: inner.slice(0, blank), data: inner.slice(blank + 1) },
      );
    }
    return end;
  }

  /** A comment or instruction between two texts leaves one text behind. */
  #addText(raw: string): void {
    const nodes = this.#open.at(-1)?.nodes;
    if (nodes === undefined) return;
    const text = resolveReferences(raw);
    const last = nodes.length - 1;
    const before = nodes[last];
    if (typeof before === 'string') nodes[last] = before + text;
    else nodes.push(text);
  }
}

const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;

function behind(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  if (end < 0) throw new Problem('xml.malformed');
  return end + mark.length;
}

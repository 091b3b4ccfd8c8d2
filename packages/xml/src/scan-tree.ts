import { Problem } from '@kartoteka/kernel';
import { NamespaceScope } from './namespace-scope.ts';
import { resolveReferences } from './references.ts';
import { type QualifiedNames, scanStartTag } from './scan-start-tag.ts';
import type { XmlElement, XmlInstruction, XmlTree } from './tree.ts';

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
  nodes: readonly (XmlElement | string)[];
}

class TreeScanner {
  readonly #text: string;
  readonly #spans: ElementSpans | undefined;
  readonly #scope = new NamespaceScope();
  readonly #names: QualifiedNames = new Map();
  readonly #instructions: XmlInstruction[] = [];
  /** The elements around the current place, outermost first, with the index of their `<`. */
  readonly #open: OpenElement[] = [];
  readonly #starts: number[] = [];
  /**
   * The nodes of all open elements one behind the other, and where those of each begin. An element
   * gets its own list when it closes, in its exact size: growing one list per element would take
   * several times the memory.
   */
  readonly #nodes: (XmlElement | string)[] = [];
  readonly #firstNodes: number[] = [];
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
      if (open > at && this.#open.length > 0) this.#addText(text.slice(at, open));
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
    const tag = scanStartTag(this.#text, open, this.#scope, this.#names);
    const element: OpenElement = {
      name: tag.name,
      namespace: tag.namespace,
      prefix: tag.prefix,
      attributes: tag.attributes,
      nodes: none,
      declarations: tag.declarations,
    };
    if (this.#open.length > 0) this.#nodes.push(element);
    else if (this.#root === undefined) this.#root = element;
    else throw new Problem('xml.malformed');
    this.#open.push(element);
    this.#starts.push(open);
    this.#firstNodes.push(this.#nodes.length);
    if (tag.closed) this.#close(tag.end);
    return tag.end;
  }

  #endTag(open: number): number {
    const end = behind(this.#text, '>', open);
    this.#close(end);
    return end;
  }

  #close(end: number): void {
    const element = this.#open.pop();
    const start = this.#starts.pop();
    const first = this.#firstNodes.pop();
    if (element === undefined || start === undefined || first === undefined) {
      throw new Problem('xml.malformed');
    }
    if (first < this.#nodes.length) {
      element.nodes = this.#nodes.slice(first);
      this.#nodes.length = first;
    }
    this.#scope.leave();
    this.#spans?.set(element, { start, end, parent: this.#open.at(-1) });
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
    const text = resolveReferences(raw);
    const nodes = this.#nodes;
    const last = nodes.length - 1;
    const before = nodes[last];
    const sameParent = last >= (this.#firstNodes.at(-1) ?? 0);
    if (sameParent && typeof before === 'string') nodes[last] = before + text;
    else nodes.push(text);
  }
}

const none: readonly never[] = Object.freeze([]);
const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;

function behind(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  if (end < 0) throw new Problem('xml.malformed');
  return end + mark.length;
}

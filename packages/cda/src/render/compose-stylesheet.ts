import { readFileSync } from 'node:fs';
import type { Language } from '@kartoteka/kernel';
import { attributeOf, readXml, writeTree, writeXml, type XmlElement } from '@kartoteka/xml';

export const xsl = 'http://www.w3.org/1999/XSL/Transform';

export interface ComposeOptions {
  /** The language that the stylesheet uses when nobody passes the parameter `language`. */
  readonly language: Language;
  /** `xml` for our renderer, which reads the result again; `html` for a file that a browser opens. */
  readonly method: 'xml' | 'html';
}

/**
 * The product's own stylesheet as one file: what `cda.xsl` includes is put in its place, for a
 * stylesheet that is handed out or run without a file system has nothing beside it.
 *
 * @example composeStylesheet({ language: 'pl', method: 'html' })
 */
export function composeStylesheet({ language, method }: ComposeOptions): Uint8Array {
  const root = readPart('cda.xsl');
  const nodes = root.nodes.flatMap((node) => {
    if (typeof node === 'string' || node.namespace !== xsl) return [node];
    if (node.name === 'include') return readPart(attributeOf(node, 'href') ?? '').nodes;
    if (node.name === 'output') return [outputElement(node, method)];
    return [node.name === 'param' ? withLanguage(node, language) : node];
  });
  const styled = withStyle({ ...root, nodes }, readFile('style.css'));
  return writeXml(writeTree({ root: styled, instructions: [] }), { declaration: true });
}

/** `xsl:output` as we need it, whatever the stylesheet said. */
export function outputElement(template: XmlElement, method: 'xml' | 'html'): XmlElement {
  const attribute = (name: string, value: string) => ({ name, value, namespace: '', prefix: '' });
  const attributes = [attribute('method', method), attribute('encoding', 'UTF-8')];
  return { ...template, name: 'output', namespace: xsl, attributes, nodes: [] };
}

function readFile(name: string): string {
  return readFileSync(new URL(`../../stylesheet/${name}`, import.meta.url), 'utf8');
}

function readPart(name: string): XmlElement {
  return readXml(Buffer.from(readFile(name))).root;
}

function withLanguage(param: XmlElement, language: Language): XmlElement {
  if (attributeOf(param, 'name') !== 'language') return param;
  const attributes = param.attributes.map((attribute) =>
    attribute.name === 'select' ? { ...attribute, value: `'${language}'` } : attribute,
  );
  return { ...param, attributes };
}

function withStyle(element: XmlElement, css: string): XmlElement {
  const nodes = element.nodes.map((node) => {
    if (typeof node === 'string') return node;
    return node.name === 'style' && node.namespace === ''
      ? { ...node, nodes: [css] }
      : withStyle(node, css);
  });
  return { ...element, nodes };
}

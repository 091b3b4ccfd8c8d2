import { execFileSync } from 'node:child_process';
import { Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeOf,
  childElements,
  element,
  rawMarkup,
  readXml,
  textOf,
  writeElement,
  writeTree,
  writeXml,
  type XmlElement,
  type XmlMarkup,
} from '../src/index.ts';
import { hasXmllint, programs } from './judges.ts';
import { codeOf, problemOf } from './problem-code.ts';
import { randomDocument } from './random-document.ts';

const written = (markup: XmlMarkup) =>
  Buffer.from(writeXml(markup, { declaration: false })).toString();

/** Any text that XML 1.0 can carry, rich in what needs care. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '&',
        '<',
        '>',
        '"',
        "'",
        '\r',
        '\n',
        '\t',
        '\r\n',
        ']]>',
        '<!--',
        '&amp;',
        '\u0085',
        '\u2028',
        '\uFEFF',
        '\uFFFD',
        '\u{10FFFF}',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((value) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(value));

describe('element and writeXml', () => {
  it('write the declaration unless told not to', () => {
    expect(Buffer.from(writeXml(element('a', {}))).toString()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a/>',
    );
    expect(written(element('a', {}))).toBe('<a/>');
  });

  it('leave out what is undefined, and take lists inside each other', () => {
    const items = ['1', '2'].map((value) => element('i', { value }));
    expect(
      written(element('p:a', { b: undefined, c: '' }, undefined, [items, ['x', [undefined]]], 'y')),
    ).toBe('<p:a c=""><i value="1"/><i value="2"/>xy</p:a>');
  });

  it('escape once, as Canonical XML does', () => {
    expect(written(element('a', { b: '<&>"\'\t\n\r' }, '<&>"\'\t\n\r', rawMarkup('<b/>')))).toBe(
      '<a b="&lt;&amp;>&quot;\'&#x9;&#xA;&#xD;">&lt;&amp;&gt;"\'\t\n&#xD;<b/></a>',
    );
  });

  it('bring every text back as it was, in content and in attributes', () => {
    fc.assert(
      fc.property(text, text, (content, value) => {
        const { root } = readXml(writeXml(element('a', { b: value }, element('c', {}, content))));
        expect(attributeOf(root, 'b')).toBe(value);
        expect(textOf(root)).toBe(content);
      }),
      { numRuns: 1_000 },
    );
  });

  it('bring long texts back as they bring short ones', () => {
    const short = '&lt; < > " \' & &amp; \r \t \n ]]> &#13; ż';
    const long = short.repeat(400);
    const { root } = readXml(
      writeXml(element('a', { b: long, c: short }, long, element('d', {}, short))),
    );
    expect([attributeOf(root, 'b'), attributeOf(root, 'c'), root.nodes[0]]).toEqual([
      long,
      short,
      long,
    ]);
    expect(textOf(childElements(root)[0]!)).toBe(short);
  });

  it.skipIf(!hasXmllint)('are taken by xmllint', () => {
    for (const content of fc.sample(text, { numRuns: 40, seed: 3 })) {
      const input = writeXml(element('p:a', { 'xmlns:p': 'urn:p', 'p:b': content }, content));
      expect(() =>
        execFileSync(programs.xmllint, ['--noout', '--nonet', '-'], {
          input,
          stdio: ['pipe', 'pipe', 'pipe'],
        }),
      ).not.toThrow();
    }
  });

  it.each(['\0', '\u0008', '\u000B', '\u001F', '\uFFFE', '\uFFFF', '\uD800', 'a\uDC00b'])(
    'refuse the character %j, in words and without repeating the text',
    (character) => {
      for (const make of [
        () => element('a', {}, `secret ${character}`),
        () => element('a', { b: `secret ${character}` }),
      ]) {
        const problem = problemOf(make);
        expect(problem).toBeInstanceOf(Problem);
        expect(problem?.code).toBe('xml.character');
        expect(problem?.text('pl')).toMatch(/U\+[0-9A-F]{4}/);
        expect(problem?.text('hu')).not.toContain('secret');
      }
    },
  );

  it.each(['', '1a', 'a b', 'a:b:c', ':a', 'a:', 'a/', 'a>', 'a="', 'x y="z"', '-a', 'a\u0000'])(
    'refuse %j as a name, because that is a defect of the caller',
    (name) => {
      expect(() => element(name, {})).toThrow(RangeError);
      expect(() => element('a', { [name]: '' })).toThrow(RangeError);
    },
  );

  it('take names beyond ASCII', () => {
    const { root } = readXml(writeXml(element('żółw', { 'ą-1.x_2': '3' })));
    expect([root.name, root.attributes[0]?.name]).toEqual(['żółw', 'ą-1.x_2']);
  });

  it('do not take an object of the same shape for markup', () => {
    const fromJson = JSON.parse('{"xml":"<script/>"}') as XmlMarkup;
    expect(() => element('a', {}, fromJson)).toThrow(RangeError);
    expect(() => writeXml(fromJson)).toThrow(RangeError);
  });
});

describe('writeTree and writeElement', () => {
  /** What a reader sees; how prefixes are declared is no part of it. */
  function seen(at: XmlElement): unknown {
    const { name, namespace, prefix, attributes, nodes } = at;
    return {
      name,
      namespace,
      prefix,
      attributes,
      nodes: nodes.map((node) => (typeof node === 'string' ? node : seen(node))),
    };
  }

  it('bring every document back as it was read', () => {
    fc.assert(
      fc.property(randomDocument, (xml) => {
        const tree = readXml(Buffer.from(xml));
        const again = readXml(writeXml(writeTree(tree)));
        expect(again.instructions).toEqual(tree.instructions);
        expect(seen(again.root)).toEqual(seen(tree.root));
      }),
      { numRuns: 400 },
    );
  });

  it('bring every element back by itself, with the prefixes that it needs', () => {
    fc.assert(
      fc.property(randomDocument, (xml) => {
        const every = (at: XmlElement): XmlElement[] => [at, ...childElements(at).flatMap(every)];
        for (const at of every(readXml(Buffer.from(xml)).root)) {
          expect(seen(readXml(writeXml(writeElement(at))).root)).toEqual(seen(at));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keep declarations that only a value uses, such as that of xsi:type', () => {
    const xml =
      '<a xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><b xsi:type="x:T"/></a>';
    expect(written(writeTree(readXml(Buffer.from(xml))))).toBe(xml);
  });

  it('need no declarations in the tree, so that a tree may be made by hand', () => {
    const leaf = { name: 'b', namespace: '', prefix: '', attributes: [], nodes: ['x'] };
    const attribute = { name: 'c', namespace: 'urn:p', prefix: 'p', value: '1' };
    const made = {
      name: 'a',
      namespace: 'urn:a',
      prefix: '',
      attributes: [attribute],
      nodes: [leaf],
    };
    expect(written(writeElement(made))).toBe(
      '<a xmlns="urn:a" xmlns:p="urn:p" p:c="1"><b xmlns="">x</b></a>',
    );
  });

  it('refuse a tree with a character that cannot be written', () => {
    const made = { name: 'a', namespace: '', prefix: '', attributes: [], nodes: ['\u0001'] };
    expect(codeOf(() => writeElement(made))).toBe('xml.character');
  });
});

import { Problem } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import {
  attributeOf,
  child,
  childElements,
  children,
  descend,
  readXml,
  textOf,
  type XmlLimits,
} from '../src/index.ts';
import { codeOf } from './problem-code.ts';

const read = (xml: string, limits?: Partial<XmlLimits>) => readXml(Buffer.from(xml), limits);

describe('readXml', () => {
  it('resolves default and prefixed namespaces, also where they are declared again', () => {
    const { root } = read(
      '<a xmlns="urn:one" xmlns:p="urn:p" x="1" p:x="2"><b xmlns=""><p:c xmlns:p="urn:q"/></b><p:d/></a>',
    );
    expect(root).toMatchObject({ name: 'a', namespace: 'urn:one', prefix: '' });
    expect(attributeOf(root, 'x')).toBe('1');
    expect(attributeOf(root, 'x', 'urn:p')).toBe('2');
    expect(attributeOf(root, 'x', 'urn:one')).toBeUndefined();
    const b = child(root, '', 'b');
    expect(b && childElements(b)[0]).toMatchObject({ name: 'c', namespace: 'urn:q', prefix: 'p' });
    expect(child(root, 'urn:p', 'd')).toBeDefined();
  });

  it('joins text across comments, instructions and CDATA sections', () => {
    const { root } = read('<a>one <!-- no -->two<?no no?><![CDATA[ <3>]]> &amp;&#x41;&#10;</a>');
    expect(root.nodes).toEqual(['one two <3> &A\n']);
  });

  it('keeps instructions before the root and forgets those behind it', () => {
    const tree = read('<?xml-stylesheet type="text/xsl" href="a.xsl"?><?bare?><a/><?late x?>');
    expect(tree.instructions).toEqual([
      { target: 'xml-stylesheet', data: 'type="text/xsl" href="a.xsl"' },
      { target: 'bare', data: '' },
    ]);
  });

  it('normalises line ends and attribute blanks as XML 1.0 says', () => {
    const { root } = read('<a b="1\r\n2\t3&#13;&#10;&#9;">x\r\ny\rz&#13;</a>');
    expect(attributeOf(root, 'b')).toBe('1 2 3\r\n\t');
    expect(textOf(root)).toBe('x\ny\nz\r');
  });

  it('knows the xml prefix without declaration', () => {
    const { root } = read('<a xml:lang="pl"/>');
    expect(attributeOf(root, 'lang', 'http://www.w3.org/XML/1998/namespace')).toBe('pl');
  });

  it('navigates by namespace and name', () => {
    const { root } = read('<a xmlns="u"><b><c>1</c></b><b><c>2</c></b><b xmlns="v"/>t</a>');
    expect(children(root, 'u', 'b')).toHaveLength(2);
    expect(childElements(root)).toHaveLength(3);
    const c = descend(root, 'u', 'b', 'c');
    expect(c && textOf(c)).toBe('1');
    expect(descend(root, 'u', 'x', 'c')).toBeUndefined();
    expect(textOf(root)).toBe('12t');
  });

  it.each([
    ['nothing', ''],
    ['cut off', '<a><b>'],
    ['wrong end tag', '<a></b>'],
    ['two roots', '<a/><b/>'],
    ['undeclared prefix', '<p:a/>'],
    ['undeclared attribute prefix', '<a p:b=""/>'],
    ['one attribute under two prefixes', '<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>'],
    ['the same attribute twice', '<a b="" b=""/>'],
    ['undeclared entity', '<a>&nbsp;</a>'],
    ['control character', '<a>\u0001</a>'],
    ['reference to a control character', '<a>&#1;</a>'],
    ['declaration keyword in wrong case', '<!doctype a><a/>'],
    ['text before the root', 'x<a/>'],
    ['name with two colons', '<a xmlns:b="u"><b:c:d/></a>'],
  ])('refuses %s as malformed', (_name, xml) => {
    expect(codeOf(() => read(xml))).toBe('xml.malformed');
  });

  it('says where a document breaks, and keeps the words of the parser inside', () => {
    try {
      read('<a>\n  <b></c>\n</a>');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      const problem = error as Problem;
      expect(problem.place).toBe('2:10');
      expect(problem.text('en')).not.toMatch(/mismatch/);
      expect(problem.cause).toBeDefined();
    }
  });

  it.each([
    ['empty', '<!DOCTYPE a><a/>'],
    ['external', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>'],
    ['internal subset', '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ])('refuses a DOCTYPE: %s', (_name, xml) => {
    expect(codeOf(() => read(xml))).toBe('xml.doctype');
  });

  it('does not mistake the word inside a comment, CDATA or instruction for a DOCTYPE', () => {
    expect(
      read('<!-- <!DOCTYPE a> --><?x <!DOCTYPE?><a><![CDATA[<!DOCTYPE]]></a>').root.nodes,
    ).toEqual(['<!DOCTYPE']);
  });
});

import type { XmlElement } from '@kartoteka/xml';
import { hl7 } from '../oids.ts';
import { all, type Cursor, every, first, plainText } from './cursor.ts';
import type { CdaHeader, PersonName } from './header-model.ts';
import { organisationChain } from './read-organisation.ts';

const sectionDepthMax = 20;

/**
 * The words of a document for searching: title, codes in words, people and organisations of the
 * header, then titles and narrative of all sections, a line each.
 *
 * @param lengthMax in UTF-16 units; what is beyond it is left out, a word that does not fit as a whole
 */
export function extractText(document: Cursor, header: CdaHeader, lengthMax: number): string {
  const lines: string[] = [];
  let length = 0;
  const add = (line: string | undefined) => {
    if (!line || length >= lengthMax) return;
    lines.push(wholeWords(line, lengthMax - length));
    length += line.length + 1;
  };
  for (const words of headerWords(header)) add(words);
  const body = first(document, 'component', 'structuredBody');
  for (const section of every(body, 'component', 'section')) addSection(section, add, 0);
  return lines.join('\n').slice(0, lengthMax).trimEnd();
}

/** As much of a line as has room, without the beginning of a word whose end has none. */
function wholeWords(line: string, lengthMax: number): string {
  if (line.length <= lengthMax) return line;
  const room = line.slice(0, lengthMax + 1);
  return room.slice(0, Math.max(0, room.search(/\s\S*$/)));
}

function headerWords(header: CdaHeader): (string | undefined)[] {
  const organisations = [
    ...header.authors.flatMap((author) => organisationChain(author.organisation)),
    ...organisationChain(header.custodian),
  ];
  const words = [
    header.title,
    header.documentClass?.display,
    header.type?.display,
    nameWords(header.patient?.name),
    ...header.authors.flatMap((author) => [
      nameWords(author.name),
      author.profession?.display,
      author.specialty?.display,
    ]),
    ...organisations.flatMap(({ name, specialty }) => [name, specialty?.display]),
    ...header.recipients.flatMap(({ name, organisation }) => [nameWords(name), organisation?.name]),
  ];
  return [...new Set(words)];
}

function nameWords(name: PersonName | undefined): string | undefined {
  return name && [...name.given, name.family].join(' ');
}

function addSection(section: Cursor, add: (line: string | undefined) => void, depth: number): void {
  if (depth === sectionDepthMax) return;
  add(plainText(first(section, 'title')));
  const text = first(section, 'text');
  if (text) for (const line of narrativeLines(text.element)) add(line);
  for (const component of all(section, 'component')) {
    for (const inner of all(component, 'section')) addSection(inner, add, depth + 1);
  }
}

const blocks = new Set(['paragraph', 'item', 'tr', 'caption', 'br', 'list', 'table', 'footnote']);
const cells = new Set(['td', 'th']);

/** Narrative as lines: one for each block, cells of a row set apart by a blank. */
function narrativeLines(text: XmlElement): string[] {
  const parts: string[] = [];
  const collect = (element: XmlElement) => {
    const inHl7 = element.namespace === hl7;
    if (inHl7 && blocks.has(element.name)) parts.push('\n');
    if (inHl7 && cells.has(element.name)) parts.push(' ');
    for (const node of element.nodes) {
      if (typeof node === 'string') parts.push(node.replace(/\s+/g, ' '));
      else if (node.nodes.length > 0 || node.name === 'br') collect(node);
    }
    if (inHl7 && blocks.has(element.name)) parts.push('\n');
  };
  collect(text);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
}

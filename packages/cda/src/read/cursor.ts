import { attributeOf, children, textOf, type XmlElement } from '@kartoteka/xml';
import { hl7 } from '../oids.ts';

/** An element of the document together with the place where it stands, for findings. */
export interface Cursor {
  readonly element: XmlElement;
  /** Such as `/ClinicalDocument/author[2]/assignedAuthor/id`; counted from 1 where there are several. */
  readonly place: string;
}

/** Starts at the root element. */
export function cursorOf(root: XmlElement): Cursor {
  return { element: root, place: `/${root.name}` };
}

/** More children of one name than any document has; what is beyond is not looked at. */
const siblingsMax = 1_000;

/** All children of that HL7 name, in document order. */
export function all(at: Cursor | undefined, name: string): Cursor[] {
  if (!at) return [];
  const found = children(at.element, hl7, name).slice(0, siblingsMax);
  return found.map((element, index) => ({
    element,
    place: `${at.place}/${name}${found.length > 1 ? `[${index + 1}]` : ''}`,
  }));
}

/** Follows HL7 names downwards, taking the first at each step. */
export function first(at: Cursor | undefined, ...names: readonly string[]): Cursor | undefined {
  return names.reduce<Cursor | undefined>((cursor, name) => all(cursor, name)[0], at);
}

/** Follows HL7 names downwards, taking every match at each step. */
export function every(at: Cursor | undefined, ...names: readonly string[]): Cursor[] {
  const start = at ? [at] : [];
  return names.reduce<Cursor[]>(
    (cursors, name) => cursors.flatMap((cursor) => all(cursor, name)),
    start,
  );
}

/** An attribute without namespace, trimmed; an empty one counts as absent. */
export function attribute(at: Cursor | undefined, name: string): string | undefined {
  const value = at && attributeOf(at.element, name)?.trim();
  return value === '' ? undefined : value;
}

/** The text below the element with white space collapsed; an empty one counts as absent. */
export function plainText(at: Cursor | undefined): string | undefined {
  const text = at && textOf(at.element).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

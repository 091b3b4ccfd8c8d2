import { attributeOf, childElements, textOf, type XmlElement } from '@kartoteka/xml';

const xml = 'http://www.w3.org/XML/1998/namespace';

/**
 * Everything that a RegistryObjectList says, as sorted lines, without what carries no meaning: the
 * ids of Classifications and ExternalIdentifiers and their names, empty elements and attributes, the
 * order in which slots of different names stand. Written without the code under test, so that two
 * sheets can judge it.
 */
export function factSheet(list: XmlElement): string[] {
  const lines: string[] = [];
  const marks: XmlElement[] = [];
  for (const object of childElements(list)) {
    if (object.name === 'Classification') marks.push(object);
    else describeObject(object, lines);
  }
  for (const mark of marks) {
    lines.push(
      `${attributeOf(mark, 'classifiedObject')} is ${attributeOf(mark, 'classificationNode')}`,
    );
  }
  return lines.sort();
}

function describeObject(object: XmlElement, lines: string[]): void {
  const id = attributeOf(object, 'id') ?? '';
  const ignored = new Set(['id', 'objectType']);
  for (const { name, value } of object.attributes) {
    if (value === '' || ignored.has(name) || (name === 'isOpaque' && value === 'false')) continue;
    lines.push(`${id} @${name} ${value}`);
  }
  if (object.name === 'ExtrinsicObject')
    lines.push(`${id} type ${attributeOf(object, 'objectType')}`);
  for (const part of childElements(object)) describePart(id, part, lines);
}

function describePart(id: string, part: XmlElement, lines: string[]): void {
  const node = attributeOf(part, 'classificationNode');
  if (part.name === 'Slot') lines.push(`${id} ${slotLine(part)}`);
  else if (part.name === 'Name' || part.name === 'Description') {
    const text = stringsLine(part);
    if (text !== '') lines.push(`${id} ${part.name} ${text}`);
  } else if (part.name === 'VersionInfo') {
    lines.push(`${id} version ${attributeOf(part, 'versionName')} ${attributeOf(part, 'comment')}`);
  } else if (part.name === 'ExternalIdentifier') {
    lines.push(
      `${id} ${attributeOf(part, 'identificationScheme')} = ${attributeOf(part, 'value')}`,
    );
  } else if (node !== undefined) lines.push(`${id} is ${node}`);
  else {
    const slots = childElements(part).filter(({ name }) => name === 'Slot');
    const name = childElements(part).find((one) => one.name === 'Name');
    const scheme = attributeOf(part, 'classificationScheme');
    const represented = attributeOf(part, 'nodeRepresentation');
    const told = slots.map(slotLine).sort().join('; ');
    lines.push(`${id} ${scheme} ${represented} {${told}} ${name ? stringsLine(name) : ''}`);
  }
}

function slotLine(slot: XmlElement): string {
  const values = childElements(slot).flatMap((list) => childElements(list).map(textOf));
  return `slot ${attributeOf(slot, 'name')} ${JSON.stringify(values)}`;
}

function stringsLine(of: XmlElement): string {
  return childElements(of)
    .map((one) =>
      [attributeOf(one, 'lang', xml), attributeOf(one, 'charset'), attributeOf(one, 'value')].join(
        '|',
      ),
    )
    .join(' + ');
}

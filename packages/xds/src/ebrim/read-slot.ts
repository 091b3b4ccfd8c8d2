import { textOf, type XmlElement } from '@kartoteka/xml';
import type { Slot } from '../model/slot.ts';
import type { Findings } from '../rules/findings.ts';
import { rimNamespace } from '../vocabulary/namespaces.ts';
import { isBlank, readAttributes, reportStray } from './read-attributes.ts';
import { longNameLengthMax } from './registry-object-xml.ts';

const slotAttributes: ReadonlySet<string> = new Set(['name', 'slotType']);

export interface SlotOptions {
  /** `rim:LongName`, unless told otherwise: query values are allowed to be longer. */
  readonly valueLengthMax?: number;
}

/**
 * Reads one `rim:Slot`; undefined where it has no name.
 *
 * @param place of the object that the slot is on, for error texts
 */
export function readSlot(
  of: XmlElement,
  place: string,
  findings: Findings,
  options: SlotOptions = {},
): Slot | undefined {
  const { name, slotType } = readAttributes(of, slotAttributes, place, findings);
  if (name === undefined || name === '') {
    findings.metadata(place, 'A Slot has no name.');
    return undefined;
  }
  if (name.length > longNameLengthMax) {
    findings.metadata(place, `The name of a Slot is longer than ${longNameLengthMax} characters.`);
  }
  const at = `${place}.${shownSlotName(name)}`;
  const lists = readOnly(of, 'ValueList', at, findings);
  if (lists.length !== 1) {
    findings.metadata(at, `The Slot has ${lists.length} ValueList elements; it needs exactly one.`);
  }
  const values: string[] = [];
  for (const list of lists) {
    for (const value of readOnly(list, 'Value', at, findings)) values.push(textOf(value));
  }
  const lengthMax = options.valueLengthMax ?? longNameLengthMax;
  if (values.some((value) => value.length > lengthMax)) {
    findings.metadata(at, `A value of the Slot is longer than ${lengthMax} characters.`);
  }
  return slotType === undefined ? { name, values } : { name, values, type: slotType };
}

/** Slot names are part of locations; a name that could carry anything else is cut. */
export function shownSlotName(name: string): string {
  return name.slice(0, 80).replace(/[^\x21-\x7e]/g, '?');
}

function readOnly(of: XmlElement, name: string, at: string, findings: Findings): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of of.nodes) {
    if (typeof node === 'string') {
      if (!isBlank(node)) reportStray(of, at, findings);
    } else if (node.name === name && node.namespace === rimNamespace) found.push(node);
    else reportStray(of, at, findings);
  }
  return found;
}

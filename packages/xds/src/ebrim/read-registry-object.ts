import type { XmlElement } from '@kartoteka/xml';
import type { LocalizedString } from '../model/localized-string.ts';
import type { VersionInfo } from '../model/registry-object.ts';
import type { Slot } from '../model/slot.ts';
import { type Findings, place as placeOf } from '../rules/findings.ts';
import { rimNamespace } from '../vocabulary/namespaces.ts';
import { isBlank, readAttributes, reportStray } from './read-attributes.ts';
import { readInternationalString } from './read-international-string.ts';
import { readSlot } from './read-slot.ts';
import {
  type Attributes,
  longNameLengthMax,
  ownAttributes,
  type RegistryObjectXml,
  requiredAttributes,
} from './registry-object-xml.ts';

/** The order in which ebRIM 3.0 (rim.xsd) wants the children of a RegistryObject. */
const ranks: Readonly<Record<string, number>> = {
  Slot: 0,
  Name: 1,
  Description: 2,
  VersionInfo: 3,
  Classification: 4,
  ExternalIdentifier: 5,
  ContentVersionInfo: 6,
};
const single: ReadonlySet<string> = new Set([
  'Name',
  'Description',
  'VersionInfo',
  'ContentVersionInfo',
]);

const labels: Readonly<Record<string, string>> = { ExtrinsicObject: 'DocumentEntry' };
const commonAttributes = ['id', 'home', 'lid', 'objectType', 'status'];
const allowedAttributes = new Map(
  Object.entries(ownAttributes).map(([name, own]) => [
    name,
    new Set([...commonAttributes, ...own]),
  ]),
);
const versionAttributes: ReadonlySet<string> = new Set(['versionName', 'comment']);

/**
 * Reads an ExtrinsicObject, RegistryPackage, Association, Classification or ExternalIdentifier with
 * everything below it, and reports what the schema would refuse: wrong order, strange elements and
 * attributes, missing attributes. Schema validation itself would cost more than all our own rules.
 *
 * @param around place of the object that this one is inside of
 */
export function readRegistryObject(
  of: XmlElement,
  findings: Findings,
  around?: string,
): RegistryObjectXml {
  const label = labels[of.name] ?? of.name;
  const attributes = readAttributes(
    of,
    allowedAttributes.get(of.name) ?? versionAttributes,
    around ?? label,
    findings,
  );
  const place = around === undefined ? placeOf(label, attributes.id ?? '') : around;
  reportMissing(of.name, attributes, place, findings);
  return { element: of.name, place, attributes, ...readChildren(of, place, findings) };
}

function reportMissing(
  element: string,
  attributes: Attributes,
  place: string,
  findings: Findings,
): void {
  if (!attributes.id) findings.metadata(place, `${element} has no id.`);
  for (const name of requiredAttributes[element] ?? []) {
    if (attributes[name] === undefined) findings.metadata(place, `${element} has no ${name}.`);
  }
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    if (value.length > longNameLengthMax) {
      findings.metadata(place, `${name} is longer than ${longNameLengthMax} characters.`);
    }
  }
}

function readChildren(of: XmlElement, place: string, findings: Findings) {
  const slots: Slot[] = [];
  const classifications: RegistryObjectXml[] = [];
  const identifiers: RegistryObjectXml[] = [];
  let name: readonly LocalizedString[] = [];
  let description: readonly LocalizedString[] = [];
  let version: VersionInfo | undefined;
  let contentVersion: VersionInfo | undefined;
  let rankMin = 0;
  let misplaced: string | undefined;
  for (const node of of.nodes) {
    if (typeof node === 'string') {
      if (!isBlank(node)) reportStray(of, place, findings);
      continue;
    }
    const rank = rankOf(node, of);
    if (rank === undefined) {
      reportStray(of, place, findings);
      continue;
    }
    if (rank < rankMin) misplaced ??= node.name;
    // A second Name has the rank of the first, so the next child must be above it.
    else rankMin = single.has(node.name) ? rank + 1 : rank;
    switch (node.name) {
      case 'Slot': {
        const slot = readSlot(node, place, findings);
        if (slot) slots.push(slot);
        break;
      }
      case 'Classification':
        classifications.push(readRegistryObject(node, findings, place));
        break;
      case 'ExternalIdentifier':
        identifiers.push(readRegistryObject(node, findings, place));
        break;
      case 'Name':
        name = readInternationalString(node, place, findings);
        break;
      case 'Description':
        description = readInternationalString(node, place, findings);
        break;
      case 'VersionInfo':
        version = readVersion(node, place, findings);
        break;
      default:
        contentVersion = readVersion(node, place, findings);
    }
  }
  if (misplaced) reportOrder(misplaced, of, place, findings);
  return { slots, name, description, version, classifications, identifiers, contentVersion };
}

function rankOf(node: XmlElement, parent: XmlElement): number | undefined {
  if (node.namespace !== rimNamespace) return undefined;
  const rank = ranks[node.name];
  if (rank === 6 && parent.name !== 'ExtrinsicObject') return undefined;
  return rank;
}

function reportOrder(name: string, of: XmlElement, place: string, findings: Findings): void {
  findings.metadata(
    place,
    `${name} stands too late in ${of.name}, or twice; the order is Slot, Name, Description, VersionInfo, Classification, ExternalIdentifier.`,
  );
}

function readVersion(of: XmlElement, place: string, findings: Findings): VersionInfo {
  return readAttributes(of, versionAttributes, `${place}.${of.name}`, findings);
}

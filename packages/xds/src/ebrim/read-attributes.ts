import type { XmlElement } from '@kartoteka/xml';
import type { Findings } from '../rules/findings.ts';
import type { Attributes } from './registry-object-xml.ts';

/**
 * The attributes without a namespace by name. One that the schema does not know is reported: it
 * would be lost, and a sender should learn that. Attributes of other namespaces (`xsi:…`) say
 * nothing about metadata.
 */
export function readAttributes(
  of: XmlElement,
  allowed: ReadonlySet<string>,
  place: string,
  findings: Findings,
): Attributes {
  const attributes: Record<string, string> = {};
  for (const { name, namespace, value } of of.attributes) {
    if (namespace !== '') continue;
    if (allowed.has(name)) attributes[name] = value;
    else findings.metadata(place, `${of.name} has an attribute that ebRIM 3.0 does not know.`);
  }
  return attributes;
}

/** Reports text where the schema has elements only, and elements of a foreign namespace. */
export function reportStray(of: XmlElement, place: string, findings: Findings): void {
  findings.metadata(place, `${of.name} contains something that ebRIM 3.0 does not have there.`);
}

/** Whether a node is the white space between elements. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

import { attributeOf, type XmlElement } from '@kartoteka/xml';
import type { LocalizedString } from '../model/localized-string.ts';
import type { Findings } from '../rules/findings.ts';
import { rimNamespace, xmlNamespace } from '../vocabulary/namespaces.ts';
import { isBlank, readAttributes, reportStray } from './read-attributes.ts';
import { freeTextLengthMax } from './registry-object-xml.ts';

const localizedAttributes: ReadonlySet<string> = new Set(['value', 'charset']);

/** Reads `rim:Name` or `rim:Description`; an empty element is an empty list. */
export function readInternationalString(
  of: XmlElement,
  place: string,
  findings: Findings,
): LocalizedString[] {
  const strings: LocalizedString[] = [];
  for (const node of of.nodes) {
    if (typeof node === 'string') {
      if (!isBlank(node)) reportStray(of, place, findings);
      continue;
    }
    if (node.name !== 'LocalizedString' || node.namespace !== rimNamespace) {
      reportStray(of, place, findings);
      continue;
    }
    const read = readLocalizedString(node, `${place}.${of.name}`, findings);
    if (read) strings.push(read);
  }
  return strings;
}

function readLocalizedString(
  of: XmlElement,
  place: string,
  findings: Findings,
): LocalizedString | undefined {
  const { value, charset } = readAttributes(of, localizedAttributes, place, findings);
  if (value === undefined) {
    findings.metadata(place, 'A LocalizedString has no value.');
    return undefined;
  }
  if (value.length > freeTextLengthMax) {
    findings.metadata(place, `The text is longer than ${freeTextLengthMax} characters.`);
  }
  const lang = attributeOf(of, 'lang', xmlNamespace);
  return {
    value,
    ...(lang === undefined ? {} : { lang }),
    ...(charset === undefined ? {} : { charset }),
  };
}

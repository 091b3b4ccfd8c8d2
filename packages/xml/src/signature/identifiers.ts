import { Problem } from '@kartoteka/kernel';
import { xmlNamespace } from '../namespace-scope.ts';
import type { XmlElement } from '../tree.ts';

export const utilityNamespace =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';

/**
 * Finds every identifier that a Reference may mean, and refuses a document that uses one twice: two
 * readers would not agree which element was signed.
 *
 * Identifiers are `wsu:Id`, `xml:id` and the attributes `Id` and `ID` without namespace (XML
 * Signature, SAML, CDA). The lower-case `id` of ebRIM is none: it names registry objects and is
 * repeated by the request around them.
 *
 * @throws Problem `security.signature-duplicate-id`
 * @example collectIdentifiers(document.root).get('body-1')
 */
export function collectIdentifiers(root: XmlElement): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  const open = [root];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { name, namespace, value } of at.attributes) {
      if (!isIdentifier(name, namespace)) continue;
      if (found.has(value)) throw new Problem('security.signature-duplicate-id');
      found.set(value, at);
    }
    for (const node of at.nodes) if (typeof node !== 'string') open.push(node);
  }
  return found;
}

function isIdentifier(name: string, namespace: string): boolean {
  if (name === 'Id') return namespace === '' || namespace === utilityNamespace;
  if (name === 'ID') return namespace === '';
  return name === 'id' && namespace === xmlNamespace;
}

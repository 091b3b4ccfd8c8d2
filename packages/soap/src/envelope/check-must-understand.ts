import { Problem } from '@kartoteka/kernel';
import { attributeOf, type XmlElement } from '@kartoteka/xml';
import { namespaces } from '../namespaces.ts';
import type { SoapEnvelope } from './read-envelope.ts';

/** A header block by its name. */
export interface HeaderName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Refuses a message with a header that must be understood and is not (SOAP 1.2 Part 1 section 2.4).
 * WS-Addressing is understood always; headers for other roles are none of our business.
 *
 * @param understood further headers that the caller processes, such as wsse:Security
 * @throws Problem soap.must-understand
 */
export function checkMustUnderstand(
  envelope: SoapEnvelope,
  understood: readonly HeaderName[],
): void {
  for (const header of envelope.headers) {
    if (!isMandatory(header, envelope.version) || !isForUs(header, envelope.version)) continue;
    if (header.namespace === namespaces.addressing) continue;
    const known = understood.some(
      ({ namespace, name }) => namespace === header.namespace && name === header.name,
    );
    if (known) continue;
    const name = `{${header.namespace.slice(0, 200)}}${header.name.slice(0, 100)}`;
    throw new Problem('soap.must-understand', { params: { header: name } });
  }
}

function isMandatory(header: XmlElement, version: string): boolean {
  const namespace = version === '1.2' ? namespaces.soap12 : namespaces.soap11;
  const value = attributeOf(header, 'mustUnderstand', namespace)?.trim();
  return value === '1' || value === 'true';
}

/** No role, `next` or `ultimateReceiver` (SOAP 1.2 Part 1 section 2.2); SOAP 1.1 calls it actor. */
function isForUs(header: XmlElement, version: string): boolean {
  const role =
    version === '1.2'
      ? attributeOf(header, 'role', namespaces.soap12)
      : attributeOf(header, 'actor', namespaces.soap11);
  return role === undefined || role === '' || ours.has(role);
}

const ours = new Set([
  `${namespaces.soap12}/role/next`,
  `${namespaces.soap12}/role/ultimateReceiver`,
  'http://schemas.xmlsoap.org/soap/actor/next',
]);

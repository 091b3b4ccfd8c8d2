import { Problem } from '@kartoteka/kernel';
import { attributeOf, childElements, signatureNamespace, type XmlElement } from '@kartoteka/xml';
import { soap11, soap12, wsse, wsu } from './names.ts';

/** The elements that WS-Security speaks of, each found at its one absolute place. */
export interface SecuredEnvelope {
  readonly version: '1.1' | '1.2';
  readonly headers: readonly XmlElement[];
  readonly body: XmlElement;
  readonly security: XmlElement;
  readonly timestamp: XmlElement;
  readonly signature: XmlElement;
  readonly tokens: readonly XmlElement[];
}

/**
 * Finds the parts of a signed message by position alone: nothing is searched for, nothing may stand
 * twice, so that what is verified and what is used cannot be two things (SECURITY: wrapping).
 *
 * @throws Problem `security.message-structure`, `security.message-unsigned`,
 *   `security.signature-coverage`
 */
export function readEnvelope(root: XmlElement): SecuredEnvelope {
  const version = versionOf(root);
  const parts = childElements(root);
  const [header, body] = parts;
  if (header !== undefined && isNamed(header, root.namespace, 'Body') && parts.length === 1) {
    throw new Problem('security.message-unsigned');
  }
  const shaped =
    parts.length === 2 &&
    header !== undefined &&
    isNamed(header, root.namespace, 'Header') &&
    body !== undefined &&
    isNamed(body, root.namespace, 'Body');
  if (!shaped) throw broken('Envelope');
  const headers = childElements(header);
  const security = findSecurity(headers, root.namespace);
  return { version, headers, body, security, ...readSecurity(security) };
}

function versionOf(root: XmlElement): '1.1' | '1.2' {
  if (isNamed(root, soap12, 'Envelope')) return '1.2';
  if (isNamed(root, soap11, 'Envelope')) return '1.1';
  throw broken('Envelope');
}

function findSecurity(headers: readonly XmlElement[], envelope: string): XmlElement {
  const [security, ...more] = headers.filter((header) => isNamed(header, wsse, 'Security'));
  if (security === undefined) throw new Problem('security.message-unsigned');
  if (more.length > 0) throw broken('Security');
  // A header for another receiver says nothing about us (SOAP 1.2 part 1, 2.2; SOAP 1.1, 4.2.2).
  const role = attributeOf(security, envelope === soap12 ? 'role' : 'actor', envelope);
  if (role !== undefined && role !== '' && role !== `${soap12}/role/ultimateReceiver`) {
    throw broken('Security');
  }
  return security;
}

function readSecurity(security: XmlElement) {
  const parts = childElements(security);
  const timestamps = parts.filter((part) => isNamed(part, wsu, 'Timestamp'));
  const signatures = parts.filter((part) => isNamed(part, signatureNamespace, 'Signature'));
  const tokens = parts.filter((part) => isNamed(part, wsse, 'BinarySecurityToken'));
  const [signature] = signatures;
  const [timestamp] = timestamps;
  if (signature === undefined) throw new Problem('security.message-unsigned');
  if (timestamp === undefined) {
    throw new Problem('security.signature-coverage', { params: { part: 'Timestamp' } });
  }
  if (signatures.length > 1) throw broken('Signature');
  if (timestamps.length > 1) throw broken('Timestamp');
  if (tokens.length > 1) throw broken('BinarySecurityToken');
  return { timestamp, signature, tokens };
}

function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.name === name && element.namespace === namespace;
}

function broken(place: string): Problem {
  return new Problem('security.message-structure', { place });
}

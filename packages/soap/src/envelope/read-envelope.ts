import { Problem } from '@kartoteka/kernel';
import { attributeOf, childElements, textOf, type XmlElement } from '@kartoteka/xml';
import type { SoapLimits } from '../limits.ts';
import { namespaces, type SoapVersion } from '../namespaces.ts';

/** WS-Addressing 1.0 headers; white space around the values is gone. */
export interface Addressing {
  readonly action?: string;
  readonly messageId?: string;
  readonly to?: string;
  readonly relatesTo?: string;
  /** The address of ReplyTo. */
  readonly replyTo?: string;
}

/** A message, read. */
export interface SoapEnvelope {
  readonly version: SoapVersion;
  readonly headers: readonly XmlElement[];
  /** The single child of Body. */
  readonly body: XmlElement;
  readonly addressing: Addressing;
}

/**
 * Reads an envelope of SOAP 1.1 or 1.2: one Header at most, one Body, one element in it.
 *
 * @throws Problem soap.version, soap.envelope, soap.addressing
 * @example readEnvelope(readXml(bytes).root).addressing.action
 */
export function readEnvelope(root: XmlElement, limits: SoapLimits): SoapEnvelope {
  const version = versions.get(root.namespace);
  if (root.name !== 'Envelope' || version === undefined) throw new Problem('soap.version');
  const parts = childElements(root);
  const header = parts[0]?.name === 'Header' ? parts[0] : undefined;
  const body = parts[header ? 1 : 0];
  const known = parts.every(({ namespace }) => namespace === root.namespace);
  // SOAP 1.1 section 4 allowed elements behind Body; WS-I Basic Profile R1011 ended that.
  const sound = known && body?.name === 'Body' && parts.length === (header ? 2 : 1);
  if (!sound) throw new Problem('soap.envelope');
  return envelopeOf({ version, headers: header ? childElements(header) : [], body }, limits);
}

/** The envelope out of its parts; `body` is the Body element itself. Throws as `readEnvelope`. */
export function envelopeOf(
  parts: {
    readonly version: SoapVersion;
    readonly headers: readonly XmlElement[];
    readonly body: XmlElement;
  },
  limits: SoapLimits,
): SoapEnvelope {
  const [payload, ...more] = childElements(parts.body);
  if (!payload || more.length > 0) throw new Problem('soap.envelope');
  const { version, headers } = parts;
  return { version, headers, body: payload, addressing: readAddressing(headers, limits) };
}

const versions: ReadonlyMap<string, SoapVersion> = new Map([
  [namespaces.soap12, '1.2'],
  [namespaces.soap11, '1.1'],
]);

function readAddressing(headers: readonly XmlElement[], limits: SoapLimits): Addressing {
  const action = headerValue(headers, 'Action', limits);
  const messageId = headerValue(headers, 'MessageID', limits);
  const to = headerValue(headers, 'To', limits);
  const replyTo = headerValue(headers, 'ReplyTo', limits);
  const relatesTo = relatedMessage(headers, limits);
  return {
    ...(action === undefined ? {} : { action }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(to === undefined ? {} : { to }),
    ...(relatesTo === undefined ? {} : { relatesTo }),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
}

/** WS-Addressing 1.0 Core section 3.2: each of these at most once. */
function headerValue(
  headers: readonly XmlElement[],
  name: string,
  limits: SoapLimits,
): string | undefined {
  const found = addressingHeaders(headers, name);
  if (found.length === 0) return undefined;
  const [first] = found;
  if (found.length > 1 || !first) throw wrongAddressing(name);
  const address = childElements(first).find((one) => one.name === 'Address');
  return checkedValue(textOf(address ?? first), name, limits);
}

/** Several relationships are allowed; the answer is to the one without a type or of type reply. */
function relatedMessage(headers: readonly XmlElement[], limits: SoapLimits): string | undefined {
  const replies = addressingHeaders(headers, 'RelatesTo').filter((one) => {
    const type = attributeOf(one, 'RelationshipType');
    return type === undefined || type === `${namespaces.addressing}/reply`;
  });
  const [first] = replies;
  if (!first) return undefined;
  if (replies.length > 1) throw wrongAddressing('RelatesTo');
  return checkedValue(textOf(first), 'RelatesTo', limits);
}

function addressingHeaders(headers: readonly XmlElement[], name: string): XmlElement[] {
  return headers.filter((one) => one.namespace === namespaces.addressing && one.name === name);
}

function checkedValue(text: string, name: string, limits: SoapLimits): string {
  const value = text.trim();
  if (value.length === 0 || value.length > limits.addressCharactersMax) throw wrongAddressing(name);
  return value;
}

function wrongAddressing(header: string): Problem {
  return new Problem('soap.addressing', { params: { header } });
}

import { attributeOf, child, childElements, textOf, type XmlElement } from '@kartoteka/xml';
import { namespaces } from '../namespaces.ts';
import type { SoapEnvelope } from './read-envelope.ts';

/** A fault of either version, in the words of SOAP 1.2. */
export interface SoapFault {
  /** Local name of the code: `Sender`, `Receiver`, …; `Client` and `Server` of SOAP 1.1 as these. */
  readonly code: string;
  /** Local names of the codes below it, outermost first. */
  readonly subcodes: readonly string[];
  /** The reason, in the wanted language where the peer has it. */
  readonly reason: string;
  readonly detail: XmlElement | undefined;
  /** The code of the catalog, when the peer is one of our kind. */
  readonly problemCode: string | undefined;
}

/**
 * Reads the fault of an answer; undefined when it is none.
 *
 * @param languages wanted languages of the reason, best first
 * @example readFault(message.envelope, ['pl', 'en'])?.reason
 */
export function readFault(
  envelope: SoapEnvelope,
  languages: readonly string[] = ['en'],
): SoapFault | undefined {
  const { body, version } = envelope;
  const namespace = version === '1.2' ? namespaces.soap12 : namespaces.soap11;
  if (body.name !== 'Fault' || body.namespace !== namespace) return undefined;
  return version === '1.2' ? readFault12(body, languages) : readFault11(body);
}

function readFault12(fault: XmlElement, languages: readonly string[]): SoapFault {
  const [code = '', ...subcodes] = codesOf(child(fault, namespaces.soap12, 'Code'));
  const reason = child(fault, namespaces.soap12, 'Reason');
  const detail = child(fault, namespaces.soap12, 'Detail');
  const texts = reason ? childElements(reason) : [];
  return { code, subcodes, reason: bestText(texts, languages), detail, ...problemOf(detail) };
}

/** SOAP 1.1 section 4.4: these elements are in no namespace; some senders qualify them. */
function readFault11(fault: XmlElement): SoapFault {
  const find = (name: string) => childElements(fault).find((one) => one.name === name);
  const [code = '', ...subcodes] = localName(textOfOptional(find('faultcode'))).split('.');
  const detail = find('detail');
  return {
    code: codes12.get(code) ?? code,
    subcodes,
    reason: textOfOptional(find('faultstring')),
    detail,
    ...problemOf(detail),
  };
}

const codes12: ReadonlyMap<string, string> = new Map([
  ['Client', 'Sender'],
  ['Server', 'Receiver'],
]);

function codesOf(code: XmlElement | undefined): string[] {
  const codes: string[] = [];
  let at = code;
  while (at && codes.length < codesMax) {
    const value = child(at, namespaces.soap12, 'Value');
    codes.push(localName(textOfOptional(value)));
    at = child(at, namespaces.soap12, 'Subcode');
  }
  return codes;
}

const codesMax = 8;

function bestText(texts: readonly XmlElement[], languages: readonly string[]): string {
  for (const language of languages) {
    const text = texts.find((one) => languageOfText(one).startsWith(language));
    if (text) return textOfOptional(text);
  }
  return textOfOptional(texts[0]);
}

function languageOfText(text: XmlElement): string {
  const xml = 'http://www.w3.org/XML/1998/namespace';
  return attributeOf(text, 'lang', xml)?.toLowerCase() ?? '';
}

function problemOf(detail: XmlElement | undefined): { problemCode: string | undefined } {
  const problem = detail && child(detail, namespaces.problem, 'Problem');
  return { problemCode: problem && attributeOf(problem, 'code') };
}

function textOfOptional(element: XmlElement | undefined): string {
  return element ? textOf(element).trim().slice(0, textCharactersMax) : '';
}

const textCharactersMax = 4000;

function localName(qname: string): string {
  return qname.slice(qname.indexOf(':') + 1);
}

import { languages, type Problem } from '@kartoteka/kernel';
import { element, writeXml, type XmlMarkup } from '@kartoteka/xml';
import { namespaces, type SoapVersion } from '../namespaces.ts';

export interface FaultOptions {
  /** 1.2 unless told; a fault answers in the version of the request. */
  readonly version?: SoapVersion;
  /** MessageID of the refused message. */
  readonly relatesTo?: string;
  readonly messageId?: string;
  /** Found again in the log of this side. */
  readonly correlationId?: string;
  /** Code of another specification below Sender or Receiver, such as wsse:FailedCheck. */
  readonly subcode?: { readonly namespace: string; readonly name: string };
}

/** A fault, ready to be sent. */
export interface FaultMessage {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes a Problem as a SOAP fault: reason in all three languages, the code of the catalog in the
 * Detail. HTTP status as SOAP 1.2 Part 2 section 7.5.2.2 has it: 400 for the sender's faults, else
 * 500; SOAP 1.1 always 500.
 *
 * @example soapFault(new Problem('soap.envelope'), { version: '1.2', relatesTo }).status // 400
 */
export function soapFault(problem: Problem, options: FaultOptions = {}): FaultMessage {
  const version = options.version ?? '1.2';
  const code = faultCode(problem);
  const envelope = version === '1.2' ? namespaces.soap12 : namespaces.soap11;
  const fault =
    version === '1.2' ? fault12(problem, code, options) : fault11(problem, code, options);
  const markup = element(
    'env:Envelope',
    { 'xmlns:env': envelope, 'xmlns:wsa': namespaces.addressing },
    element('env:Header', {}, ...faultHeaders(problem, options)),
    element('env:Body', {}, fault),
  );
  return {
    status: version === '1.2' && code === 'Sender' ? 400 : 500,
    contentType:
      version === '1.2' ? 'application/soap+xml; charset=UTF-8' : 'text/xml; charset=UTF-8',
    bytes: writeXml(markup),
  };
}

type FaultCode = 'Sender' | 'Receiver' | 'MustUnderstand' | 'VersionMismatch';

function faultCode(problem: Problem): FaultCode {
  if (problem.code === 'soap.must-understand') return 'MustUnderstand';
  if (problem.code === 'soap.version') return 'VersionMismatch';
  return problem.definition.status >= 500 ? 'Receiver' : 'Sender';
}

function faultHeaders(problem: Problem, options: FaultOptions): (XmlMarkup | undefined)[] {
  return [
    // WS-Addressing 1.0 - SOAP Binding section 6.
    element('wsa:Action', {}, `${namespaces.addressing}/soap/fault`),
    options.messageId === undefined ? undefined : element('wsa:MessageID', {}, options.messageId),
    options.relatesTo === undefined ? undefined : element('wsa:RelatesTo', {}, options.relatesTo),
    // SOAP 1.2 Part 1 section 5.4.7.
    problem.code === 'soap.version' && (options.version ?? '1.2') === '1.2'
      ? element('env:Upgrade', {}, element('env:SupportedEnvelope', { qname: 'env:Envelope' }))
      : undefined,
  ];
}

function fault12(problem: Problem, code: FaultCode, options: FaultOptions): XmlMarkup {
  const { subcode } = options;
  const below =
    subcode &&
    element(
      'env:Subcode',
      {},
      element('env:Value', { 'xmlns:sub': subcode.namespace }, `sub:${subcode.name}`),
    );
  return element(
    'env:Fault',
    {},
    element('env:Code', {}, element('env:Value', {}, `env:${code}`), below),
    element(
      'env:Reason',
      {},
      // SOAP 1.2 Part 1 section 5.4.2: one Text for each language.
      ...languages.map((language) =>
        element('env:Text', { 'xml:lang': language }, wordsOf(problem, language)),
      ),
    ),
    element('env:Detail', {}, detailOf(problem, options)),
  );
}

function fault11(problem: Problem, code: FaultCode, options: FaultOptions): XmlMarkup {
  const { subcode } = options;
  const plain = codes11[code];
  const faultcode = subcode
    ? element('faultcode', { 'xmlns:sub': subcode.namespace }, `sub:${subcode.name}`)
    : element('faultcode', {}, `env:${plain}`);
  return element(
    'env:Fault',
    {},
    faultcode,
    element('faultstring', { 'xml:lang': 'en' }, wordsOf(problem, 'en')),
    element('detail', {}, detailOf(problem, options)),
  );
}

/** SOAP 1.1 section 4.4.1. */
const codes11: Readonly<Record<FaultCode, string>> = {
  Sender: 'Client',
  Receiver: 'Server',
  MustUnderstand: 'MustUnderstand',
  VersionMismatch: 'VersionMismatch',
};

function detailOf(problem: Problem, options: FaultOptions): XmlMarkup {
  const attributes = {
    'xmlns:k': namespaces.problem,
    code: problem.code,
    place: problem.place,
    correlationId: options.correlationId,
  };
  return element('k:Problem', attributes);
}

function wordsOf(problem: Problem, language: (typeof languages)[number]): string {
  return `${problem.text(language)} ${problem.next(language)}`;
}

import { element, writeXml, type XmlMarkup } from '@kartoteka/xml';
import { namespaces, type SoapVersion } from '../namespaces.ts';
import type { OutgoingAttachment, WssSigner } from './signer-port.ts';

export interface EnvelopeInput {
  /** 1.2 unless told. */
  readonly version?: SoapVersion;
  /** WS-Addressing Action, such as `urn:ihe:iti:2007:RegistryStoredQuery`. */
  readonly action?: string;
  readonly messageId?: string;
  readonly to?: string;
  readonly relatesTo?: string;
  /** Address for the answer; requests over HTTP name the anonymous one. */
  readonly replyTo?: string;
  /** Further header blocks. */
  readonly headers?: readonly XmlMarkup[];
  /** The one element in Body; it declares its own prefixes, `env`, `wsa` and `wsu` are taken. */
  readonly body: XmlMarkup;
  /** Signs Body, To, Action and MessageID. */
  readonly security?: WssSigner;
  /** What stands behind each `xop:Include` of the body. */
  readonly attachments?: readonly OutgoingAttachment[];
}

/** The address of a receiver that waits for the answer on the same connection. */
export const anonymousAddress = `${namespaces.addressing}/anonymous`;

/**
 * Writes an envelope as UTF-8.
 *
 * @throws whatever the signer throws
 * @example await writeEnvelope({ action, messageId, to, body, security: signer })
 */
export async function writeEnvelope(input: EnvelopeInput): Promise<Uint8Array> {
  const { security } = input;
  if (!security) return writeXml(compose(input, undefined));
  const securityHeader = await security.sign({
    bytes: writeXml(compose(input, undefined)),
    signedIds: [
      ids.body,
      ...(input.to === undefined ? [] : [ids.to]),
      ...(input.action === undefined ? [] : [ids.action]),
      ...(input.messageId === undefined ? [] : [ids.messageId]),
    ],
    attachments: input.attachments ?? [],
  });
  return writeXml(compose(input, securityHeader));
}

const ids = { body: 'Body', to: 'To', action: 'Action', messageId: 'MessageID' } as const;

function compose(input: EnvelopeInput, securityHeader: XmlMarkup | undefined): XmlMarkup {
  const { version = '1.2', relatesTo, replyTo } = input;
  const signed = input.security !== undefined;
  const idOf = (id: string) => (signed ? { 'wsu:Id': id } : {});
  const addressed = (name: string, id: string, value: string | undefined, must = false) =>
    value === undefined
      ? undefined
      : element(`wsa:${name}`, { ...(must ? mandatory : {}), ...idOf(id) }, value);
  const headers = [
    securityHeader,
    // The examples of ITI TF-2: 3.43 mark Action so, and partners check it.
    addressed('Action', ids.action, input.action, true),
    addressed('MessageID', ids.messageId, input.messageId),
    relatesTo === undefined ? undefined : element('wsa:RelatesTo', {}, relatesTo),
    replyTo === undefined
      ? undefined
      : element('wsa:ReplyTo', {}, element('wsa:Address', {}, replyTo)),
    addressed('To', ids.to, input.to),
    ...(input.headers ?? []),
  ];
  const declarations = {
    'xmlns:env': version === '1.2' ? namespaces.soap12 : namespaces.soap11,
    'xmlns:wsa': namespaces.addressing,
    ...(signed ? { 'xmlns:wsu': namespaces.securityUtility } : {}),
  };
  return element(
    'env:Envelope',
    declarations,
    element('env:Header', {}, ...headers),
    element('env:Body', idOf(ids.body), input.body),
  );
}

/** `1` is understood by SOAP 1.1 and 1.2 alike. */
const mandatory = { 'env:mustUnderstand': '1' };

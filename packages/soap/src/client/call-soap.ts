import { Problem, type Random } from '@kartoteka/kernel';
import { readFault } from '../envelope/read-fault.ts';
import { parseMediaType } from '../mime/media-type.ts';
import { type ReceivedMessage, type ReceiveOptions, receiveSoap } from '../receive/receive-soap.ts';
import { anonymousAddress, type EnvelopeInput, writeEnvelope } from '../write/write-envelope.ts';
import { type FramedMessage, writeMtom, writePlain } from '../write/write-mtom.ts';
import { peerProblem } from './peer-problem.ts';

/** One HTTP request over a connection that somebody else knows how to make. */
export interface SoapTransport {
  /** Throws Problems of its own when there is no answer. Header names of the answer in lower case. */
  send(request: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  }): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  }>;
}

export interface SoapCall<Handle> extends EnvelopeInput {
  /** MTOM even without attachments, as ITI-41 and ITI-43 ask for; it is used with them anyway. */
  readonly mtom?: boolean;
  readonly random: Random;
  /** How the answer is received. */
  readonly answer: ReceiveOptions<Handle>;
  /** Languages for the reason of a fault, best first. */
  readonly languages?: readonly string[];
}

/**
 * Sends a message and receives its answer. MessageID and ReplyTo are added where they are missing.
 *
 * @throws Problem soap.fault (with `quoted` and, from our own kind, `peerCode`),
 *   soap.http-bad-request, soap.http-forbidden, soap.http-status, soap.answer, and everything that
 *   `receiveSoap`, signer and transport throw
 * @example
 * const answer = await callSoap(transport, { action, to, body, security: signer, random, answer: { clock, sink } });
 */
export async function callSoap<Handle>(
  transport: SoapTransport,
  call: SoapCall<Handle>,
): Promise<ReceivedMessage<Handle>> {
  const messageId = call.messageId ?? `urn:uuid:${call.random.uuid()}`;
  const replyTo = call.replyTo ?? anonymousAddress;
  const root = await writeEnvelope({ ...call, messageId, replyTo });
  const framed = frame(root, call);
  const response = await transport.send({ headers: headersOf(framed, call), body: framed.body });
  const contentType = response.headers['content-type'] ?? '';
  const isSoap = soapTypes.has(parseMediaType(contentType).type);
  if (!isSoap) throw await peerProblem(response);
  const contentEncoding = response.headers['content-encoding'];
  const head = { contentType, contentEncoding };
  const message = await receiveSoap(head, response.body, answerOptions(call, response.status));
  try {
    checkAnswer(message, { messageId, status: response.status, languages: call.languages });
  } catch (problem) {
    await message.discardAll();
    throw problem;
  }
  return message;
}

const soapTypes = new Set(['multipart/related', 'application/soap+xml', 'text/xml']);

/** A fault is not signed by most; it proves nothing either, so it is read without a verifier. */
function answerOptions<Handle>(call: SoapCall<Handle>, status: number): ReceiveOptions<Handle> {
  if (status < 400) return call.answer;
  const { security: _, ...unsigned } = call.answer;
  return unsigned;
}

function frame<Handle>(root: Uint8Array, call: SoapCall<Handle>): FramedMessage {
  const { attachments = [], version = '1.2', action, random } = call;
  const options = { version, random, ...(action === undefined ? {} : { action }) };
  if (call.mtom || attachments.length > 0) return writeMtom(root, attachments, options);
  return writePlain(root, options);
}

function headersOf<Handle>(framed: FramedMessage, call: SoapCall<Handle>): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': framed.contentType };
  if (framed.contentLength !== undefined) headers['content-length'] = String(framed.contentLength);
  // SOAP 1.1 section 6.1.1 wants it always, quoted; SOAP 1.2 has the action in the Content-Type.
  if (call.version === '1.1') headers.soapaction = `"${call.action ?? ''}"`;
  return headers;
}

function checkAnswer<Handle>(
  message: ReceivedMessage<Handle>,
  sent: {
    readonly messageId: string;
    readonly status: number;
    readonly languages: readonly string[] | undefined;
  },
): void {
  const fault = readFault(message.envelope, sent.languages);
  if (fault) {
    const faultCode = [fault.code, ...fault.subcodes].filter(Boolean).join(' / ').slice(0, 200);
    const peerCode = fault.problemCode === undefined ? {} : { peerCode: fault.problemCode };
    throw new Problem('soap.fault', {
      params: { status: sent.status, faultCode, ...peerCode },
      quoted: fault.reason,
    });
  }
  if (sent.status >= 400)
    throw new Problem('soap.http-status', { params: { status: sent.status } });
  const { relatesTo } = message.envelope.addressing;
  if (relatesTo !== undefined && relatesTo !== sent.messageId) throw new Problem('soap.answer');
}

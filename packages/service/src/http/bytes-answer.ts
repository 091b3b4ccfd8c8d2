import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Log } from '../database/log.ts';
import { securityHeaders } from './security-headers.ts';

/** A file or a rendered page as the answer of a route whose contract says `'bytes'`. */
export interface BytesAnswer {
  readonly contentType: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
  /** Bytes altogether, where known before the end. */
  readonly size?: number;
  /** Saved under this name; shown in the browser when left out. */
  readonly saveAs?: string;
}

/**
 * Sends bytes under the policy for somebody else's document: no script, no network, an origin of its
 * own. Nothing that we store or render runs with the rights of our pages.
 */
export function sendBytes(
  reply: FastifyReply,
  answer: BytesAnswer,
  options: { readonly https: boolean; readonly log: Log },
): FastifyReply {
  reply.headers(securityHeaders('document', options.https));
  reply.type(answer.contentType);
  const size = answer.bytes instanceof Uint8Array ? answer.bytes.length : answer.size;
  if (size !== undefined) reply.header('content-length', size);
  if (answer.saveAs !== undefined) {
    reply.header('content-disposition', attachmentHeader(answer.saveAs));
  }
  if (answer.bytes instanceof Uint8Array) return reply.send(answer.bytes);
  const { log } = options;
  const correlationId = reply.request.id;
  return reply.send(Readable.from(logged(answer.bytes, log, correlationId), { objectMode: false }));
}

/** The head is out when bytes break off: the connection is cut, and the reason has to stand somewhere. */
async function* logged(
  bytes: AsyncIterable<Uint8Array>,
  log: Log,
  correlationId: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    log.error({ error, correlationId }, 'answer broke off');
    throw error;
  }
}

/**
 * `Content-Disposition` for a file name in any script: a plain form for old clients and the full one
 * (RFC 6266, RFC 8187).
 *
 * @example attachmentHeader('wypis-żółty.xml')
 */
export function attachmentHeader(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\w.() -]/g, '_');
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

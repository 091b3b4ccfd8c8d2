import { Problem } from '@kartoteka/kernel';
import { parseMediaType } from '../mime/media-type.ts';
import { withoutBrackets } from '../mime/part-headers.ts';

/** What the HTTP headers say of a message. */
export interface MessageHead {
  readonly contentType: string;
  readonly contentEncoding?: string | undefined;
  /** Bytes of the body, where the sender announces them. */
  readonly contentLength?: number | undefined;
}

export type Framing =
  | { readonly kind: 'plain' }
  | { readonly kind: 'multipart'; readonly boundary: string; readonly start: string | undefined };

/**
 * Decides from the HTTP headers how a message is framed.
 *
 * @throws Problem soap.content-type, soap.content-encoding, soap.boundary
 */
export function readFraming(head: MessageHead): Framing {
  const encoding = head.contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') {
    throw new Problem('soap.content-encoding', { params: { found: encoding.slice(0, 40) } });
  }
  const media = parseMediaType(head.contentType);
  if (isEnvelopeType(media.type)) return { kind: 'plain' };
  if (media.type !== 'multipart/related') throw wrongType(media.type);
  const boundary = media.parameters.get('boundary') ?? '';
  // RFC 2046 section 5.1.1: 1 to 70 characters; the field uses more of them than bchars has.
  const usable = /^[\x21-\x7e](?:[\x20-\x7e]{0,68}[\x21-\x7e])?$/.test(boundary);
  if (!usable || media.repeated.has('boundary') || media.repeated.has('start')) {
    throw new Problem('soap.boundary');
  }
  const start = media.parameters.get('start');
  return { kind: 'multipart', boundary, start: start && withoutBrackets(start) };
}

/**
 * Checks the type of the root part; a part without one is taken for an envelope.
 *
 * @throws Problem soap.content-type
 */
export function checkRootType(contentType: string | undefined): void {
  if (contentType === undefined) return;
  const { type } = parseMediaType(contentType);
  if (type !== 'application/xop+xml' && !isEnvelopeType(type)) throw wrongType(type);
}

function isEnvelopeType(type: string): boolean {
  return type === 'application/soap+xml' || type === 'text/xml';
}

function wrongType(found: string): Problem {
  return new Problem('soap.content-type', { params: { found: found.slice(0, 100) } });
}

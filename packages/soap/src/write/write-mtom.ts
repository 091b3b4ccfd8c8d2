import type { Random } from '@kartoteka/kernel';
import { element, type XmlMarkup } from '@kartoteka/xml';
import { quoted } from '../mime/media-type.ts';
import { namespaces, type SoapVersion } from '../namespaces.ts';
import type { OutgoingAttachment } from './signer-port.ts';

/** What goes over HTTP: the type, and the bytes in pieces. */
export interface FramedMessage {
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** In bytes, where all sizes are known. */
  readonly contentLength?: number;
}

export interface FrameOptions {
  readonly version?: SoapVersion;
  readonly action?: string;
  readonly random: Random;
}

/**
 * The reference to an attachment, as content of the element whose content it is.
 *
 * @example element('xdsb:Document', { id }, xopInclude('1.4f0c@kartoteka'))
 */
export function xopInclude(contentId: string): XmlMarkup {
  const href = `cid:${encodeURIComponent(contentId).replaceAll('%40', '@')}`;
  return element('xop:Include', { 'xmlns:xop': namespaces.xop, href });
}

/**
 * Frames an envelope and its attachments as MTOM (XOP 1.0, RFC 2387): CRLF everywhere, binary,
 * root first, attachments in their order. Streams: an attachment is opened when its turn comes.
 *
 * @param root the envelope in UTF-8, see `writeEnvelope`
 * @throws RangeError where an attachment is not as long as its `size` says
 * @example const { contentType, body } = writeMtom(bytes, attachments, { action, random });
 */
export function writeMtom(
  root: Uint8Array,
  attachments: readonly OutgoingAttachment[],
  options: FrameOptions,
): FramedMessage {
  const boundary = `kartoteka-${options.random.uuid()}`;
  const rootId = `root.${options.random.uuid()}@kartoteka`;
  const envelopeType = options.version === '1.1' ? 'text/xml' : 'application/soap+xml';
  const action = options.action;
  const contentType = [
    'multipart/related',
    `boundary=${quoted(boundary)}`,
    'type="application/xop+xml"',
    `start=${quoted(`<${rootId}>`)}`,
    `start-info=${quoted(envelopeType)}`,
    ...(action === undefined ? [] : [`action=${quoted(action)}`]),
  ].join('; ');
  const heads = [
    partHead(
      `--${boundary}`,
      `application/xop+xml; charset=UTF-8; type=${quoted(envelopeType)}`,
      rootId,
    ),
    ...attachments.map((one) => partHead(`\r\n--${boundary}`, one.contentType, one.contentId)),
  ];
  const end = Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1');
  const contentLength = lengthOf(root, attachments, [...heads, end]);
  return {
    contentType,
    body: gathered(pieces(root, attachments, heads, end)),
    ...(contentLength === undefined ? {} : { contentLength }),
  };
}

function partHead(delimiter: string, contentType: string, contentId: string): Buffer {
  // A line break in a type or an id would end the header block and begin something else.
  const safe = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
  return Buffer.from(
    `${delimiter}\r\n` +
      `Content-Type: ${safe(contentType)}\r\n` +
      'Content-Transfer-Encoding: binary\r\n' +
      `Content-ID: <${safe(contentId)}>\r\n\r\n`,
    'latin1',
  );
}

async function* pieces(
  root: Uint8Array,
  attachments: readonly OutgoingAttachment[],
  heads: readonly Buffer[],
  end: Buffer,
): AsyncGenerator<Uint8Array> {
  yield heads[0] ?? end;
  yield root;
  for (const [index, attachment] of attachments.entries()) {
    yield heads[index + 1] ?? end;
    let length = 0;
    for await (const piece of attachment.open()) {
      length += piece.length;
      yield piece;
    }
    if (attachment.size !== undefined && attachment.size !== length) {
      throw new RangeError('an attachment is not as long as it was announced');
    }
  }
  yield end;
}

/** Joins small pieces, so that each does not become a TLS record of its own. */
async function* gathered(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    waiting.push(piece);
    length += piece.length;
    if (length < gatheredBytes) continue;
    yield waiting.length === 1 ? piece : Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

const gatheredBytes = 65_536;

function lengthOf(
  root: Uint8Array,
  attachments: readonly OutgoingAttachment[],
  frames: readonly Buffer[],
): number | undefined {
  let length = root.length;
  for (const frame of frames) length += frame.length;
  for (const { size } of attachments) {
    if (size === undefined) return undefined;
    length += size;
  }
  return length;
}

/** Frames an envelope without attachments as it is. */
export function writePlain(root: Uint8Array, options: Omit<FrameOptions, 'random'>): FramedMessage {
  const { version = '1.2', action } = options;
  const parameter = action === undefined || version === '1.1' ? '' : `; action=${quoted(action)}`;
  const type = version === '1.2' ? 'application/soap+xml' : 'text/xml';
  return {
    contentType: `${type}; charset=UTF-8${parameter}`,
    body: once(root),
    contentLength: root.length,
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

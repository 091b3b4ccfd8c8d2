import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fixedClock, Problem, type Random } from '@kartoteka/kernel';
import { element, rawMarkup, type XmlElement, type XmlMarkup } from '@kartoteka/xml';
import { type ContentSink, namespaces, type ReceivedMessage, xopInclude } from '../src/index.ts';

export const clock = fixedClock('2026-03-01T08:00:00Z');

export const random: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
};

const xdsb = 'urn:ihe:iti:xds-b:2007';

/** Content kept in memory, with all that a store can do. */
export interface MemorySink extends ContentSink<number> {
  readonly contents: Map<number, Buffer>;
  readonly discarded: number[];
  bytesOf(handle: number): Buffer;
}

export function memorySink(): MemorySink {
  const contents = new Map<number, Buffer>();
  const discarded: number[] = [];
  let next = 0;
  const bytesOf = (handle: number): Buffer => {
    const bytes = contents.get(handle);
    if (!bytes) throw new RangeError('unknown handle');
    return bytes;
  };
  return {
    contents,
    discarded,
    bytesOf,
    async put(stream) {
      const pieces: Uint8Array[] = [];
      for await (const piece of stream) pieces.push(Uint8Array.from(piece));
      next += 1;
      contents.set(next, Buffer.concat(pieces));
      return next;
    },
    async discard(handle) {
      contents.delete(handle);
      discarded.push(handle);
    },
    async *read(handle) {
      const bytes = bytesOf(handle);
      for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
    },
  };
}

/** The bytes in pieces of the given sizes, the last size repeated; 0 means all at once. */
export async function* inPieces(bytes: Uint8Array, ...sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[Math.min(index, sizes.length - 1)] || bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

export async function codeOf(run: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof run === 'function' ? run() : run);
  } catch (problem) {
    if (problem instanceof Problem) return problem.code;
    throw problem;
  }
  return 'none';
}

/** The Problem itself, for its parameters. */
export async function problemOf(run: Promise<unknown>): Promise<Problem> {
  const problem = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (problem instanceof Problem) return problem;
  throw new Error('no Problem came', { cause: problem });
}

/** A request with one Document per entry: text is inline base64, markup such as an Include. */
export function retrieved(...documents: readonly (string | XmlMarkup)[]): XmlMarkup {
  return element(
    'xdsb:Documents',
    { 'xmlns:xdsb': xdsb },
    ...documents.map((content) => element('xdsb:Document', {}, content)),
  );
}

export function envelope(body: string, header = ''): Buffer {
  return Buffer.from(
    `<env:Envelope xmlns:env="${namespaces.soap12}"><env:Header>${header}</env:Header>` +
      `<env:Body>${body}</env:Body></env:Envelope>`,
  );
}

export interface SamplePart {
  readonly headers: readonly string[];
  readonly content: Uint8Array | string;
}

/** A multipart body written by hand, so that each oddity of the field can be built. */
export function multipart(
  boundary: string,
  parts: readonly SamplePart[],
  options: { readonly newline?: string; readonly preamble?: string; readonly end?: string } = {},
): Buffer {
  const newline = options.newline ?? '\r\n';
  const pieces: Uint8Array[] = [Buffer.from(options.preamble ?? '')];
  for (const [index, { headers, content }] of parts.entries()) {
    const head = [`--${boundary}`, ...headers, '', ''].join(newline);
    pieces.push(Buffer.from(index === 0 ? head : newline + head), Buffer.from(content));
  }
  pieces.push(Buffer.from(options.end ?? `${newline}--${boundary}--${newline}`));
  return Buffer.concat(pieces);
}

export const rootHeaders = [
  'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
  'Content-Transfer-Encoding: binary',
  'Content-ID: <root@test>',
];

export function partHeaders(id: string): string[] {
  return [
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: binary',
    `Content-ID: <${id}>`,
  ];
}

/** The smallest MTOM message: an envelope that includes each attachment, in their order. */
export function mtomOf(attachments: readonly Uint8Array[], newline = '\r\n'): Buffer {
  const body = retrieved(...attachments.map((_, index) => xopInclude(`${index}.doc@test`)));
  return multipart(
    'MIMEBoundary_1',
    [
      { headers: rootHeaders, content: envelope(body.xml) },
      ...attachments.map((content, index) => ({
        headers: partHeaders(`${index}.doc@test`),
        content,
      })),
    ],
    { newline },
  );
}

export const mtomType =
  'multipart/related; boundary="MIMEBoundary_1"; type="application/xop+xml"; start="<root@test>"; start-info="application/soap+xml"';

/** All elements of the Body that are called Document. */
export function documentsOf(message: ReceivedMessage<number>): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (at: XmlElement): void => {
    if (at.name === 'Document' && at.namespace === xdsb) found.push(at);
    for (const node of at.nodes) if (typeof node !== 'string') visit(node);
  };
  visit(message.envelope.body);
  return found;
}

/** The received bytes of each Document, with hash and size checked against them. */
export function contentsOf(message: ReceivedMessage<number>, sink: MemorySink): Buffer[] {
  return documentsOf(message).map((document) => {
    const content = message.contentOf(document);
    if (!content) throw new Error('a Document without content');
    const bytes = sink.bytesOf(content.handle);
    if (content.size !== bytes.length) throw new Error('wrong size');
    if (content.sha1 !== createHash('sha1').update(bytes).digest('hex')) throw new Error('hash');
    return bytes;
  });
}

export const raw = rawMarkup;

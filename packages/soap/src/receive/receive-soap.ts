import { type Clock, Problem } from '@kartoteka/kernel';
import { textOf, type XmlElement } from '@kartoteka/xml';
import { Base64Layout } from '../base64/base64-layout.ts';
import { Base64Decoder } from '../base64/decode-base64.ts';
import { ByteWindow } from '../byte-window.ts';
import type { HeaderName } from '../envelope/check-must-understand.ts';
import type { SoapEnvelope } from '../envelope/read-envelope.ts';
import { overLimit, type SoapLimits, soapLimitsDefault } from '../limits.ts';
import { decodeTransfer } from '../mime/decode-transfer.ts';
import { type Part, readParts } from '../mime/read-parts.ts';
import {
  createSecurityVerifier,
  type EnvelopeVerifier,
  type VerifierOptions,
} from '../wss/index.ts';
import {
  type ContentSink,
  ContentStore,
  type ReceivedContent,
  type StoredContent,
} from './content-store.ts';
import { PlaceFiller } from './fill-places.ts';
import { checkRootType, type Framing, type MessageHead, readFraming } from './message-head.ts';
import { type OpenRoot, openRoot } from './open-root.ts';
import { readRoot } from './read-root.ts';

export interface ReceiveOptions<Handle> {
  readonly limits?: Partial<SoapLimits>;
  readonly clock: Clock;
  readonly sink: ContentSink<Handle>;
  /**
   * How the message must be signed: options for a verifier of its own, or a kept one. Without it
   * the message is not verified, and a Security header that must be understood is refused.
   */
  readonly security?: EnvelopeVerifier | Omit<VerifierOptions, 'clock'>;
  /** Further headers that the caller processes. */
  readonly understood?: readonly HeaderName[];
  /**
   * Elements that carry documents, as attachment or as base64 of their own; `xdsb:Document` unless
   * told. Content is taken nowhere else.
   */
  readonly contentElements?: readonly HeaderName[];
}

/** What is known of the signature of a message that was checked whole. */
export interface ReceivedSecurity {
  readonly certificateDer: Uint8Array;
  readonly created: Date;
  readonly expires: Date;
  /** Names this very signature, for a replay cache that keeps it until `expires` and the skew. */
  readonly replayKey: string;
  /** The headers which the signature covers; the others may be routed by, never trusted. */
  readonly signedHeaders: readonly XmlElement[];
}

export interface ReceivedMessage<Handle> {
  readonly envelope: SoapEnvelope;
  /** Whether it came as multipart; the answer then goes as multipart too, even with nothing attached. */
  readonly multipart: boolean;
  readonly security?: ReceivedSecurity;
  /**
   * The content of an element of the Body, wherever it stood. Two elements may share one content,
   * and then have the same object.
   */
  contentOf(element: XmlElement): ReceivedContent<Handle> | undefined;
  /** Drops all content, when the message is refused after all. */
  discardAll(): Promise<void>;
}

/**
 * Receives one message: framing, envelope, signature, content. The certificate is trusted before an
 * attachment behind the envelope is read, content goes to the sink while it arrives, and the
 * message comes back only when everything was checked. On any failure all content is discarded;
 * the rest of the body is left unread, and the caller answers and closes.
 *
 * @param head the HTTP headers `Content-Type`, `Content-Encoding` and `Content-Length`
 * @param body the HTTP body in any pieces
 * @throws Problem `soap.*`, `xml.*`, `security.*`, and whatever `trust` or the sink throw
 * @example
 * const message = await receiveSoap({ contentType }, request, { clock, sink, security: { trust } });
 * message.contentOf(document)?.sha1;
 */
export async function receiveSoap<Handle>(
  head: MessageHead,
  body: AsyncIterable<Uint8Array>,
  options: ReceiveOptions<Handle>,
): Promise<ReceivedMessage<Handle>> {
  const limits = { ...soapLimitsDefault, ...options.limits };
  const framing = readFraming(head);
  // Refused before a byte of it is read; what is not announced is counted on the way.
  if ((head.contentLength ?? 0) > limits.bodyBytesMax) throw overLimit('bodyBytesMax', limits);
  const store = new ContentStore(options.sink, limits);
  const receiver = new Receiver(options, limits, store);
  try {
    const filled = await receiver.receive(framing, body);
    return {
      envelope: filled.root.envelope,
      multipart: framing.kind === 'multipart',
      ...securityOf(filled.root),
      contentOf: (element) => filled.contents.get(element),
      discardAll: () => store.discardAll(),
    };
  } catch (error) {
    await store.discardAll();
    throw error;
  }
}

interface Filled<Handle> {
  readonly root: OpenRoot;
  readonly contents: ReadonlyMap<XmlElement, ReceivedContent<Handle>>;
}

const contentElementsDefault: readonly HeaderName[] = [
  { namespace: 'urn:ihe:iti:xds-b:2007', name: 'Document' },
];

class Receiver<Handle> {
  readonly #options: ReceiveOptions<Handle>;
  readonly #limits: SoapLimits;
  readonly #store: ContentStore<Handle>;
  readonly #verifier: EnvelopeVerifier | undefined;
  #root: OpenRoot | undefined;
  #filler: PlaceFiller<Handle> | undefined;

  constructor(options: ReceiveOptions<Handle>, limits: SoapLimits, store: ContentStore<Handle>) {
    this.#options = options;
    this.#limits = limits;
    this.#store = store;
    this.#verifier = verifierOf(options);
  }

  async receive(framing: Framing, body: AsyncIterable<Uint8Array>): Promise<Filled<Handle>> {
    const limits = this.#limits;
    const window = new ByteWindow(body, (total) => {
      if (total > limits.bodyBytesMax) throw overLimit('bodyBytesMax', limits);
    });
    if (framing.kind === 'plain') await this.#readRoot(windowContent(window));
    else {
      await window.fill(limits.collectedBytesMax);
      await this.#readParts(window, framing);
    }
    return this.#finish();
  }

  async #readParts(
    window: ByteWindow,
    framing: Extract<Framing, { kind: 'multipart' }>,
  ): Promise<void> {
    const ids = new Set<string>();
    const early = new Map<string, ReceivedContent<Handle>>();
    let first = true;
    for await (const part of readParts(window, framing.boundary, this.#limits)) {
      const { contentId } = part.headers;
      if (contentId !== undefined && ids.has(contentId)) throw new Problem('soap.part-id-twice');
      if (contentId !== undefined) ids.add(contentId);
      if (this.#filler) await this.#filler.takePart(contentId, decodeTransfer(part));
      else if (isRoot(part, framing.start, first)) await this.#readRootPart(part, early);
      else early.set(idOfEarly(contentId), await this.#store.put(decodeTransfer(part)));
      first = false;
    }
  }

  async #readRootPart(
    part: Part,
    early: ReadonlyMap<string, ReceivedContent<Handle>>,
  ): Promise<void> {
    checkRootType(part.headers.contentType);
    await this.#readRoot(decodeTransfer(part));
    this.#filler?.adoptParts(early);
  }

  async #readRoot(source: AsyncIterable<Uint8Array>): Promise<void> {
    const cuts: StoredContent<Handle>[] = [];
    const bytes = await readRoot(source, this.#limits, async (text) => {
      cuts.push(await this.#storeCut(text));
    });
    const root = await openRoot(bytes, {
      limits: this.#limits,
      cuts: cuts.length,
      contentElements: this.#options.contentElements ?? contentElementsDefault,
      understood: this.#options.understood ?? [],
      verifier: this.#verifier,
    });
    this.#root = root;
    this.#filler = new PlaceFiller(root.places, this.#store, root.security?.body);
    this.#filler.adoptCuts(cuts);
  }

  async #storeCut(text: AsyncIterable<Buffer>): Promise<StoredContent<Handle>> {
    const layout = this.#verifier ? new Base64Layout(this.#limits) : undefined;
    const content = await this.#store.put(decoded(text, layout));
    return layout ? { ...content, layout } : content;
  }

  async #finish(): Promise<Filled<Handle>> {
    const root = this.#root;
    const filler = this.#filler;
    if (!root || !filler) throw new Problem('soap.root-missing');
    await filler.finish();
    const contents = filler.byElement();
    for (const element of root.inline) {
      const text = Buffer.from(textOf(element), 'utf8');
      contents.set(element, await this.#store.put(decoded([text])));
    }
    return { root, contents };
  }
}

function verifierOf<Handle>(options: ReceiveOptions<Handle>): EnvelopeVerifier | undefined {
  const { security, clock } = options;
  if (security === undefined || 'begin' in security) return security;
  return createSecurityVerifier({ ...security, clock });
}

/**
 * RFC 2387 section 3.2: `start` names the root, otherwise it is the first part. A first part
 * without any id can only be the root.
 */
function isRoot(part: Part, start: string | undefined, first: boolean): boolean {
  const { contentId } = part.headers;
  if (start === undefined || contentId === undefined) return first;
  return contentId === start;
}

function idOfEarly(contentId: string | undefined): string {
  if (contentId === undefined) throw new Problem('soap.attachment-unreferenced');
  return contentId;
}

async function* windowContent(window: ByteWindow): AsyncGenerator<Uint8Array> {
  while (await window.more()) yield window.take(window.length);
}

/** @throws Problem soap.base64 */
async function* decoded(
  text: AsyncIterable<Buffer> | Iterable<Buffer>,
  layout?: Base64Layout,
): AsyncGenerator<Uint8Array> {
  const decoder = new Base64Decoder(layout);
  for await (const piece of text) {
    const bytes = decoder.decode(piece);
    if (bytes.length > 0) yield bytes;
  }
  decoder.finish();
}

function securityOf(root: OpenRoot): { security?: ReceivedSecurity } {
  const { security } = root;
  if (!security) return {};
  const { certificateDer, created, expires, replayKey } = security;
  const signed = security.envelope.headers.filter((header) => header.signed);
  const signedHeaders = signed.map(({ element }) => element);
  return { security: { certificateDer, created, expires, replayKey, signedHeaders } };
}

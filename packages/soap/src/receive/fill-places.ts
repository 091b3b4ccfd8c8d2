import { Problem } from '@kartoteka/kernel';
import type { XmlElement } from '@kartoteka/xml';
import { Base64Text, type VerifiedSecurity } from '../wss/index.ts';
import type { ContentStore, ReceivedContent, StoredContent } from './content-store.ts';
import { type ContentPlace, spellingsOf } from './find-contents.ts';

/**
 * Fills the places of a Body with content, in whatever order it arrives, and feeds the digest in
 * the order of the envelope: content whose turn it is flows through the digest while it is stored,
 * other content is stored first and read back.
 */
export class PlaceFiller<Handle> {
  readonly #places: readonly ContentPlace[];
  readonly #store: ContentStore<Handle>;
  readonly #digest: VerifiedSecurity['body'] | undefined;
  readonly #filled: (StoredContent<Handle> | undefined)[];
  /** The first place that is not in the digest. */
  #turn = 0;

  constructor(
    places: readonly ContentPlace[],
    store: ContentStore<Handle>,
    digest: VerifiedSecurity['body'] | undefined,
  ) {
    this.#places = places;
    this.#store = store;
    this.#digest = digest;
    this.#filled = places.map(() => undefined);
  }

  /** Puts what was cut out of the envelope into its marks, in their order. */
  adoptCuts(cuts: readonly StoredContent<Handle>[]): void {
    const marks = this.#places.flatMap((place, index) => (place.kind === 'cut' ? [index] : []));
    for (const [number, index] of marks.entries()) this.#filled[index] = cuts[number];
  }

  /**
   * Puts parts that came before the envelope into the places that name them.
   *
   * @throws Problem soap.attachment-unreferenced, soap.too-large
   */
  adoptParts(parts: ReadonlyMap<string, ReceivedContent<Handle>>): void {
    for (const [contentId, content] of parts) {
      this.#fill(this.#placesOf(contentId), content);
    }
  }

  /**
   * Stores an attachment as it arrives.
   *
   * @throws Problem soap.attachment-unreferenced, before anything of it is read
   */
  async takePart(contentId: string | undefined, content: AsyncIterable<Uint8Array>): Promise<void> {
    const indexes = this.#placesOf(contentId ?? '');
    await this.#catchUp();
    const [first] = indexes;
    const digest = first === this.#turn ? this.#digest : undefined;
    const stored = await this.#storeThrough(content, digest);
    if (digest) this.#turn += 1;
    this.#fill(indexes, stored);
  }

  /**
   * When everything has arrived: every place has content, and the signature covers it.
   *
   * @throws Problem soap.attachment-missing, soap.attachment-order, and the digest's own
   */
  async finish(): Promise<void> {
    if (this.#filled.includes(undefined)) throw new Problem('soap.attachment-missing');
    await this.#catchUp();
    this.#digest?.finish();
  }

  /** The content of each element, for `contentOf`. */
  byElement(): Map<XmlElement, ReceivedContent<Handle>> {
    const contents = new Map<XmlElement, ReceivedContent<Handle>>();
    for (const [index, place] of this.#places.entries()) {
      const content = this.#filled[index];
      if (content) contents.set(place.element, content);
    }
    return contents;
  }

  #fill(indexes: readonly number[], content: ReceivedContent<Handle>): void {
    this.#store.countAgain(content, indexes.length - 1);
    for (const index of indexes) this.#filled[index] = content;
  }

  #placesOf(contentId: string): readonly number[] {
    const indexes = this.#places.flatMap((place, index) => {
      const names = place.kind === 'include' && spellingsOf(place.contentId).includes(contentId);
      return names && this.#filled[index] === undefined ? [index] : [];
    });
    if (indexes.length === 0) throw new Problem('soap.attachment-unreferenced');
    return indexes;
  }

  async #storeThrough(
    content: AsyncIterable<Uint8Array>,
    digest: VerifiedSecurity['body'] | undefined,
  ): Promise<ReceivedContent<Handle>> {
    if (!digest) return this.#store.put(content);
    const text = new Base64Text();
    const stored = await this.#store.put(content, (piece) => digest.update(text.write(piece)));
    digest.update(text.end());
    digest.endHole();
    return stored;
  }

  /** Reads back what is stored and whose turn has come. */
  async #catchUp(): Promise<void> {
    const digest = this.#digest;
    if (!digest) return;
    for (;;) {
      const content = this.#filled[this.#turn];
      if (!content) return;
      const bytes = this.#store.read(content);
      if (!bytes) throw new Problem('soap.attachment-order');
      const restore = content.layout?.restorer();
      const text = new Base64Text();
      for await (const piece of bytes) {
        const base64 = text.write(piece);
        digest.update(restore ? restore(base64) : base64);
      }
      const end = text.end();
      digest.update(restore ? restore(end) + restore(undefined) : end);
      digest.endHole();
      this.#turn += 1;
    }
  }
}

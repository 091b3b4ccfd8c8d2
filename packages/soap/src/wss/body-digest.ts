import { createHash, type Hash } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import type { PendingPart } from '@kartoteka/xml';
import type { BodyDigest } from '../receive/security-port.ts';

/** For a Body that was digested whole: there is nothing left to wait for. */
export const finishedDigest: BodyDigest = {
  update: outOfTurn,
  endHole: outOfTurn,
  finish: () => undefined,
};

/**
 * Digests a Body whose holes are filled one after another, in document order, while the content
 * arrives: front, content, next piece, and so on.
 *
 * @param part the canonical pieces around the holes, and the digest that was signed
 * @example
 * const digest = pendingDigest(part);
 * digest.update('AAEC');
 * digest.endHole();
 * digest.finish();
 */
export function pendingDigest(part: PendingPart): BodyDigest {
  return new PiecewiseDigest(part);
}

class PiecewiseDigest implements BodyDigest {
  readonly #part: PendingPart;
  readonly #hash: Hash;
  #filled = 0;

  constructor(part: PendingPart) {
    this.#part = part;
    this.#hash = createHash(part.hash).update(part.pieces[0] ?? '', 'utf8');
  }

  update(text: string): void {
    if (this.#filled >= this.#part.holes.length) outOfTurn();
    this.#hash.update(text, 'latin1');
  }

  endHole(): void {
    if (this.#filled >= this.#part.holes.length) outOfTurn();
    this.#filled += 1;
    this.#hash.update(this.#part.pieces[this.#filled] ?? '', 'utf8');
  }

  finish(): void {
    if (this.#filled !== this.#part.holes.length) outOfTurn();
    if (!this.#hash.digest().equals(this.#part.digest)) {
      throw new Problem('security.signature-digest', { place: 'Body' });
    }
  }
}

/** A defect of the caller, never of a message. */
function outOfTurn(): never {
  throw new RangeError('the holes of the Body are filled in order, then it is finished');
}

/** A piece of content of the agreed size; only the last one may be smaller. */
export interface Piece {
  /** Belongs to the caller until he asks for the next piece: the memory is then used again. */
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

/**
 * Regroups a stream into pieces of exactly `pieceBytes`, the last one smaller (or empty, when the
 * stream is). Holds one piece and what makes up the next one.
 *
 * @example for await (const { bytes, last } of inChunks(request, 1024 * 1024)) …
 */
export async function* inChunks(
  stream: AsyncIterable<Uint8Array>,
  pieceBytes: number,
): AsyncGenerator<Piece, void> {
  let space: Buffer | undefined;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (let rest of stream) {
    // A full piece is kept back until a further byte shows that it is not the last.
    while (heldBytes + rest.length > pieceBytes) {
      const taken = pieceBytes - heldBytes;
      held.push(rest.subarray(0, taken));
      rest = rest.subarray(taken);
      space ??= Buffer.allocUnsafeSlow(pieceBytes);
      yield { bytes: fill(space, held), last: false };
      held = [];
      heldBytes = 0;
    }
    if (rest.length === 0) continue;
    held.push(rest);
    heldBytes += rest.length;
  }
  const [only] = held;
  yield { bytes: only && held.length === 1 ? only : Buffer.concat(held), last: true };
}

function fill(space: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  let at = 0;
  for (const part of parts) {
    space.set(part, at);
    at += part.length;
  }
  return space;
}

import { type Binary, type FhirFormat, writeResource } from '@kartoteka/fhir';

/** A Binary resource whose bytes are put in while it is sent. */
export interface WrittenBinary {
  /** In bytes. */
  readonly size: number;
  around(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** Where the base64 will stand. */
const marker = 'S2FydG90ZWth';

/**
 * A Binary around a document of any size: what stands before and behind its base64 is written once,
 * the base64 as it is read.
 *
 * FHIR R4: Binary
 */
export function writeBinary(
  binary: { readonly id: string; readonly contentType: string; readonly version: number },
  format: FhirFormat,
  documentBytes: number,
): WrittenBinary {
  const resource: Binary = {
    resourceType: 'Binary',
    id: binary.id,
    meta: { versionId: String(binary.version) },
    contentType: binary.contentType,
    ...(documentBytes > 0 && { data: marker }),
  };
  const written = Buffer.from(writeResource(resource, format));
  if (documentBytes === 0) {
    return {
      size: written.length,
      around: async function* () {
        yield written;
      },
    };
  }
  // `data` is written last.
  const at = written.lastIndexOf(marker);
  const [before, behind] = [written.subarray(0, at), written.subarray(at + marker.length)];
  return {
    size: before.length + Math.ceil(documentBytes / 3) * 4 + behind.length,
    around: async function* (bytes) {
      yield before;
      yield* toBase64(bytes);
      yield behind;
    },
  };
}

/** Three bytes make four characters: what is over waits for the next piece. */
async function* toBase64(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let over: Uint8Array = Buffer.alloc(0);
  for await (const piece of bytes) {
    const joined = over.length === 0 ? Buffer.from(piece) : Buffer.concat([over, piece]);
    const whole = joined.length - (joined.length % 3);
    over = joined.subarray(whole);
    if (whole > 0) yield Buffer.from(joined.subarray(0, whole).toString('base64'), 'latin1');
  }
  if (over.length > 0) yield Buffer.from(Buffer.from(over).toString('base64'), 'latin1');
}

import type { OpenXml, XmlElement } from '@kartoteka/xml';

/**
 * What receiving a message asks of WS-Security. The walk is: root part read and parsed → `begin`
 * checks everything that stands in the envelope and calls its `trust` → only then are attachments
 * read, each as base64 text into `body` at the place of its hole → `body.finish` compares.
 */
export interface SecurityVerifier {
  /**
   * Checks header, signature value, references, time stamp and certificate of a parsed envelope.
   *
   * @param document the envelope; what is used afterwards is this very tree
   * @param holes the `xop:Include` elements and content marks inside Body, in document order: in
   *   their place the signed message had base64 text (XOP 1.0 section 3.2, reconstituted infoset)
   * @throws Problem with a code of `wss.*`, `trust`'s own, or `xml.*`
   */
  begin(document: OpenXml, holes: readonly XmlElement[]): Promise<PendingSignature>;
}

/** A signature that holds, but for the content of the holes. */
export interface PendingSignature {
  readonly certificateDer: Uint8Array;
  readonly created: Date;
  readonly expires: Date;
  readonly body: BodyDigest;
}

/**
 * The digest of the Body while its holes are being filled. For each hole, in document order: any
 * number of `update`, then `endHole`; at last `finish`. Without holes, only `finish`.
 */
export interface BodyDigest {
  /** Canonical text of the present hole: base64 in ASCII, with white space where the sender had it. */
  update(text: string): void;
  endHole(): void;
  /** @throws Problem when the digest is another one, or when the `xop:Include` itself was signed */
  finish(): void;
}

import type { XmlMarkup } from '@kartoteka/xml';

/** Bytes that go out beside the envelope. They are read twice when the message is signed. */
export interface OutgoingAttachment {
  /** Without angle brackets, such as `1.4f0c@kartoteka`; an `xop:Include` names it as `cid:…`. */
  readonly contentId: string;
  readonly contentType: string;
  /** In bytes, where known. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** An envelope that is complete but for its Security header. */
export interface UnsignedEnvelope {
  readonly bytes: Uint8Array;
  /** The `wsu:Id` of each element to be signed (Body, and To, Action, MessageID where present). */
  readonly signedIds: readonly string[];
  /** The content behind each `xop:Include` of the Body: it is signed as base64 text in its place. */
  readonly attachments: readonly OutgoingAttachment[];
}

/** What writing a message asks of WS-Security: the header that signs it. */
export interface WssSigner {
  /**
   * Makes the `wsse:Security` element with its own Timestamp, which is signed as well. It is put
   * into the Header unchanged, so it declares every prefix that it uses.
   */
  sign(envelope: UnsignedEnvelope): Promise<XmlMarkup>;
}

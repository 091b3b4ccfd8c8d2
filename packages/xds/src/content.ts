import { type OutgoingAttachment, xopInclude } from '@kartoteka/soap';
import type { XmlMarkup } from '@kartoteka/xml';

/** A body with what travels beside it, ready for `writeEnvelope` and `writeMtom`. */
export interface BodyWithAttachments {
  readonly body: XmlMarkup;
  readonly attachments: readonly OutgoingAttachment[];
}

/** Content to send: beside the envelope (MTOM), or as base64 inside it. */
export type OutgoingContent =
  | Omit<OutgoingAttachment, 'contentId'>
  /** Held in memory whole, so only for what is small. */
  | { readonly inline: Uint8Array };

/** Collects attachments while a body is written. */
export class Attachments {
  readonly list: OutgoingAttachment[] = [];

  /** What stands inside the document element. */
  place(content: OutgoingContent): XmlMarkup | string {
    if ('inline' in content) return Buffer.from(content.inline).toString('base64');
    const contentId = `${this.list.length + 1}.document@kartoteka`;
    const { contentType, size } = content;
    this.list.push({
      contentId,
      contentType,
      ...(size === undefined ? {} : { size }),
      open: () => content.open(),
    });
    return xopInclude(contentId);
  }
}

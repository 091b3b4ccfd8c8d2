import { Problem } from '@kartoteka/kernel';
import { type CdaLimits, cdaLimitsDefault } from '../read/cda-limits.ts';
import { openCda } from '../read/open-cda.ts';
import { decodeBase64 } from './decode-base64.ts';
import { type CdaAttachment, type FoundAttachment, findAttachments } from './find-attachments.ts';

/** An embedded file, decoded. */
export interface AttachmentFile {
  readonly attachment: CdaAttachment;
  readonly bytes: Uint8Array;
}

/**
 * Takes one embedded file out of a document.
 *
 * @param bytes the document
 * @param number as listed in `CdaReading.attachments`
 * @throws Problem `cda.no-attachment`, `cda.attachment-damaged`, and what `openCda` throws
 * @example const { attachment, bytes } = readAttachment(document, 0);
 */
export function readAttachment(
  bytes: Uint8Array,
  number: number,
  limits: Partial<CdaLimits> = {},
): AttachmentFile {
  const { attachmentsMax } = { ...cdaLimitsDefault, ...limits };
  const found = findAttachments(openCda(bytes, limits), attachmentsMax)[number];
  if (!found) throw new Problem('cda.no-attachment');
  const file = decodeAttachment(found);
  if (!file) throw new Problem('cda.attachment-damaged', { place: found.place });
  return { attachment: publicPart(found), bytes: file };
}

/** The decoded file, or `undefined` where it is no base64. */
export function decodeAttachment(found: FoundAttachment): Uint8Array | undefined {
  if (found.encoding === 'base64') return decodeBase64(found.content);
  return typeof found.content === 'string' ? Buffer.from(found.content) : found.content;
}

/** What is listed, without the tree that it was found in. */
export function publicPart(found: FoundAttachment): CdaAttachment {
  const { element: _, content: __, encoding: ___, intact: ____, ...attachment } = found;
  return attachment;
}

import type { Branded, Clock, Random } from '@kartoteka/kernel';

/** Id of stored content: a UUID in lower case. */
export type ContentId = Branded<'ContentId'>;

/**
 * Reads a content id, as it stands in a row of an application.
 *
 * @example parseContentId('0195a1c2-…') // the id, or undefined when it is not a UUID
 */
export function parseContentId(text: string): ContentId | undefined {
  const lower = text.toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)
    ? (lower as ContentId)
    : undefined;
}

/**
 * Makes an id that begins with the time (RFC 9562, section 5.7: version 7), so that rows written
 * together lie together in the index.
 */
export function newContentId(clock: Clock, random: Random): ContentId {
  const bytes = Buffer.from(random.bytes(16));
  bytes.writeUIntBE(clock.now().getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ];
  return parts.join('-') as ContentId;
}

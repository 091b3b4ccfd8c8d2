import { Problem } from '@kartoteka/kernel';

/** What one document may take. Each limit is checked before the memory it guards is spent. */
export interface XmlLimits {
  /** The whole document in UTF-8. */
  readonly bytesMax: number;
  /** Elements inside each other; the parser itself ends at 256. */
  readonly depthMax: number;
  /** Elements, comments, instructions and CDATA sections together. */
  readonly elementsMax: number;
  /** Attributes and namespace declarations on one element. */
  readonly attributesMax: number;
  /** Attributes and namespace declarations in the whole document. */
  readonly attributesTotalMax: number;
  /** One run of text or one attribute value; the parser itself ends at 10,000,000. */
  readonly textBytesMax: number;
}

export const xmlLimitsDefault: XmlLimits = {
  bytesMax: 16_777_216,
  depthMax: 200,
  elementsMax: 50_000,
  attributesMax: 500,
  attributesTotalMax: 100_000,
  textBytesMax: 10_000_000,
};

/**
 * Tighter counts for messages that strangers send over the network, so that even the densest
 * megabyte within them costs less than 50 ms of processor time.
 */
export const xmlLimitsMessage: XmlLimits = {
  ...xmlLimitsDefault,
  bytesMax: 4_194_304,
  depthMax: 100,
  elementsMax: 12_000,
  attributesTotalMax: 20_000,
};

/** The problem of a document over one of its limits; the limit is named as in {@link XmlLimits}. */
export function overLimit(limit: keyof XmlLimits, max: number, cause?: unknown): Problem {
  return new Problem('xml.too-large', { params: { limit, max }, cause });
}

import { Problem } from '@kartoteka/kernel';

/** What one message may take. Each limit is checked before the memory it guards is spent. */
export interface SoapLimits {
  /** The HTTP body as it arrives. */
  readonly bodyBytesMax: number;
  /** Parts of a multipart message, the root among them (Apache CXF: 50 attachments). */
  readonly partsMax: number;
  /** The header block of one part. */
  readonly partHeadersBytesMax: number;
  /** What stands before the first boundary. */
  readonly preambleBytesMax: number;
  /** What stands behind the last boundary. */
  readonly epilogueBytesMax: number;
  /** The envelope, after long base64 was cut out of it. */
  readonly rootBytesMax: number;
  /** Elements of the envelope; a long answer to ITI-18 needs more than a request may take. */
  readonly elementsMax: number;
  /** One document, decoded: attachment, inline or cut out. */
  readonly attachmentBytesMax: number;
  /** All documents of a message together, decoded; one that is referred to twice counts twice. */
  readonly attachmentsTotalBytesMax: number;
  /** Documents of one message, however they travel. */
  readonly documentsMax: number;
  /** A run of text longer than this is base64, and is cut out before the envelope is parsed. */
  readonly inlineTextBytesMax: number;
  /** A body up to this size is collected before it is read: one chunk instead of many. */
  readonly collectedBytesMax: number;
  /** Kinds of line breaks that one signed inline document may mix. */
  readonly base64GapsMax: number;
  /** A WS-Addressing value. */
  readonly addressCharactersMax: number;
}

export const soapLimitsDefault: SoapLimits = {
  bodyBytesMax: 285_212_672,
  partsMax: 50,
  partHeadersBytesMax: 8192,
  preambleBytesMax: 8192,
  epilogueBytesMax: 8192,
  rootBytesMax: 4_194_304,
  elementsMax: 50_000,
  attachmentBytesMax: 104_857_600,
  attachmentsTotalBytesMax: 209_715_200,
  documentsMax: 100,
  inlineTextBytesMax: 1_048_576,
  collectedBytesMax: 1_048_576,
  base64GapsMax: 1000,
  addressCharactersMax: 2048,
};

/** The problem of a message over one of its limits; the limit is named as in {@link SoapLimits}. */
export function overLimit(limit: keyof SoapLimits, limits: SoapLimits): Problem {
  return new Problem('soap.too-large', { params: { limit, max: limits[limit] } });
}

/** Bounds of reading one document; every number is a maximum. */
export interface CdaLimits {
  /** Size of the file, embedded attachments included. */
  readonly bytesMax: number;
  /** Size of what is left for the XML parser once long base64 has been cut out. */
  readonly markupBytesMax: number;
  readonly depthMax: number;
  readonly elementsMax: number;
  readonly attributesMax: number;
  readonly attachmentsMax: number;
  /** Length of the text kept for searching, in UTF-16 units. */
  readonly textLengthMax: number;
  readonly findingsMax: number;
}

export const cdaLimitsDefault: CdaLimits = {
  bytesMax: 150_000_000,
  markupBytesMax: 10_000_000,
  depthMax: 100,
  elementsMax: 100_000,
  attributesMax: 100,
  attachmentsMax: 200,
  textLengthMax: 200_000,
  findingsMax: 300,
};

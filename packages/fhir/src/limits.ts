/** What one FHIR body may take. Each limit is checked before the memory it guards is spent. */
export interface FhirLimits {
  /** The whole body. */
  readonly bodyBytesMax: number;
  /** Objects and lists inside each other, elements inside each other. */
  readonly depthMax: number;
  /** Objects, lists and values of JSON, or elements of XML, together. */
  readonly valuesMax: number;
  /** Entries of a Bundle. */
  readonly entriesMax: number;
  /** What is wrong with a body is reported up to here. */
  readonly faultsMax: number;
}

export const fhirLimitsDefault: FhirLimits = {
  bodyBytesMax: 33_554_432,
  depthMax: 40,
  valuesMax: 50_000,
  entriesMax: 200,
  faultsMax: 100,
};

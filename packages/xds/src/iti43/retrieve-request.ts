/** One document that is asked for (ITI TF-2: 3.43.4.1). */
export interface DocumentRequest {
  /** homeCommunityId, `urn:oid:…`. */
  readonly home?: string | undefined;
  readonly repositoryUniqueId: string;
  readonly documentUniqueId: string;
}

/** Documents that one request may ask for. */
export const documentRequestsMax = 500;

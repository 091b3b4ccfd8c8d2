import { algorithms } from './algorithms.ts';

/** Which algorithms a message kind may use; everything not named is refused. */
export interface SignatureProfile {
  readonly signature: readonly string[];
  readonly digest: readonly string[];
  /** Canonicalization of SignedInfo and of the references. */
  readonly canonical: readonly string[];
  readonly rsaBitsMin: number;
  /** An upper limit as well: checking a signature of a giant key is itself an attack. */
  readonly rsaBitsMax: number;
  /** Named curves as node:crypto calls them. */
  readonly curves: readonly string[];
  readonly referencesMax: number;
}

/**
 * Messages between practices, the cloud and P1, and signed documents. P1's partners hold RSA-2048
 * certificates, hence the minimum.
 */
export const signatureProfileCurrent: SignatureProfile = {
  signature: [
    algorithms.rsaSha256,
    algorithms.rsaSha384,
    algorithms.rsaSha512,
    algorithms.rsaPssSha256,
    algorithms.rsaPssSha512,
    algorithms.ecdsaSha256,
    algorithms.ecdsaSha384,
    algorithms.ecdsaSha512,
  ],
  digest: [algorithms.sha256, algorithms.sha384, algorithms.sha512],
  canonical: [
    algorithms.exclusive,
    algorithms.exclusiveWithComments,
    algorithms.inclusive,
    algorithms.inclusiveWithComments,
  ],
  rsaBitsMin: 2048,
  rsaBitsMax: 8192,
  curves: ['prime256v1', 'secp384r1', 'secp521r1'],
  referencesMax: 30,
};

/** The narrower set that WS-Security messages use: exclusive form only, no comments. */
export const signatureProfileMessages: SignatureProfile = {
  ...signatureProfileCurrent,
  canonical: [algorithms.exclusive],
};

/** eWUŚ answers: RSA-SHA1 with 1024 bits over the inclusive form. For nothing else. */
export const signatureProfileSha1: SignatureProfile = {
  signature: [algorithms.rsaSha1, algorithms.rsaSha256],
  digest: [algorithms.sha1, algorithms.sha256],
  canonical: [algorithms.inclusive, algorithms.exclusive],
  rsaBitsMin: 1024,
  rsaBitsMax: 8192,
  curves: [],
  referencesMax: 30,
};

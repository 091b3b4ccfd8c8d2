/** Bounds of everything that is read or accepted here; sizes in bytes, keys in bits. */
export const pkiLimits = {
  /** A certificate, key, CSR or .p12 file; real ones stay below 20 KB. */
  fileBytesMax: 1_048_576,
  /** A list of revoked certificates. */
  crlBytesMax: 20_971_520,
  /** PEM blocks in one file. */
  pemBlocksMax: 100,
  /** Accepted from partners; our own keys have `ownKeyBits`. */
  rsaKeyBitsMin: 2048,
  /** A larger modulus only costs time: one check of a 16384-bit signature takes as long as 30 usual ones. */
  rsaKeyBitsMax: 8192,
  ownKeyBits: 3072,
  /** Rounds of password stretching that a foreign .p12 may demand. */
  passwordRoundsMax: 1_000_000,
  p12PasswordCharactersMax: 128,
  /** Certificates in one chain, leaf and root included. */
  chainLengthMax: 6,
} as const;

export {
  type AccountCertificateKind,
  accountCommonName,
  checkAccountCertificate,
  checkValidityPeriod,
  parseAccountCommonName,
} from './account-certificate.ts';
export {
  type Authority,
  type CertificateProfile,
  clientAuthOid,
  createAuthority,
  type IssueOptions,
  issueCertificate,
  newSerialNumber,
  serverAuthOid,
} from './authority.ts';
export {
  type CertificateInfo,
  keyMatchesCertificate,
  readCertificate,
  readCertificates,
} from './certificate.ts';
export { type CrlInfo, createCrl, isRevoked, type RevokedEntry, readCrl } from './crl.ts';
export { type CsrInfo, createCsr, readCsr } from './csr.ts';
export { describeCertificate } from './describe.ts';
export {
  checkKeyStrength,
  generateKeyPair,
  type KeyPairPem,
  publicKeyOf,
  readPrivateKey,
  readPublicKey,
} from './keys.ts';
export { pkiLimits } from './limits.ts';
export type { Name, NameInput } from './name.ts';
export { type P12Content, readP12 } from './p12-read.ts';
export { type P12Input, writeP12 } from './p12-write.ts';
export { type PemBlock, readPemBlocks, writePem } from './pem.ts';
export { type PkiFile, recognisePkiFile } from './recognise.ts';
export { type ChainReason, type ChainResult, chainProblem, verifyChain } from './verify-chain.ts';

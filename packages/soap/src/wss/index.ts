export { Base64Text } from './base64-text.ts';
export { createWssSigner, type SignerOptions } from './create-signer.ts';
export {
  createSecurityVerifier,
  type EnvelopeVerifier,
  lifetimeMaxMsDefault,
  timestampSkewMsDefault,
  type VerifiedEnvelope,
  type VerifiedHeader,
  type VerifiedSecurity,
  type VerifierOptions,
} from './create-verifier.ts';
export { verifySecurity } from './verify-security.ts';

export { callSoap, type SoapCall, type SoapTransport } from './client/call-soap.ts';
export type { HeaderName } from './envelope/check-must-understand.ts';
export { type Addressing, readEnvelope, type SoapEnvelope } from './envelope/read-envelope.ts';
export { readFault, type SoapFault } from './envelope/read-fault.ts';
export { type FaultMessage, type FaultOptions, soapFault } from './envelope/write-fault.ts';
export { type SoapLimits, soapLimitsDefault } from './limits.ts';
export { type MediaType, parseMediaType } from './mime/media-type.ts';
export { namespaces, type SoapVersion } from './namespaces.ts';
export type { ContentSink, ReceivedContent } from './receive/content-store.ts';
export type { MessageHead } from './receive/message-head.ts';
export {
  type ReceivedMessage,
  type ReceivedSecurity,
  type ReceiveOptions,
  receiveSoap,
} from './receive/receive-soap.ts';
export type { BodyDigest, PendingSignature, SecurityVerifier } from './receive/security-port.ts';
export type { OutgoingAttachment, UnsignedEnvelope, WssSigner } from './write/signer-port.ts';
export { anonymousAddress, type EnvelopeInput, writeEnvelope } from './write/write-envelope.ts';
export {
  type FramedMessage,
  type FrameOptions,
  writeMtom,
  writePlain,
  xopInclude,
} from './write/write-mtom.ts';
export {
  createSecurityVerifier,
  createWssSigner,
  type EnvelopeVerifier,
  lifetimeMaxMsDefault,
  type SignerOptions,
  timestampSkewMsDefault,
  type VerifiedEnvelope,
  type VerifiedHeader,
  type VerifiedSecurity,
  type VerifierOptions,
  verifySecurity,
} from './wss/index.ts';

export {
  type CanonicalMethod,
  type CanonicalOptions,
  canonicalDocument,
  canonicalForm,
  type SerialisedDocument,
} from './canonical-form.ts';
export { type XmlLimits, xmlLimitsDefault, xmlLimitsMessage } from './limits.ts';
export { type OpenXml, openXml } from './open-xml.ts';
export { readXml } from './read-xml.ts';
export type { ElementSpan, ElementSpans } from './scan-tree.ts';
export { algorithms, signatureNamespace } from './signature/algorithms.ts';
export {
  createSignature,
  digestOf,
  type NewReference,
  type NewSignature,
} from './signature/create-signature.ts';
export { collectIdentifiers, utilityNamespace } from './signature/identifiers.ts';
export {
  type SignatureProfile,
  signatureProfileCurrent,
  signatureProfileMessages,
  signatureProfileSha1,
} from './signature/profile.ts';
export { signEnveloped } from './signature/sign-enveloped.ts';
export { decodeBase64 } from './signature/strict-base64.ts';
export {
  type PendingPart,
  readVerified,
  scanCanonical,
  type VerifiedPart,
  type VerifiedSignature,
  type VerifyOptions,
  verifySignature,
} from './signature/verify-signature.ts';
export {
  attributeOf,
  child,
  childElements,
  children,
  descend,
  textOf,
  type XmlAttribute,
  type XmlDeclaration,
  type XmlElement,
  type XmlInstruction,
  type XmlTree,
} from './tree.ts';
export { element, rawMarkup, writeXml, type XmlContent, type XmlMarkup } from './write-markup.ts';
export { writeElement, writeTree } from './write-tree.ts';

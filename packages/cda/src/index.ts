export type { CdaAttachment } from './attachments/find-attachments.ts';
export { type AttachmentFile, readAttachment } from './attachments/read-attachment.ts';
export { type AttachmentMime, sniffMime } from './attachments/sniff-mime.ts';
export type { Finding, FindingDefinition, FindingSeverity } from './findings/finding.ts';
export { type FindingCode, findingDefinitions, findingText } from './findings/finding-texts.ts';
export {
  type DocumentKind,
  type KindModule,
  type KindSource,
  kindModuleNames,
} from './kinds/document-kind.ts';
export { documentKind, documentKinds } from './kinds/index.ts';
export type { DocumentTemplate } from './kinds/recognise-kind.ts';
export { patientDomains } from './oids.ts';
export { type CdaLimits, cdaLimitsDefault } from './read/cda-limits.ts';
export { type CdaTime, readTime, type TimePrecision, timeZoneDefault } from './read/cda-time.ts';
export type {
  Address,
  Author,
  CdaCode,
  CdaHeader,
  InstanceId,
  LegalAuthenticator,
  Organisation,
  Patient,
  PersonName,
  Recipient,
  RelatedDocument,
} from './read/header-model.ts';
export { type CdaReading, type ReadCdaOptions, readCda } from './read/read-cda.ts';
export { idInChain, organisationChain } from './read/read-organisation.ts';
export type { StylesheetReference } from './read/stylesheet-reference.ts';
export {
  createRenderer,
  type RenderedDocument,
  type Renderer,
  type RendererOptions,
} from './render/create-renderer.ts';
export { describeRemoved } from './render/describe-removed.ts';
export {
  documentPolicy,
  type SanitisedHtml,
  type SanitiseOptions,
  sanitiseHtml,
} from './sanitise/sanitise-html.ts';
export { saveAsHtml } from './save/save-as-html.ts';
export {
  ownStylesheetName,
  type SavedFile,
  type SavePairOptions,
  saveAsPair,
} from './save/save-as-pair.ts';

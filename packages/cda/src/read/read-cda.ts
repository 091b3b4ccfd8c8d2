import { type CdaAttachment, findAttachments } from '../attachments/find-attachments.ts';
import { publicPart } from '../attachments/read-attachment.ts';
import { checkDocument } from '../findings/check-document.ts';
import type { Finding } from '../findings/finding.ts';
import type { DocumentKind } from '../kinds/document-kind.ts';
import { type DocumentTemplate, recogniseKind } from '../kinds/recognise-kind.ts';
import { type CdaLimits, cdaLimitsDefault } from './cda-limits.ts';
import { extractText } from './extract-text.ts';
import type { CdaHeader } from './header-model.ts';
import { openCda } from './open-cda.ts';
import { optional } from './optional.ts';
import { readHeader } from './read-header.ts';
import { type StylesheetReference, stylesheetReference } from './stylesheet-reference.ts';

/** What is known about a document after reading it once. */
export interface CdaReading {
  readonly kind: DocumentKind;
  /** What decided on the kind; absent for a foreign CDA. */
  readonly template?: DocumentTemplate;
  readonly header: CdaHeader;
  readonly findings: readonly Finding[];
  readonly attachments: readonly CdaAttachment[];
  /** Words for searching, see `extractText`. */
  readonly text: string;
  /** The stylesheet that the document asks for: data, never run. */
  readonly stylesheet?: StylesheetReference;
}

export interface ReadCdaOptions {
  readonly limits?: Partial<CdaLimits>;
  /** `'p1'` for a document fetched from P1. */
  readonly cameFrom?: 'p1';
}

/**
 * Reads a document: kind, header, findings, embedded files, words for searching. The bytes stay
 * untouched. What is wrong with the content is a finding; only what is no CDA document is refused.
 *
 * @param bytes the file as it came
 * @throws Problem `cda.too-large`, `cda.not-cda`, `xml.malformed`, `xml.doctype`, `xml.encoding`,
 *   `xml.too-large`
 * @example readCda(bytes).kind.code // 'KIF'
 */
export function readCda(bytes: Uint8Array, options: ReadCdaOptions = {}): CdaReading {
  const limits = { ...cdaLimitsDefault, ...options.limits };
  const opened = openCda(bytes, limits);
  const { document } = opened;
  const recognised = recogniseKind(document, options.cameFrom);
  const header = readHeader(document);
  const attachments = findAttachments(opened, limits.attachmentsMax);
  const stylesheet = stylesheetReference(opened.tree);
  const context = { opened, document, header, recognised, attachments, stylesheet };
  return {
    ...recognised,
    header,
    findings: checkDocument(context, limits.findingsMax),
    attachments: attachments.map(publicPart),
    text: extractText(document, header, limits.textLengthMax),
    ...optional('stylesheet', stylesheet),
  };
}

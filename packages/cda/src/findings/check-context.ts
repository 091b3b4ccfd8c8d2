import type { FoundAttachment } from '../attachments/find-attachments.ts';
import type { RecognisedKind } from '../kinds/recognise-kind.ts';
import type { Cursor } from '../read/cursor.ts';
import type { CdaHeader } from '../read/header-model.ts';
import type { OpenedCda } from '../read/open-cda.ts';
import type { StylesheetReference } from '../read/stylesheet-reference.ts';
import type { Finding } from './finding.ts';
import { type FindingCode, findingDefinitions } from './finding-texts.ts';

/** All that a check may look at. */
export interface CheckContext {
  readonly opened: OpenedCda;
  readonly document: Cursor;
  readonly header: CdaHeader;
  readonly recognised: RecognisedKind;
  readonly attachments: readonly FoundAttachment[];
  readonly stylesheet: StylesheetReference | undefined;
}

/** Beyond this a check stops looking: a place costs more to name than to find. */
export const findingsPerCheckMax = 100;

/** One group of rules: what it finds, in document order. */
export type Check = (context: CheckContext) => Finding[];

/** Makes a finding with the severity of its definition. */
export function finding(
  code: FindingCode,
  place: string | undefined,
  params?: Finding['params'],
): Finding {
  const { severity } = findingDefinitions[code];
  return { code, severity, place: place ?? '/ClinicalDocument', ...(params && { params }) };
}

/** The finding where the condition holds, nothing where it does not. */
export function when(
  condition: boolean,
  code: FindingCode,
  place: string | undefined,
  params?: Finding['params'],
): Finding[] {
  return condition ? [finding(code, place, params)] : [];
}

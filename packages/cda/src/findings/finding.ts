import type { Texts } from '@kartoteka/kernel';
import type { FindingCode } from './finding-texts.ts';

export type FindingSeverity = 'error' | 'warning';

/** One observation about a document: never a refusal by itself. */
export interface Finding {
  readonly code: FindingCode;
  /** An error stands in the way of archiving; a warning does not. */
  readonly severity: FindingSeverity;
  /** Path of element names, such as `/ClinicalDocument/recordTarget/patientRole/id[2]`. */
  readonly place: string;
  /** Values for `{name}` in the text. Never patient data. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface FindingDefinition {
  readonly severity: FindingSeverity;
  readonly text: Texts;
}

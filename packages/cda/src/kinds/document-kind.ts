import type { Texts } from '@kartoteka/kernel';

/** Where documents of a kind come into the practice from. */
export type KindSource =
  | 'import'
  | 'p1'
  | 'watched-folder'
  | 'rest'
  | 'composed'
  | 'portal'
  | 'automatic';

/** A part of the practice application that a kind needs to be switched on. */
export type KindModule = 'laboratory' | 'diagnostics' | 'sharing' | 'hospital' | 'mobile';

/** One row of "Rodzaje dokumentów" (PRODUCT 4.3). */
export interface DocumentKind {
  /** Three capital letters; never changed, never given to another kind. */
  readonly code: string;
  readonly names: Texts;
  /** `pik`: Polish national implementation; `own`: templates of the product; the rest is foreign. */
  readonly family: 'pik' | 'own' | 'foreign';
  /** Template ids of the document that belong to the kind; several kinds may share one. */
  readonly templates: readonly string[];
  /** Document class (KLAS_DOK_P1) that the template demands, where it demands one. */
  readonly classes: readonly string[];
  readonly country: 'PL' | 'HU' | 'any';
  readonly sources: readonly KindSource[];
  readonly module?: KindModule;
  /** "Czy zapisywać dokument automatycznie w archiwum", as a new practice finds it. */
  readonly autoArchive: boolean;
  /** "Dostępny lokalnie przez (dni)", as a new practice finds it. */
  readonly localDays: number;
}

/** Names of the modules as users know them. */
export const kindModuleNames: Readonly<Record<KindModule, Texts>> = {
  laboratory: { pl: 'eWyniki Lab', hu: 'Labor modul', en: 'Laboratory results' },
  diagnostics: { pl: 'eWyniki Diag', hu: 'Diagnosztikai modul', en: 'Diagnostic results' },
  sharing: { pl: 'EDM', hu: 'Dokumentummegosztás', en: 'Document sharing' },
  hospital: { pl: 'Hospitalizacje', hu: 'Fekvőbeteg-ellátás', en: 'Hospital stays' },
  mobile: {
    pl: 'Integracja Aplikacji Mobilnych',
    hu: 'Mobilalkalmazások',
    en: 'Mobile applications',
  },
};

import type { Texts } from '@kartoteka/kernel';
import { pikTemplateRoot } from '../oids.ts';
import type { DocumentKind } from './document-kind.ts';

const localDaysDefault = 30;

/** What differs from kind to kind; the rest follows from it. */
export type KindRow = Pick<DocumentKind, 'sources'> &
  Partial<Pick<DocumentKind, 'module' | 'autoArchive' | 'country' | 'classes' | 'family'>> & {
    /** `[pl, hu, en]` */
    readonly names: readonly [string, string, string];
    /** Numbers below the PIK template root. */
    readonly pik?: readonly number[];
    readonly templates?: readonly string[];
  };

/** Completes a row of the table with the defaults of PRODUCT 4.3. */
export function makeKind(code: string, row: KindRow): DocumentKind {
  const [pl, hu, en] = row.names;
  const names: Texts = { pl, hu, en };
  const pik = (row.pik ?? []).map((number) => `${pikTemplateRoot}.${number}`);
  return {
    code,
    names,
    family: row.family ?? 'pik',
    templates: [...pik, ...(row.templates ?? [])],
    classes: row.classes ?? [],
    country: row.country ?? 'PL',
    sources: row.sources,
    ...(row.module && { module: row.module }),
    autoArchive: row.autoArchive ?? true,
    localDays: localDaysDefault,
  };
}

import { type Dtm, dtmDate, dtmOf, dtmPrecision, parseDtm } from '@kartoteka/xds';
import type { Extension } from '../model.ts';
import { verbatim, verbatimOf } from './extensions.ts';

/** A time of FHIR with what stands beside it. */
export interface WrittenTime {
  readonly value: string;
  /** FHIR has no times of an hour or a minute: those keep the DTM as it stands. */
  readonly beside?: { readonly extension: Extension[] };
}

/**
 * A DTM as `dateTime`; IHE means UTC.
 *
 * @example writeTime('20260301' as Dtm).value // '2026-03-01'
 */
export function writeTime(dtm: Dtm): WrittenTime {
  const precision = dtmPrecision(dtm);
  const instant = dtmDate(dtm).toISOString();
  const lengths = { year: 4, month: 7, day: 10, hour: 0, minute: 0, second: 0 } as const;
  const value = lengths[precision]
    ? instant.slice(0, lengths[precision])
    : instant.replace('.000Z', 'Z');
  const extension = verbatim(dtm, readPlain(value));
  return extension ? { value, beside: { extension } } : { value };
}

/** A `dateTime` as DTM in UTC; undefined for a day that no calendar has. */
export function readTime(
  value: string | undefined,
  beside?: { readonly extension?: readonly Extension[] | undefined },
): Dtm | undefined {
  const kept = verbatimOf(beside);
  const dtm = kept === undefined ? undefined : parseDtm(kept);
  return dtm ?? (value === undefined ? undefined : readPlain(value));
}

function readPlain(value: string): Dtm | undefined {
  if (!value.includes('T')) return parseDtm(value.replaceAll('-', ''));
  // The day is looked at before Date moves 30 February into March.
  if (!parseDtm(value.slice(0, 10).replaceAll('-', ''))) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : parseDtm(dtmOf(date));
}

import type { Clock } from '@kartoteka/kernel';

/** A page that the portal shows again and again while it is open is recorded once in this time. */
export const readingRecordedEveryMs = 15 * 60_000;
/** Sessions are forgotten all at once when so many pages are known: one record more for each. */
const pagesKeptMax = 50_000;

/**
 * Whether a reading of a page is due to be recorded: the first of a session, and again after
 * {@link readingRecordedEveryMs}. Each process remembers its own; several processes of a cloud record
 * one each.
 */
export interface RecordedReadings {
  isDue(session: string, page: string): boolean;
  /** After the record is durable. */
  keep(session: string, page: string): void;
}

/** Starts with nothing remembered. */
export function recordedReadings(clock: Clock): RecordedReadings {
  const last = new Map<string, number>();
  const now = () => clock.now().getTime();
  return {
    isDue: (session, page) => {
      const at = last.get(`${session} ${page}`);
      return at === undefined || now() - at >= readingRecordedEveryMs;
    },
    keep: (session, page) => {
      if (last.size >= pagesKeptMax) last.clear();
      last.set(`${session} ${page}`, now());
    },
  };
}

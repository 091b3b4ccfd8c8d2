import { z } from 'zod';

/** Pages of lists: counted from 1, at most `pageSizeMax` rows (UX-20). */
export const pageSizeMax = 100;

export const pageQuery = z.object({
  page: z.number().int().min(1).default(1),
  pageSize: z.number().int().min(1).max(pageSizeMax).default(25),
});

/** A page of rows with what a screen needs to say "Page 2 of 7". */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    rows: z.array(row),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
  });
}

/** `YYYY-MM-DD`. */
export const dayText = z.iso.date();
/** ISO 8601 with offset. */
export const instantText = z.iso.datetime({ offset: true });

import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** Refusals of one kind from one place within one window. */
export interface RefusalWindow {
  readonly tenant: string;
  readonly problem: string;
  readonly remoteAddress: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly count: number;
  readonly lastSubject: string;
  readonly certificates: readonly string[];
}

/** What is counted together. */
export type RefusalKey = Pick<RefusalWindow, 'tenant' | 'problem' | 'remoteAddress'>;

/** More fingerprints than these are counted and not kept: they cost a caller nothing. */
const certificatesKeptMax = 16;

/** Counts a refusal. @returns how many there are in its window now: 1 for the first */
export async function countRefusal(
  trx: Trx,
  key: RefusalKey,
  seen: { readonly at: Date; readonly subject: string; readonly certificate: string | undefined },
): Promise<number> {
  const shown = seen.certificate === undefined ? [] : [seen.certificate];
  const { rows } = await sql<{ readonly count: number }>`
    INSERT INTO cloud.refusal_window AS w
      (tenant, problem, remote_address, first_at, last_at, count, last_subject, certificates)
    VALUES (${key.tenant}, ${key.problem}, ${key.remoteAddress}, ${seen.at}, ${seen.at}, 1,
      ${seen.subject}, ${shown}::text[])
    ON CONFLICT (tenant, problem, remote_address) DO UPDATE SET
      count = w.count + 1, last_at = excluded.last_at, last_subject = excluded.last_subject,
      certificates = CASE
        WHEN w.certificates @> excluded.certificates
          OR cardinality(w.certificates) >= ${certificatesKeptMax} THEN w.certificates
        ELSE w.certificates || excluded.certificates END
    RETURNING count`.execute(trx);
  return rows[0]?.count ?? 1;
}

/** Takes away windows that began by then: one, or all of them. */
export async function takeEndedWindows(
  trx: Trx,
  begunBy: Date,
  key?: RefusalKey,
): Promise<RefusalWindow[]> {
  return trx
    .deleteFrom('cloud.refusal_window')
    .where('first_at', '<=', begunBy)
    .$if(key !== undefined, (query) =>
      query
        .where('tenant', '=', key?.tenant ?? '')
        .where('problem', '=', key?.problem ?? '')
        .where('remote_address', '=', key?.remoteAddress ?? ''),
    )
    .returning([
      'tenant',
      'problem',
      'remote_address as remoteAddress',
      'first_at as firstAt',
      'last_at as lastAt',
      'count',
      'last_subject as lastSubject',
      'certificates',
    ])
    .execute();
}

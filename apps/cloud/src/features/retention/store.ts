import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import {
  classOfEntry,
  dueDayOfEntry,
  type RetentionClass,
  shippedYears,
} from './retention-classes.ts';

type Trx = Transaction<CloudSchema>;
export type RetentionYears = Readonly<Record<RetentionClass, number>>;

export interface RetentionSettings {
  /** 0 before the account changed anything. */
  readonly version: number;
  readonly years: RetentionYears;
  readonly setAt: Date | null;
  readonly setBy: string | null;
}

/** What holds in the account of the scope. */
export async function readRetention(trx: Trx): Promise<RetentionSettings> {
  const row = await trx
    .selectFrom('cloud.retention_setting')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    version: row?.version ?? 0,
    years: { ...shippedYears, ...row?.years },
    setAt: row?.set_at ?? null,
    setBy: row?.set_by ?? null,
  };
}

/** Adds a version; `false` when somebody else added it first. */
export async function insertRetention(
  trx: Trx,
  setting: {
    readonly version: number;
    readonly years: object;
    readonly at: Date;
    readonly by: string;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('cloud.retention_setting')
    .values({
      version: setting.version,
      years: JSON.stringify(setting.years),
      set_at: setting.at,
      set_by: setting.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export interface DueDocument {
  readonly uniqueId: string;
  readonly retentionClass: RetentionClass;
  /** `YYYY-MM-DD` */
  readonly dueSince: string;
}

/** What may be removed for its age, oldest first, and how many there are of each class. */
export async function findDue(
  trx: Trx,
  years: RetentionYears,
  options: { readonly today: string; readonly limit: number },
): Promise<{
  readonly documents: readonly DueDocument[];
  readonly classes: readonly { retentionClass: RetentionClass; documents: number; since: string }[];
}> {
  const due = trx
    .selectFrom('cloud.document_entry as entry')
    .select('entry.unique_id as uniqueId')
    .select(classOfEntry('entry').as('retentionClass'))
    .select(sql<string>`min(${dueDayOfEntry('entry', years)})::text`.as('dueSince'))
    .where(sql<boolean>`${dueDayOfEntry('entry', years)} <= ${options.today}::date`)
    .groupBy(['entry.unique_id', 'retentionClass']);
  const documents = await due
    .orderBy('dueSince')
    .orderBy('uniqueId')
    .limit(options.limit)
    .execute();
  const classes = await trx
    .selectFrom(due.as('due'))
    .select('retentionClass')
    .select((select) => select.fn.countAll<number>().as('documents'))
    .select((select) => select.fn.min<string>('dueSince').as('since'))
    .groupBy('retentionClass')
    .orderBy('retentionClass')
    .execute();
  return {
    documents,
    classes: classes.map((row) => ({ ...row, documents: Number(row.documents) })),
  };
}

import type { AccountId } from '@kartoteka/kernel';
import {
  type AllOfAny,
  type CodeValue,
  isEntryUuid,
  type ObjectId,
  type TimeRange,
} from '@kartoteka/xds';
import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../../schema.ts';
import { codeText } from '../entry-row.ts';
import { storedId } from '../stored-id.ts';

/** A query as its parts ask it: whose registry, how much of it, and up to how many objects. */
export interface Asked {
  readonly trx: Transaction<CloudSchema>;
  readonly account: AccountId;
  /** Whole objects, or ids and what binds them only. */
  readonly whole: boolean;
  readonly max: number;
}

/** One condition of a WHERE clause. Values are always parameters. */
export type Condition = RawBuilder<SqlBool>;

/** The rows of the account, and what else has to hold. */
export function whereAll(
  { account }: Asked,
  conditions: readonly Condition[],
): RawBuilder<unknown> {
  // Named besides the policies: entries have one for persons too, and this lets an index be used.
  const own: Condition = sql`tenant = ${account}`;
  return sql`WHERE ${sql.join([own, ...conditions], sql` AND `)}`;
}

/** Lists travel as one value, so that a statement is the same whatever their length. */
export function isAmong(column: string, values: readonly string[]): Condition {
  return sql`${sql.ref(column)} = ANY(${[...values]}::text[])`;
}

/** By entryUUIDs. What is no UUID is nobody's id; asked for, it finds nothing. */
export function hasId(column: string, ids: readonly string[]): Condition {
  return sql`${sql.ref(column)} = ANY(${uuidsOf(ids)}::uuid[])`;
}

export function uuidsOf(ids: readonly string[]): string[] {
  return ids.filter(isEntryUuid).map((id) => storedId(id as ObjectId));
}

/** No codes, no condition. */
export function hasCode(column: string, codes: readonly CodeValue[]): Condition[] {
  return codes.length === 0 ? [] : [isAmong(column, codes.map(codeText))];
}

/** Each group must be met by one of its members: array overlap, group by group. */
export function meetsCodes(column: string, groups: AllOfAny<CodeValue>): Condition[] {
  return meetsTexts(
    column,
    groups.map((group) => group.map(codeText)),
  );
}

export function meetsTexts(column: string, groups: AllOfAny<string>): Condition[] {
  return groups.map((group) => sql`${sql.ref(column)} && ${[...group]}::text[]`);
}

/** Times are kept in fourteen digits, so that text compares as they do (ITI TF-2: 3.18.4.1.2.3.3). */
export function isWithin(time: RawBuilder<unknown>, { from, to }: TimeRange): Condition[] {
  return [
    ...(from === undefined ? [] : [sql<SqlBool>`${time} >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`${time} < ${to}`]),
  ];
}

/** A time kept as it was sent, as its first second. */
export function firstSecond(column: string): RawBuilder<unknown> {
  const time = sql.ref(column);
  // An empty one is none.
  return sql`nullif(${time}, '') || substr('00000101000000', length(${time}) + 1)`;
}

/** Whether one of the texts that `texts` selects matches one of the LIKE patterns. */
export function matchesLike(texts: RawBuilder<unknown>, patterns: readonly string[]): Condition[] {
  if (patterns.length === 0) return [];
  // A backslash has no meaning in stored queries.
  return [
    sql`EXISTS (SELECT FROM (${texts}) AS given(text), unnest(${[...patterns]}::text[]) AS wanted(pattern)
      WHERE given.text LIKE wanted.pattern ESCAPE '')`,
  ];
}

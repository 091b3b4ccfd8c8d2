import type {
  AllOf,
  CodeMatch,
  DateMatch,
  IdentifierMatch,
  ReferenceMatch,
  TextMatch,
} from '@kartoteka/fhir';
import { dtmOf } from '@kartoteka/xds';
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../queries/conditions-store.ts';

const never: Condition = sql`false`;

/** Each group is met by one of its members; a group without members by nothing. */
export function all<T>(groups: AllOf<T>, condition: (match: T) => Condition): Condition[] {
  return groups.map((group) => anyOf(group.map(condition)));
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? never : sql`(${sql.join(conditions, sql` OR `)})`;
}

/** A text `code^^scheme`. */
export function codeIs(text: RawBuilder<unknown>, { code, schemes }: CodeMatch): Condition {
  if (code === undefined) {
    return anyOf(
      (schemes ?? []).map((scheme) => sql`right(${text}, ${scheme.length + 2}) = ${`^^${scheme}`}`),
    );
  }
  if (!schemes) return sql`starts_with(${text}, ${`${code}^^`})`;
  return sql`${text} = ANY(${schemes.map((scheme) => `${code}^^${scheme}`)}::text[])`;
}

/** One of a list of such texts. */
export function hasCode(column: string, match: CodeMatch): Condition {
  return sql`EXISTS (SELECT FROM unnest(${sql.ref(column)}) AS held(code)
    WHERE ${codeIs(sql`held.code`, match)})`;
}

/** A time kept in fourteen digits, as its first second. */
export function timeIs(time: RawBuilder<unknown>, match: DateMatch): Condition {
  const from = dtmOf(match.from);
  // What is kept has whole seconds: a part of one stands for all of it.
  const to = dtmOf(new Date(match.to.getTime() + 999));
  return compare(time, match.prefix, sql`${from}`, sql`${to}`);
}

/** A moment. */
export function momentIs(moment: RawBuilder<unknown>, match: DateMatch): Condition {
  return compare(
    moment,
    match.prefix,
    sql`${match.from}::timestamptz`,
    sql`${match.to}::timestamptz`,
  );
}

type Part = RawBuilder<unknown>;

function compare(value: Part, prefix: DateMatch['prefix'], from: Part, to: Part): Condition {
  switch (prefix) {
    case 'eq':
      return sql`(${value} >= ${from} AND ${value} < ${to})`;
    case 'ne':
      return sql`(${value} < ${from} OR ${value} >= ${to})`;
    case 'gt':
    case 'sa':
      return sql`${value} >= ${to}`;
    case 'ge':
      return sql`${value} >= ${from}`;
    case 'lt':
    case 'eb':
      return sql`${value} < ${from}`;
    case 'le':
      return sql`${value} < ${to}`;
  }
}

/**
 * The last second that the stop covers, by its precision: a day as stop is the whole day. Compared as
 * text only, so that 31 February may stand for the end of that month.
 */
const lastSecond = sql`(coalesce(metadata->>'serviceStopTime', service_stop_time)
  || substr('99991231235959', length(coalesce(metadata->>'serviceStopTime', service_stop_time)) + 1))`;

/** A period with ends that may be open, in fourteen digits each (FHIR R4: 3.1.1.4.7). */
export function periodIs(match: DateMatch): Condition {
  const from = dtmOf(match.from);
  const to = dtmOf(new Date(match.to.getTime() + 999));
  const [start, stop] = [sql.ref('service_start_time'), lastSecond];
  const known = sql`(${start} IS NOT NULL OR ${stop} IS NOT NULL)`;
  switch (match.prefix) {
    case 'eq':
      return sql`(${start} >= ${from} AND ${stop} < ${to})`;
    case 'ne':
      return sql`(${known} AND NOT coalesce(${start} >= ${from} AND ${stop} < ${to}, false))`;
    case 'gt':
      return sql`(${known} AND coalesce(${stop} >= ${to}, true))`;
    case 'ge':
      return sql`(${known} AND coalesce(${stop} >= ${from}, true))`;
    case 'lt':
      return sql`(${known} AND coalesce(${start} < ${from}, true))`;
    case 'le':
      return sql`(${known} AND coalesce(${start} < ${to}, true))`;
    case 'sa':
      return sql`${start} >= ${to}`;
    case 'eb':
      return sql`${stop} < ${from}`;
  }
}

/** By uniqueId or by the ids of `idColumns`. */
export function identifierIs(match: IdentifierMatch, idColumns: readonly string[]): Condition {
  const { uniqueIds, entryId } = match;
  return anyOf([
    sql`unique_id = ANY(${[...uniqueIds]}::text[])`,
    ...(entryId === undefined
      ? []
      : idColumns.map((column): Condition => sql`${sql.ref(column)} = ${entryId}::uuid`)),
  ]);
}

/** One of `reference_ids`, `id^^^&OID&ISO^type`. */
export function hasReference({ id, domain }: ReferenceMatch): Condition {
  const front = domain === undefined ? `${id}^^^` : `${id}^^^&${domain}&ISO`;
  return sql`EXISTS (SELECT FROM unnest(reference_ids) AS held(id) WHERE starts_with(held.id, ${front}))`;
}

/** A part of the name in one of the XCN texts that `persons` selects as `held(person)`. */
export function hasName(
  persons: RawBuilder<unknown>,
  part: 'family' | 'given',
  { how, text }: TextMatch,
): Condition {
  const name =
    part === 'family'
      ? sql`split_part(split_part(held.person, '^', 2), '&', 1)`
      : sql`concat_ws(' ', nullif(split_part(held.person, '^', 3), ''), nullif(split_part(held.person, '^', 4), ''))`;
  const matches: Record<TextMatch['how'], Condition> = {
    exact: sql`${name} = ${text}`,
    starts: sql`starts_with(${folded(name)}, ${folded(sql`${text}::text`)})`,
    contains: sql`position(${folded(sql`${text}::text`)} IN ${folded(name)}) > 0`,
  };
  return sql`EXISTS (SELECT FROM (${persons}) AS held(person) WHERE ${matches[how]})`;
}

/** Without case and without the marks of Polish and Hungarian letters. */
function folded(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`translate(lower(${text}), 'ąćęłńóśźżáéíöőúüűäëčšž', 'acelnoszzaeioouuuaecsz')`;
}

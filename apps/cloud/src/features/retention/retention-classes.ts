import { sql } from 'kysely';

/** What an account keeps for how long; every document belongs to exactly one. */
export const retentionClasses = [
  'referral',
  'prescription',
  'record',
  'final-report',
  'other',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/**
 * Years as shipped, to be verified by every practice: Polish record 20, referrals and prescriptions
 * 5; Hungarian final reports 50; what nothing recognises 30, the longest ordinary period of both.
 */
export const shippedYears: Readonly<Record<RetentionClass, number>> = {
  referral: 5,
  prescription: 5,
  record: 20,
  'final-report': 50,
  other: 30,
};

const p1Scheme = 'Klasyfikacja dokumentów P1';

/**
 * The class of a row of `cloud.document_entry`, from its codes: Polish document classes 02 and 04
 * are referrals and prescriptions, every other one but "unstated" (00.00) is record; a discharge
 * summary that has no Polish class is a final report.
 *
 * @param entry alias of the table in the statement
 */
export function classOfEntry(entry: string) {
  const classCode = sql.ref(`${entry}.class_code`);
  const typeCode = sql.ref(`${entry}.type_code`);
  return sql<RetentionClass>`CASE
    WHEN ${classCode} LIKE ${`02.%^^${p1Scheme}`} THEN 'referral'
    WHEN ${classCode} LIKE ${`04.%^^${p1Scheme}`} THEN 'prescription'
    WHEN ${classCode} LIKE ${`__.__^^${p1Scheme}`} AND ${classCode} NOT LIKE '00.00^^%' THEN 'record'
    WHEN ${typeCode} LIKE '18842-5^^%' THEN 'final-report'
    ELSE 'other' END`;
}

/**
 * The first day on which a document may be removed for its age: the first of January after the whole
 * years that follow the year of the document, or of the end of what it reports where that is later.
 */
export function dueDayOfEntry(entry: string, years: Readonly<Record<RetentionClass, number>>) {
  const created = sql.ref(`${entry}.creation_time`);
  const ended = sql.ref(`${entry}.service_stop_time`);
  const year = sql`left(greatest(${created}, ${ended}), 4)`;
  const period = sql`(${JSON.stringify(years)}::jsonb ->> (${classOfEntry(entry)}))::int`;
  return sql<string | null>`CASE WHEN ${year} ~ '^[0-9]{4}$'
    THEN make_date(${year}::int + ${period} + 1, 1, 1) END`;
}

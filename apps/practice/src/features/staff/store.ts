import type { Transaction } from 'kysely';
import type { PracticeSchema, StaffTable } from '../../schema.ts';

/** Adds an employee; `false` when the record is there already. */
export async function insertStaff(
  trx: Transaction<PracticeSchema>,
  member: {
    readonly id: string;
    readonly family: string;
    readonly given: string;
    readonly role: StaffTable['role'];
    /** Code of the unit where the employee works. */
    readonly unit?: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('practice.staff')
    .values({
      id: member.id,
      family: member.family,
      given: member.given,
      role: member.role,
      licence_number: null,
      unit_code: member.unit ?? null,
      created_at: member.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Who works in which unit, by name. */
export async function staffByUnit(
  trx: Transaction<PracticeSchema>,
): Promise<{ unit: string; name: string }[]> {
  const rows = await trx
    .selectFrom('practice.staff')
    .select(['unit_code', 'family', 'given'])
    .where('unit_code', 'is not', null)
    .orderBy('family')
    .orderBy('given')
    .execute();
  return rows.map(({ unit_code, family, given }) => ({
    unit: unit_code ?? '',
    name: `${given} ${family}`,
  }));
}

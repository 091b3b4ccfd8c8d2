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
      unit_code: null,
      created_at: member.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

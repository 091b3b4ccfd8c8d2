import type { Transaction } from 'kysely';
import type { PracticeSchema, StaffTable } from '../../schema.ts';

/** Adds an employee. */
export async function insertStaff(
  trx: Transaction<PracticeSchema>,
  member: {
    readonly id: string;
    readonly family: string;
    readonly given: string;
    readonly role: StaffTable['role'];
    readonly at: Date;
  },
): Promise<void> {
  await trx
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
    .execute();
}

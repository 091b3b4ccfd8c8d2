import { openPracticeStaff } from '@kartoteka/practice/main';
import { practiceDatabaseName } from './run-practice.ts';
import type { Surroundings } from './surroundings.ts';

/** An employee to add. */
export interface NewStaff {
  readonly role: 'administrator' | 'doctor' | 'nurse' | 'registrar';
  readonly family: string;
  readonly given: string;
  readonly login: string;
  readonly password: string;
  /** Code of the unit where the employee works. */
  readonly unit?: string;
}

/** Adds employees with their logins; one whose login is there already stays as it is. */
export async function addStaff(
  surroundings: Surroundings,
  adminUrl: string,
  staff: readonly NewStaff[],
): Promise<void> {
  const { clock, random, log } = surroundings;
  const practice = await openPracticeStaff({
    adminUrl,
    databaseName: practiceDatabaseName,
    keyring: surroundings.openKeys(),
    clock,
    random,
    log,
  });
  try {
    for (const one of staff) await practice.add(one);
  } finally {
    await practice.close();
  }
}

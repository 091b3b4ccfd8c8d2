import type { Clock, Random } from '@kartoteka/kernel';
import {
  createSignIn,
  type Keyring,
  type Log,
  openDatabase,
  recordAudit,
} from '@kartoteka/service';
import { insertStaff } from './features/staff/store.ts';
import { practiceMigrations } from './practice-parts.ts';
import type { PracticeSchema, StaffTable } from './schema.ts';

export interface NewStaffMember {
  readonly role: StaffTable['role'];
  readonly family: string;
  readonly given: string;
  readonly login: string;
  readonly password: string;
  /** Code of the unit where the employee works. */
  readonly unit?: string;
}

/** Opens the practice's data for adding staff from the command line, without serving anything. */
export async function openPracticeStaff(options: {
  readonly adminUrl: string;
  readonly databaseName: string;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}) {
  const { clock, random } = options;
  const database = await openDatabase<PracticeSchema>({
    adminUrl: options.adminUrl,
    name: options.databaseName,
    migrations: [practiceMigrations],
    poolMax: 2,
    log: options.log,
  });
  const signIn = createSignIn({
    area: 'practice',
    tenant: { fixed: 'practice' },
    database,
    keyring: options.keyring,
    clock,
    random,
    log: options.log,
    actorKind: 'staff',
    issuer: 'Kartoteka',
  });
  return {
    /**
     * Adds an employee with a login. One whose login is there already stays as it is, password and all:
     * adding may be repeated after it was cut off at any point.
     *
     * @throws Problem `service.password-*`
     */
    add: async (member: NewStaffMember): Promise<void> => {
      const known = (await signIn.listLogins('practice')).find(
        ({ loginName }) => loginName === member.login,
      );
      const id = known?.subject ?? random.uuid();
      if (!known) {
        await signIn.createLogin({
          tenant: 'practice',
          loginName: member.login,
          password: member.password,
          subject: id,
          name: `${member.given} ${member.family}`,
          roles: [member.role],
        });
      }
      await database.inScope({ kind: 'practice' }, async (trx) => {
        if (!(await insertStaff(trx, { ...member, id, at: clock.now() }))) return;
        await recordAudit(trx, {
          at: clock.now(),
          actor: { kind: 'system', id: 'command-line', display: 'command line' },
          action: 'staff.add',
          subject: { kind: 'staff', id },
          outcome: 'success',
          correlationId: random.uuid(),
          details: { role: member.role },
        });
      });
    },
    close: () => database.close(),
  };
}

import type { Insertable, Selectable } from 'kysely';
import type { SignInTransaction } from './frame.ts';
import type { LoginTable, SessionTable } from './tables.ts';

/** A session with the login as it is now: a change of roles or a disabled login counts at once. */
export type SessionRow = Selectable<SessionTable> &
  Pick<
    Selectable<LoginTable>,
    'area' | 'login_name' | 'subject' | 'display_name' | 'roles' | 'language' | 'disabled_at'
  >;

export function findSession(
  trx: SignInTransaction,
  tokenHash: Uint8Array,
): Promise<SessionRow | undefined> {
  return trx
    .selectFrom('kartoteka.session as session')
    .innerJoin('kartoteka.login as login', 'login.id', 'session.login_id')
    .selectAll('session')
    .select([
      'login.area',
      'login.login_name',
      'login.subject',
      'login.display_name',
      'login.roles',
      'login.language',
      'login.disabled_at',
    ])
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export async function insertSession(
  trx: SignInTransaction,
  row: Insertable<SessionTable>,
): Promise<void> {
  await trx.insertInto('kartoteka.session').values(row).execute();
}

export async function touchSession(trx: SignInTransaction, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('kartoteka.session')
    .set({ last_seen_at: at })
    .where('id', '=', id)
    .where('last_seen_at', '<', at)
    .execute();
}

export function listSessionRows(
  trx: SignInTransaction,
  loginId: string,
): Promise<Selectable<SessionTable>[]> {
  return trx
    .selectFrom('kartoteka.session')
    .selectAll()
    .where('login_id', '=', loginId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Ends one session of a login; tells whether there was one. */
export async function deleteSession(
  trx: SignInTransaction,
  loginId: string,
  id: string,
): Promise<boolean> {
  const result = await trx
    .deleteFrom('kartoteka.session')
    .where('login_id', '=', loginId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Ends all sessions of a login, or all but one; tells how many. */
export async function deleteSessions(
  trx: SignInTransaction,
  loginId: string,
  exceptId?: string,
): Promise<number> {
  const all = trx.deleteFrom('kartoteka.session').where('login_id', '=', loginId);
  const query = exceptId === undefined ? all : all.where('id', '!=', exceptId);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Keeps the most recently used sessions of a login and ends the others. */
export async function keepNewestSessions(
  trx: SignInTransaction,
  loginId: string,
  count: number,
): Promise<void> {
  const newest = trx
    .selectFrom('kartoteka.session')
    .select('id')
    .where('login_id', '=', loginId)
    .orderBy('last_seen_at', 'desc')
    .limit(count);
  await trx
    .deleteFrom('kartoteka.session')
    .where('login_id', '=', loginId)
    .where('id', 'not in', newest)
    .execute();
}

export async function sweepSessions(
  trx: SignInTransaction,
  now: Date,
  unseenSince: Date,
): Promise<void> {
  await trx
    .deleteFrom('kartoteka.session')
    .where((row) => row.or([row('ends_at', '<=', now), row('last_seen_at', '<=', unseenSince)]))
    .execute();
}

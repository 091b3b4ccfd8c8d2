import type { Insertable, Selectable } from 'kysely';
import type { SignInTransaction } from './frame.ts';
import type { ChallengeTable, InvitationTable, PasskeyTable } from './tables.ts';

export type PasskeyRow = Selectable<PasskeyTable>;
export type InvitationRow = Selectable<InvitationTable>;

/** A browser that a login is known by. */
export interface DeviceRow {
  readonly tenant: string;
  readonly loginId: string;
  readonly tokenHash: Uint8Array;
}

export async function isKnownDevice(
  trx: SignInTransaction,
  loginId: string,
  tokenHash: Uint8Array,
): Promise<boolean> {
  const row = await trx
    .selectFrom('kartoteka.known_device')
    .select('login_id')
    .where('login_id', '=', loginId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers a browser and forgets the least recently used beyond `count`. */
export async function keepDevice(
  trx: SignInTransaction,
  device: DeviceRow,
  now: Date,
  count: number,
): Promise<void> {
  const { tenant, loginId, tokenHash } = device;
  await trx
    .insertInto('kartoteka.known_device')
    .values({
      tenant,
      login_id: loginId,
      token_hash: tokenHash,
      created_at: now,
      last_used_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['login_id', 'token_hash']).doUpdateSet({ last_used_at: now }),
    )
    .execute();
  const newest = trx
    .selectFrom('kartoteka.known_device')
    .select('token_hash')
    .where('login_id', '=', loginId)
    .orderBy('last_used_at', 'desc')
    .limit(count);
  await trx
    .deleteFrom('kartoteka.known_device')
    .where('login_id', '=', loginId)
    .where('token_hash', 'not in', newest)
    .execute();
}

/** Forgets all browsers of a login. */
export async function deleteDevices(trx: SignInTransaction, loginId: string): Promise<void> {
  await trx.deleteFrom('kartoteka.known_device').where('login_id', '=', loginId).execute();
}

export async function replaceRecoveryCodes(
  trx: SignInTransaction,
  owner: { readonly tenant: string; readonly loginId: string },
  hashes: readonly Uint8Array[],
): Promise<void> {
  const { tenant, loginId } = owner;
  await trx.deleteFrom('kartoteka.recovery_code').where('login_id', '=', loginId).execute();
  if (hashes.length === 0) return;
  await trx
    .insertInto('kartoteka.recovery_code')
    .values(hashes.map((code_hash) => ({ tenant, login_id: loginId, code_hash, used_at: null })))
    .execute();
}

/** Uses a recovery code up; `false` when there is no such unused one. */
export async function useRecoveryCode(
  trx: SignInTransaction,
  loginId: string,
  hash: Uint8Array,
  now: Date,
): Promise<boolean> {
  const result = await trx
    .updateTable('kartoteka.recovery_code')
    .set({ used_at: now })
    .where('login_id', '=', loginId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What a login has besides its password. */
export async function countFactors(
  trx: SignInTransaction,
  loginId: string,
): Promise<{ recoveryCodesLeft: number; passkeys: number }> {
  const { codes } = await trx
    .selectFrom('kartoteka.recovery_code')
    .select((row) => row.fn.countAll<string>().as('codes'))
    .where('login_id', '=', loginId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  const passkeys = await listPasskeyRows(trx, loginId);
  return { recoveryCodesLeft: Number(codes), passkeys: passkeys.length };
}

export function listPasskeyRows(trx: SignInTransaction, loginId: string): Promise<PasskeyRow[]> {
  return trx
    .selectFrom('kartoteka.passkey')
    .selectAll()
    .where('login_id', '=', loginId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The passkey with its login's area and tenant checked, held until the transaction ends. */
export function lockPasskey(
  trx: SignInTransaction,
  place: { readonly area: string; readonly tenant: string },
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  return trx
    .selectFrom('kartoteka.passkey as passkey')
    .innerJoin('kartoteka.login as login', 'login.id', 'passkey.login_id')
    .selectAll('passkey')
    .where('passkey.credential_id', '=', credentialId)
    .where('login.area', '=', place.area)
    .where('login.tenant', '=', place.tenant)
    .forUpdate('passkey')
    .executeTakeFirst();
}

export async function insertPasskey(
  trx: SignInTransaction,
  row: Insertable<PasskeyTable>,
): Promise<boolean> {
  const result = await trx
    .insertInto('kartoteka.passkey')
    .values(row)
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function usePasskey(
  trx: SignInTransaction,
  id: string,
  counter: number,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('kartoteka.passkey')
    .set({ counter, last_used_at: now })
    .where('id', '=', id)
    .execute();
}

export async function deletePasskeys(
  trx: SignInTransaction,
  loginId: string,
  id?: string,
): Promise<number> {
  const all = trx.deleteFrom('kartoteka.passkey').where('login_id', '=', loginId);
  const query = id === undefined ? all : all.where('id', '=', id);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

export async function insertChallenge(
  trx: SignInTransaction,
  row: Insertable<ChallengeTable>,
): Promise<void> {
  await trx.insertInto('kartoteka.challenge').values(row).execute();
}

/** Takes a challenge away: whatever the answer to it is, there is no second one. */
export function takeChallenge(
  trx: SignInTransaction,
  handleHash: Uint8Array,
): Promise<Selectable<ChallengeTable> | undefined> {
  return trx
    .deleteFrom('kartoteka.challenge')
    .where('handle_hash', '=', handleHash)
    .returningAll()
    .executeTakeFirst();
}

export async function sweepChallenges(trx: SignInTransaction, now: Date): Promise<void> {
  await trx.deleteFrom('kartoteka.challenge').where('expires_at', '<=', now).execute();
}

/** Replaces the open invitations of a login by a new one; `false` when its selector is taken. */
export async function replaceInvitation(
  trx: SignInTransaction,
  row: Insertable<InvitationTable>,
): Promise<boolean> {
  await trx
    .deleteFrom('kartoteka.invitation')
    .where('login_id', '=', row.login_id)
    .where('used_at', 'is', null)
    .execute();
  const result = await trx
    .insertInto('kartoteka.invitation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant', 'area', 'selector']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function findInvitation(
  trx: SignInTransaction,
  place: { readonly area: string; readonly tenant: string },
  selector: string,
): Promise<InvitationRow | undefined> {
  return trx
    .selectFrom('kartoteka.invitation')
    .selectAll()
    .where('area', '=', place.area)
    .where('tenant', '=', place.tenant)
    .where('selector', '=', selector)
    .executeTakeFirst();
}

/** Uses an invitation up; `false` when another request was faster. */
export async function useInvitation(
  trx: SignInTransaction,
  id: string,
  now: Date,
): Promise<boolean> {
  const result = await trx
    .updateTable('kartoteka.invitation')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function sweepInvitations(trx: SignInTransaction, before: Date): Promise<void> {
  await trx.deleteFrom('kartoteka.invitation').where('expires_at', '<', before).execute();
}

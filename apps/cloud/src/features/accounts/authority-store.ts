import type { Transaction } from 'kysely';
import type { AuthorityTable, CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** One of the operator's authorities with its sealed key. */
export async function findAuthority(
  trx: Trx,
  id: AuthorityTable['id'],
): Promise<AuthorityTable | undefined> {
  return trx.selectFrom('cloud.authority').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds an authority when there is none of that id yet. */
export async function insertAuthority(trx: Trx, row: AuthorityTable): Promise<void> {
  await trx
    .insertInto('cloud.authority')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

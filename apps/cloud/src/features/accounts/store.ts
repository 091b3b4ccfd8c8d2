import type { AccountId, Oid } from '@kartoteka/kernel';
import type { Selectable, Transaction } from 'kysely';
import type {
  AccountCertificateTable,
  AccountTable,
  CloudSchema,
  RefusedConnectionTable,
} from '../../schema.ts';
import type { Account, AccountCertificate } from './account.ts';

type Trx = Transaction<CloudSchema>;

/** One account with its certificates; `undefined` when the scope sees none. */
export async function findAccount(trx: Trx, account: AccountId): Promise<Account | undefined> {
  const row = await withUsage(trx).where('account.tenant', '=', account).executeTakeFirst();
  if (!row) return undefined;
  const certificates = await trx
    .selectFrom('cloud.account_certificate')
    .selectAll()
    .where('tenant', '=', account)
    .orderBy('not_before', 'desc')
    .orderBy('kind')
    .execute();
  return toAccount(row, certificates);
}

/** All accounts, in the operator's scope; certificates are left out. */
export async function listAccounts(trx: Trx): Promise<Account[]> {
  const rows = await withUsage(trx).orderBy('account.tenant').execute();
  return rows.map((row) => toAccount(row, []));
}

/** Adds an account; `false` when the number is taken. */
export async function insertAccount(
  trx: Trx,
  row: Omit<AccountTable, 'active_from' | 'active_to' | 'patient_domains'> & {
    readonly active_from: string;
    readonly active_to: string;
    readonly patient_domains: string[];
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('cloud.account')
    .values(row)
    .onConflict((conflict) => conflict.column('tenant').doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Changes what the operator may change; `false` when there is no such account. */
export async function updateAccount(
  trx: Trx,
  account: AccountId,
  change: {
    readonly organisation?: string;
    readonly state?: AccountTable['state'];
    readonly active_from?: string;
    readonly active_to?: string;
    readonly size_mb_max?: number;
    readonly documents_max?: number;
    readonly provider_oid?: string;
    readonly patient_domains?: string[];
  },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('cloud.account')
    .set(change)
    .where('tenant', '=', account)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Puts a certificate on the account; one that is there already keeps its state. */
export async function insertCertificate(
  trx: Trx,
  row: Omit<AccountCertificateTable, 'revoked_at'>,
): Promise<void> {
  await trx
    .insertInto('cloud.account_certificate')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant', 'sha256']).doNothing())
    .execute();
}

/** Moves a certificate between states; a revoked one stays revoked. Returns whether a row changed. */
export async function changeCertificateState(
  trx: Trx,
  options: {
    readonly account: AccountId;
    readonly sha256: string;
    readonly state: AccountCertificateTable['state'];
    readonly at: Date;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('cloud.account_certificate')
    .set({ state: options.state, revoked_at: options.state === 'revoked' ? options.at : null })
    .where('tenant', '=', options.account)
    .where('sha256', '=', options.sha256)
    .where('state', '!=', 'revoked')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Keeps a caller that was turned away, for the tenant's panel. */
export async function insertRefusedConnection(
  trx: Trx,
  row: Omit<RefusedConnectionTable, 'id'>,
): Promise<void> {
  await trx.insertInto('cloud.refused_connection').values(row).execute();
}

function withUsage(trx: Trx) {
  return trx
    .selectFrom('cloud.account as account')
    .leftJoinLateral(
      (usage) =>
        usage
          .selectFrom('cloud.account_usage')
          .whereRef('cloud.account_usage.tenant', '=', 'account.tenant')
          .select((sum) => [
            sum.fn.sum<string | null>('bytes_used').as('bytes_used'),
            sum.fn.sum<string | null>('documents_used').as('documents_used'),
          ])
          .as('usage'),
      (join) => join.onTrue(),
    )
    .selectAll('account')
    .select(['usage.bytes_used', 'usage.documents_used']);
}

function toAccount(
  row: Selectable<AccountTable> & {
    readonly bytes_used: string | number | null;
    readonly documents_used: string | number | null;
  },
  certificates: readonly AccountCertificateTable[],
): Account {
  return {
    id: row.tenant as AccountId,
    organisation: row.organisation,
    storedState: row.state,
    activeFrom: row.active_from,
    activeTo: row.active_to,
    sizeMbMax: row.size_mb_max,
    documentsMax: row.documents_max,
    bytesUsed: Number(row.bytes_used ?? 0),
    documentsUsed: Number(row.documents_used ?? 0),
    domainOid: row.domain_oid as Oid,
    repositoryOid: row.repository_oid as Oid,
    repositoryOidP1: row.repository_oid_p1,
    providerOid: row.provider_oid,
    patientDomains: row.patient_domains,
    certificates: certificates.map(toCertificate),
  };
}

function toCertificate(row: AccountCertificateTable): AccountCertificate {
  return {
    kind: row.kind,
    sha256: row.sha256,
    serialNumber: row.serial_number,
    subject: row.subject,
    issuer: row.issuer,
    notBefore: row.not_before,
    notAfter: row.not_after,
    pem: row.pem,
    state: row.state,
  };
}

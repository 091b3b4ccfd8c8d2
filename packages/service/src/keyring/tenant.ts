import type { AccountId } from '@kartoteka/kernel';
import type { QueryExecutorProvider } from 'kysely';
import type { Scope } from '../database/scope.ts';

/** Whose keys and content: an account of the cloud, or the one practice of an installation. */
export type Tenant = AccountId | 'practice';

/** Any application's transaction; what is asked here does not depend on the application's tables. */
export type AnyTransaction = QueryExecutorProvider;

/** Any application's database, as far as keys, content and audit need it. */
export interface AnyDatabase {
  inScope<T>(scope: Scope, work: (trx: AnyTransaction) => Promise<T>): Promise<T>;
}

/** The scope in which a tenant's own rows are visible. */
export function scopeOfTenant(tenant: Tenant): Scope {
  return tenant === 'practice' ? { kind: 'practice' } : { kind: 'account', account: tenant };
}

import type { AccountId } from '@kartoteka/kernel';
import { sql, type Transaction } from 'kysely';

/**
 * Who is asking; row security shows what is theirs and nothing else.
 * `account`: a tenant of the cloud. `person`: a signed-in portal person. `practice`: the one practice
 * of an installation. `operator`: the cloud's operator. `sign-in`: before it is known who it is.
 * `system`: jobs and loops that belong to nobody.
 */
export type Scope =
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'practice' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'system' };

/** What the SQL functions of `0001_scopes.sql` read. */
export interface ScopeSettings {
  readonly kind: Scope['kind'];
  readonly tenant: string;
  readonly person: string;
}

/**
 * The settings that a scope becomes in the database.
 *
 * @example scopeSettings({ kind: 'practice' }) // { kind: 'practice', tenant: 'practice', person: '' }
 */
export function scopeSettings(scope: Scope): ScopeSettings {
  switch (scope.kind) {
    case 'account':
      return { kind: scope.kind, tenant: scope.account, person: '' };
    case 'person':
      return { kind: scope.kind, tenant: '', person: scope.person };
    case 'practice':
      return { kind: scope.kind, tenant: 'practice', person: '' };
    case 'operator':
    case 'sign-in':
    case 'system':
      return { kind: scope.kind, tenant: '', person: '' };
  }
}

/** Sets the scope for the rest of this transaction; it ends with it. */
export async function applyScope<Schema>(trx: Transaction<Schema>, scope: Scope): Promise<void> {
  const { kind, tenant, person } = scopeSettings(scope);
  await sql`select set_config('kartoteka.scope', ${kind}, true),
    set_config('kartoteka.tenant', ${tenant}, true),
    set_config('kartoteka.person', ${person}, true)`.execute(trx);
}

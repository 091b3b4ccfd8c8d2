import { AsyncLocalStorage } from 'node:async_hooks';
import type { AccountId } from '@kartoteka/kernel';
import pg from 'pg';

/**
 * Who is asking; row security shows what is theirs and nothing else.
 * `account`: a tenant of the cloud. `person`: a signed-in portal person. `practice`: the one practice
 * of an installation. `world`: one named world of the sandbox. `operator`: the cloud's operator.
 * `sign-in`: before it is known who it is. `system`: jobs and loops that belong to nobody.
 */
export type Scope =
  | { readonly kind: 'account'; readonly account: AccountId }
  /** What a person may see begins and ends: compared with the application's moment. */
  | { readonly kind: 'person'; readonly person: string; readonly moment: Date }
  | { readonly kind: 'practice' }
  | { readonly kind: 'world'; readonly world: string }
  | { readonly kind: 'operator' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'system' };

/** What the SQL functions of `0001_scopes.sql` read. */
export interface ScopeSettings {
  readonly kind: Scope['kind'];
  readonly tenant: string;
  readonly person: string;
  /** ISO 8601, or nothing: then policies take the database's own. */
  readonly moment: string;
}

/**
 * The settings that a scope becomes in the database.
 *
 * @example scopeSettings({ kind: 'practice' }) // { kind: 'practice', tenant: 'practice', person: '', moment: '' }
 */
export function scopeSettings(scope: Scope): ScopeSettings {
  const none = { kind: scope.kind, tenant: '', person: '', moment: '' };
  switch (scope.kind) {
    case 'account':
      return { ...none, tenant: scope.account };
    case 'person':
      return { ...none, person: scope.person, moment: scope.moment.toISOString() };
    case 'practice':
      return { ...none, tenant: 'practice' };
    case 'world':
      return { ...none, tenant: scope.world };
    case 'operator':
    case 'sign-in':
    case 'system':
      return none;
  }
}

/** The scope of the transactions that begin inside; one storage for all databases. */
const current = new AsyncLocalStorage<Scope>();

/** Runs work whose transactions begin in that scope. */
export function withScope<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  return current.run(scope, work);
}

/**
 * The statement that begins a transaction, with the scope in it: one round trip for both, and no
 * transaction without a scope.
 */
export function beginInScope(begin: string): string {
  const scope = current.getStore();
  if (scope === undefined) throw new TypeError('a transaction needs a scope');
  const { kind, tenant, person, moment } = scopeSettings(scope);
  return `${begin}; select set_config('kartoteka.scope', ${pg.escapeLiteral(kind)}, true),
    set_config('kartoteka.tenant', ${pg.escapeLiteral(tenant)}, true),
    set_config('kartoteka.person', ${pg.escapeLiteral(person)}, true),
    set_config('kartoteka.moment', ${pg.escapeLiteral(moment)}, true)`;
}

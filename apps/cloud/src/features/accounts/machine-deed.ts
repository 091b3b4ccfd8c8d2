import { type Clock, Problem } from '@kartoteka/kernel';
import { type AuditEvent, type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { MachineCaller } from './judge-caller.ts';

/** A call of the machine interface that is not SOAP. */
export interface RestCall {
  readonly caller: MachineCaller;
  readonly correlationId: string;
}

type Deed = Pick<AuditEvent, 'action'> &
  Partial<Pick<AuditEvent, 'subject' | 'patient' | 'details'>>;

/**
 * Runs work in the account's scope with its record in the same transaction; what is refused has its
 * record in another one, because the work's was rolled back.
 *
 * @param work returns its result, and what to add to the record of success
 */
export async function runDeed<T>(
  options: { readonly database: Database<CloudSchema>; readonly clock: Clock },
  call: RestCall,
  deed: Deed,
  work: (trx: Transaction<CloudSchema>) => Promise<{ result: T; details?: AuditEvent['details'] }>,
): Promise<T> {
  const scope = { kind: 'account', account: call.caller.account.id } as const;
  const { certificate } = call.caller;
  const record = (
    trx: Transaction<CloudSchema>,
    outcome: AuditEvent['outcome'],
    details: AuditEvent['details'],
  ) =>
    recordAudit(trx, {
      at: options.clock.now(),
      actor: { kind: 'account', id: certificate.sha256, display: certificate.subject.text },
      ...deed,
      details: { ...deed.details, ...details },
      outcome,
      correlationId: call.correlationId,
    });
  try {
    return await options.database.inScope(scope, async (trx) => {
      const { result, details = {} } = await work(trx);
      await record(trx, 'success', details);
      return result;
    });
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const { code } = thrown;
    await options.database.inScope(scope, (trx) => record(trx, code, {}));
    throw thrown;
  }
}

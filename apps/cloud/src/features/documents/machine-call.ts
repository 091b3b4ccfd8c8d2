import { type Clock, Problem } from '@kartoteka/kernel';
import { type AuditEvent, type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { MachineCaller } from '../accounts/judge-caller.ts';
import type { TellCollector } from '../atna/tell.ts';
import { keepMessageIds } from './seen-message-store.ts';

/** A call that is proven to be the account's, before anything is done for it. */
export interface MachineCall {
  readonly caller: MachineCaller;
  readonly correlationId: string;
  /**
   * What a replay repeats: the MessageID, and the signature itself, which no MessageID can hide. Empty
   * for FHIR, whose calls are not signed messages: there the TLS connection alone proves the caller.
   */
  readonly messageIds: readonly string[];
  /** Until when its time stamp is accepted: so long its MessageID is remembered. */
  readonly replayableUntil: Date;
  /** Absent where no audit record repository is configured. */
  readonly tell?: TellCollector | undefined;
}

/** What a call did, for its audit record. */
export type Deed = Pick<AuditEvent, 'action'> &
  Partial<Pick<AuditEvent, 'subject' | 'patient' | 'details'>>;

export interface CallOutcome<T> {
  readonly result: T;
  readonly deed: Deed;
  /** `success`, or the problem that stands in the audit. */
  readonly outcome: AuditEvent['outcome'];
}

/**
 * Runs a call in the account's scope: MessageID kept, work done, record written, in one transaction.
 * No answer goes out without its record.
 *
 * @throws Problem `security.message-replayed`; then nothing of the call was done
 */
export function runCall<T>(
  options: { readonly database: Database<CloudSchema>; readonly clock: Clock },
  call: MachineCall,
  work: (trx: Transaction<CloudSchema>) => Promise<CallOutcome<T>>,
): Promise<T> {
  const account = call.caller.account.id;
  return options.database.inScope({ kind: 'account', account }, async (trx) => {
    const { messageIds } = call;
    if (messageIds.length > 0 && !(await keepMessageIds(trx, messageIds, call.replayableUntil))) {
      throw new Problem('security.message-replayed');
    }
    const { result, deed, outcome } = await work(trx);
    const at = options.clock.now();
    await recordAudit(trx, {
      at,
      actor: {
        kind: 'account',
        id: call.caller.certificate.sha256,
        display: call.caller.certificate.subject.text,
      },
      ...deed,
      outcome,
      correlationId: call.correlationId,
    });
    await call.tell?.(trx, { at, outcome });
    return result;
  });
}

/**
 * Writes the record of a call that was refused before or while it ran; its own transaction, because
 * the call's was rolled back.
 */
export async function recordFailedCall(
  options: { readonly database: Database<CloudSchema>; readonly clock: Clock },
  failed: {
    readonly caller: MachineCaller;
    readonly correlationId: string;
    readonly action: string;
    readonly problem: Problem;
    readonly tell?: TellCollector | undefined;
  },
): Promise<void> {
  const { caller, problem } = failed;
  const account = caller.account.id;
  await options.database.inScope({ kind: 'account', account }, async (trx) => {
    const at = options.clock.now();
    await recordAudit(trx, {
      at,
      actor: {
        kind: 'account',
        id: caller.certificate.sha256,
        display: caller.certificate.subject.text,
      },
      action: failed.action,
      outcome: problem.code,
      correlationId: failed.correlationId,
      details: problem.place === undefined ? {} : { place: problem.place },
    });
    await failed.tell?.(trx, { at, outcome: problem.code });
  });
}

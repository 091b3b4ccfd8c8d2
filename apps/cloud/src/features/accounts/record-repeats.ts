import type { Clock, ProblemCode } from '@kartoteka/kernel';
import { type Database, operatorTrail, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { type RefusalWindow, takeEndedWindows } from './refusal-store.ts';
import { insertRefusedConnection } from './store.ts';

/** Correlation of records that stand for many calls. */
const manyCalls = 'refusals';

/**
 * Records the refusals of windows that have ended, all of a window together: when the first and the
 * last were, how many, with how many certificates. A window with one refusal was recorded already.
 */
export async function recordRepeats(
  trx: Transaction<CloudSchema>,
  { clock }: { readonly clock: Clock },
  windows: readonly RefusalWindow[],
): Promise<void> {
  for (const window of windows) {
    if (window.count === 1) continue;
    const { tenant, problem, remoteAddress, lastSubject, certificates } = window;
    await recordAudit(trx, {
      tenant,
      at: clock.now(),
      actor: { kind: 'unknown', ...(lastSubject !== '' && { display: lastSubject }) },
      action: 'machine.refused-again',
      ...(tenant !== operatorTrail && { subject: { kind: 'account', id: tenant } }),
      outcome: problem as ProblemCode,
      correlationId: manyCalls,
      details: {
        remoteAddress,
        first: window.firstAt.toISOString(),
        last: window.lastAt.toISOString(),
        // The first has a record of its own.
        count: window.count,
        certificates: [...certificates],
      },
    });
    if (tenant === operatorTrail) continue;
    await insertRefusedConnection(trx, {
      tenant,
      at: window.lastAt,
      problem,
      subject: lastSubject,
      serial_number: '',
      remote_address: remoteAddress,
    });
  }
}

/** Ends windows of callers that did not come again; for a loop. */
export async function endRefusalWindows(
  options: { readonly database: Database<CloudSchema>; readonly clock: Clock },
  windowMs: number,
): Promise<void> {
  const begunBy = new Date(options.clock.now().getTime() - windowMs);
  await options.database.inScope({ kind: 'operator' }, async (trx) =>
    recordRepeats(trx, options, await takeEndedWindows(trx, begunBy)),
  );
}

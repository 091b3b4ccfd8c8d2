import type { Clock } from '@kartoteka/kernel';
import type { RecordRefusedAct } from '../http/refused-act.ts';
import type { AnyDatabase } from '../keyring/tenant.ts';
import type { AuditActorKind } from './audit-event.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Records what signed-in people were refused, as `act.refused` with the route, the ids of its address
 * and the problem: in the trail of their tenant, and in a transaction of its own, because that of the
 * act was rolled back.
 *
 * @example createHttpServer({ …, recordRefusedAct: recordRefusedActs({ database, clock, actorKind: 'staff' }) })
 */
export function recordRefusedActs(options: {
  readonly database: AnyDatabase;
  readonly clock: Clock;
  readonly actorKind: AuditActorKind;
}): RecordRefusedAct {
  const { database, clock, actorKind } = options;
  return ({ session, route, ids, problem, correlationId }) =>
    database.inScope({ kind: 'sign-in' }, (trx) =>
      recordAudit(trx, {
        tenant: session.tenant,
        at: clock.now(),
        actor: { kind: actorKind, id: session.subject, display: session.name },
        action: 'act.refused',
        subject: { kind: 'route', id: route },
        outcome: problem.code,
        correlationId,
        details: { ...ids, ...(problem.place !== undefined && { place: problem.place }) },
      }),
    );
}

import type { AuditActorKind, AuditEvent } from '../audit/audit-event.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AnyTransaction } from '../keyring/tenant.ts';
import { currentCorrelationId } from '../observe/correlation.ts';
import type { SignInEvent } from './frame.ts';

/**
 * Writes an event of signing in into the audit trail of its tenant, as `sign-in.refused`,
 * `sign-in.admitted` and so on.
 *
 * @param trx in the scope `sign-in`
 * @param facts.actorKind what people of this area are in the trail
 */
export async function recordSignIn(
  trx: AnyTransaction,
  event: SignInEvent,
  facts: { readonly at: Date; readonly actorKind: AuditActorKind },
): Promise<void> {
  const { area, tenant, method, sourceAddress, userAgent, loginId } = event;
  await recordAudit(trx, {
    tenant,
    at: facts.at,
    actor: actorOf(event, facts.actorKind),
    action: `sign-in.${event.kind}`,
    ...(loginId !== undefined && { subject: { kind: 'login', id: loginId } }),
    outcome: event.outcome,
    correlationId: currentCorrelationId() ?? 'none',
    details: {
      area,
      ...(method !== undefined && { method }),
      ...(sourceAddress !== undefined && { sourceAddress }),
      ...(userAgent !== undefined && { userAgent }),
    },
  });
}

function actorOf(event: SignInEvent, kind: AuditActorKind): AuditEvent['actor'] {
  const { by, subject, name } = event;
  if (by) return { kind: by.kind, id: by.id, display: by.name };
  // Whoever was refused has not shown to be the person whose login was tried.
  if (event.kind === 'refused' || subject === undefined) return { kind: 'unknown' };
  return { kind, id: subject, ...(name !== undefined && { display: name }) };
}

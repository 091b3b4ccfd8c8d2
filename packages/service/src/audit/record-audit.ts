import assert from 'node:assert/strict';
import type { AnyTransaction } from '../keyring/tenant.ts';
import type { AuditEvent } from './audit-event.ts';
import { insertRecord } from './store.ts';

const idLengthMax = 256;
const displayLengthMax = 200;
const detailsBytesMax = 8_192;

/**
 * Writes an audit record in the caller's transaction: the deed and its record are there together or
 * not at all. No answer goes out without its record: when this throws, the transaction fails and with
 * it the request. A refusal is a deed as well; where it rolls its transaction back, its record is
 * written in a transaction of its own before the answer.
 *
 * @param trx in the scope of the tenant whose trail it is, or of the operator, a sign-in, a person or
 *   the system, who name the trail in `event.tenant`
 * @example
 * await recordAudit(trx, {
 *   at: clock.now(), actor: { kind: 'staff', id: user.id, display: user.name },
 *   action: 'document.opened', subject: { kind: 'document', id: document.id },
 *   patient: document.patientId, outcome: 'success', correlationId,
 * });
 */
export async function recordAudit<Action extends string>(
  trx: AnyTransaction,
  event: AuditEvent<Action>,
): Promise<void> {
  const { actor, subject, patient } = event;
  assert.match(event.action, /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/, 'an action is area.deed');
  // A PESEL has eleven digits and a TAJ nine; our own references to patients are never that.
  assert.doesNotMatch(patient ?? '', /^\d{9}$|^\d{11}$/, 'a patient is named by an opaque id');
  await insertRecord(trx, {
    tenant: event.tenant ?? null,
    at: event.at,
    actorKind: actor.kind,
    actorId: readable(actor.id, idLengthMax),
    actorDisplay: readable(actor.display, displayLengthMax),
    action: event.action,
    subjectKind: readable(subject?.kind, idLengthMax),
    subjectId: readable(subject?.id, idLengthMax),
    patient: readable(patient, idLengthMax),
    outcome: event.outcome,
    correlationId: readable(event.correlationId, idLengthMax) ?? '',
    details: detailsText(event.details),
  });
}

/**
 * What strangers send is cut and cleaned rather than refused: a record must not fail because a name
 * is long or holds what PostgreSQL cannot keep (NUL, half a surrogate pair).
 */
function readable(text: string | undefined, lengthMax: number): string | null {
  if (text === undefined) return null;
  const cut = text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
  return cut.toWellFormed().replace(/\p{Cc}/gu, '\uFFFD');
}

function detailsText(details: AuditEvent['details']): string | null {
  if (details === undefined) return null;
  const text = JSON.stringify(details);
  const bytes = Buffer.byteLength(text);
  // Too much is cut as well, but says so.
  return bytes <= detailsBytesMax ? text : JSON.stringify({ leftOutBytes: bytes });
}

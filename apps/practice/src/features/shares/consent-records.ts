import { type Clock, Problem } from '@kartoteka/kernel';
import { addJob, jobAttemptsMax, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import { type Consent, findConsent, insertConsentEvent, lockConsent } from './store.ts';

type Trx = Transaction<PracticeSchema>;
export const sendConsentTask = 'send-consent';

/** Finds a consent. @throws Problem `service.not-found` */
export async function foundConsent(trx: Trx, id: string): Promise<Consent> {
  const consent = await findConsent(trx, id);
  if (!consent) throw new Problem('service.not-found');
  return consent;
}

/** As {@link foundConsent}, and nobody else changes it before the transaction ends. */
export async function lockedConsent(trx: Trx, id: string): Promise<Consent> {
  await lockConsent(trx, id);
  return foundConsent(trx, id);
}

/** Puts a consent on its way, now or at a time; a consent has one job at most. */
export function scheduleConsent(trx: Trx, id: string, runAt?: Date) {
  return addJob(
    trx,
    sendConsentTask,
    { consent: id },
    { key: `consent-${id}`, attemptsMax: jobAttemptsMax, ...(runAt && { runAt }) },
  );
}

/** What happened to a consent, in its own history and in the audit. */
export async function noteConsent(
  trx: Trx,
  { acting, clock }: { readonly acting: Acting; readonly clock: Clock },
  consent: Pick<Consent, 'id' | 'patientId'>,
  done: { readonly what: string; readonly problem?: Problem },
): Promise<void> {
  const at = clock.now();
  await insertConsentEvent(trx, {
    consentId: consent.id,
    at,
    what: done.what,
    by: acting.name,
    problem: done.problem?.code,
  });
  await recordAudit(trx, {
    at,
    actor: acting.actor,
    action: `consent.${done.what}`,
    subject: { kind: 'consent', id: consent.id },
    patient: consent.patientId,
    outcome: done.problem?.code ?? 'success',
    correlationId: acting.correlationId,
  });
}

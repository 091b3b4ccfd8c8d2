import {
  type AccountId,
  type Clock,
  Problem,
  parsePatientIdCx,
  type Random,
} from '@kartoteka/kernel';
import type { ConsentReceipt } from '@kartoteka/machine-api';
import { type AuditEvent, type Database, recordAudit, type SignIn } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { isReadable, stateOf } from '../accounts/account.ts';
import type { MachineCaller } from '../accounts/judge-caller.ts';
import { findHeldDocuments } from '../documents/service.ts';
import {
  findConsent,
  findRevokedEarly,
  type HeldConsent,
  insertConsent,
  keepPerson,
  lockConsent,
  revokeConsent,
  revokeEarly,
} from './store.ts';
import { visiblePeriod } from './visible-period.ts';

type Trx = Transaction<CloudSchema>;

/** Within a removal: what consents say of the documents ends with them. */
export { endConsentDocuments } from './store.ts';

/** A consent as the practice hands it over. */
export interface GivenConsent {
  readonly patientId: string;
  readonly patientName: string;
  readonly reason: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly documents: readonly string[];
}

export interface ConsentCall {
  readonly caller: MachineCaller;
  readonly correlationId: string;
}

export interface ConsentServiceOptions {
  readonly database: Database<CloudSchema>;
  /** Signing in to the portal: invitations are made there. */
  readonly signIn: Pick<SignIn, 'createLogin' | 'findLogin' | 'invite'>;
  /** Address of an account's portal. */
  readonly portalUrl: (account: AccountId) => string;
  readonly clock: Clock;
  readonly random: Random;
}

export type ConsentService = ReturnType<typeof createConsentService>;

/** Consents and invitations as a practice hands them over; a receipt says what is held. */
export function createConsentService(options: ConsentServiceOptions) {
  const { database, clock, random } = options;

  const record = (
    trx: Trx,
    call: ConsentCall,
    deed: Pick<AuditEvent, 'action' | 'subject' | 'outcome'>,
  ) =>
    recordAudit(trx, {
      at: clock.now(),
      actor: {
        kind: 'account',
        id: call.caller.certificate.sha256,
        display: call.caller.certificate.subject.text,
      },
      ...deed,
      correlationId: call.correlationId,
    });
  /** Work and its record in one transaction; what is refused has its record in another. */
  const run = async <T>(
    call: ConsentCall,
    deed: Pick<AuditEvent, 'action' | 'subject'>,
    work: (trx: Trx) => Promise<T>,
  ): Promise<T> => {
    const scope = { kind: 'account', account: call.caller.account.id } as const;
    try {
      return await database.inScope(scope, async (trx) => {
        const result = await work(trx);
        await record(trx, call, { ...deed, outcome: 'success' });
        return result;
      });
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      const outcome = thrown.code;
      await database.inScope(scope, (trx) => record(trx, call, { ...deed, outcome }));
      throw thrown;
    }
  };
  /** Nothing new for an account that never opened or is closed; revoking goes on. */
  const checkOpen = ({ caller: { account } }: ConsentCall): void => {
    const state = stateOf(account, clock);
    if (!isReadable(state))
      throw new Problem('account.not-open', { params: { account: account.id, state } });
  };
  const held = async (trx: Trx, id: string): Promise<HeldConsent> => {
    const consent = await findConsent(trx, id);
    if (!consent) throw new Problem('service.not-found');
    return consent;
  };

  return {
    /**
     * Takes a consent under the sender's id. The same again gets the same receipt; one that was revoked
     * before it came is kept as revoked.
     *
     * @throws Problem `account.consent-differs`, `account.consent-documents`, `account.period`,
     *   `account.time-zone`, `account.not-open`, `xds.unknown-patient`
     */
    put: (call: ConsentCall, id: string, given: GivenConsent): Promise<ConsentReceipt> =>
      run(call, { action: 'consent.put', subject: { kind: 'consent', id } }, async (trx) => {
        checkOpen(call);
        if (given.to < given.from) throw new Problem('account.period', { place: 'to' });
        const patientId = parsePatientIdCx(given.patientId);
        if (!patientId) throw new Problem('xds.unknown-patient', { place: 'patientId' });
        await lockConsent(trx, id);
        const known = await findConsent(trx, id);
        if (known) return receiptOf(sameOrRefused(known, given));
        const documents = [...new Set(given.documents)].sort();
        const found = await findHeldDocuments(trx, patientId, documents);
        if (new Set(found).size !== documents.length) {
          throw new Problem('account.consent-documents', { place: 'documents' });
        }
        const visible = visiblePeriod(given, given.timeZone);
        await insertConsent(trx, {
          id,
          patientId,
          patientName: given.patientName,
          reason: given.reason,
          validFrom: given.from,
          validTo: given.to,
          visibleFrom: visible.from,
          visibleUntil: visible.until,
          receivedAt: clock.now(),
          revokedAt: (await findRevokedEarly(trx, id)) ?? null,
          documents,
        });
        return receiptOf(await held(trx, id));
      }),

    /**
     * Revokes a consent; again is answered alike. One that is not here is remembered as revoked, so that
     * it does not come into force when it arrives after this answer.
     *
     * @throws Problem `service.not-found`
     */
    revoke: async (call: ConsentCall, id: string): Promise<ConsentReceipt> => {
      const deed = { action: 'consent.revoke', subject: { kind: 'consent', id } };
      const receipt = await run(call, deed, async (trx) => {
        await lockConsent(trx, id);
        const known = await findConsent(trx, id);
        if (!known) return void (await revokeEarly(trx, id, clock.now()));
        await revokeConsent(trx, id, clock.now());
        return receiptOf(await held(trx, id));
      });
      if (!receipt) throw new Problem('service.not-found');
      return receipt;
    },

    get: (call: ConsentCall, id: string): Promise<ConsentReceipt> =>
      run(call, { action: 'consent.read', subject: { kind: 'consent', id } }, async (trx) =>
        receiptOf(await held(trx, id)),
      ),

    /**
     * Makes a one-time code for a patient's account in the portal; the account is made with the first
     * one. The code is in the answer and nowhere else.
     */
    invite: async (
      call: ConsentCall,
      patient: { readonly patientId: string; readonly patientName: string },
    ): Promise<{ code: string; url: string; expiresAt: string }> => {
      const { id: account } = call.caller.account;
      const person = await run(
        call,
        { action: 'portal.invite', subject: { kind: 'account', id: account } },
        (trx) => {
          checkOpen(call);
          const patientId = parsePatientIdCx(patient.patientId);
          if (!patientId) throw new Problem('xds.unknown-patient', { place: 'patientId' });
          return keepPerson(trx, {
            id: random.uuid(),
            patientId,
            name: patient.patientName,
            at: clock.now(),
          });
        },
      );
      const loginId = await loginOf(options.signIn, account, { person, name: patient.patientName });
      const invitation = await options.signIn.invite({ loginId });
      return {
        code: invitation.code,
        url: `${options.portalUrl(account)}/invitation`,
        expiresAt: invitation.expiresAt.toISOString(),
      };
    },
  };
}

async function loginOf(
  signIn: ConsentServiceOptions['signIn'],
  account: AccountId,
  { person, name }: { readonly person: string; readonly name: string },
): Promise<string> {
  const known = await signIn.findLogin(account, person);
  if (known) return known.loginId;
  const made = await signIn.createLogin({
    tenant: account,
    name,
    subject: person,
    roles: ['patient'],
  });
  return made.loginId;
}

function sameOrRefused(known: HeldConsent, given: GivenConsent): HeldConsent {
  const same =
    known.patientId === given.patientId &&
    known.reason === given.reason &&
    known.validFrom === given.from &&
    known.validTo === given.to &&
    known.documents.join('\n') === [...new Set(given.documents)].sort().join('\n');
  if (!same) throw new Problem('account.consent-differs');
  return known;
}

function receiptOf(consent: HeldConsent): ConsentReceipt {
  return {
    id: consent.id,
    state: consent.revokedAt ? 'revoked' : 'active',
    receivedAt: consent.receivedAt.toISOString(),
    revokedAt: consent.revokedAt?.toISOString() ?? null,
    documents: [...consent.documents],
  };
}

import { type Clock, Problem } from '@kartoteka/kernel';
import type { RemovalReceipt } from '@kartoteka/machine-api';
import type { ContentStore, Database } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { checkWritable } from '../accounts/check-writable.ts';
import { type RestCall, runDeed } from '../accounts/machine-deed.ts';
import { endConsentDocuments } from '../consents/service.ts';
import { removalStore } from '../documents/service.ts';
import { findStandings } from './permit-store.ts';
import {
  changeOrder,
  findInOpenOrders,
  findOrder,
  insertOrder,
  listOrders,
  lockOrder,
  type RemovalOrder,
  type StaffMember,
} from './store.ts';

type Trx = Transaction<CloudSchema>;

/** How long a proposal waits for its second person, and a confirmed order for being carried out. */
export const orderLivesMs = 30 * 86_400_000;

export interface RemovalServiceOptions {
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly clock: Clock;
}

export interface RemovalDecision {
  readonly decision: 'confirm' | 'reject' | 'withdraw';
  readonly by: StaffMember;
  readonly note?: string | undefined;
  readonly carryOut: boolean;
}

export type RemovalService = ReturnType<typeof createRemovalService>;

/**
 * Removal orders. What is due goes on one person's word; anything earlier needs a reason and a second
 * person. Carrying out is one transaction: metadata, bytes, quota, consents, tombstones, record.
 */
export function createRemovalService(options: RemovalServiceOptions) {
  const { clock, contents } = options;

  const held = async (trx: Trx, id: string): Promise<RemovalOrder> => {
    const order = await findOrder(trx, id);
    if (!order) throw new Problem('service.not-found');
    return order;
  };
  const receipt = async (trx: Trx, id: string): Promise<RemovalReceipt> =>
    receiptOf(await held(trx, id), clock);
  const carryOut = async (trx: Trx, call: RestCall, order: RemovalOrder): Promise<void> => {
    const at = clock.now();
    const { id: account } = call.caller.account;
    const store = removalStore({ trx, account, contents, at, orderOf: () => order.id });
    await store.lock();
    await store.removeWhole(order.documents);
    await endConsentDocuments(trx, order.documents, at);
    await changeOrder(trx, order.id, { state: 'done', done_at: at });
  };

  return {
    /**
     * Takes a proposal under the sender's id. What is due wholly is removed at once.
     *
     * @throws Problem `account.removal-documents`, `account.removal-pending`, `account.removal-differs`,
     *   `account.read-only`
     */
    put: (
      call: RestCall,
      id: string,
      given: {
        readonly documents: readonly string[];
        readonly reason: string;
        readonly requestedBy: StaffMember;
      },
    ): Promise<RemovalReceipt> =>
      runDeed(options, call, { action: 'removal.propose', subject: subject(id) }, async (trx) => {
        await checkWritable(trx, call.caller.account.id, clock);
        await lockOrder(trx, id);
        const documents = [...new Set(given.documents)].sort();
        const known = await findOrder(trx, id);
        if (known) {
          checkSame(known, { ...given, documents });
          return { result: receiptOf(known, clock), details: deedOf(known) };
        }
        const now = clock.now();
        const standings = await findStandings(trx, documents, now);
        if (standings.size !== documents.length) {
          throw new Problem('account.removal-documents', { place: 'documents' });
        }
        if ((await findInOpenOrders(trx, documents, now)).length > 0) {
          throw new Problem('account.removal-pending', { place: 'documents' });
        }
        const early = documents.some((one) => !standings.get(one)?.due);
        await insertOrder(trx, {
          ...given,
          id,
          early,
          documents,
          requestedAt: now,
          expiresAt: new Date(now.getTime() + orderLivesMs),
        });
        const order = await held(trx, id);
        if (!early) await carryOut(trx, call, order);
        return { result: await receipt(trx, id), details: deedOf(order) };
      }),

    /**
     * Confirms, rejects or withdraws. The same decision of the same person again is answered alike.
     *
     * @throws Problem `service.not-found`, `account.removal-second-person`,
     *   `account.removal-proposer`, `account.removal-decided`, `account.read-only`
     */
    decide: (call: RestCall, id: string, decision: RemovalDecision): Promise<RemovalReceipt> =>
      runDeed(
        options,
        call,
        { action: `removal.${decision.decision}`, subject: subject(id) },
        async (trx) => {
          await checkWritable(trx, call.caller.account.id, clock);
          await lockOrder(trx, id);
          const order = await held(trx, id);
          checkPerson(order, decision);
          const details = { ...deedOf(order), decidedBy: decision.by.name };
          if (isRepeated(order, decision)) return { result: receiptOf(order, clock), details };
          checkUndecided(order, decision, clock);
          const at = clock.now();
          await changeOrder(trx, id, {
            state: statesAfter[decision.decision],
            decided_by: decision.by.id,
            decided_by_name: decision.by.name,
            decided_at: at,
            note: decision.note ?? null,
            expires_at: new Date(at.getTime() + orderLivesMs),
          });
          if (decision.decision === 'confirm' && decision.carryOut) {
            await carryOut(trx, call, order);
          }
          return { result: await receipt(trx, id), details };
        },
      ),

    /** One order. @throws Problem `service.not-found` */
    get: (call: RestCall, id: string): Promise<RemovalReceipt> =>
      runDeed(options, call, { action: 'removal.read', subject: subject(id) }, async (trx) => ({
        result: await receipt(trx, id),
      })),

    /** Orders, newest first; only those that wait for somebody where asked so. */
    list: (call: RestCall, search: { readonly open: boolean; readonly limit: number }) =>
      runDeed(options, call, { action: 'removal.list' }, async (trx) => {
        const openAt = search.open ? clock.now() : undefined;
        const orders = await listOrders(trx, { openAt, limit: search.limit });
        return { result: { orders: orders.map((order) => receiptOf(order, clock)) } };
      }),
  };
}

const statesAfter = {
  confirm: 'confirmed',
  reject: 'rejected',
  withdraw: 'withdrawn',
} as const;

function subject(id: string) {
  return { kind: 'removal-order', id };
}

function deedOf(order: RemovalOrder) {
  return {
    reason: order.reason,
    requestedBy: order.requestedBy.name,
    early: order.early,
    documents: [...order.documents],
  };
}

function checkSame(
  known: RemovalOrder,
  given: {
    readonly documents: readonly string[];
    readonly reason: string;
    readonly requestedBy: StaffMember;
  },
): void {
  const same =
    known.reason === given.reason &&
    known.requestedBy.id === given.requestedBy.id &&
    known.documents.toSorted().join('\n') === given.documents.join('\n');
  if (!same) throw new Problem('account.removal-differs');
}

function checkPerson(order: RemovalOrder, { decision, by }: RemovalDecision): void {
  const own = order.requestedBy.id === by.id;
  if (decision === 'confirm' && own) throw new Problem('account.removal-second-person');
  if ((decision === 'withdraw') !== own) throw new Problem('account.removal-proposer');
}

/** An answer that was lost is asked for again. */
function isRepeated(order: RemovalOrder, { decision, by }: RemovalDecision): boolean {
  if (order.decidedBy?.id !== by.id) return false;
  return (
    order.state === statesAfter[decision] || (decision === 'confirm' && order.state === 'done')
  );
}

/** A proposal is decided once; a confirmed one may still be stopped before it is carried out. */
function checkUndecided(order: RemovalOrder, { decision }: RemovalDecision, clock: Clock): void {
  const state = stateNow(order, clock);
  const open = state === 'proposed' || (state === 'confirmed' && decision !== 'confirm');
  if (!open) throw new Problem('account.removal-decided', { params: { state } });
}

function stateNow(order: RemovalOrder, clock: Clock): RemovalReceipt['state'] {
  const open = order.state === 'proposed' || order.state === 'confirmed';
  return open && order.expiresAt <= clock.now() ? 'expired' : order.state;
}

function receiptOf(order: RemovalOrder, clock: Clock): RemovalReceipt {
  return {
    id: order.id,
    state: stateNow(order, clock),
    early: order.early,
    reason: order.reason,
    documents: [...order.documents],
    requestedBy: order.requestedBy,
    requestedAt: order.requestedAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    decidedBy: order.decidedBy,
    decidedAt: order.decidedAt?.toISOString() ?? null,
    note: order.note,
    doneAt: order.doneAt?.toISOString() ?? null,
  };
}

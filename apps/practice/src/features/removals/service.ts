import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import type { RemovalReceipt, RetentionView } from '@kartoteka/machine-api';
import { type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import { type Acting, actingByItself } from '../acting.ts';
import type { CloudClient } from '../cloud-link/cloud-client.ts';
import type { StoredDocument } from '../documents/document.ts';
import type { RemovalView } from './contract.ts';
import {
  changeRemoval,
  deleteRemoval,
  findRemoval,
  findUnsettled,
  insertRemoval,
  isPending,
  listRemovals,
  lockRemoval,
  type Removal,
} from './store.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;
/** As long as the cloud lets a proposal wait. */
const livesMs = 30 * 86_400_000;
const listedMax = 200;
/** No call to the cloud takes longer. */
const arrivesWithinMs = 300_000;

/** What removals need of the archive. */
export interface RemovalArchive {
  find(trx: Trx, id: string): Promise<StoredDocument | undefined>;
  findBySentId(trx: Trx, uniqueIds: readonly string[]): Promise<readonly StoredDocument[]>;
  /** Takes the copy and everything read from it away; a trace stays. */
  remove(trx: Trx, acting: Acting, id: string): Promise<void>;
}

export interface RemovalServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly archive: RemovalArchive;
  readonly cloud: () => Promise<CloudClient>;
  readonly clock: Clock;
  readonly random: Random;
}

type Decision = 'confirm' | 'reject' | 'withdraw';
export type RemovalService = ReturnType<typeof createRemovalService>;

/**
 * Removals: proposed with a reason, confirmed by another person. What is in the cloud is removed
 * there first and counts as removed by its receipt alone; then the local copy goes.
 */
export function createRemovalService(options: RemovalServiceOptions) {
  const { database, archive, clock, random } = options;

  const record = (
    trx: Trx,
    acting: Acting,
    removal: { readonly id: string; readonly reason: string },
    done: {
      readonly action: string;
      readonly outcome?: Problem['code'];
      readonly documents?: string[];
    },
  ) =>
    recordAudit(trx, {
      at: clock.now(),
      actor: acting.actor,
      action: done.action,
      subject: { kind: 'removal', id: removal.id },
      outcome: done.outcome ?? 'success',
      correlationId: acting.correlationId,
      details: {
        reason: removal.reason,
        ...(done.documents && { documents: done.documents }),
      },
    });
  const found = async (trx: Trx, id: string): Promise<Removal> => {
    const removal = await findRemoval(trx, id);
    if (!removal) throw new Problem('service.not-found');
    return removal;
  };
  const chosen = async (trx: Trx, ids: readonly string[]): Promise<StoredDocument[]> => {
    const documents: StoredDocument[] = [];
    for (const id of new Set(ids)) {
      const document = await archive.find(trx, id);
      if (!document) throw new Problem('service.not-found');
      if (document.state === 'removed') throw new Problem('practice.removed');
      if (['waiting', 'sending', 'checking'].includes(document.state)) {
        throw new Problem('practice.removal-on-its-way');
      }
      documents.push(document);
    }
    return documents;
  };
  /** Takes over what the cloud holds, under the removal's lock; what it removed goes here as well. */
  const settle = (acting: Acting, id: string, receipt: RemovalReceipt): Promise<void> =>
    database.inScope(practice, async (trx) => {
      await lockRemoval(trx, id);
      const removal = await found(trx, id);
      if (removal.state === 'done') return;
      await changeRemoval(trx, id, {
        state: receipt.state,
        checking: false,
        early: receipt.early,
        expires_at: new Date(receipt.expiresAt),
        decided_by: receipt.decidedBy?.id ?? null,
        decided_by_name: receipt.decidedBy?.name ?? null,
        decided_at: receipt.decidedAt === null ? null : new Date(receipt.decidedAt),
        done_at: receipt.doneAt === null ? null : new Date(receipt.doneAt),
      });
      if (receipt.state !== 'done') return;
      for (const document of removal.documents) await archive.remove(trx, acting, document.id);
      await record(trx, acting, removal, {
        action: 'removal.done',
        documents: removal.documents.map((document) => document.id),
      });
    });
  /** Waits for the answer to be found out where it was lost; anything else is the caller's. */
  const failed = async (
    acting: Acting,
    removal: Pick<Removal, 'id' | 'reason'>,
    thrown: unknown,
  ) => {
    const unknown = thrown instanceof Problem && thrown.params.outcome === 'unknown';
    await database.inScope(practice, async (trx) => {
      if (unknown) await changeRemoval(trx, removal.id, { checking: true });
      if (!(thrown instanceof Problem)) return;
      await record(trx, acting, removal, { action: 'removal.failed', outcome: thrown.code });
    });
    if (!unknown) throw thrown;
  };
  /** It never arrived there, and no call is on its way any more: a person proposes it again. */
  const forget = (id: string): Promise<void> =>
    database.inScope(practice, async (trx) => {
      await lockRemoval(trx, id);
      const { requestedAt, checking } = await found(trx, id);
      const onItsWay = clock.now().getTime() - requestedAt.getTime() < arrivesWithinMs;
      if (checking && !onItsWay) await deleteRemoval(trx, id);
    });
  const view = (acting: Acting, id: string): Promise<RemovalView> =>
    database.inScope(practice, async (trx) => viewOf(await found(trx, id), acting, clock));

  return {
    list: (acting: Acting) =>
      database.inScope(practice, async (trx) => {
        const removals = await listRemovals(trx, listedMax);
        const views = removals.map((removal) => viewOf(removal, acting, clock));
        return {
          waiting: views.filter(({ state }) => state === 'proposed').length,
          removals: views,
        };
      }),

    /**
     * "Usuń" with a reason. What is due in the cloud is removed at once; all else waits.
     *
     * @throws Problem `practice.removal-mixed`, `practice.removal-on-its-way`, `practice.removed`,
     *   `account.removal-pending`, what the cloud says
     */
    propose: async (
      acting: Acting,
      asked: { readonly documentIds: readonly string[]; readonly reason: string },
    ): Promise<RemovalView> => {
      const id = random.uuid();
      const requestedBy = memberOf(acting);
      const documents = await database.inScope(practice, async (trx) => {
        const documents = await chosen(trx, asked.documentIds);
        const inCloud = documents.every(({ state }) => state === 'archived');
        if (!inCloud && documents.some(({ state }) => state === 'archived')) {
          throw new Problem('practice.removal-mixed', { place: 'documentIds' });
        }
        const now = clock.now();
        const documentIds = documents.map((document) => document.id);
        if (await isPending(trx, documentIds, now)) throw new Problem('account.removal-pending');
        await insertRemoval(trx, {
          id,
          inCloud,
          early: true,
          checking: inCloud,
          reason: asked.reason,
          requestedBy,
          requestedAt: now,
          expiresAt: new Date(now.getTime() + livesMs),
          documentIds,
        });
        await record(
          trx,
          acting,
          { id, reason: asked.reason },
          {
            action: 'removal.propose',
            documents: documentIds,
          },
        );
        return inCloud ? documents : [];
      });
      if (documents.length === 0) return view(acting, id);
      try {
        const cloud = await options.cloud();
        const receipt = await cloud.putRemovalOrder(id, {
          documents: documents.map(sentIdOf),
          reason: asked.reason,
          requestedBy,
        });
        await settle(acting, id, receipt);
      } catch (thrown) {
        const lost = thrown instanceof Problem && thrown.params.outcome === 'unknown';
        if (!lost) await database.inScope(practice, (trx) => deleteRemoval(trx, id));
        await failed(acting, { id, reason: asked.reason }, thrown);
      }
      return view(acting, id);
    },

    /**
     * The second person's word, or the first one's second thought.
     *
     * @throws Problem `account.removal-second-person`, `account.removal-proposer`,
     *   `account.removal-decided`, what the cloud says
     */
    decide: async (acting: Acting, id: string, decision: Decision): Promise<RemovalView> => {
      const by = memberOf(acting);
      const removal = await database.inScope(practice, async (trx) => {
        await lockRemoval(trx, id);
        const removal = await found(trx, id);
        checkDecision(removal, decision, { by: by.id, clock });
        await record(trx, acting, removal, { action: `removal.${decision}` });
        if (removal.inCloud) return removal;
        const at = clock.now();
        const states = { confirm: 'done', reject: 'rejected', withdraw: 'withdrawn' } as const;
        await changeRemoval(trx, id, {
          state: states[decision],
          decided_by: by.id,
          decided_by_name: by.name,
          decided_at: at,
          ...(decision === 'confirm' && { done_at: at }),
        });
        if (decision === 'confirm') {
          for (const document of removal.documents) await archive.remove(trx, acting, document.id);
        }
        return removal;
      });
      if (!removal.inCloud) return view(acting, id);
      try {
        const cloud = await options.cloud();
        await settle(acting, id, await cloud.decideRemovalOrder(id, { decision, by }));
      } catch (thrown) {
        await failed(acting, removal, thrown);
      }
      return view(acting, id);
    },

    /** What the cloud proposes for its age, as far as the practice knows the documents. */
    due: async () => {
      const cloud = await options.cloud();
      const due = await cloud.readDue();
      const known = await database.inScope(practice, (trx) =>
        archive.findBySentId(
          trx,
          due.documents.map(({ uniqueId }) => uniqueId),
        ),
      );
      const byId = new Map(known.map((document) => [sentIdOf(document), document]));
      return {
        total: due.total,
        classes: due.classes,
        documents: due.documents.flatMap(({ uniqueId, code, dueSince }) => {
          const document = byId.get(uniqueId);
          return document
            ? [{ id: document.id, title: document.title, uniqueId, code, dueSince }]
            : [];
        }),
      };
    },

    retention: async (): Promise<RetentionView> => (await options.cloud()).readRetention(),

    /** Saves the years in the cloud. @throws Problem `account.retention-changed` */
    saveRetention: async (
      acting: Acting,
      change: Pick<Parameters<CloudClient['saveRetention']>[0], 'version' | 'classes'>,
    ): Promise<RetentionView> => {
      const cloud = await options.cloud();
      const saved = await cloud.saveRetention({ ...change, by: memberOf(acting) });
      await database.inScope(practice, (trx) =>
        recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'retention.save',
          outcome: 'success',
          correlationId: acting.correlationId,
          details: { version: saved.version },
        }),
      );
      return saved;
    },

    /** Asks the cloud about removals that are open or whose answer was lost; for a loop. */
    refresh: async (): Promise<void> => {
      const ids = await database.inScope(practice, findUnsettled);
      if (ids.length === 0) return;
      const cloud = await options.cloud();
      const acting = actingByItself('removals', random.uuid());
      for (const id of ids) {
        const receipt = await cloud.readRemovalOrder(id);
        if (receipt) await settle(acting, id, receipt);
        else await forget(id);
      }
    },
  };
}

function memberOf({ actor, name }: Acting): { id: string; name: string } {
  return { id: actor.id ?? name, name };
}

function sentIdOf({ sentUniqueId, uniqueId }: StoredDocument): string {
  return sentUniqueId ?? uniqueId;
}

function stateNow({ state, expiresAt }: Removal, clock: Clock): RemovalView['state'] {
  const open = state === 'proposed' || state === 'confirmed';
  return open && expiresAt <= clock.now() ? 'expired' : state;
}

function checkDecision(
  removal: Removal,
  decision: Decision,
  { by, clock }: { readonly by: string; readonly clock: Clock },
): void {
  const own = removal.requestedBy.id === by;
  if (decision === 'confirm' && own) throw new Problem('account.removal-second-person');
  if ((decision === 'withdraw') !== own) throw new Problem('account.removal-proposer');
  const state = stateNow(removal, clock);
  if (state !== 'proposed') throw new Problem('account.removal-decided', { params: { state } });
}

function viewOf(removal: Removal, acting: Acting, clock: Clock): RemovalView {
  const state = stateNow(removal, clock);
  const own = removal.requestedBy.id === memberOf(acting).id;
  const open = state === 'proposed' && !removal.checking;
  return {
    id: removal.id,
    state,
    checking: removal.checking,
    inCloud: removal.inCloud,
    early: removal.early,
    reason: removal.reason,
    requestedBy: removal.requestedBy.name,
    requestedAt: removal.requestedAt.toISOString(),
    expiresAt: removal.expiresAt.toISOString(),
    decidedBy: removal.decidedBy?.name ?? null,
    decidedAt: removal.decidedAt?.toISOString() ?? null,
    note: removal.note,
    doneAt: removal.doneAt?.toISOString() ?? null,
    may: { confirm: open && !own, reject: open && !own, withdraw: open && own },
    documents: [...removal.documents],
  };
}

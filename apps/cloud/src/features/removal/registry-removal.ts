import type { AccountId, DocumentUniqueId } from '@kartoteka/kernel';
import type { ContentStore } from '@kartoteka/service';
import type { RemovalFacts, RemovalPermit, RemovalPort, RemoveDocumentsPort } from '@kartoteka/xds';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { WritingState } from '../accounts/check-writable.ts';
import { endConsentDocuments } from '../consents/service.ts';
import { findRemovalFacts, removalStore, storedId } from '../documents/service.ts';
import { findStandings, permitOf } from './permit-store.ts';
import { finishOrders } from './store.ts';

export interface RemovalPortOptions {
  readonly trx: Transaction<CloudSchema>;
  readonly account: AccountId;
  readonly state: WritingState;
  readonly contents: ContentStore;
  readonly at: Date;
}

/** For the record: by which orders documents went; those tell reason and persons. */
export interface WithOrders {
  orderIds(): readonly string[];
}

/** What ITI-62 and ITI-86 share: the order by which each document goes, kept from question to deed. */
function removing(options: RemovalPortOptions) {
  const { trx, at } = options;
  const orders = new Map<string, string | null>();
  const store = removalStore({ ...options, orderOf: (uniqueId) => orders.get(uniqueId) ?? null });
  return {
    store,
    orderIds: () => [...new Set([...orders.values()].filter((id) => id !== null))],
    permits: async (
      uniqueIds: readonly DocumentUniqueId[],
    ): Promise<Map<DocumentUniqueId, RemovalPermit>> => {
      const permits = new Map<DocumentUniqueId, RemovalPermit>();
      for (const standing of (await findStandings(trx, uniqueIds, at)).values()) {
        orders.set(standing.uniqueId, standing.orderId);
        permits.set(standing.uniqueId, permitOf(standing));
      }
      return permits;
    },
    end: async (uniqueIds: readonly string[]): Promise<void> => {
      if (uniqueIds.length > 0) await endConsentDocuments(trx, uniqueIds, at);
      await finishOrders(trx, at);
    },
  };
}

/** The registry behind ITI-62, within one transaction of an account's scope. */
export function registryRemoval(options: RemovalPortOptions): RemovalPort & WithOrders {
  const { store, permits, end, orderIds } = removing(options);
  return {
    orderIds,
    lookUp: async (ids): Promise<RemovalFacts> => {
      await store.lock();
      const facts = await findRemovalFacts(options.trx, ids);
      const documents = facts.objects.flatMap(({ uniqueId }) => uniqueId ?? []);
      return { ...facts, state: options.state, permits: await permits(documents) };
    },
    remove: async ({ ids }) => end(await store.removeObjects(ids.map(storedId))),
  };
}

/** The repository behind ITI-86, within one transaction of an account's scope. */
export function repositoryRemoval(options: RemovalPortOptions): RemoveDocumentsPort & WithOrders {
  const { store, permits, end, orderIds } = removing(options);
  return {
    orderIds,
    state: options.state,
    find: async (uniqueIds) => {
      await store.lock();
      const held = new Set(await store.findHeld(uniqueIds));
      const found = await permits(uniqueIds.filter((one) => held.has(one)));
      return [...found].map(([uniqueId, permit]) => ({ uniqueId, permit }));
    },
    remove: async (uniqueIds) => {
      await store.removeContents(uniqueIds);
      await end(uniqueIds);
    },
  };
}

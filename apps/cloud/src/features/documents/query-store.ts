import type { AccountId } from '@kartoteka/kernel';
import {
  isFindQuery,
  type QueryPort,
  type RegistryObjects,
  type StoredQuery,
} from '@kartoteka/xds';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { Asked } from './queries/conditions-store.ts';
import { findByAttributes } from './queries/find-store.ts';
import { getAll } from './queries/get-all-store.ts';
import { getByIds } from './queries/get-store.ts';

/** The registry behind ITI-18, within one transaction of an account's scope. */
export function queryStore(trx: Transaction<CloudSchema>, account: AccountId): QueryPort {
  return {
    findObjects: (query, max) => findObjects({ trx, account, whole: true, max }, query),
    findReferences: async (query, max) => {
      const found = await findObjects({ trx, account, whole: false, max }, query);
      const { documents, submissionSets, folders, associations } = found;
      return [...documents, ...submissionSets, ...folders, ...associations].map(({ id }) => id);
    },
  };
}

function findObjects(asked: Asked, query: StoredQuery): Promise<RegistryObjects> {
  if (query.name === 'GetAll') return getAll(asked, query);
  return isFindQuery(query) ? findByAttributes(asked, query) : getByIds(asked, query);
}

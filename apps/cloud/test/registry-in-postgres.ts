import type { AccountId } from '@kartoteka/kernel';
import type { ContentHandle } from '@kartoteka/service';
import {
  type Acceptance,
  acceptSubmission,
  acceptUpdate,
  type DecisionContext,
  type RegistryObjects,
  type SubmissionRequest,
  type UpdateAcceptance,
  type UpdateRequest,
} from '@kartoteka/xds';
import { registryStore } from '../src/features/documents/registry-store.ts';
import { updateStore } from '../src/features/documents/update-store.ts';
import type { CloudForTests } from './cloud-for-tests.ts';

/** Objects kind by kind, each kind ordered by id, as plain data. */
export type RegistryState = { readonly [Kind in keyof RegistryObjects]: readonly unknown[] };

/** The registry of one account in PostgreSQL, without messages around it. */
export function registryInPostgres(cloud: CloudForTests, account: AccountId) {
  const { database, contents, clock } = cloud.parts;
  const scope = { kind: 'account', account } as const;
  return {
    accept: (
      request: SubmissionRequest<ContentHandle>,
      context: DecisionContext,
    ): Promise<Acceptance<ContentHandle>> =>
      database.inScope(scope, (trx) => {
        const store = registryStore({ trx, account, contents, at: clock.now(), alone: false });
        return acceptSubmission(request, store, context);
      }),
    update: (request: UpdateRequest, context: DecisionContext): Promise<UpdateAcceptance> =>
      database.inScope(scope, (trx) => {
        const store = updateStore({ trx, account, contents, at: clock.now() });
        return acceptUpdate(request, store, context);
      }),
    put: async (bytes: Uint8Array): Promise<ContentHandle> =>
      contents.put(
        account,
        (async function* () {
          yield bytes;
        })(),
      ),
    /** What is stored, read past everything that the product reads with. */
    state: async (): Promise<RegistryState> => {
      const rows = async (table: string, more = ''): Promise<unknown[]> => {
        const found = await cloud.test.asAdmin<{ object: unknown }>(
          `select metadata || jsonb_build_object('status', status ${more}) as object
            from cloud.${table} where tenant = $1 order by id`,
          [account],
        );
        return found.map(({ object }) => object);
      };
      return {
        documents: await rows('document_entry'),
        submissionSets: await rows('submission_set'),
        folders: await rows('folder', `, 'lastUpdateTime', last_update_time`),
        associations: await rows('association'),
      };
    },
    superseded: async (): Promise<string[]> => {
      const found = await cloud.test.asAdmin<{ id: string }>(
        `select id from cloud.document_entry where tenant = $1 and superseded
          union all select id from cloud.folder where tenant = $1 and superseded order by id`,
        [account],
      );
      return found.map(({ id }) => `urn:uuid:${id}`);
    },
    /** Contents that entries lead to, and those that no entry leads to. */
    contents: async (): Promise<{ used: number; loose: number }> => {
      const [found] = await cloud.test.asAdmin<{ used: number; loose: number }>(
        `select (select count(distinct content_id)::integer from cloud.document_entry
            where tenant = $1) as used,
          (select count(*)::integer from kartoteka.content where tenant = $1 and linked
            and id not in (select content_id from cloud.document_entry where content_id is not null))
            as loose`,
        [account],
      );
      return found!;
    },
  };
}

/** Objects in the form of {@link registryInPostgres}'s state. */
export function stateOf(objects: RegistryObjects): RegistryState {
  const plain = (list: readonly { readonly id: string }[]): unknown[] =>
    JSON.parse(JSON.stringify([...list].sort((a, b) => (a.id < b.id ? -1 : 1)))) as unknown[];
  return {
    documents: plain(objects.documents),
    submissionSets: plain(objects.submissionSets),
    folders: plain(objects.folders),
    associations: plain(objects.associations),
  };
}

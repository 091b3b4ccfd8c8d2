import { randomUUID } from 'node:crypto';
import {
  type ObjectId,
  type RegistryResponse,
  readRegistryResponse,
  writeRemoveDocuments,
  writeRemoveObjects,
} from '@kartoteka/xds';
import type { TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';
import type { PortalForTests, StoredDocument, TestPractice } from './portal-for-tests.ts';

export const anna = { id: 'anna', name: 'Anna Kwiatkowska' };
export const jan = { id: 'jan', name: 'Jan Zieliński' };

/** Everything that has to do with removing, for one account. */
export function remover(portal: PortalForTests, account: TestAccount) {
  const { cloud } = portal;
  const machine = () => machineClient(cloud, account);
  const practice: TestPractice = portal.practice(account);
  const registered = async (uniqueId: string) => {
    const response = await machine().query({
      name: 'GetDocuments',
      by: 'uniqueId',
      ids: [uniqueId as never],
    });
    return response.objects.documents;
  };
  return {
    practice,
    machine,
    registered,
    repository: async () => (await cloud.parts.operator.find(account.id))!.repositoryOid,
    used: async () => {
      const found = (await cloud.parts.operator.find(account.id))!;
      return { bytes: found.bytesUsed, documents: found.documentsUsed };
    },
    propose: (
      documents: readonly string[],
      change: { id?: string; reason?: string; requestedBy?: { id: string; name: string } } = {},
    ) => {
      const { id = randomUUID(), ...rest } = change;
      const body = { documents, reason: 'Wpisany innemu pacjentowi', requestedBy: anna, ...rest };
      return practice.call('PUT', `removal-orders/${id}`, body);
    },
    decide: (id: string, decision: string, by: { id: string; name: string }, more: object = {}) =>
      practice.call('POST', `removal-orders/${id}/decision`, { decision, by, ...more }),
    /** ITI-62 */
    removeObjects: async (ids: readonly ObjectId[]): Promise<RegistryResponse> => {
      const message = await machine().call('iti62', {
        body: writeRemoveObjects(ids),
        attachments: [],
      });
      return readRegistryResponse(message.envelope.body);
    },
    /** ITI-86 */
    removeContents: async (
      uniqueIds: readonly string[],
      repositoryUniqueId?: string,
    ): Promise<RegistryResponse> => {
      const own = (await cloud.parts.operator.find(account.id))!.repositoryOid;
      const body = writeRemoveDocuments(
        uniqueIds.map((documentUniqueId) => ({
          repositoryUniqueId: repositoryUniqueId ?? own,
          documentUniqueId,
        })),
      );
      const message = await machine().call('iti86', { body, attachments: [] });
      return readRegistryResponse(message.envelope.body);
    },
    /** Everything of the registry that hangs on a document, with its set and folder. */
    idsAround: async (stored: StoredDocument): Promise<ObjectId[]> => {
      const { database } = cloud.parts;
      const [entry] = await registered(stored.uniqueId);
      const rows = await database.inScope({ kind: 'account', account: account.id }, async (trx) => {
        const associations = await trx.selectFrom('cloud.association').selectAll().execute();
        const touching = new Set<string>([String(entry?.id).slice('urn:uuid:'.length)]);
        // From the document to its set and folder, and to everything that these name.
        for (let size = 0; size !== touching.size; ) {
          size = touching.size;
          for (const { id, source, target } of associations) {
            if (![id, source, target].some((one) => touching.has(one))) continue;
            for (const one of [id, source, target]) touching.add(one);
          }
        }
        return [...touching];
      });
      return rows.map((id) => `urn:uuid:${id}` as ObjectId);
    },
    /** Rows of a table that speak of the account. */
    count: async (table: string): Promise<number> => {
      const [row] = await cloud.test.asAdmin<{ rows: string }>(
        `SELECT count(*) AS rows FROM ${table} WHERE tenant = '${account.id}'`,
      );
      return Number(row?.rows);
    },
    audit: (action: string) =>
      cloud.test.asAdmin<{
        outcome: string;
        details: Record<string, unknown>;
        actor_display: string;
      }>(
        `SELECT outcome, details::jsonb, actor_display FROM kartoteka.audit_record
         WHERE tenant = '${account.id}' AND action = '${action}' ORDER BY id`,
      ),
  };
}

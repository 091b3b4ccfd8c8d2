import type { DocumentUniqueId } from '@kartoteka/kernel';
import type { AssociationType, ObjectId, ObjectKind, RemovalFacts } from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { entryId, storedId } from './stored-id.ts';

type Trx = Transaction<CloudSchema>;

/** What of the registry a removal depends on: the objects, what names them, what they leave behind. */
export async function findRemovalFacts(
  trx: Trx,
  objectIds: readonly ObjectId[],
): Promise<Pick<RemovalFacts, 'objects' | 'associations' | 'memberships'>> {
  const ids = objectIds.map(storedId);
  const objects = await sql<{ id: string; kind: ObjectKind; uniqueId: string | null }>`
    SELECT id, 'document' AS kind, unique_id AS "uniqueId" FROM cloud.document_entry WHERE id = ANY(${ids}::uuid[])
    UNION ALL
    SELECT id, 'submission-set', NULL FROM cloud.submission_set WHERE id = ANY(${ids}::uuid[])
    UNION ALL
    SELECT id, 'folder', NULL FROM cloud.folder WHERE id = ANY(${ids}::uuid[])
    UNION ALL
    SELECT id, 'association', NULL FROM cloud.association WHERE id = ANY(${ids}::uuid[])`.execute(
    trx,
  );
  const associations = await sql<{ id: string; type: string; source: string; target: string }>`
    SELECT id, type, source, target FROM cloud.association
    WHERE id = ANY(${ids}::uuid[]) OR source = ANY(${ids}::uuid[]) OR target = ANY(${ids}::uuid[])`.execute(
    trx,
  );
  const targets = [...new Set(associations.rows.map(({ target }) => target))];
  const memberships = await sql<{ association: string; member: string }>`
    SELECT association.id AS association, association.target AS member
    FROM cloud.association
    JOIN cloud.submission_set ON submission_set.id = association.source
    WHERE association.target = ANY(${targets}::uuid[]) AND association.type = 'HasMember'
      AND NOT EXISTS (SELECT FROM cloud.association other WHERE other.id = association.target)`.execute(
    trx,
  );
  return {
    objects: objects.rows.map(({ id, kind, uniqueId }) => ({
      id: entryId(id),
      kind,
      ...(uniqueId !== null && { uniqueId: uniqueId as DocumentUniqueId }),
    })),
    associations: associations.rows.map((one) => ({
      id: entryId(one.id),
      type: one.type as AssociationType,
      source: entryId(one.source),
      target: entryId(one.target),
    })),
    memberships: memberships.rows.map(({ association, member }) => ({
      association: entryId(association),
      member: entryId(member),
    })),
  };
}

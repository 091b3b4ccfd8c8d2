import { prepared } from '@kartoteka/service';
import {
  type Association,
  type AssociationType,
  type AvailabilityStatus,
  association,
  type ObjectId,
  showsVersions,
} from '@kartoteka/xds';
import { type RawBuilder, sql } from 'kysely';
import { entryId } from '../stored-id.ts';
import { type Asked, type Condition, hasId, isAmong, whereAll } from './conditions-store.ts';

interface AssociationRow {
  readonly id: string;
  readonly type: AssociationType;
  readonly source: string;
  readonly target: string;
  readonly status: Association['status'];
  readonly metadata: Association;
}

/** The associations that all conditions hold for, the oldest first. Ends are there even of ids only. */
export async function readAssociations(
  asked: Asked,
  conditions: readonly Condition[],
): Promise<Association[]> {
  const { rows } = await sql<AssociationRow>`${prepared}
    SELECT id, type, source, target${asked.whole ? sql`, status, metadata` : sql``}
    FROM cloud.association ${whereAll(asked, conditions)}
    ORDER BY created_at, id LIMIT ${asked.max}`.execute(asked.trx);
  return rows.map(({ id, type, source, target, status, metadata }) => {
    const ends = { id: entryId(id), source: entryId(source), target: entryId(target) };
    return asked.whole ? { ...metadata, ...ends, status } : association({ ...ends, type });
  });
}

/** What `$MetadataLevel` and `$XDSAssociationStatus` leave of associations. */
export function showsAssociation(query: {
  readonly metadataLevel?: number | undefined;
  readonly associationStatuses?: readonly AvailabilityStatus[];
}): Condition[] {
  const asked = query.associationStatuses;
  return [
    ...(showsVersions(query) ? [] : [sql<boolean>`status = 'Approved'`]),
    ...(asked === undefined ? [] : [isAmong('status', asked)]),
  ];
}

export const isMembership: Condition = sql`type = 'HasMember'`;

/** A subquery for the ids of what the packages hold. */
export function memberIds(
  { account }: Asked,
  packages: readonly { readonly id: ObjectId }[],
  query: Parameters<typeof showsAssociation>[0],
): RawBuilder<unknown> {
  const conditions = [startsAt(packages), isMembership, ...showsAssociation(query)];
  return sql`SELECT target FROM cloud.association
    WHERE tenant = ${account} AND ${sql.join(conditions, sql` AND `)}`;
}

export function startsAt(objects: readonly { readonly id: ObjectId }[]): Condition {
  return hasId('source', idsOf(objects));
}

export function endsAt(objects: readonly { readonly id: ObjectId }[]): Condition {
  return hasId('target', idsOf(objects));
}

/** From or to one of the objects. */
export function touches(ids: readonly string[]): Condition {
  return sql`(${hasId('source', ids)} OR ${hasId('target', ids)})`;
}

export function idsOf(objects: readonly { readonly id: ObjectId }[]): ObjectId[] {
  return objects.map(({ id }) => id);
}

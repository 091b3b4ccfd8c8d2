import type { DocumentUniqueId } from '@kartoteka/kernel';
import type { RemovalPermit } from '@kartoteka/xds';
import { sql, type Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { dueDayOfEntry } from '../retention/retention-classes.ts';
import { readRetention } from '../retention/service.ts';

type Trx = Transaction<CloudSchema>;

/** What is known about the removal of one document. */
export interface RemovalStanding {
  readonly uniqueId: DocumentUniqueId;
  /** Its time is over, or a part of it was removed already and the rest may follow. */
  readonly due: boolean;
  /** First day on which it may go for its age; absent where that cannot be told. */
  readonly dueDay: string | null;
  /** A confirmed order that names it and still counts. */
  readonly orderId: string | null;
}

/** How documents stand, whichever part of them is still here; what the account does not have is left out. */
export async function findStandings(
  trx: Trx,
  uniqueIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, RemovalStanding>> {
  if (uniqueIds.length === 0) return new Map();
  const { years } = await readRetention(trx);
  const today = now.toISOString().slice(0, 10);
  const ids = [...uniqueIds];
  const { rows } = await sql<RemovalStanding>`
    WITH known AS (
      SELECT unique_id, max(${dueDayOfEntry('document_entry', years)}) AS due_day,
        bool_or(content_id IS NULL) AS begun
      FROM cloud.document_entry WHERE unique_id = ANY(${ids}::text[]) GROUP BY unique_id
      UNION ALL
      SELECT unique_id, NULL, true FROM cloud.removed_document
      WHERE unique_id = ANY(${ids}::text[]) AND content_id IS NOT NULL
    )
    SELECT known.unique_id AS "uniqueId", known.due_day::text AS "dueDay",
      coalesce(known.due_day <= ${today}::date, false) OR EXISTS (
        SELECT FROM cloud.removed_document removed
        WHERE removed.unique_id = known.unique_id AND known.begun) AS due,
      (SELECT ordered.id FROM cloud.removal_order ordered
        JOIN cloud.removal_order_document covered ON covered.order_id = ordered.id
        WHERE covered.unique_id = known.unique_id AND ordered.state = 'confirmed'
          AND ordered.expires_at > ${now} ORDER BY ordered.decided_at LIMIT 1) AS "orderId"
    FROM known`.execute(trx);
  return new Map(rows.map((row) => [row.uniqueId, row]));
}

/** Whether a document may go, in the words of the wire. */
export function permitOf({ due, dueDay, orderId }: RemovalStanding): RemovalPermit {
  if (orderId !== null) return { may: 'ordered' };
  if (due) return { may: 'due' };
  const until = dueDay === null ? 'an unknown day' : dueDay;
  return {
    may: 'no',
    context:
      `The document is kept until ${until}. Removing it earlier takes a removal order with a reason ` +
      'that a second person confirmed: PUT /services/{account}/api/v1/removal-orders/{id}.',
  };
}

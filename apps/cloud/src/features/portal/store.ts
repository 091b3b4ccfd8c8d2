import type { NotNull, Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';

type Trx = Transaction<CloudSchema>;

/** A document that a consent in force shows to the person now. */
export interface SharedDocument {
  readonly shareId: string;
  readonly uniqueId: string;
  readonly title: string;
  readonly metadata: unknown;
  readonly organisation: string;
  readonly visibleUntil: Date;
  readonly validTo: string;
  readonly reason: string;
  readonly opened: boolean;
  readonly contentId: string;
  readonly mimeType: string;
  readonly tenant: string;
}

export async function findPerson(
  trx: Trx,
): Promise<{ id: string; tenant: string; name: string; organisation: string } | undefined> {
  return trx
    .selectFrom('cloud.person')
    .innerJoin('cloud.account', 'cloud.account.tenant', 'cloud.person.tenant')
    .select(['cloud.person.id', 'cloud.person.tenant', 'name', 'organisation'])
    .executeTakeFirst();
}

/**
 * What the person may read, newest first. Where several consents cover a document it comes once, with
 * the one that shows it longest.
 */
export async function findShared(trx: Trx, shareId?: string): Promise<SharedDocument[]> {
  const rows = await trx
    .selectFrom('cloud.consent_document as covered')
    .innerJoin('cloud.consent as consent', (join) =>
      join
        .onRef('consent.tenant', '=', 'covered.tenant')
        .onRef('consent.id', '=', 'covered.consent_id'),
    )
    .innerJoin('cloud.document_entry as entry', (join) =>
      join
        .onRef('entry.tenant', '=', 'covered.tenant')
        .onRef('entry.unique_id', '=', 'covered.unique_id'),
    )
    .innerJoin('cloud.account as account', 'account.tenant', 'covered.tenant')
    .distinctOn('covered.unique_id')
    .select([
      'covered.share_id',
      'covered.unique_id',
      'covered.tenant',
      'entry.title',
      'entry.metadata',
      'entry.content_id',
      'entry.mime_type',
      'entry.creation_time',
      'account.organisation',
      'consent.visible_until',
      'consent.valid_to',
      'consent.reason',
    ])
    .select((select) =>
      select
        .exists(
          select
            .selectFrom('cloud.share_opened as opening')
            .innerJoin('cloud.consent_document as through', 'through.share_id', 'opening.share_id')
            .select('opening.id')
            .whereRef('through.tenant', '=', 'covered.tenant')
            .whereRef('through.unique_id', '=', 'covered.unique_id'),
        )
        .as('opened'),
    )
    .where('entry.superseded', '=', false)
    .where('entry.content_id', 'is not', null)
    .$narrowType<{ content_id: NotNull }>()
    .$if(shareId !== undefined, (query) => query.where('covered.share_id', '=', shareId ?? ''))
    .orderBy('covered.unique_id')
    .orderBy('consent.visible_until', 'desc')
    .orderBy('entry.version', 'desc')
    .orderBy('covered.share_id')
    .execute();
  return rows
    .toSorted((one, other) => other.creation_time.localeCompare(one.creation_time))
    .map((row) => ({
      shareId: row.share_id,
      uniqueId: row.unique_id,
      title: row.title,
      metadata: row.metadata,
      organisation: row.organisation,
      visibleUntil: row.visible_until,
      validTo: row.valid_to,
      reason: row.reason,
      opened: Boolean(row.opened),
      contentId: row.content_id,
      mimeType: row.mime_type,
      tenant: row.tenant,
    }));
}

/** Keeps that the person opened a share. */
export async function insertOpened(
  trx: Trx,
  opened: {
    readonly tenant: string;
    readonly personId: string;
    readonly shareId: string;
    readonly at: Date;
    readonly what: 'page' | 'html' | 'xml';
  },
): Promise<void> {
  await trx
    .insertInto('cloud.share_opened')
    .values({
      tenant: opened.tenant,
      person_id: opened.personId,
      share_id: opened.shareId,
      at: opened.at,
      what: opened.what,
    })
    .execute();
}

/** What the person opened, newest first; without the document where no consent shows it any more. */
export async function findOpened(
  trx: Trx,
  limit: number,
): Promise<{ id: number; uniqueId: string | null; at: Date; what: 'page' | 'html' | 'xml' }[]> {
  return trx
    .selectFrom('cloud.share_opened as opening')
    .leftJoin('cloud.consent_document as through', 'through.share_id', 'opening.share_id')
    .select(['opening.id', 'through.unique_id as uniqueId', 'opening.at', 'opening.what'])
    .orderBy('opening.id', 'desc')
    .limit(limit)
    .execute();
}

import { sql, type Transaction } from 'kysely';
import type { SandboxSchema } from '../schema.ts';
import type { MailAddress } from './mail-address.ts';
import type { RelayState } from './schema.ts';

type Trx = Transaction<SandboxSchema>;

/** A message as lists show it. */
export interface MailSummary {
  readonly id: number;
  readonly mailbox: string;
  readonly receivedAt: Date;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly signedInAs: string;
  readonly bytes: number;
  readonly subject: string;
  readonly sender: string;
  readonly read: boolean;
  readonly relay: MailRelay | undefined;
}

/** Where a message to the office stands. */
export interface MailRelay {
  readonly state: RelayState;
  readonly attempts: number;
  readonly problem: string | undefined;
  readonly quoted: string | undefined;
  readonly triedAt: Date | undefined;
  readonly maybeTwice: boolean;
}

export interface NewMessage {
  readonly mailbox: string;
  readonly receivedAt: Date;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly signedInAs: string;
  readonly raw: Uint8Array;
  readonly subject: string;
  readonly sender: string;
}

/** `false` when the mailbox is there already. */
export async function insertMailbox(trx: Trx, address: MailAddress): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('sandbox.mailbox')
    .values({ address })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteMailbox(trx: Trx, address: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sandbox.mailbox')
    .where('address', '=', address)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function countMailboxes(trx: Trx): Promise<number> {
  const { count } = await trx
    .selectFrom('sandbox.mailbox')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The mailboxes that are called so: by whole address, or by the part before the `@`. */
export async function findMailboxes(trx: Trx, name: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('sandbox.mailbox')
    .select('address')
    .where((eb) =>
      name.includes('@')
        ? eb(sql`lower(address)`, '=', name.toLowerCase())
        : eb(sql`split_part(lower(address), '@', 1)`, '=', name.toLowerCase()),
    )
    .limit(2)
    .execute();
  return rows.map(({ address }) => address);
}

export interface MailboxCounts {
  readonly address: string;
  readonly messages: number;
  readonly unread: number;
  readonly waiting: number;
}

export async function listMailboxes(trx: Trx): Promise<MailboxCounts[]> {
  const { rows } = await sql<MailboxCounts>`
    SELECT b.address, count(m.id)::int AS messages,
      count(m.id) FILTER (WHERE m.read_at IS NULL)::int AS unread,
      count(r.message) FILTER (WHERE r.state = 'waiting')::int AS waiting
    FROM sandbox.mailbox b
    LEFT JOIN sandbox.mail_message m ON m.world = b.world AND m.mailbox = b.address
    LEFT JOIN sandbox.mail_relay r ON r.world = m.world AND r.message = m.id
    GROUP BY b.address ORDER BY b.address`.execute(trx);
  return rows;
}

export async function insertMessage(trx: Trx, message: NewMessage): Promise<number> {
  const { id } = await trx
    .insertInto('sandbox.mail_message')
    .values({
      mailbox: message.mailbox,
      received_at: message.receivedAt,
      envelope_from: message.envelopeFrom,
      envelope_to: message.envelopeTo,
      signed_in_as: message.signedInAs,
      raw: Buffer.from(message.raw),
      subject: message.subject,
      sender: message.sender,
      read_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return Number(id);
}

export async function countMessages(trx: Trx, mailbox: string): Promise<number> {
  const { count } = await trx
    .selectFrom('sandbox.mail_message')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('mailbox', '=', mailbox)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface MessageFilter {
  readonly mailbox?: string | undefined;
  /** Only messages with a greater id. */
  readonly since?: number | undefined;
  /** Only messages with a smaller id: the next page of a list with the newest first. */
  readonly before?: number | undefined;
  /** Words that stand in subject, sender or recipient. */
  readonly text?: string | undefined;
  readonly newestFirst?: boolean;
  readonly limit: number;
}

const summaryColumns = sql<SummaryRow>`m.id, m.mailbox, m.received_at, m.envelope_from, m.envelope_to,
  m.signed_in_as, octet_length(m.raw) AS bytes, m.subject, m.sender, m.read_at,
  r.state, r.attempts, r.problem, r.quoted, r.tried_at, r.maybe_twice`;

interface SummaryRow {
  id: string;
  mailbox: string;
  received_at: Date;
  envelope_from: string;
  envelope_to: string;
  signed_in_as: string;
  bytes: number;
  subject: string;
  sender: string;
  read_at: Date | null;
  state: RelayState | null;
  attempts: number;
  problem: string | null;
  quoted: string | null;
  tried_at: Date | null;
  maybe_twice: boolean | null;
}

export async function listMessages(trx: Trx, filter: MessageFilter): Promise<MailSummary[]> {
  const pattern = `%${(filter.text ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<SummaryRow>`
    SELECT ${summaryColumns}
    FROM sandbox.mail_message m
    LEFT JOIN sandbox.mail_relay r ON r.world = m.world AND r.message = m.id
    WHERE (${filter.mailbox ?? null}::text IS NULL OR m.mailbox = ${filter.mailbox ?? null})
      AND m.id > ${filter.since ?? 0} AND m.id < ${filter.before ?? Number.MAX_SAFE_INTEGER}
      AND (m.subject ILIKE ${pattern} OR m.sender ILIKE ${pattern} OR m.envelope_to ILIKE ${pattern})
    ORDER BY ${sql.raw(filter.newestFirst ? 'm.id DESC' : 'm.id')}
    LIMIT ${filter.limit}`.execute(trx);
  return rows.map(summaryOf);
}

export async function findMessage(trx: Trx, id: number): Promise<MailSummary | undefined> {
  const { rows } = await sql<SummaryRow>`
    SELECT ${summaryColumns}
    FROM sandbox.mail_message m
    LEFT JOIN sandbox.mail_relay r ON r.world = m.world AND r.message = m.id
    WHERE m.id = ${id}`.execute(trx);
  return rows[0] && summaryOf(rows[0]);
}

function summaryOf(row: SummaryRow): MailSummary {
  return {
    id: Number(row.id),
    mailbox: row.mailbox,
    receivedAt: row.received_at,
    envelopeFrom: row.envelope_from,
    envelopeTo: row.envelope_to,
    signedInAs: row.signed_in_as,
    bytes: row.bytes,
    subject: row.subject,
    sender: row.sender,
    read: row.read_at !== null,
    relay:
      row.state === null
        ? undefined
        : {
            state: row.state,
            attempts: row.attempts,
            problem: row.problem ?? undefined,
            quoted: row.quoted ?? undefined,
            triedAt: row.tried_at ?? undefined,
            maybeTwice: row.maybe_twice === true,
          },
  };
}

export async function readRaw(trx: Trx, id: number): Promise<Uint8Array | undefined> {
  const row = await trx
    .selectFrom('sandbox.mail_message')
    .select('raw')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.raw;
}

export async function markRead(trx: Trx, id: number, at: Date): Promise<void> {
  await trx
    .updateTable('sandbox.mail_message')
    .set({ read_at: at })
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .execute();
}

export async function deleteMessages(trx: Trx, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await trx
    .deleteFrom('sandbox.mail_message')
    .where('id', 'in', [...ids])
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** A message to the office begins to wait. */
export async function insertRelay(trx: Trx, message: number): Promise<void> {
  await trx.insertInto('sandbox.mail_relay').values({ message, state: 'waiting' }).execute();
}

/** What an attempt came to. */
export async function saveAttempt(
  trx: Trx,
  message: number,
  attempt: {
    readonly state: RelayState;
    readonly problem?: string | undefined;
    readonly quoted?: string | undefined;
    readonly maybeTwice: boolean;
    readonly triedAt: Date;
  },
): Promise<void> {
  await trx
    .updateTable('sandbox.mail_relay')
    .set(({ eb, ref }) => ({
      state: attempt.state,
      attempts: eb(ref('attempts'), '+', 1),
      problem: attempt.problem ?? null,
      quoted: attempt.quoted ?? null,
      tried_at: attempt.triedAt,
      maybe_twice: eb.or([ref('maybe_twice'), eb.lit(attempt.maybeTwice)]) as never,
    }))
    .where('message', '=', message)
    .execute();
}

/** Keeps the message for the attempt, so that no second worker sends it at the same moment. */
export async function findWaiting(
  trx: Trx,
  message: number,
): Promise<{ raw: Uint8Array; envelopeFrom: string; attempts: number } | undefined> {
  const { rows } = await sql<{ raw: Uint8Array; envelope_from: string; attempts: number }>`
    SELECT m.raw, m.envelope_from, r.attempts
    FROM sandbox.mail_relay r JOIN sandbox.mail_message m ON m.world = r.world AND m.id = r.message
    WHERE r.message = ${message} AND r.state = 'waiting'`.execute(trx);
  const row = rows[0];
  return row && { raw: row.raw, envelopeFrom: row.envelope_from, attempts: row.attempts };
}

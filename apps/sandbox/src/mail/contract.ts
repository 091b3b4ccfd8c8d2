import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { worldName } from '../frame/worlds/contract.ts';
import { mailLimits } from './mail-limits.ts';
import { relayStates } from './schema.ts';

const world = { world: worldName };
const mailbox = z.string().min(1).max(254);
const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const inMailbox = z.object({ ...world, mailbox });
const inMessage = z.object({ ...world, mailbox, id: number });

const mailboxRow = z.object({
  address: z.string(),
  /** Name and password for SMTP and POP3. */
  user: z.string(),
  password: z.string(),
  messages: z.number(),
  unread: z.number(),
  /** Messages that are on their way to the cloud's office. */
  waiting: z.number(),
  office: z.boolean(),
});

const relay = z.object({
  state: z.enum(relayStates),
  attempts: z.number(),
  /** Code of the last attempt's problem, and what the other server said. */
  problem: z.string().nullable(),
  quoted: z.string().nullable(),
  triedAt: z.string().nullable(),
  /** An attempt ended without an answer after the whole message: the other side may have it twice. */
  maybeTwice: z.boolean(),
});

const messageRow = z.object({
  id: z.number(),
  mailbox: z.string(),
  receivedAt: z.string(),
  envelopeFrom: z.string(),
  envelopeTo: z.string(),
  signedInAs: z.string(),
  subject: z.string(),
  sender: z.string(),
  bytes: z.number(),
  read: z.boolean(),
  relay: relay.nullable(),
});

export const listMailboxes = {
  method: 'GET',
  path: '/api/worlds/{world}/mail',
  summary: 'Mailboxes of a world with their accounts',
  params: z.object(world),
  answer: z.object({ mailboxes: z.array(mailboxRow) }),
} as const satisfies RouteContract;

export const openMailbox = {
  method: 'POST',
  path: '/api/worlds/{world}/mail',
  summary: 'Make a mailbox',
  params: z.object(world),
  body: z.object({ address: z.string().max(320) }),
  answer: mailboxRow,
} as const satisfies RouteContract;

export const removeMailbox = {
  method: 'DELETE',
  path: '/api/worlds/{world}/mail/{mailbox}',
  summary: 'Remove a mailbox with its messages',
  params: inMailbox,
  answer: z.object({ address: z.string() }),
} as const satisfies RouteContract;

export const listMail = {
  method: 'GET',
  path: '/api/worlds/{world}/mail/{mailbox}',
  summary: 'Messages of a mailbox, oldest first; waits for one where asked',
  params: inMailbox,
  query: z.object({
    /** Only messages with a greater id: what `last` of an earlier answer said. */
    since: number.optional(),
    /** Words of subject, sender or recipient. */
    text: z.string().max(200).optional(),
    /** Answers when there is a message, after so many milliseconds at the latest. */
    wait: number.max(mailLimits.waitMsMax).optional(),
    limit: number.min(1).max(mailLimits.pageMessagesMax).optional(),
  }),
  answer: z.object({ messages: z.array(messageRow), last: z.number() }),
} as const satisfies RouteContract;

export const readMail = {
  method: 'GET',
  path: '/api/worlds/{world}/mail/{mailbox}/{id}',
  summary: 'One message, taken apart',
  params: inMessage,
  answer: messageRow.extend({
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    text: z.string().nullable(),
    html: z.string().nullable(),
    attachments: z.array(
      z.object({ name: z.string(), contentType: z.string(), bytes: z.number() }),
    ),
  }),
} as const satisfies RouteContract;

export const readMailSource = {
  method: 'GET',
  path: '/api/worlds/{world}/mail/{mailbox}/{id}/raw',
  summary: 'The bytes of a message as they came',
  params: inMessage,
  answer: 'bytes',
} as const satisfies RouteContract;

export const readMailAttachment = {
  method: 'GET',
  path: '/api/worlds/{world}/mail/{mailbox}/{id}/attachments/{index}',
  summary: 'One attachment, counted from 0',
  params: inMessage.extend({ index: number }),
  answer: 'bytes',
} as const satisfies RouteContract;

export const deleteMail = {
  method: 'DELETE',
  path: '/api/worlds/{world}/mail/{mailbox}/{id}',
  summary: 'Delete a message',
  params: inMessage,
  answer: z.object({ id: z.number() }),
} as const satisfies RouteContract;

export const relayMail = {
  method: 'POST',
  path: '/api/worlds/{world}/mail/{mailbox}/{id}/relay',
  summary: 'Try at once to take a waiting message on to the cloud',
  params: inMessage,
  body: z.object({}),
  answer: z.object({ id: z.number() }),
} as const satisfies RouteContract;

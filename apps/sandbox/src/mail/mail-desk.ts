import { timingSafeEqual } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Problem } from '@kartoteka/kernel';
import { addJob, jobAttemptsMax } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { World } from '../frame/platform.ts';
import { defaultWorld, splitAccount, type WorldName } from '../frame/worlds/world-name.ts';
import type { SandboxSchema } from '../schema.ts';
import { type MailAddress, parseMailAddress } from './mail-address.ts';
import { mailLimits } from './mail-limits.ts';
import { readEnvelopeHeaders } from './read-message.ts';
import {
  countMailboxes,
  countMessages,
  deleteMailbox,
  deleteMessages,
  findMailboxes,
  findMessage,
  insertMailbox,
  insertMessage,
  insertRelay,
  listMailboxes,
  listMessages,
  type MailSummary,
  type MessageFilter,
  markRead,
  readRaw,
} from './store.ts';

export interface MailDeskOptions {
  /** Mail to this address goes on to the cloud's office. */
  readonly officeAddress: MailAddress;
  /** The password of a mailbox: the same on every call, another one in every installation. */
  readonly passwordOf: (world: WorldName, address: string) => string;
}

/** Who signed in, and where. */
export interface SignedIn {
  readonly world: World;
  readonly mailbox: string;
}

/** A message as a mail server took it. */
export interface TakenMessage {
  readonly from: string;
  /** Mailboxes of this world, as `findRecipient` gave them, with the address as it was written. */
  readonly recipients: readonly { readonly mailbox: string; readonly written: string }[];
  readonly signedInAs: string;
  readonly raw: Uint8Array;
  readonly receivedAt: Date;
}

/** The job that takes a message on to the cloud. */
export const relayJob = 'relay-mail';

export type MailDesk = ReturnType<typeof createMailDesk>;

/** Mailboxes and messages of all worlds: everything that the servers, the pages and the interface share. */
export function createMailDesk(options: MailDeskOptions) {
  const arrivals = new EventEmitter();
  arrivals.setMaxListeners(0);
  const { passwordOf, officeAddress } = options;

  return {
    officeAddress,
    passwordOf,

    /**
     * Checks a name and password. The name is an address, or the part before its `@`; `+name` behind that
     * part chooses the world.
     */
    signIn: async (
      find: (name: WorldName) => Promise<World | undefined>,
      typed: { readonly user: string; readonly password: string },
    ): Promise<{ readonly world: World | undefined; readonly mailbox: string | undefined }> => {
      const { account, world: named } = splitAccount(typed.user);
      const world = await find(named ?? defaultWorld);
      if (!world) return { world: undefined, mailbox: undefined };
      const [mailbox, second] = await world.inScope((trx) => findMailboxes(trx, account));
      if (mailbox === undefined || second !== undefined) return { world, mailbox: undefined };
      const right = same(passwordOf(world.name, mailbox), typed.password);
      return { world, mailbox: right ? mailbox : undefined };
    },

    /** The mailbox of a recipient; another world's is answered like one that does not exist. */
    findRecipient: async (world: World, written: string): Promise<string | undefined> => {
      const { account, world: named } = splitAccount(written);
      if (named !== undefined && named !== world.name) return undefined;
      if (!account.includes('@')) return undefined;
      return (await world.inScope((trx) => findMailboxes(trx, account)))[0];
    },

    /**
     * Keeps a message in every mailbox it is for. When this returns it is durable.
     *
     * @throws Problem `sandbox.mailbox-full`
     */
    deliver: async (world: World, message: TakenMessage): Promise<number[]> => {
      const headers = await readEnvelopeHeaders(message.raw);
      const ids = await world.inScope(async (trx) => {
        const kept: number[] = [];
        for (const [mailbox, written] of byMailbox(message.recipients)) {
          await checkRoom(trx, mailbox);
          const id = await insertMessage(trx, {
            mailbox,
            receivedAt: message.receivedAt,
            envelopeFrom: message.from,
            envelopeTo: written,
            signedInAs: message.signedInAs,
            raw: message.raw,
            ...headers,
          });
          kept.push(id);
          if (mailbox.toLowerCase() === officeAddress) await relay(trx, world.name, id);
        }
        return kept;
      });
      arrivals.emit(world.name);
      return ids;
    },

    mailboxes: async (world: World) => {
      const rows = await world.inScope(listMailboxes);
      return rows.map((row) => ({
        ...row,
        office: row.address.toLowerCase() === officeAddress,
        user: world.name === defaultWorld ? row.address : tagged(row.address, world.name),
        password: passwordOf(world.name, row.address),
      }));
    },

    /** @throws Problem `sandbox.mailbox-address`, `sandbox.mailbox-exists`, `sandbox.too-many-mailboxes` */
    openMailbox: async (world: World, typed: string): Promise<MailAddress> => {
      const address = parseMailAddress(typed);
      if (!address) throw new Problem('sandbox.mailbox-address', { place: 'address' });
      await world.inScope(async (trx) => {
        if ((await countMailboxes(trx)) >= mailLimits.mailboxesMax) {
          throw new Problem('sandbox.too-many-mailboxes', {
            params: { mailboxesMax: mailLimits.mailboxesMax },
          });
        }
        if (!(await insertMailbox(trx, address))) {
          throw new Problem('sandbox.mailbox-exists', { params: { address }, place: 'address' });
        }
      });
      return address;
    },

    /** Makes a mailbox unless it is there: for test data. */
    ensureMailbox: (world: World, address: MailAddress) =>
      world.inScope((trx) => insertMailbox(trx, address)),

    /** @throws Problem `sandbox.mailbox-unknown` */
    removeMailbox: (world: World, address: string): Promise<void> =>
      world.inScope(async (trx) => {
        if (!(await deleteMailbox(trx, await known(trx, address)))) throw unknown(address);
      }),

    /** Messages of a mailbox or of all. @throws Problem `sandbox.mailbox-unknown` */
    messages: (world: World, filter: MessageFilter): Promise<MailSummary[]> =>
      world.inScope(async (trx) => {
        const mailbox = filter.mailbox === undefined ? undefined : await known(trx, filter.mailbox);
        return listMessages(trx, { ...filter, mailbox });
      }),

    /**
     * Like `messages`, but waits for the first one: at most so long, less when the caller goes away.
     *
     * @throws Problem `sandbox.mailbox-unknown`
     */
    waitForMessages: async function wait(
      world: World,
      filter: MessageFilter,
      until: { readonly waitMs: number; readonly signal: AbortSignal },
    ): Promise<MailSummary[]> {
      const { signal: gone, waitMs } = until;
      const signal = AbortSignal.any([gone, AbortSignal.timeout(Math.max(1, waitMs))]);
      for (;;) {
        // Listened for before looking: what arrives in between is not missed.
        const arrived = once(arrivals, world.name, { signal }).catch(() => undefined);
        const found = await this.messages(world, filter);
        if (found.length > 0 || waitMs <= 0 || signal.aborted) return found;
        await arrived;
      }
    },

    /** @throws Problem `sandbox.mail-unknown` */
    message: (
      world: World,
      { mailbox, id }: { readonly mailbox: string; readonly id: number },
    ): Promise<{ summary: MailSummary; raw: Uint8Array }> =>
      world.inScope(async (trx) => {
        const [summary, raw] = [await findMessage(trx, id), await readRaw(trx, id)];
        // Asked for in another mailbox it is missing like any other.
        if (!raw || summary?.mailbox !== mailbox.toLowerCase()) {
          throw new Problem('sandbox.mail-unknown');
        }
        return { summary, raw };
      }),

    /** The bytes alone; `undefined` when the message is gone. */
    raw: (world: World, id: number): Promise<Uint8Array | undefined> =>
      world.inScope((trx) => readRaw(trx, id)),

    markRead: (world: World, id: number): Promise<void> =>
      world.inScope((trx) => markRead(trx, id, world.clock.now())),

    /** What is gone already counts as removed too. */
    remove: (world: World, ids: readonly number[]): Promise<number> =>
      world.inScope((trx) => deleteMessages(trx, ids)),

    /** Tries a waiting message again at once. @throws Problem `sandbox.mail-unknown` */
    relayNow: (world: World, id: number): Promise<void> =>
      world.inScope(async (trx) => {
        const found = await findMessage(trx, id);
        if (found?.relay?.state !== 'waiting') throw new Problem('sandbox.mail-unknown');
        await addRelayJob(trx, world.name, id);
      }),
  };
}

async function relay(trx: Transaction<SandboxSchema>, world: WorldName, id: number) {
  await insertRelay(trx, id);
  await addRelayJob(trx, world, id);
}

/** One job for each message, however often somebody asks for it. */
function addRelayJob(trx: Transaction<SandboxSchema>, world: WorldName, message: number) {
  return addJob(
    trx,
    relayJob,
    { world, message },
    { key: `${relayJob}-${world}-${message}`, attemptsMax: jobAttemptsMax },
  );
}

async function checkRoom(trx: Transaction<SandboxSchema>, mailbox: string): Promise<void> {
  if ((await countMessages(trx, mailbox)) < mailLimits.mailboxMessagesMax) return;
  throw new Problem('sandbox.mailbox-full', {
    params: { address: mailbox, messagesMax: mailLimits.mailboxMessagesMax },
  });
}

async function known(trx: Transaction<SandboxSchema>, address: string): Promise<string> {
  const [mailbox] = address.includes('@') ? await findMailboxes(trx, address) : [];
  if (mailbox === undefined) throw unknown(address);
  return mailbox;
}

function unknown(address: string): Problem {
  return new Problem('sandbox.mailbox-unknown', { params: { address } });
}

/** Each mailbox once, however often it was named. */
function byMailbox(recipients: TakenMessage['recipients']): Map<string, string> {
  return new Map(recipients.map(({ mailbox, written }) => [mailbox, written]));
}

function tagged(address: string, world: WorldName): string {
  const at = address.indexOf('@');
  return `${address.slice(0, at)}+${world}${address.slice(at)}`;
}

function same(right: string, typed: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(typed)];
  return a.length === b.length && timingSafeEqual(a, b);
}

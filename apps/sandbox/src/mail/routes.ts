import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { World } from '../frame/platform.ts';
import type { WorldName } from '../frame/worlds/world-name.ts';
import { attachmentOf } from './attachment-of.ts';
import {
  deleteMail,
  listMail,
  listMailboxes,
  openMailbox,
  readMail,
  readMailAttachment,
  readMailSource,
  relayMail,
  removeMailbox,
} from './contract.ts';
import type { MailDesk } from './mail-desk.ts';
import { mailLimits } from './mail-limits.ts';
import { readMessage } from './read-message.ts';
import type { MailSummary } from './store.ts';

const open = { access: 'public' } as const;

/** `/api/worlds/{world}/mail…`: what a test wants to know of mail, without a mail client. */
export function bindMailRoutes(
  server: FastifyInstance,
  openWorld: (name: WorldName) => Promise<World>,
  desk: MailDesk,
): void {
  bindRoute(server, listMailboxes, open, async ({ params }) => ({
    mailboxes: await desk.mailboxes(await openWorld(params.world)),
  }));
  bindRoute(server, openMailbox, open, async ({ params, body }) => {
    const world = await openWorld(params.world);
    const address = await desk.openMailbox(world, body.address);
    const made = (await desk.mailboxes(world)).find((one) => one.address === address);
    if (!made) throw new Error('the mailbox that was made is missing');
    return made;
  });
  bindRoute(server, removeMailbox, open, async ({ params }) => {
    await desk.removeMailbox(await openWorld(params.world), params.mailbox);
    return { address: params.mailbox };
  });
  bindRoute(server, listMail, open, async ({ params, query, reply }) => {
    const world = await openWorld(params.world);
    const { since = 0, text, limit = mailLimits.pageMessagesMax } = query;
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const messages = await desk.waitForMessages(
      world,
      { mailbox: params.mailbox, since, text, limit },
      { waitMs: query.wait ?? 0, signal: gone.signal },
    );
    return { messages: messages.map(rowOf), last: messages.at(-1)?.id ?? since };
  });
  bindRoute(server, readMail, open, async ({ params }) => {
    const { summary, raw } = await desk.message(await openWorld(params.world), params);
    const { headers, text, html, attachments } = await readMessage(raw);
    return {
      ...rowOf(summary),
      headers: [...headers],
      text: text ?? null,
      html: html ?? null,
      attachments: attachments.map(({ name, contentType, bytes }) => ({
        name,
        contentType,
        bytes: bytes.length,
      })),
    };
  });
  bindRoute(server, readMailSource, open, async ({ params }) => {
    const { raw } = await desk.message(await openWorld(params.world), params);
    return { contentType: 'message/rfc822', bytes: raw, saveAs: `${params.id}.eml` };
  });
  bindRoute(server, readMailAttachment, open, async ({ params }) => {
    const { raw } = await desk.message(await openWorld(params.world), params);
    return attachmentOf(raw, params.index);
  });
  bindRoute(server, deleteMail, open, async ({ params }) => {
    const world = await openWorld(params.world);
    await desk.message(world, params);
    await desk.remove(world, [params.id]);
    return { id: params.id };
  });
  bindRoute(server, relayMail, open, async ({ params }) => {
    const world = await openWorld(params.world);
    await desk.message(world, params);
    await desk.relayNow(world, params.id);
    return { id: params.id };
  });
}

function rowOf({ relay, receivedAt, ...summary }: MailSummary) {
  return {
    ...summary,
    receivedAt: receivedAt.toISOString(),
    relay: relay
      ? {
          state: relay.state,
          attempts: relay.attempts,
          problem: relay.problem ?? null,
          quoted: relay.quoted ?? null,
          triedAt: relay.triedAt?.toISOString() ?? null,
          maybeTwice: relay.maybeTwice,
        }
      : null,
  };
}

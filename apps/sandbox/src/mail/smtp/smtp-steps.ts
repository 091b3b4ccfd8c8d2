import { Problem } from '@kartoteka/kernel';
import { faultLimits } from '../../frame/faults/fault.ts';
import type { ListenerFrame } from '../../frame/platform.ts';
import type { MailDesk } from '../mail-desk.ts';
import { beSlow, skewed, smtpFaultAnswer } from '../mail-faults.ts';
import { mailLimits } from '../mail-limits.ts';
import { checkMessage, hasBareLineBreak } from '../message-rules.ts';
import { smtpRules } from '../protocol-rules.ts';
import { mailPlatformId } from '../session-log.ts';
import type { SmtpSession } from './smtp-session.ts';

/** An answer other than the right one; without a code none goes out at all. */
export class SmtpRefusal extends Error {
  readonly code: number | undefined;

  constructor(code: number | undefined, text: string) {
    super(text);
    this.code = code;
  }
}

/** A message as it came between DATA and the dot. */
export interface SentMessage {
  readonly from: string;
  readonly utf8: boolean;
  readonly raw: Uint8Array;
}

export type SmtpSteps = ReturnType<typeof createSmtpSteps>;

/**
 * What the sandbox does at each step of a session. An entry of the message log is written before its
 * answer goes out: whoever got the answer finds the entry.
 */
export function createSmtpSteps(frame: ListenerFrame, desk: MailDesk) {
  return {
    signIn: async (session: SmtpSession, typed: { user: string; password: string }) => {
      const { log } = session;
      const { world, mailbox } = await desk.signIn(frame.world, typed);
      log.world = world;
      const operation = 'smtp-sign-in';
      log.fault = await world?.decideFault({ platform: mailPlatformId, operation });
      const { fault } = log;
      await beSlow(fault, session.gone.signal);
      const asked = fault?.kind === 'lost-session' ? undefined : smtpFaultAnswer(fault);
      if (asked) return answer(session, operation, asked);
      if (fault?.kind === 'time-out') return stayAway(session, operation);
      if (fault?.kind === 'cut-before') return cut(session, operation);
      if (mailbox === undefined) {
        return answer(session, operation, { code: 535, text: '5.7.8 user or password' });
      }
      if (fault?.kind === 'cut-during') return cut(session, operation, '23');
      session.mailbox = mailbox;
      await log.write(operation, '235 Authentication successful');
      session.logged = true;
    },

    /** MAIL: the fault of a message is decided here and stays until its end. */
    begin: async (session: SmtpSession) => {
      const { log } = session;
      if (session.sending) await log.close('smtp-send', session.refused);
      session.refused = undefined;
      session.sending = true;
      session.recipients.clear();
      log.fault = await log.world?.decideFault({
        platform: mailPlatformId,
        operation: 'smtp-send',
      });
      const asked = smtpFaultAnswer(log.fault);
      if (!asked) return;
      session.sending = false;
      return answer(session, 'smtp-send', asked);
    },

    /** Mailboxes of this world only: the sandbox is nobody's way out into the world. */
    recipient: async (session: SmtpSession, written: string) => {
      const { world } = session.log;
      const mailbox = world && (await desk.findRecipient(world, written));
      if (mailbox === undefined) {
        session.refused = '550 5.1.1 no such mailbox in this world';
        throw new SmtpRefusal(550, '5.1.1 no such mailbox in this world');
      }
      session.recipients.set(written, mailbox);
    },

    take: async (session: SmtpSession, { from, utf8, raw }: SentMessage) => {
      const { log } = session;
      const { fault, world } = log;
      session.sending = false;
      log.dialogue.client(`<${raw.length} bytes>`);
      for (const rule of checkMessage(raw, { utf8 })) log.dialogue.broke(rule, rule.place);
      const finish = (code: number, text: string) =>
        answer(session, 'smtp-send', { code, text }, raw);
      if (raw.length > mailLimits.messageBytesMax) {
        // The library answers by itself with 552 and the limit.
        return log.write('smtp-send', '552 message too large');
      }
      if (!world) return finish(451, '4.3.0 try again later');
      if (hasBareLineBreak(raw)) return finish(554, '5.6.0 CR or LF stands alone');
      if (fault?.kind === 'cut-before') return cut(session, 'smtp-send', undefined, raw);
      try {
        const ids = await desk.deliver(world, {
          from,
          recipients: [...session.recipients].map(([written, mailbox]) => ({ written, mailbox })),
          signedInAs: session.mailbox,
          raw,
          receivedAt: skewed(world.clock.now(), fault),
        });
        session.answer = `2.6.0 kept as ${ids.join(', ')}`;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return finish(452, `4.2.2 ${error.text('en')}`);
      }
      await beSlow(fault, session.gone.signal);
      if (fault?.kind === 'time-out') return stayAway(session, 'smtp-send', raw);
      if (fault?.kind === 'cut-during') return cut(session, 'smtp-send', '25', raw);
      await log.write('smtp-send', `250 ${session.answer}`, raw);
      session.logged = true;
    },

    /** The connection is gone. */
    end: async (session: SmtpSession) => {
      session.gone.abort();
      const { dialogue } = session.log;
      if (dialogue.empty && !session.log.fault) return;
      if (!session.ended) dialogue.broke(smtpRules['smtp.no-quit']);
      const { sending, refused } = session;
      await session.log.close(
        sending ? 'smtp-send' : 'smtp-connect',
        sending ? refused : undefined,
      );
    },
  };
}

type Operation = 'smtp-sign-in' | 'smtp-send';

/** Writes the entry, then refuses with it. */
async function answer(
  session: SmtpSession,
  operation: Operation,
  { code, text }: { readonly code: number; readonly text: string },
  raw?: Uint8Array,
): Promise<never> {
  await session.log.write(operation, `${code} ${text}`, raw);
  session.logged = true;
  if (code === 421) session.ended = true;
  throw new SmtpRefusal(code, text);
}

/** Everything is done, and no answer comes. */
async function stayAway(
  session: SmtpSession,
  operation: Operation,
  raw?: Uint8Array,
): Promise<never> {
  await session.log.write(operation, undefined, raw);
  session.ended = true;
  const timer = setTimeout(() => session.socket.destroy(), faultLimits.heldMsMax);
  timer.unref();
  throw new SmtpRefusal(undefined, 'no answer');
}

/** The line is torn, after a part of the answer where one is given. */
async function cut(
  session: SmtpSession,
  operation: Operation,
  part?: string,
  raw?: Uint8Array,
): Promise<never> {
  await session.log.write(operation, undefined, raw);
  session.ended = true;
  if (part === undefined) session.socket.destroy();
  else session.socket.write(part, () => session.socket.destroy());
  throw new SmtpRefusal(undefined, 'cut');
}

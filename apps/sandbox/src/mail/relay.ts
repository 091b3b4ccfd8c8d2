import { type Clock, Problem, type Random } from '@kartoteka/kernel';
import {
  type Database,
  type JobTask,
  type MailServer,
  mailClient,
  type PausePolicy,
  startJobs,
} from '@kartoteka/service';
import type { ListenerFrame, PlatformListener } from '../frame/platform.ts';
import { parseWorldName } from '../frame/worlds/world-name.ts';
import type { SandboxSchema } from '../schema.ts';
import { relayJob } from './mail-desk.ts';
import { findWaiting, saveAttempt } from './store.ts';

export interface RelayOptions {
  readonly database: Database<SandboxSchema>;
  /** The cloud's inbound mail server. */
  readonly target: Omit<MailServer, 'from'>;
  readonly officeAddress: string;
  readonly clock: Clock;
  readonly random: Random;
  /** `growingPause` when left out. */
  readonly pauseAfter?: PausePolicy;
}

/** Takes mail to the office on to the cloud, for as long as the sandbox runs. */
export function relayWorker(options: RelayOptions): PlatformListener {
  return {
    id: 'relay',
    start: (frame) =>
      startJobs({
        database: options.database as never,
        tasks: { [relayJob]: createRelayTask(options, frame) },
        concurrency: 2,
        clock: options.clock,
        log: frame.log,
        ...(options.pauseAfter && { pauseAfter: options.pauseAfter }),
      }),
  };
}

/**
 * One attempt for one message. It keeps waiting until the other side has taken it, or has refused it for
 * good (RFC 5321, 4.2.1: 5yz). The bytes and the Message-ID stay the same in every attempt; only an
 * attempt that ended in silence after the whole message can make it arrive twice, and says so.
 */
function createRelayTask(
  { target, officeAddress, clock, random }: RelayOptions,
  frame: Pick<ListenerFrame, 'world'>,
): JobTask {
  return async ({ world: named, message }) => {
    const name = parseWorldName(String(named));
    const world = name && (await frame.world(name));
    const id = Number(message);
    const waiting = await world?.inScope((trx) => findWaiting(trx, id));
    // Delivered, refused, deleted, or its world is gone: nothing is left to do.
    if (!world || !waiting) return;
    const client = mailClient({ server: { ...target, from: officeAddress }, clock, random });
    const save = (attempt: Omit<Parameters<typeof saveAttempt>[2], 'triedAt'>) =>
      world.inScope((trx) => saveAttempt(trx, id, { ...attempt, triedAt: clock.now() }));
    try {
      const { answer } = await client.sendRaw({
        from: waiting.envelopeFrom,
        to: [officeAddress],
        bytes: waiting.raw,
      });
      await save({ state: 'delivered', quoted: answer, maybeTwice: false });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const refused = error.params.outcome === 'answered' && /^5/.test(error.quoted ?? '');
      await save({
        state: refused ? 'refused' : 'waiting',
        problem: error.code,
        quoted: error.quoted,
        maybeTwice: error.params.outcome === 'unknown',
      });
      if (!refused) throw error;
    }
  };
}

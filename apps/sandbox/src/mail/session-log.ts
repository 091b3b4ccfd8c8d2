import type { Log } from '@kartoteka/service';
import type { AppliedFault } from '../frame/faults/fault.ts';
import type { ListenerFrame, World } from '../frame/platform.ts';
import { defaultWorld } from '../frame/worlds/world-name.ts';
import { createDialogue, type Dialogue } from './dialogue.ts';

/** Id of the platform. */
export const mailPlatformId = 'mail';

/** What an entry is about; `platform.ts` describes each. */
export type MailOperation =
  | 'smtp-connect'
  | 'smtp-sign-in'
  | 'smtp-send'
  | 'pop3-connect'
  | 'pop3-sign-in'
  | 'pop3-collect';

/** Writes what is said on one connection into the message log of its world. */
export interface SessionLog {
  readonly dialogue: Dialogue;
  /** Known once somebody signed in, or tried to. */
  world: World | undefined;
  /** The fault of the present operation, once it was decided. */
  fault: AppliedFault | undefined;
  /** Like `write`, for an operation whose last answer was said already. */
  close(operation: MailOperation, said: string | undefined): Promise<void>;
  /**
   * Writes one entry out of what was said since the last one. The log never stops the mail: what cannot
   * be written is reported to the program's own log.
   *
   * @param answer the line that ends the operation; `undefined` when no answer goes out
   * @param body the message, where there is one
   */
  write(operation: MailOperation, answer: string | undefined, body?: Uint8Array): Promise<void>;
}

export function createSessionLog(
  frame: Pick<ListenerFrame, 'machineClock' | 'world'> & { readonly log: Log },
  protocol: 'SMTP' | 'POP3',
): SessionLog {
  const dialogue = createDialogue();
  let begunAt = frame.machineClock.now();
  const session: SessionLog = {
    dialogue,
    world: undefined,
    fault: undefined,
    close: (operation, said) => enter(operation, said, new Uint8Array()),
    write: (operation, answer, body = new Uint8Array()) => {
      if (answer !== undefined) dialogue.server(answer);
      return enter(operation, answer, body);
    },
  };
  return session;

  async function enter(
    operation: MailOperation,
    answer: string | undefined,
    body: Uint8Array,
  ): Promise<void> {
    const { text, commands, broken } = dialogue.take();
    const { fault } = session;
    const receivedAt = begunAt;
    begunAt = frame.machineClock.now();
    session.fault = undefined;
    try {
      const world = session.world ?? (await frame.world(defaultWorld));
      await world?.record({
        platform: mailPlatformId,
        operation,
        protocol,
        receivedAt,
        durationMs: begunAt.getTime() - receivedAt.getTime(),
        outcome: outcomeOf(answer),
        request: { head: commands, body, text: readable(text, body) },
        answer: { head: answer ?? '', body: new Uint8Array(), text: '' },
        ...(fault && { fault }),
        broken,
      });
    } catch (error) {
      frame.log.error({ error, operation }, 'A mail session could not be logged');
    }
  }
}

/** The dialogue, and the message below it, so that its words can be searched for. */
function readable(dialogue: string, message: Uint8Array): string {
  if (message.length === 0) return dialogue;
  return `${dialogue}\n\n${Buffer.from(message).toString('utf8')}`;
}

/** `250`, `+OK` or `-ERR`; `none` without an answer. */
function outcomeOf(answer: string | undefined): string {
  return /^(\d{3}|\+OK|-ERR)/.exec(answer ?? '')?.[1] ?? 'none';
}

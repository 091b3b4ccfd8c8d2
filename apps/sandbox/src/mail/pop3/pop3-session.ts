import type { ListenerFrame, World } from '../../frame/platform.ts';
import type { MailDesk } from '../mail-desk.ts';
import { beSlow, pop3FaultAnswer } from '../mail-faults.ts';
import { mailLimits } from '../mail-limits.ts';
import { pop3Rules } from '../protocol-rules.ts';
import type { SessionLog } from '../session-log.ts';
import { mailPlatformId } from '../session-log.ts';
import type { MaildropLocks } from './maildrop-locks.ts';
import { type CommandLine, stuffDots, topOf } from './pop3-codec.ts';

/** What goes out, and what becomes of the connection afterwards. */
export interface Pop3Answer {
  /** Bytes to send; nothing goes out when left out. */
  readonly bytes?: Uint8Array | undefined;
  /** `close` in order, `cut` at once, `hold` without ever answering, `secure` begins TLS. */
  readonly next?: 'close' | 'cut' | 'hold' | 'secure';
}

export interface Pop3SessionOptions {
  readonly desk: MailDesk;
  readonly frame: ListenerFrame;
  readonly log: SessionLog;
  readonly locks: MaildropLocks;
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal;
}

/** One message of a maildrop, as it stood when the session began (RFC 1939, 4). */
interface Listed {
  readonly id: number;
  readonly bytes: number;
  deleted: boolean;
}

interface Maildrop {
  readonly world: World;
  readonly messages: readonly Listed[];
  readonly release: () => void;
}

/** The server's side of one POP3 session (RFC 1939, 2449, 2595), without its connection. */
export interface Pop3Session {
  greet(): Pop3Answer;
  handle(line: CommandLine): Promise<Pop3Answer>;
  /** TLS is on: what was said before counts no longer. */
  secured(): void;
  /** The connection ended; without QUIT nothing is deleted. */
  end(): Promise<void>;
}

export function createPop3Session(options: Pop3SessionOptions): Pop3Session {
  const { desk, frame, log, locks, gone } = options;
  let secure = false;
  let user: string | undefined;
  let maildrop: Maildrop | undefined;
  let mistakes = 0;
  let quit = false;
  let decided = false;

  const ok = (text: string): Pop3Answer => say(`+OK ${text}`);
  const refuse = (text: string): Pop3Answer => say(`-ERR ${text}`);
  const say = (line: string, next?: Pop3Answer['next']): Pop3Answer => {
    log.dialogue.server(line);
    return { bytes: Buffer.from(`${line}\r\n`), ...(next && { next }) };
  };
  const several = (line: string, body: Uint8Array, note: string): Pop3Answer => {
    log.dialogue.server(`${line}\n${note}`);
    return { bytes: Buffer.concat([Buffer.from(`${line}\r\n`), body]) };
  };
  const list = (line: string, lines: readonly string[]): Pop3Answer => {
    const body = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
    return several(line, stuffDots(body), [...lines, '.'].join('\n'));
  };
  const mistake = (rule: keyof typeof pop3Rules, text: string): Pop3Answer => {
    log.dialogue.broke(pop3Rules[rule]);
    mistakes += 1;
    if (mistakes < mailLimits.pop3MistakesMax) return refuse(text);
    return say('-ERR too many mistakes', 'close');
  };

  const authorization: Commands = {
    CAPA: () => list('+OK', capabilities(secure, false)),
    STLS: () => {
      if (secure) return mistake('pop3.wrong-state', 'TLS is on already');
      return { ...say('+OK begin TLS'), next: 'secure' };
    },
    USER: (name) => {
      if (!secure) return mistake('pop3.sign-in-before-tls', '[AUTH] STLS first');
      user = name;
      return ok('send PASS');
    },
    PASS: async (password) => {
      if (!secure) return mistake('pop3.sign-in-before-tls', '[AUTH] STLS first');
      if (user === undefined) return mistake('pop3.wrong-state', 'USER first');
      return signIn(user, password);
    },
    QUIT: () => {
      quit = true;
      return say('+OK bye', 'close');
    },
  };

  const transaction: Commands = {
    CAPA: () => list('+OK', capabilities(secure, true)),
    STAT: () => ok(`${present().length} ${sum(present())}`),
    LIST: (argument) =>
      each(argument, ({ bytes }) => String(bytes), `${present().length} messages`),
    UIDL: (argument) => each(argument, ({ id }) => String(id), 'unique ids'),
    RETR: (argument) => send(argument, (raw) => raw),
    TOP: (argument) => {
      const [number, lines] = argument.split(' ');
      if (!/^\d{1,9}$/.test(lines ?? ''))
        return refuse('TOP takes a message and a number of lines');
      return send(number ?? '', (raw) => topOf(raw, Number(lines)));
    },
    DELE: (argument) => {
      const message = find(argument);
      if (!message) return refuse('no such message');
      message.deleted = true;
      return ok(`message ${argument} deleted`);
    },
    RSET: () => {
      for (const message of maildrop?.messages ?? []) message.deleted = false;
      return ok(`${present().length} messages`);
    },
    NOOP: () => ok(''),
    QUIT: update,
  };

  return {
    greet: () => say('+OK Kartoteka sandbox, nothing here is real'),
    handle: async ({ text, bare }) => {
      const [name = '', ...rest] = text.split(' ');
      const command = name.toUpperCase();
      const argument = command === 'PASS' ? rest.join(' ') : rest.join(' ').trim();
      log.dialogue.client(command === 'PASS' ? 'PASS ***' : text);
      if (bare) return mistake('pop3.bare-line-feed', 'lines end with CRLF');
      const here = maildrop ? transaction : authorization;
      const run = here[command];
      if (!run) {
        const elsewhere = (maildrop ? authorization : transaction)[command];
        return elsewhere
          ? mistake('pop3.wrong-state', maildrop ? 'signed in already' : 'sign in first')
          : mistake('pop3.unknown-command', 'unknown command');
      }
      if (!takesArgument(command, argument)) {
        return mistake('pop3.unknown-command', `arguments of ${command}`);
      }
      return maildrop ? broken(maildrop, command, () => run(argument)) : run(argument);
    },
    secured: () => {
      secure = true;
      user = undefined;
    },
    end: async () => {
      const signedIn = maildrop !== undefined;
      maildrop?.release();
      maildrop = undefined;
      if (log.dialogue.empty) return;
      if (signedIn && !quit) log.dialogue.broke(pop3Rules['pop3.no-quit']);
      await log.write(signedIn ? 'pop3-collect' : 'pop3-connect', undefined);
    },
  };

  async function signIn(name: string, password: string): Promise<Pop3Answer> {
    user = undefined;
    const { world, mailbox } = await desk.signIn(frame.world, { user: name, password });
    log.world = world;
    const operation = 'pop3-sign-in';
    const fault = await world?.decideFault({ platform: mailPlatformId, operation });
    log.fault = fault;
    await beSlow(fault, gone);
    const finish = async (line: string, next?: Pop3Answer['next']): Promise<Pop3Answer> => {
      await log.write(operation, line);
      return { bytes: Buffer.from(`${line}\r\n`), ...(next && { next }) };
    };
    const asked = fault?.kind === 'lost-session' ? undefined : pop3FaultAnswer(fault);
    if (asked !== undefined)
      return finish(asked, fault?.kind === 'maintenance' ? 'close' : undefined);
    if (fault?.kind === 'cut-before' || fault?.kind === 'time-out') {
      await log.write(operation, undefined);
      return { next: fault.kind === 'time-out' ? 'hold' : 'cut' };
    }
    if (!world || mailbox === undefined) return finish('-ERR [AUTH] user or password');
    const release = locks.take(`${world.name}/${mailbox}`);
    if (!release) return finish('-ERR [IN-USE] another session has this maildrop');
    const messages = await desk.messages(world, { mailbox, limit: mailLimits.mailboxMessagesMax });
    if (gone.aborted) {
      release();
      return { next: 'cut' };
    }
    maildrop = {
      world,
      release,
      messages: messages.map(({ id, bytes }) => ({ id, bytes, deleted: false })),
    };
    if (fault?.kind === 'cut-during') {
      await log.write(operation, undefined);
      return { bytes: Buffer.from('+O'), next: 'cut' };
    }
    return finish(`+OK ${messages.length} messages`);
  }

  /** The fault of a collecting session is decided at its first command and stays for all of them. */
  async function broken(
    { world }: Maildrop,
    command: string,
    work: () => Pop3Answer | Promise<Pop3Answer>,
  ): Promise<Pop3Answer> {
    if (!decided) {
      decided = true;
      log.fault = await world.decideFault({ platform: mailPlatformId, operation: 'pop3-collect' });
    }
    const { fault } = log;
    await beSlow(fault, gone);
    if (fault?.kind === 'cut-before') return { next: 'cut' };
    const asked = pop3FaultAnswer(fault);
    if (asked !== undefined && command !== 'QUIT') {
      return say(asked, fault?.kind === 'status' ? undefined : 'close');
    }
    const answer = await work();
    if (fault?.kind === 'time-out' && command === 'QUIT') return { next: 'hold' };
    const bytes = answer.bytes ?? new Uint8Array();
    if (fault?.kind === 'cut-during' && (command === 'RETR' || command === 'QUIT')) {
      return { bytes: bytes.subarray(0, Math.floor(bytes.length / 2)), next: 'cut' };
    }
    return answer;
  }

  /** UPDATE (RFC 1939, 6): only now is anything deleted. */
  async function update(): Promise<Pop3Answer> {
    const { world, messages, release } = maildrop as Maildrop;
    const ids = messages.filter(({ deleted }) => deleted).map(({ id }) => id);
    const removed = await desk.remove(world, ids);
    quit = true;
    release();
    const line = `+OK ${removed} deleted, bye`;
    const held = log.fault?.kind === 'time-out' || log.fault?.kind === 'cut-during';
    await log.write('pop3-collect', held ? undefined : line);
    maildrop = undefined;
    return { bytes: Buffer.from(`${line}\r\n`), next: 'close' };
  }

  function present(): readonly Listed[] {
    return (maildrop?.messages ?? []).filter(({ deleted }) => !deleted);
  }

  function find(argument: string): Listed | undefined {
    const message = /^\d{1,9}$/.test(argument)
      ? maildrop?.messages[Number(argument) - 1]
      : undefined;
    return message?.deleted ? undefined : message;
  }

  function each(argument: string, of: (message: Listed) => string, head: string): Pop3Answer {
    const number = (message: Listed) => (maildrop?.messages.indexOf(message) ?? 0) + 1;
    if (argument === '') {
      return list(
        `+OK ${head}`,
        present().map((message) => `${number(message)} ${of(message)}`),
      );
    }
    const message = find(argument);
    return message ? ok(`${number(message)} ${of(message)}`) : refuse('no such message');
  }

  async function send(
    argument: string,
    part: (raw: Uint8Array) => Uint8Array,
  ): Promise<Pop3Answer> {
    const message = find(argument);
    // Deleted meanwhile from a page, it is missing as any other.
    const found = message && maildrop && (await desk.raw(maildrop.world, message.id));
    if (!found) return refuse('no such message');
    const raw = part(found);
    return several(`+OK ${raw.length} octets`, stuffDots(raw), `<${raw.length} octets>\n.`);
  }
}

type Commands = Readonly<
  Record<string, ((argument: string) => Pop3Answer | Promise<Pop3Answer>) | undefined>
>;

/** RFC 1939: which commands take an argument, which must have one. */
function takesArgument(command: string, argument: string): boolean {
  switch (command) {
    case 'LIST':
    case 'UIDL':
      return true;
    case 'USER':
    case 'PASS':
    case 'RETR':
    case 'DELE':
    case 'TOP':
      return argument !== '';
    default:
      return argument === '';
  }
}

function sum(messages: readonly Listed[]): number {
  return messages.reduce((total, { bytes }) => total + bytes, 0);
}

/** RFC 2449, 5. USER is offered only where a password may be sent. */
function capabilities(secure: boolean, signedIn: boolean): string[] {
  return [
    'TOP',
    'UIDL',
    ...(secure && !signedIn ? ['USER'] : []),
    ...(secure ? [] : ['STLS']),
    'RESP-CODES',
    'AUTH-RESP-CODE',
    'EXPIRE NEVER',
    'IMPLEMENTATION Kartoteka-sandbox',
  ];
}

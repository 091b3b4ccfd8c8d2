import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { portOf } from '@kartoteka/service';
import { faultLimits } from '../../frame/faults/fault.ts';
import type { ListenerFrame, PlatformListener } from '../../frame/platform.ts';
import { defaultWorld } from '../../frame/worlds/world-name.ts';
import type { MailDesk } from '../mail-desk.ts';
import { mailLimits } from '../mail-limits.ts';
import { pop3Rules } from '../protocol-rules.ts';
import { createSessionLog, mailPlatformId } from '../session-log.ts';
import type { MailTls } from '../tls-material.ts';
import { createMaildropLocks, type MaildropLocks } from './maildrop-locks.ts';
import { type CommandLine, createLineReader } from './pop3-codec.ts';
import { createPop3Session, type Pop3Answer } from './pop3-session.ts';

/** The POP3 server of the sandbox, on port +12. */
export function pop3Listener(
  desk: MailDesk,
  tlsOf: (frame: ListenerFrame) => MailTls,
): PlatformListener {
  return {
    id: 'pop3',
    start: async (frame) => {
      const locks = createMaildropLocks();
      const tls = tlsOf(frame);
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        serveConnection(socket, { desk, frame, locks, tls });
      });
      server.maxConnections = mailLimits.connectionsMax;
      await listen(server, portOf(frame.basePort, 'sandboxPop3'), frame.bind);
      return {
        stop: async () => {
          const closed = new Promise<void>((resolve) => {
            server.close(() => resolve());
          });
          for (const socket of sockets) socket.destroy();
          await closed;
        },
      };
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Serving {
  readonly desk: MailDesk;
  readonly frame: ListenerFrame;
  readonly locks: MaildropLocks;
  readonly tls: MailTls;
}

/** Reads commands one after the other; the next one waits until the last is answered. */
function serveConnection(plain: Socket, { desk, frame, locks, tls }: Serving): void {
  const gone = new AbortController();
  const log = createSessionLog(frame, 'POP3');
  const session = createPop3Session({ desk, frame, log, locks, gone: gone.signal });
  let socket = plain;
  let read = createLineReader(mailLimits.pop3CommandBytesMax);
  let waiting: CommandLine[] = [];
  let busy = false;
  let over = false;
  attach(plain);
  give(session.greet());

  function attach(to: Socket): void {
    socket = to;
    to.setTimeout(mailLimits.pop3IdleMs, () => to.destroy());
    // A line that breaks is an end like any other.
    to.on('error', () => plain.destroy());
    // TLS that fails ends without its socket below telling.
    to.once('close', end);
    to.on('data', take);
  }

  function end(): void {
    if (gone.signal.aborted) return;
    gone.abort();
    plain.destroy();
    void session.end();
  }

  function take(bytes: Buffer): void {
    if (over) return;
    const { lines, tooLong } = read(bytes);
    waiting.push(...lines);
    if (tooLong) {
      over = true;
      log.dialogue.broke(pop3Rules['pop3.command-too-long']);
      log.dialogue.client('…');
      give({ bytes: Buffer.from('-ERR line too long\r\n'), next: 'close' });
      return;
    }
    // What nobody answers yet is not read either.
    if (waiting.length > 100) socket.pause();
    void work();
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let line = waiting.shift(); line && !over; line = waiting.shift()) {
      give(await answer(line));
    }
    busy = false;
    socket.resume();
  }

  async function answer(line: CommandLine): Promise<Pop3Answer> {
    try {
      const given = await session.handle(line);
      if (given.next === 'secure') await beginTls(given);
      return given.next === 'secure' ? {} : given;
    } catch (error) {
      frame.log.error({ error }, 'A POP3 command failed');
      return { bytes: Buffer.from('-ERR [SYS/TEMP] try again later\r\n'), next: 'close' };
    }
  }

  function give({ bytes, next }: Pop3Answer): void {
    if (next !== undefined) over = true;
    if (next === 'hold') {
      socket.setTimeout(faultLimits.heldMsMax, () => plain.destroy());
      return;
    }
    if (next === 'close') {
      socket.end(bytes ?? '');
      return;
    }
    if (next === 'cut') {
      // What belongs to the answer goes out first; then the line is torn, not closed in order.
      if (bytes) socket.write(bytes, () => plain.resetAndDestroy());
      else plain.resetAndDestroy();
      return;
    }
    if (bytes) socket.write(bytes);
  }

  /** RFC 2595, 4. Whatever came in clear behind STLS is dropped: it may be somebody else's. */
  async function beginTls(given: Pop3Answer): Promise<void> {
    // Nobody has named a world yet, so this is a call of the default one.
    const world = await frame.world(defaultWorld);
    const fault = await world?.decideFault({ platform: mailPlatformId, operation: 'pop3-connect' });
    const expired = fault?.kind === 'expired-certificate';
    if (expired) log.fault = fault;
    plain.off('data', take);
    plain.removeAllListeners('timeout');
    waiting = [];
    read = createLineReader(mailLimits.pop3CommandBytesMax);
    if (given.bytes) plain.write(given.bytes);
    const secure = new TLSSocket(plain, {
      isServer: true,
      secureContext: expired ? tls.expired : tls.current,
    });
    secure.once('secure', () => session.secured());
    attach(secure);
  }
}

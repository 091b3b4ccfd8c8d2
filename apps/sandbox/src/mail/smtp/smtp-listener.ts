import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { portOf } from '@kartoteka/service';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { ListenerFrame, PlatformListener } from '../../frame/platform.ts';
import { defaultWorld } from '../../frame/worlds/world-name.ts';
import type { MailDesk } from '../mail-desk.ts';
import { mailLimits } from '../mail-limits.ts';
import { mailPlatformId } from '../session-log.ts';
import type { MailTls } from '../tls-material.ts';
import {
  createSmtpSession,
  hearClient,
  hearServer,
  type SmtpSession,
  watchLineEnds,
} from './smtp-session.ts';
import { createSmtpSteps, SmtpRefusal } from './smtp-steps.ts';

type Done = (error?: Error | null) => void;

/** The SMTP server of the sandbox, on port +5: signing in over STARTTLS, then sending. */
export function smtpListener(
  desk: MailDesk,
  tlsOf: (frame: ListenerFrame) => MailTls,
): PlatformListener {
  return {
    id: 'smtp',
    start: async (frame) => {
      const tls = tlsOf(frame);
      const sessions = new Map<string, SmtpSession>();
      const sockets = new Map<string, Socket>();
      const server = createServer(frame, desk, { sessions, sockets, tls });
      server.on('error', (error: Error) => {
        // Clients that go away and handshakes that fail are everyday things here.
        frame.log.info({ error }, 'An SMTP connection broke');
      });
      server.server.prependListener('connection', (socket: Socket) => {
        sockets.set(nameOf(socket), socket);
        socket.once('close', () => sockets.delete(nameOf(socket)));
      });
      await new Promise<void>((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(portOf(frame.basePort, 'sandboxSmtp'), frame.bind, () => {
          server.server.off('error', reject);
          resolve();
        });
      });
      return {
        stop: async () => {
          for (const socket of sockets.values()) socket.destroy();
          await new Promise<void>((resolve) => server.close(() => resolve()));
        },
      };
    },
  };
}

interface Connections {
  readonly sessions: Map<string, SmtpSession>;
  /** Raw sockets by the client's address and port, until the library has made a session of them. */
  readonly sockets: Map<string, Socket>;
  readonly tls: MailTls;
}

function createServer(
  frame: ListenerFrame,
  desk: MailDesk,
  { sessions, sockets, tls }: Connections,
): SMTPServer {
  const steps = createSmtpSteps(frame, desk);
  const of = (session: SMTPServerSession): SmtpSession => {
    const known = sessions.get(session.id);
    if (!known) throw new Error('a session without a connection');
    return known;
  };
  /** Runs one step; what it refuses becomes the library's answer, anything else a temporary failure. */
  const run = (work: Promise<void>, done: Done): void => {
    work.then(
      () => done(),
      (error: unknown) => {
        if (error instanceof SmtpRefusal) {
          if (error.code !== undefined) done(Object.assign(error, { responseCode: error.code }));
          return;
        }
        frame.log.error({ error }, 'An SMTP command failed');
        done(Object.assign(new Error('4.3.0 try again later'), { responseCode: 451 }));
      },
    );
  };
  const server = new SMTPServer({
    name: 'kartoteka-sandbox',
    banner: 'nothing here is real',
    size: mailLimits.messageBytesMax,
    maxRecipients: mailLimits.recipientsMax,
    maxClients: mailLimits.connectionsMax,
    socketTimeout: mailLimits.smtpIdleMs,
    closeTimeout: 1_000,
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: ['WIZ', 'SHELL', 'KILL'],
    // Nobody is asked who an address belongs to; and our answers carry their codes themselves.
    disableReverseLookup: true,
    rejectOversized: true,
    SNICallback: (_name, done) => done(null, server.secureContext.get('*')),
    logger: {
      debug: hear,
      info: nothing,
      warn: nothing,
      error: nothing,
      trace: nothing,
      fatal: nothing,
    },
    onConnect: (session, done) => {
      const socket = sockets.get(`${session.remoteAddress}:${session.remotePort}`);
      if (!socket) {
        done(new Error('4.3.0 try again later'));
        return;
      }
      sessions.set(session.id, createSmtpSession(frame, socket));
      chooseCertificate(session.id);
      done();
    },
    onSecure: (socket, session, done) => {
      const known = of(session);
      known.socket = socket as TLSSocket;
      known.secure = true;
      watchLineEnds(known, known.socket);
      done();
    },
    onAuth: (auth, session, done) => {
      const known = of(session);
      const typed = { user: auth.username ?? '', password: auth.password ?? '' };
      run(steps.signIn(known, typed), (error) =>
        error ? done(error) : done(null, { user: known.mailbox }),
      );
    },
    onMailFrom: (_address, session, done) => run(steps.begin(of(session)), done),
    onRcptTo: ({ address }, session, done) => run(steps.recipient(of(session), address), done),
    onData: (stream, session, done) => {
      const { envelope } = session;
      const sent = async (): Promise<void> => {
        // The library reads on to the end of a message that is too long; its bytes are not kept.
        const raw = await keep(stream);
        await steps.take(of(session), {
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          utf8: (envelope as { smtpUtf8?: boolean }).smtpUtf8 === true,
          raw,
        });
      };
      run(sent(), (error) => (error ? done(error) : done(null, of(session).answer)));
    },
    onClose: (session) => {
      const known = sessions.get(session.id);
      sessions.delete(session.id);
      if (known) void steps.end(known);
    },
  });
  server.secureContext.set('*', tls.current);
  return server;

  function hear(entry: { readonly cid?: string }, said: string, line: unknown): void {
    const session = sessions.get(entry.cid ?? '');
    if (!session) return;
    if (said === 'C:') hearClient(session, String(line));
    // The bytes of a message have a line of our own.
    if (said === 'S:') hearServer(session, String(line));
  }

  /** The certificate is decided when the client asks for TLS, before it hears "ready". */
  function chooseCertificate(id: string): void {
    const connection = [...server.connections].find((one) => one.id === id);
    if (!connection) return;
    const begin = connection.handler_STARTTLS.bind(connection);
    connection.handler_STARTTLS = (command, next) => {
      void expiredAsked(id).then((expired) => {
        // Set and read in the same turn: no other connection comes between.
        server.secureContext.set('*', expired ? tls.expired : tls.current);
        begin(command, next);
      });
    };
  }

  async function expiredAsked(id: string): Promise<boolean> {
    try {
      // Nobody has named a world yet, so this is a call of the default one.
      const world = await frame.world(defaultWorld);
      const call = { platform: mailPlatformId, operation: 'smtp-connect' };
      const fault = await world?.decideFault(call);
      if (fault?.kind !== 'expired-certificate') return false;
      const session = sessions.get(id);
      if (session) session.log.fault = fault;
      return true;
    } catch (error) {
      frame.log.error({ error }, 'The fault of an SMTP connection could not be decided');
      return false;
    }
  }
}

function nothing(): void {}

function nameOf({ remoteAddress = '', remotePort }: Socket): string {
  return `${remoteAddress.replace(/^::ffff:/i, '')}:${remotePort}`;
}

/** The message, or nothing of it once it is over the limit. */
async function keep(stream: NodeJS.ReadableStream & { sizeExceeded?: boolean }): Promise<Buffer> {
  return buffer(
    (async function* () {
      for await (const chunk of stream) if (!stream.sizeExceeded) yield chunk;
    })(),
  );
}

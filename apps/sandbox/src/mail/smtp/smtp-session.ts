import type { Socket } from 'node:net';
import type { ListenerFrame } from '../../frame/platform.ts';
import { mailLimits } from '../mail-limits.ts';
import { smtpRules } from '../protocol-rules.ts';
import { createSessionLog, type SessionLog } from '../session-log.ts';

/** What is known of one SMTP connection besides what the library keeps. */
export interface SmtpSession {
  readonly log: SessionLog;
  /** The topmost socket: TLS once it is on. */
  socket: Socket;
  readonly gone: AbortController;
  /** Recipients of the present message that were accepted: mailbox by the address as it was written. */
  readonly recipients: Map<string, string>;
  secure: boolean;
  mailbox: string;
  /** The last refusal of a recipient: how a message that never came ended. */
  refused: string | undefined;
  /** A message was begun and has no entry in the log yet. */
  sending: boolean;
  /** What is answered to a message that was kept. */
  answer: string;
  /** The client said QUIT, or we ended the connection ourselves. */
  ended: boolean;
  /** The next line of the library is in the log already. */
  logged: boolean;
}

export function createSmtpSession(frame: ListenerFrame, socket: Socket): SmtpSession {
  const session: SmtpSession = {
    log: createSessionLog(frame, 'SMTP'),
    socket,
    gone: new AbortController(),
    recipients: new Map(),
    secure: false,
    mailbox: '',
    refused: undefined,
    sending: false,
    answer: '',
    ended: false,
    logged: false,
  };
  watchLineEnds(session, socket);
  return session;
}

/** A line of the client, as the library reports it: passwords are masked by it. */
export function hearClient(session: SmtpSession, line: string): void {
  const { dialogue } = session.log;
  const masked = line === '/* secured */' ? '***' : line.replace('/* secured */', '***');
  dialogue.client(masked);
  const command = line.split(' ', 1)[0]?.toUpperCase() ?? '';
  if (command === 'QUIT') session.ended = true;
  if (command === 'AUTH' && !session.secure) dialogue.broke(smtpRules['smtp.sign-in-before-tls']);
  if (command === 'MAIL' && session.mailbox === '') {
    dialogue.broke(smtpRules['smtp.mail-without-sign-in']);
  }
  if (Buffer.byteLength(line) + 2 > mailLimits.smtpCommandBytesMax) {
    dialogue.broke(smtpRules['smtp.command-too-long'], command.slice(0, 20));
  }
}

/** A line of ours, as the library sent it. */
export function hearServer(session: SmtpSession, line: string): void {
  if (session.logged) {
    session.logged = false;
    return;
  }
  session.log.dialogue.server(line);
  if (line.startsWith('500 ')) session.log.dialogue.broke(smtpRules['smtp.unknown-command']);
  if (line.startsWith('421')) session.ended = true;
}

/**
 * Looks at the bytes as they come: the library takes LF alone for the end of a command, so it cannot say.
 */
export function watchLineEnds(session: SmtpSession, socket: Socket): void {
  let last = 0;
  socket.on('data', (bytes: Buffer) => {
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
      const before = at === 0 ? last : bytes[at - 1];
      if (before !== 0x0d) session.log.dialogue.broke(smtpRules['smtp.bare-line-feed']);
    }
    last = bytes.at(-1) ?? last;
  });
}

import { Readable } from 'node:stream';
import type { Clock, Random } from '@kartoteka/kernel';
import { createTransport } from 'nodemailer';
import { mailProblem } from './mail-problem.ts';
import type { MailServer } from './mail-server.ts';

export interface MailAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A mail that is composed here. */
export interface MailMessage {
  readonly to: readonly string[];
  readonly subject: string;
  /** Plain text; every mail of ours has one. */
  readonly text: string;
  readonly attachments?: readonly MailAttachment[];
  readonly replyTo?: string;
  /** `<…@…>`; the same for every attempt, so that a receiver can tell a repetition. Made when left out. */
  readonly messageId?: string;
}

/** A message that exists already, handed on byte by byte. Its lines end with CRLF. */
export interface RawMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Uint8Array;
}

/** The server took the mail: its own last answer, and which recipients it left out. */
export interface MailReceipt {
  readonly answer: string;
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
  readonly messageId: string | undefined;
}

export interface MailClient {
  /** Connects, secures the line, signs in, and leaves again. Throws what `send` throws. */
  test(): Promise<void>;
  /**
   * Hands a mail to the server.
   *
   * @throws Problem `mail.…` or `service.peer-…`; `params.outcome` is `unknown` when the server had the
   *   whole mail and did not answer any more: it may have taken it
   */
  send(message: MailMessage): Promise<MailReceipt>;
  /** Hands on bytes as they are; throws like `send`. */
  sendRaw(mail: RawMail): Promise<MailReceipt>;
}

export interface MailClientOptions {
  readonly server: MailServer;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * A client for one outgoing mail server. Every call is a connection of its own: settings may change
 * between two mails, and nothing is left open.
 *
 * @example
 * const client = mailClient({ server, clock, random });
 * await client.send({ to: ['biuro@kartoteka.example'], subject: 'CSR', text: 'Witam, …' });
 */
export function mailClient({ server, clock, random }: MailClientOptions): MailClient {
  return {
    test: async () => {
      const transport = openTransport(server);
      try {
        await transport.verify();
      } catch (error) {
        throw mailProblem(error, server, false);
      } finally {
        transport.close();
      }
    },
    send: async (message) => {
      const messageId = message.messageId ?? `<${random.uuid()}@${domainOf(server.from)}>`;
      const bytes = await compose({ ...message, messageId }, server.from, clock.now());
      const receipt = await deliver(server, { from: server.from, to: message.to, bytes });
      return { ...receipt, messageId };
    },
    sendRaw: (mail) => deliver(server, mail),
  };
}

/** The message as bytes, with CRLF at the end of every line; nothing is read from files or addresses. */
async function compose(message: MailMessage, from: string, date: Date): Promise<Uint8Array> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message: bytes } = await composer.sendMail({
    from,
    to: [...message.to],
    subject: message.subject,
    text: message.text,
    date,
    messageId: message.messageId,
    ...(message.replyTo !== undefined && { replyTo: message.replyTo }),
    attachments: (message.attachments ?? []).map((attachment) => ({
      filename: attachment.name,
      contentType: attachment.contentType,
      content: Buffer.from(attachment.bytes),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return bytes as Buffer;
}

async function deliver(server: MailServer, mail: RawMail): Promise<MailReceipt> {
  const transport = openTransport(server);
  const leaving = { complete: false };
  try {
    const info = await transport.sendMail({
      envelope: { from: mail.from, to: [...mail.to] },
      raw: watched(mail.bytes, leaving),
    });
    return {
      answer: info.response,
      accepted: info.accepted,
      refused: info.rejected,
      messageId: undefined,
    };
  } catch (error) {
    throw mailProblem(error, server, leaving.complete);
  } finally {
    transport.close();
  }
}

/** Notes when the last byte was asked for: from then on the server may have all of it. */
function watched(bytes: Uint8Array, leaving: { complete: boolean }): Readable {
  return Readable.from(
    (function* () {
      yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      leaving.complete = true;
    })(),
    { objectMode: false },
  );
}

function openTransport(server: MailServer) {
  const { host, port, security, user, password, timeoutMs, trustedAuthorities } = server;
  return createTransport({
    host,
    port,
    // Neither our host's name nor anything else of this machine goes out.
    name: domainOf(server.from),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(trustedAuthorities !== undefined && { ca: trustedAuthorities }),
    },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    logger: false,
  });
}

function domainOf(address: string): string {
  return /@([A-Za-z0-9.-]{1,253})>?$/.exec(address)?.[1] ?? 'localhost';
}

import { Readable } from 'node:stream';
import { type AccountId, type Clock, Problem, type Random } from '@kartoteka/kernel';
import type { ContentHandle, ContentStore, Database, Log } from '@kartoteka/service';
import {
  type EnvelopeVerifier,
  type ReceivedMessage,
  receiveSoap,
  soapFault,
  timestampSkewMsDefault,
  writeEnvelope,
  writeMtom,
  writePlain,
} from '@kartoteka/soap';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isReadable, stateOf } from '../features/accounts/account.ts';
import type { MachineCaller } from '../features/accounts/judge-caller.ts';
import type { Office } from '../features/accounts/office.ts';
import type { RecordRefusal } from '../features/accounts/record-refusal.ts';
import type { AtnaFeed } from '../features/atna/feed.ts';
import { type MachineCall, recordFailedCall } from '../features/documents/machine-call.ts';
import { callerOf, refuse } from '../listener/guard-machines.ts';
import type { CloudSchema } from '../schema.ts';
import { tellOfMessage } from './tell-of-message.ts';
import type { Transaction } from './transaction.ts';
import { bindServiceDescription } from './wsdl/bind-service-description.ts';

export interface SoapEndpointOptions {
  /** Address below the guarded part of the server, such as `/services/:account/xds/registry`. */
  readonly path: string;
  readonly transactions: readonly Transaction[];
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly verifierOf: (account: AccountId) => EnvelopeVerifier;
  readonly recordRefusal: RecordRefusal;
  readonly readOffice: () => Promise<Office>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The way to an audit record repository, where one is configured. */
  readonly atna?: AtnaFeed | undefined;
}

/**
 * One SOAP endpoint with several transactions, told apart by their WS-Addressing action. The order is
 * the safety: caller judged (guard) → envelope, signature and signer judged → content received →
 * transaction → record → answer.
 */
export function bindSoapEndpoint(server: FastifyInstance, options: SoapEndpointOptions): void {
  const byAction = new Map(options.transactions.map((one) => [one.wire.action, one]));
  void server.register(async (child) => {
    child.removeAllContentTypeParsers();
    child.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const transactions = options.transactions.map(({ wire }) => wire);
    bindServiceDescription(child, { path: options.path, transactions });
    child.post(options.path, async (request, reply) => {
      const caller = callerOf(request);
      let message: ReceivedMessage<ContentHandle> | undefined;
      let transaction: Transaction | undefined;
      try {
        checkOpen(caller, options.clock);
        message = await receive(request, caller, options);
        transaction = byAction.get(message.envelope.addressing.action ?? '');
        if (!transaction) throw new Problem('xds.action-unsupported');
        const answer = await transaction.answer(callOf(request, caller, message, options), message);
        return await send(reply, { answer, transaction, message, random: options.random });
      } catch (thrown) {
        await message?.discardAll();
        return fail(thrown, { request, reply, caller, message, transaction, options });
      }
    });
  });
}

/** Expired and suspended accounts are read as before; writing is refused where a submission is decided. */
function checkOpen({ account }: MachineCaller, clock: Clock): void {
  const state = stateOf(account, clock);
  if (!isReadable(state))
    throw new Problem('account.not-open', { params: { account: account.id, state } });
}

function receive(
  request: FastifyRequest,
  caller: MachineCaller,
  { contents, clock, verifierOf }: SoapEndpointOptions,
): Promise<ReceivedMessage<ContentHandle>> {
  const { id: account } = caller.account;
  return receiveSoap(
    {
      contentType: request.headers['content-type'] ?? '',
      contentEncoding: request.headers['content-encoding'],
      contentLength: Number(request.headers['content-length'] ?? 0),
    },
    request.body as AsyncIterable<Uint8Array>,
    {
      clock,
      sink: {
        put: (stream) => contents.put(account, stream),
        discard: (handle) => contents.discard(handle),
        read: (handle) => readBack(contents, handle),
      },
      security: verifierOf(account),
    },
  );
}

/** What was received in another order than it was signed is read once more for the digest. */
async function* readBack(
  contents: ContentStore,
  handle: ContentHandle,
): AsyncGenerator<Uint8Array> {
  const { bytes } = await contents.readBack(handle);
  yield* bytes;
}

function callOf(
  request: FastifyRequest,
  caller: MachineCaller,
  message: ReceivedMessage<ContentHandle>,
  { atna }: SoapEndpointOptions,
): MachineCall {
  const { security } = message;
  const { messageId } = message.envelope.addressing;
  // ITI TF-2: V.3.2.2. Without a MessageID nothing could be told from a replay.
  if (!security || messageId === undefined) throw new Problem('soap.addressing');
  return {
    caller,
    correlationId: request.id,
    messageIds: [messageId, security.replayKey],
    replayableUntil: new Date(security.expires.getTime() + timestampSkewMsDefault),
    tell: tellOfMessage(atna, { request, caller, message }),
  };
}

async function send(
  reply: FastifyReply,
  sending: {
    readonly answer: Awaited<ReturnType<Transaction['answer']>>;
    readonly transaction: Transaction;
    readonly message: ReceivedMessage<ContentHandle>;
    readonly random: Random;
  },
): Promise<FastifyReply> {
  const { answer, transaction, message, random } = sending;
  const { version, addressing } = message.envelope;
  const action = transaction.wire.answerAction;
  const attachments = answer.attachments ?? [];
  const root = await writeEnvelope({
    version,
    action,
    messageId: `urn:uuid:${random.uuid()}`,
    ...(addressing.messageId !== undefined && { relatesTo: addressing.messageId }),
    body: answer.body,
    attachments,
  });
  const framed =
    message.multipart || attachments.length > 0
      ? writeMtom(root, attachments, { version, action, random })
      : writePlain(root, { version, action });
  if (framed.contentLength !== undefined) reply.header('content-length', framed.contentLength);
  reply.type(framed.contentType);
  if (attachments.length === 0) return reply.send(await whole(framed.body));
  return reply.send(Readable.from(framed.body, { objectMode: false }));
}

interface Failing {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caller: MachineCaller;
  readonly message: ReceivedMessage<ContentHandle> | undefined;
  readonly transaction: Transaction | undefined;
  readonly options: SoapEndpointOptions;
}

/**
 * What is wrong with the signing certificate is refused like a wrong TLS certificate (400, 403 and
 * the office's contact); everything else is a SOAP fault. Both stand in the audit before the answer.
 */
async function fail(thrown: unknown, failing: Failing): Promise<FastifyReply> {
  const { request, reply, caller, message, options } = failing;
  const problem =
    thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
  // The rest of a body that was not read to its end cannot be another request.
  if (!message) reply.header('connection', 'close');
  if (problem.code.startsWith('pki.')) {
    await options.recordRefusal({
      addressed: caller.account.id,
      problem,
      certificateDer: caller.certificate.der,
      remoteAddress: request.ip,
      correlationId: request.id,
    });
    return refuse(problem, request, reply, await options.readOffice());
  }
  if (problem.definition.status >= 500) {
    options.log.error(
      { error: problem, problem: problem.code, correlationId: request.id },
      'SOAP call failed',
    );
  }
  await recordFailedCall(options, {
    caller,
    correlationId: request.id,
    action: failing.transaction?.auditAction ?? 'message.refused',
    problem,
    tell: tellOfMessage(options.atna, { request, caller, message }),
  });
  const relatesTo = message?.envelope.addressing.messageId;
  const fault = soapFault(problem, {
    correlationId: request.id,
    ...(message && { version: message.envelope.version }),
    ...(relatesTo !== undefined && { relatesTo }),
  });
  return reply.status(fault.status).type(fault.contentType).send(Buffer.from(fault.bytes));
}

async function whole(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

import type { TLSSocket } from 'node:tls';
import { type Clock, Problem } from '@kartoteka/kernel';
import { callerLanguage, problemMediaType, toProblemAnswer } from '@kartoteka/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { judgeCaller, type MachineCaller } from '../features/accounts/judge-caller.ts';
import type { KnownAccounts } from '../features/accounts/known-accounts.ts';
import type { Office } from '../features/accounts/office.ts';
import type { RecordRefusal } from '../features/accounts/record-refusal.ts';

export interface GuardOptions {
  readonly accounts: KnownAccounts;
  readonly recordRefusal: RecordRefusal;
  readonly readOffice: () => Promise<Office>;
  readonly clock: Clock;
  /** Whether this connection is one too many of its certificate. */
  readonly isTooMany: (socket: TLSSocket) => boolean;
  readonly connectionsMax: number;
}

const callers = new WeakMap<FastifyRequest, MachineCaller>();
/** DER of the certificate that a connection was opened with: asked for once, not for every request. */
const shown = new WeakMap<TLSSocket, Uint8Array | null>();

/**
 * Puts the check of PRODUCT 3.2 before every route of `child`, whose addresses carry `:account`: no
 * handler runs, and no body is read, before the caller's certificate was judged. Refusals say why,
 * name the operator's office, and are kept.
 */
export function guardMachines(child: FastifyInstance, options: GuardOptions): void {
  child.addHook('onRequest', async (request, reply) => {
    const addressed = String((request.params as { account?: string }).account ?? '');
    try {
      if (options.isTooMany(request.raw.socket as TLSSocket)) {
        reply.header('connection', 'close');
        throw new Problem('service.too-many-connections', {
          params: { connectionsMax: options.connectionsMax },
        });
      }
      const caller = await judgeCaller({
        addressed,
        certificateDer: certificateOf(request.raw.socket as TLSSocket),
        clock: options.clock,
        findAccount: (id) => options.accounts.find(id),
      });
      callers.set(request, caller);
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.definition.status >= 500) throw thrown;
      await options.recordRefusal({
        addressed,
        problem: thrown,
        certificateDer: certificateOf(request.raw.socket as TLSSocket),
        remoteAddress: request.ip,
        correlationId: request.id,
      });
      return refuse(thrown, request, reply, await options.readOffice());
    }
  });
}

/** Who calls, on a guarded route. */
export function callerOf(request: FastifyRequest): MachineCaller {
  const caller = callers.get(request);
  if (!caller) throw new Problem('pki.no-certificate');
  return caller;
}

/** Answers a refusal as a problem that carries the office to turn to. */
export function refuse(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  office: Office,
): FastifyReply {
  const language = callerLanguage(request);
  return reply
    .status(problem.definition.status)
    .type(problemMediaType)
    .header('content-language', language)
    .send({ ...toProblemAnswer(problem, { language, correlationId: request.id }), office });
}

function certificateOf(socket: TLSSocket): Uint8Array | undefined {
  const known = shown.get(socket);
  if (known !== undefined) return known ?? undefined;
  const raw: Buffer | undefined = socket.getPeerCertificate(false).raw;
  shown.set(socket, raw ?? null);
  return raw;
}

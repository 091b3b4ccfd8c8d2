import {
  type Clock,
  type InputOf,
  type Language,
  type OutputOf,
  Problem,
  type RouteContract,
} from '@kartoteka/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type BytesAnswer, sendBytes } from './bytes-answer.ts';
import { callerLanguage } from './caller-language.ts';
import { checkAccess, readerFor } from './check-access.ts';
import { inputErrors, unstorableErrors } from './input-problem.ts';
import { documentRoute } from './open-api.ts';
import { type FieldError, InputProblem } from './problem-answer.ts';
import { isRefusal, opaqueIds } from './refused-act.ts';
import type { Access, Session, SessionFor } from './session.ts';
import { limitStream } from './stream-body.ts';

export interface RouteOptions<Of extends Access> {
  readonly access: Of;
  readonly limits?: { readonly bodyBytesMax?: number };
  /**
   * The body is a file: its bytes reach the handler as `stream`, whatever their content type, and
   * never lie in memory as a whole. The contract then has no body.
   */
  readonly streamBody?: boolean;
  /** Its refusals stand in the audit already, in words of its own. */
  readonly recordsItself?: boolean;
}

/** What a handler gets: parsed input, who calls, and the surroundings it may need. */
export interface RouteInput<Contract extends RouteContract, Of extends Access> {
  readonly params: OutputOf<Contract['params']>;
  readonly query: OutputOf<Contract['query']>;
  readonly body: OutputOf<Contract['body']>;
  readonly session: SessionFor<Of>;
  readonly correlationId: string;
  readonly language: Language;
  readonly clock: Clock;
  /** The file sent, for routes with `streamBody`. Throws `service.body-too-large` on the way. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** For cookies, addresses and status; the body goes out by the handler's return value only. */
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type RouteAnswer<Contract extends RouteContract> = Contract['answer'] extends 'bytes'
  ? BytesAnswer
  : InputOf<Contract['answer']>;

/**
 * Binds a handler to a contract: access is checked before the body is read, input is parsed by the
 * contract's schemas, the answer is parsed by its own (so nothing unlisted leaves), and the route
 * appears in the OpenAPI document.
 *
 * @throws Problem in answer to a call: `service.signed-out`, `service.no-permission`,
 *   `service.input`, `service.body-too-large`, and whatever the handler throws
 * @example bindRoute(server, getDocument, { access: { roles: ['doctor'] } }, ({ params }) => find(params.id));
 */
export function bindRoute<const Contract extends RouteContract, const Of extends Access>(
  server: FastifyInstance,
  contract: Contract,
  options: RouteOptions<Of>,
  handler: (
    input: RouteInput<Contract, Of>,
  ) => Promise<RouteAnswer<Contract>> | RouteAnswer<Contract>,
): void {
  const frame = server.kartoteka;
  const reader = readerFor(options.access, frame.sessions);
  const found = new WeakMap<FastifyRequest, Session>();
  frame.routes.push({ contract, access: options.access });

  const mount = (target: FastifyInstance): void => {
    target.route({
      method: contract.method,
      url: contract.path.replace(/\{(\w+)\}/g, ':$1'),
      ...(options.limits?.bodyBytesMax && { bodyLimit: options.limits.bodyBytesMax }),
      config: { route: documentRoute(contract, options) },
      schema: {},
      onRequest: async (request, reply) => {
        const session = await reader?.read(request);
        if (session) found.set(request, session);
        await recording(request, async () => checkAccess(session, options.access));
        if (!session) return;
        reply.header('session-expires-at', session.expiresAt.toISOString());
      },
      handler: (request, reply) => recording(request, () => answer(request, reply)),
    });
  };
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const input = {
      ...parseParts(contract, request),
      session: found.get(request),
      correlationId: request.id,
      language: found.get(request)?.language ?? callerLanguage(request),
      clock: frame.clock,
      stream: limitStream(request.body, request.routeOptions.bodyLimit ?? 0),
      request,
      reply,
    } as RouteInput<Contract, Of>;
    return sendAnswer(contract, await handler(input), input);
  };
  /** What a signed-in person is refused is kept before the answer says it. */
  const recording = async <T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      const session = found.get(request);
      const refused = thrown instanceof Problem && isRefusal(thrown);
      if (session && refused && !options.recordsItself) {
        await frame.recordRefusedAct?.({
          session,
          route: `${contract.method} ${contract.path}`,
          ids: opaqueIds(request),
          problem: thrown,
          correlationId: request.id,
        });
      }
      throw thrown;
    }
  };
  if (options.streamBody) void server.register(takeAnyBody(mount));
  else mount(server);
}

/** A child of the server whose only reader of bodies hands the stream on. */
function takeAnyBody(mount: (target: FastifyInstance) => void) {
  return async (child: FastifyInstance): Promise<void> => {
    child.removeAllContentTypeParsers();
    child.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    mount(child);
  };
}

/** Parses all parts and joins their findings, so that one answer names every field. */
function parseParts(
  contract: RouteContract,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } {
  const errors: FieldError[] = [];
  const parse = (schema: RouteContract['body'], value: unknown): unknown => {
    if (schema === undefined) return undefined;
    errors.push(...unstorableErrors(value));
    const parsed = (schema as unknown as z.ZodType).safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    errors.push(...inputErrors(parsed.error.issues, value));
    return undefined;
  };
  const parts = {
    params: parse(contract.params, request.params),
    query: parse(contract.query, request.query),
    body: parse(contract.body, request.body),
  };
  if (errors.length > 0) throw new InputProblem(errors);
  return parts;
}

function sendAnswer<Contract extends RouteContract>(
  contract: Contract,
  answer: RouteAnswer<Contract>,
  input: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): FastifyReply {
  const { reply, request } = input;
  const { log } = request.server.kartoteka;
  if (contract.answer === 'bytes') {
    return sendBytes(reply, answer as BytesAnswer, { https: request.protocol === 'https', log });
  }
  const parsed = (contract.answer as unknown as z.ZodType).safeParse(answer);
  // An answer that breaks its own contract is our defect; the findings belong to the log.
  if (!parsed.success) throw new Problem('service.unexpected', { cause: parsed.error });
  if (parsed.data === undefined) return reply.status(204).send();
  // Serialised here: the framework would send a bare string as it is.
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(parsed.data));
}

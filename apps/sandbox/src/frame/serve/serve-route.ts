import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, Problem } from '@kartoteka/kernel';
import type { Log } from '@kartoteka/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { maskBytes, maskText } from '../calls/mask-secrets.ts';
import { skewedClock } from '../clock/world-time.ts';
import { type AppliedFault, faultLimits, isGeneric } from '../faults/fault.ts';
import { faultHeader, readFaultHeader } from '../faults/read-fault-header.ts';
import type {
  BrokenRule,
  HttpAnswer,
  HttpRequest,
  Platform,
  PlatformRoute,
  World,
} from '../platform.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { answerBytes, answerHead, headersOf, isTextType } from './answer-parts.ts';
import { readRequest, requestHead } from './read-request.ts';
import { resolveWorld } from './resolve-world.ts';

export interface ServeRouteOptions {
  readonly platform: Platform;
  readonly route: PlatformRoute;
  readonly desk: WorldDesk;
  readonly machineClock: Clock;
  readonly log: Log;
}

/** What is known of a call while it is served. */
interface Serving extends ServeRouteOptions {
  readonly raw: FastifyRequest;
  readonly reply: FastifyReply;
  readonly request: HttpRequest;
  readonly world: World;
  readonly operation: string;
  readonly base: string;
  readonly fault: AppliedFault | undefined;
  readonly broken: BrokenRule[];
  readonly secrets: string[];
}

/**
 * Serves one call of a platform: finds its world and operation, decides its fault, has it answered,
 * writes it into the log, and only then lets the answer go.
 *
 * @throws Problem `sandbox.world-unknown`, `sandbox.fault-unreadable`, `sandbox.fault-unsupported`
 */
export async function serveRoute(
  raw: FastifyRequest,
  reply: FastifyReply,
  options: ServeRouteOptions,
): Promise<FastifyReply> {
  const { platform, route, desk, machineClock } = options;
  const receivedAt = machineClock.now();
  const startedMs = performance.now();
  const inPath = (raw.params as Record<string, string | undefined>).world;
  const base = inPath === undefined ? '' : `/w/${inPath}`;
  const request = readRequest(raw, base);
  const world = await resolveWorld(desk, request, { inPath, account: route.account?.(request) });
  const operation =
    typeof route.operation === 'string' ? route.operation : route.operation(request);
  const fault = await faultOf(request, world, platform, operation);
  const broken: BrokenRule[] = [];
  const serving: Serving = {
    ...options,
    raw,
    reply,
    request,
    world,
    operation,
    base,
    fault,
    broken,
    secrets: [],
  };
  if (fault?.kind === 'slow') await pause(fault.ms);
  const answer = await answerUnderFault(serving);
  const cut = fault?.kind === 'cut-during';
  await world.record({
    platform: platform.id,
    operation,
    protocol: raw.protocol.toUpperCase(),
    receivedAt,
    durationMs: performance.now() - startedMs,
    outcome: answer && fault?.kind !== 'time-out' ? String(answer.status) : 'none',
    request: {
      head: maskText(requestHead(raw), serving.secrets),
      body: maskBytes(request.body, serving.secrets),
    },
    answer: loggedAnswer(answer, serving, cut),
    fault,
    broken,
  });
  return deliver(serving, answer);
}

/** The header of the call goes before the rules of the world. */
async function faultOf(
  request: HttpRequest,
  world: World,
  platform: Platform,
  operation: string,
): Promise<AppliedFault | undefined> {
  const header = request.headers[faultHeader];
  if (header === undefined) {
    // By the time of a request the certificate was shown already.
    return world.decideFault({ platform: platform.id, operation, never: 'expired-certificate' });
  }
  const fault = readFaultHeader(header);
  const { kind } = fault;
  const late = kind === 'expired-certificate';
  if (isGeneric(kind) || (!late && platform.faults?.includes(kind))) return fault;
  throw new Problem('sandbox.fault-unsupported', {
    params: { platform: platform.id, fault: kind },
  });
}

/** The platform's answer, or what a fault puts in its place; `undefined` when none is made. */
async function answerUnderFault(serving: Serving): Promise<HttpAnswer | undefined> {
  const { fault, route, request, world, platform, broken } = serving;
  const kind = fault?.kind;
  if (kind === 'cut-before') return undefined;
  if (kind === 'maintenance') {
    return route.maintenance?.(request) ?? plainAnswer(503, 'maintenance', request);
  }
  if (kind === 'status') return plainAnswer(fault?.status ?? 503, 'status', request);
  const rules = platform.operations.find(({ id }) => id === serving.operation)?.rules ?? [];
  return route.answer({
    world,
    request,
    clock: skewedClock(world.clock, kind === 'clock-skew' ? (fault?.ms ?? 0) : 0),
    fault: kind === undefined || isGeneric(kind) ? undefined : kind,
    base: serving.base,
    broke: (id, place) => {
      const rule = rules.find((one) => one.id === id);
      if (!rule) throw new Error(`${serving.operation} has no rule ${id}`);
      broken.push({ ...rule, ...(place !== undefined && { place }) });
    },
    secret: (value) => serving.secrets.push(value),
  });
}

function plainAnswer(status: number, kind: string, { language }: HttpRequest): HttpAnswer {
  const problem = new Problem('sandbox.fault-applied');
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '30' },
    body: `${problem.text(language)} (${kind})\n${problem.next(language)}\n`,
  };
}

function loggedAnswer(answer: HttpAnswer | undefined, serving: Serving, cut: boolean) {
  if (!answer) return { head: '', body: new Uint8Array() };
  const bytes = answerBytes(answer);
  const head = maskText(answerHead(answer), serving.secrets);
  const body = isTextType(answer) ? maskBytes(bytes, serving.secrets) : bytes;
  return { head, body: cut ? body.subarray(0, body.length / 2) : body };
}

/** Lets the answer go, or does to it what the fault says. */
async function deliver(
  { reply, raw, fault, log }: Serving,
  answer: HttpAnswer | undefined,
): Promise<FastifyReply> {
  if (answer && fault?.kind !== 'time-out' && fault?.kind !== 'cut-during') {
    return reply.code(answer.status).headers(headersOf(answer)).send(answerBytes(answer));
  }
  reply.hijack();
  const { socket } = raw.raw;
  if (!answer) {
    socket.destroy();
  } else if (fault?.kind === 'cut-during') {
    const bytes = answerBytes(answer);
    reply.raw.writeHead(answer.status, {
      ...(headersOf(answer) as Record<string, string | string[]>),
      'content-length': Math.max(2, bytes.length),
    });
    // Ended only once these bytes are on their way: the client sees a beginning and no end.
    reply.raw.write(bytes.subarray(0, Math.max(1, bytes.length / 2)), () => socket.destroy());
  } else {
    const timer = setTimeout(() => socket.destroy(), faultLimits.heldMsMax);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
    log.info({ platform: 'sandbox' }, 'an answer is withheld');
  }
  return reply;
}

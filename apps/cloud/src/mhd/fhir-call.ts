import {
  agreeOnFormat,
  type Fault,
  type FhirFormat,
  type FhirResource,
  faultOf,
  mediaTypeOf,
  writeOutcome,
  writeResource,
} from '@kartoteka/fhir';
import { type Clock, type Language, Problem, type ProblemCode } from '@kartoteka/kernel';
import { type ContentStore, callerLanguage, type Database, type Log } from '@kartoteka/service';
import type { AtnaTransaction } from '@kartoteka/xds';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isReadable, stateOf } from '../features/accounts/account.ts';
import type { MachineCaller } from '../features/accounts/judge-caller.ts';
import type { AtnaFeed } from '../features/atna/feed.ts';
import { noObjects, tellCollector } from '../features/atna/tell.ts';
import { type MachineCall, recordFailedCall } from '../features/documents/machine-call.ts';
import { callerOf } from '../listener/guard-machines.ts';
import type { CloudSchema } from '../schema.ts';

export interface FhirOptions {
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly atna?: AtnaFeed | undefined;
}

/** What a call is named in the audit, and to an audit record repository. */
export interface FhirDeed {
  readonly auditAction: string;
  /** Absent for what is no transaction of MHD. */
  readonly transaction?: AtnaTransaction;
}

/** One call of the FHIR interface. */
export interface FhirCall extends MachineCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly deed: FhirDeed;
  /** Address of the account's service, without a slash at the end. */
  readonly base: string;
  readonly language: Language;
  /** What the answer is written in; JSON where the caller takes neither. */
  readonly format: FhirFormat;
  /** What is told of the call; filled while it is understood. */
  readonly told: { objects: typeof noObjects };
}

/** Begins a call: the caller was judged before. Nothing of its address is kept: it may name a patient. */
export function beginCall(
  request: FastifyRequest,
  reply: FastifyReply,
  deed: FhirDeed,
  { clock, atna }: Pick<FhirOptions, 'clock' | 'atna'>,
): FhirCall {
  const caller = callerOf(request);
  const base = `https://${request.host}/services/${caller.account.id}/fhir`;
  const told = { objects: noObjects };
  const tell = tellCollector(deed.transaction && atna, {
    transaction: deed.transaction ?? 'refused-caller',
    tenant: caller.account.id,
    endpoint: base,
    remoteAddress: request.ip,
    correlationId: request.id,
    callerName: caller.certificate.subject.text,
    objects: () => told.objects,
  });
  return {
    ...{ request, reply, deed, base, caller, tell, told },
    correlationId: request.id,
    messageIds: [],
    replayableUntil: clock.now(),
    language: callerLanguage(request),
    format: agreedFormat(request) ?? 'json',
  };
}

/** The format that a caller asks for, by address or header; undefined where it takes no FHIR. */
export function agreedFormat(request: FastifyRequest): FhirFormat | undefined {
  const format = (request.query as Readonly<Record<string, unknown>> | undefined)?._format;
  return agreeOnFormat({
    accept: request.headers.accept,
    ...(typeof format === 'string' && { format }),
  });
}

/** @throws Problem `fhir.not-acceptable` */
export function requireFormat({ request }: FhirCall): void {
  if (!agreedFormat(request)) throw new Problem('fhir.not-acceptable');
}

/** Expired and suspended accounts are read as before. */
export function requireOpen({ account }: MachineCaller, clock: Clock): void {
  const state = stateOf(account, clock);
  if (!isReadable(state))
    throw new Problem('account.not-open', { params: { account: account.id, state } });
}

export function sendResource(
  call: Pick<FhirCall, 'reply' | 'format'>,
  resource: FhirResource,
  status = 200,
): FastifyReply {
  const { reply, format } = call;
  return reply
    .status(status)
    .header('content-type', mediaTypeOf(format))
    .send(Buffer.from(writeResource(resource, format)));
}

/** Says what is wrong; the first fault gives the status. Its record has been written before. */
export function sendFaults(call: FhirCall, faults: readonly Fault[]): FastifyReply {
  const { reply, language, correlationId } = call;
  const [first] = faults;
  reply.header('content-language', language);
  return sendResource(
    call,
    writeOutcome(faults, { language, correlationId }),
    statusOf(first?.code ?? 'service.unexpected'),
  );
}

/** A registry's refusal without words of its own is the sender's to mend, not that of a peer. */
function statusOf(code: ProblemCode): number {
  return code === 'xds.refused' ? 422 : new Problem(code).definition.status;
}

/** Answers what was thrown, as `answerFailure` does, in the words of FHIR; recorded before. */
export async function failCall(
  thrown: unknown,
  call: FhirCall,
  options: FhirOptions,
): Promise<FastifyReply> {
  const problem =
    thrown instanceof Problem ? thrown : new Problem('service.unexpected', { cause: thrown });
  const { reply, correlationId, caller, deed, tell } = call;
  const { status } = problem.definition;
  if (status >= 500) {
    options.log.error({ error: problem, problem: problem.code, correlationId }, 'FHIR call failed');
  }
  await recordFailedCall(options, {
    ...{ caller, correlationId, problem, tell },
    action: deed.auditAction,
  });
  if (status === 503) reply.header('retry-after', 5);
  return sendFaults(call, [faultOf(problem)]);
}

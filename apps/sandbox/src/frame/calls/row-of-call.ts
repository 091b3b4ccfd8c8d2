import type { CallRecord, Message, Platform } from '../platform.ts';
import { callLimits } from './call-limits.ts';
import type { NewCall } from './call-store.ts';
import { decodeBody } from './decode-body.ts';

/**
 * A call as the log stores it: bodies cut at the limit, decoded, with the marking of its operation.
 *
 * @throws Error when the operation is none of the platform: a defect of the platform
 */
export function rowOfCall(platform: Platform, call: CallRecord, at: Date): NewCall {
  const operation = platform.operations.find(({ id }) => id === call.operation);
  if (!operation) throw new Error(`${platform.id} has no operation ${call.operation}`);
  const [request, answer] = [keptMessage(call.request), keptMessage(call.answer)];
  return {
    platform: platform.id,
    operation: operation.id,
    marking: operation.marking,
    protocol: call.protocol,
    at,
    received_at: call.receivedAt,
    duration_ms: Math.max(0, Math.round(call.durationMs)),
    outcome: call.outcome,
    request_head: request.head,
    request_body: request.body,
    request_bytes: call.request.body.length,
    request_text: request.text,
    answer_head: answer.head,
    answer_body: answer.body,
    answer_bytes: call.answer.body.length,
    answer_text: answer.text,
    fault: call.fault ? JSON.stringify(call.fault) : 'null',
    broken: JSON.stringify(call.broken ?? []),
  };
}

function keptMessage({ head, body, text }: Message): {
  head: string;
  body: Uint8Array;
  text: string;
} {
  const words = text ?? decodeBody(contentTypeOf(head), body);
  return {
    head: storable(head).slice(0, callLimits.headCharactersKept),
    body: Buffer.from(body.subarray(0, callLimits.bodyBytesKept)),
    text: storable(words).slice(0, callLimits.textCharactersKept),
  };
}

function contentTypeOf(head: string): string {
  return /^content-type:\s*(.*)$/im.exec(head)?.[1]?.trim() ?? '';
}

/** PostgreSQL takes neither NUL nor half a pair of surrogates in a text. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u2400').toWellFormed();
}

import type { Clock } from '@kartoteka/kernel';
import type { Database, RecordSlowReader } from '@kartoteka/service';
import { recordFailedCall } from '../features/documents/machine-call.ts';
import type { CloudSchema } from '../schema.ts';
import { callerOf } from './guard-machines.ts';

/**
 * Keeps that a machine did not take its answer: what it asked for stands in the account's trail as
 * done already, and this beside it.
 */
export function recordSlowReader(options: {
  readonly database: Database<CloudSchema>;
  readonly clock: Clock;
}): RecordSlowReader {
  return async (request, problem) =>
    recordFailedCall(options, {
      caller: callerOf(request),
      correlationId: request.id,
      action: 'answer.cut',
      problem,
    });
}

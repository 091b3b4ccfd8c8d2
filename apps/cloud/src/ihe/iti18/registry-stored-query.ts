import type { Clock } from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import {
  answerQuery,
  problemOfErrors,
  type QueryAnswer,
  type QueryRequest,
  readStoredQuery,
  refusedQuery,
  transactionWires,
  writeQueryResponse,
} from '@kartoteka/xds';
import { runCall } from '../../features/documents/machine-call.ts';
import { queryPort } from '../../features/documents/service.ts';
import type { CloudSchema } from '../../schema.ts';
import type { Transaction } from '../transaction.ts';

export interface QueryOptions {
  readonly database: Database<CloudSchema>;
  readonly clock: Clock;
}

const auditAction = 'document.query';

/** ITI-18, Registry Stored Query (ITI TF-2: 3.18). */
export function registryStoredQuery(options: QueryOptions): Transaction {
  return {
    wire: transactionWires.iti18,
    auditAction,
    answer: async (call, message) => {
      const reading = readStoredQuery(message.envelope.body);
      const answer = await runCall(options, call, async (trx) => {
        const result = reading.ok
          ? await answerQuery(reading.request, queryPort(trx, call.caller.account.id))
          : refusedQuery(reading.errors);
        return {
          result,
          outcome:
            result.status === 'Success'
              ? ('success' as const)
              : problemOfErrors(result.errors).code,
          deed: {
            action: auditAction,
            details: {
              query: reading.ok ? reading.request.query.name : 'unknown',
              results: countOf(result, reading.ok ? reading.request : undefined),
              ...(result.errors.length > 0 && { errors: result.errors.map(({ code }) => code) }),
            },
          },
        };
      });
      return { body: writeQueryResponse(answer) };
    },
  };
}

function countOf(answer: QueryAnswer, request: QueryRequest | undefined): number {
  if (request?.returnType === 'ObjectRef') return answer.references.length;
  return Object.values(answer.objects).reduce((sum, list) => sum + list.length, 0);
}

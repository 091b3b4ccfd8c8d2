import type { Oid } from '@kartoteka/kernel';
import {
  answerRemoveDocuments,
  failure,
  type RegistryResponse,
  readRemoveDocuments,
  transactionWires,
  writeRegistryResponse,
} from '@kartoteka/xds';
import { readWritingState } from '../../features/accounts/check-writable.ts';
import { runCall } from '../../features/documents/machine-call.ts';
import { repositoryRemoval } from '../../features/removal/registry-removal.ts';
import type { RemovalOptions } from '../iti62/delete-document-set.ts';
import type { Transaction } from '../transaction.ts';

const auditAction = 'document.remove-content';

/** ITI-86, Remove Documents (ITI TF-2: 3.86): each document stands for itself; metadata stay. */
export function removeDocuments(options: RemovalOptions): Transaction {
  return {
    wire: transactionWires.iti86,
    auditAction,
    answer: async (call, message) => {
      const reading = readRemoveDocuments(message.envelope.body);
      // Nothing that came beside the envelope belongs to it.
      await message.discardAll();
      const response = await runCall<RegistryResponse>(options, call, async (trx) => {
        if (!reading.ok) {
          return {
            result: failure(reading.errors),
            outcome: 'xds.metadata' as const,
            deed: {
              action: auditAction,
              details: { errors: reading.errors.map(({ code }) => code) },
            },
          };
        }
        const { account } = call.caller;
        const port = repositoryRemoval({
          trx,
          account: account.id,
          state: await readWritingState(trx, account.id, options.clock),
          contents: options.contents,
          at: options.clock.now(),
        });
        const known = [account.repositoryOid, account.repositoryOidP1].filter((id) => id !== null);
        const answer = await answerRemoveDocuments(reading.requests, port, known as Oid[]);
        return {
          result: answer,
          outcome: answer.status === 'Success' ? ('success' as const) : ('xds.refused' as const),
          deed: {
            action: auditAction,
            details: {
              documents: [...answer.removed],
              orders: [...port.orderIds()],
              ...(answer.errors.length > 0 && { errors: answer.errors.map(({ code }) => code) }),
            },
          },
        };
      });
      return { body: writeRegistryResponse(response) };
    },
  };
}

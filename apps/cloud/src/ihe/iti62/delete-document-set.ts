import type { Clock } from '@kartoteka/kernel';
import type { ContentStore, Database } from '@kartoteka/service';
import {
  acceptRemoval,
  failure,
  readRemoveObjects,
  removalResponse,
  transactionWires,
  writeRegistryResponse,
} from '@kartoteka/xds';
import { readWritingState } from '../../features/accounts/check-writable.ts';
import { runCall } from '../../features/documents/machine-call.ts';
import { registryRemoval } from '../../features/removal/registry-removal.ts';
import type { CloudSchema } from '../../schema.ts';
import type { Transaction } from '../transaction.ts';

export interface RemovalOptions {
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly clock: Clock;
}

const auditAction = 'document.remove-metadata';

/** ITI-62, Remove Metadata (ITI TF-2: 3.62): wholly or not at all; bytes of documents stay. */
export function deleteDocumentSet(options: RemovalOptions): Transaction {
  return {
    wire: transactionWires.iti62,
    auditAction,
    answer: async (call, message) => {
      const reading = readRemoveObjects(message.envelope.body);
      // Nothing that came beside the envelope belongs to it.
      await message.discardAll();
      const response = await runCall(options, call, async (trx) => {
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
        const port = registryRemoval({
          trx,
          account: account.id,
          state: await readWritingState(trx, account.id, options.clock),
          contents: options.contents,
          at: options.clock.now(),
        });
        const decision = await acceptRemoval(reading.ids, port);
        const removed = decision.outcome === 'remove';
        const documents = removed
          ? decision.change.objects.flatMap(({ uniqueId }) => uniqueId ?? [])
          : [];
        return {
          result: removalResponse(decision),
          outcome: removed ? ('success' as const) : ('xds.refused' as const),
          deed: {
            action: auditAction,
            details: {
              objects: [...reading.ids],
              documents,
              orders: [...port.orderIds()],
              ...(!removed && { errors: decision.errors.map(({ code }) => code) }),
            },
          },
        };
      });
      return { body: writeRegistryResponse(response) };
    },
  };
}

import { failure, readUpdate, transactionWires, writeRegistryResponse } from '@kartoteka/xds';
import { runCall } from '../../features/documents/machine-call.ts';
import type { StoreSubmissionOptions } from '../../features/documents/store-submission.ts';
import { updateSubmission } from '../../features/documents/update-submission.ts';
import type { Transaction } from '../transaction.ts';

const auditAction = 'document.update';

/** ITI-57, Update Document Set (ITI TF-2: 3.57). */
export function update(options: StoreSubmissionOptions): Transaction {
  return {
    wire: transactionWires.iti57,
    auditAction,
    answer: async (call, message) => {
      const reading = readUpdate(message.envelope.body);
      // Nothing that came beside the envelope belongs to it.
      await message.discardAll();
      if (!reading.ok) {
        const response = await runCall(options, call, async () => ({
          result: failure(reading.errors),
          outcome: 'xds.metadata' as const,
          deed: {
            action: auditAction,
            details: { errors: reading.errors.map(({ code }) => code) },
          },
        }));
        return { body: writeRegistryResponse(response) };
      }
      const response = await updateSubmission(options, call, reading.request);
      return { body: writeRegistryResponse(response) };
    },
  };
}

import { failure, readRegister, transactionWires, writeRegistryResponse } from '@kartoteka/xds';
import { runCall } from '../../features/documents/machine-call.ts';
import {
  type StoreSubmissionOptions,
  storeSubmission,
} from '../../features/documents/store-submission.ts';
import type { Transaction } from '../transaction.ts';

const auditAction = 'document.register';

/** ITI-42, Register Document Set-b (ITI TF-2: 3.42): documents that lie in another repository. */
export function register(options: StoreSubmissionOptions): Transaction {
  return {
    wire: transactionWires.iti42,
    auditAction,
    answer: async (call, message) => {
      const reading = readRegister(message.envelope.body);
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
      const { response } = await storeSubmission(options, call, reading.request);
      return { body: writeRegistryResponse(response) };
    },
  };
}

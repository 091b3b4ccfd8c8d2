import {
  failure,
  readProvideAndRegister,
  transactionWires,
  writeRegistryResponse,
} from '@kartoteka/xds';
import { runCall } from '../../features/documents/machine-call.ts';
import {
  type StoreSubmissionOptions,
  storeSubmission,
} from '../../features/documents/store-submission.ts';
import type { Transaction } from '../transaction.ts';

const auditAction = 'document.provide-and-register';

/** ITI-41, Provide and Register Document Set-b (ITI TF-2: 3.41). */
export function provideAndRegister(options: StoreSubmissionOptions): Transaction {
  return {
    wire: transactionWires.iti41,
    auditAction,
    answer: async (call, message) => {
      const reading = readProvideAndRegister(message.envelope.body, message.contentOf);
      if (!reading.ok) {
        await message.discardAll();
        const codes = reading.errors.map(({ code }) => code);
        const response = await runCall(options, call, async () => ({
          result: failure(reading.errors),
          outcome: 'xds.metadata' as const,
          deed: { action: auditAction, details: { errors: codes } },
        }));
        return { body: writeRegistryResponse(response) };
      }
      const { response, stored } = await storeSubmission(options, call, reading.request);
      if (!stored) await message.discardAll();
      return { body: writeRegistryResponse(response) };
    },
  };
}

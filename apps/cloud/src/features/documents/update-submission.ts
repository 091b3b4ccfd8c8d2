import { Problem } from '@kartoteka/kernel';
import {
  acceptUpdate,
  failure,
  type RegistryResponse,
  success,
  type UpdateAcceptance,
  type UpdateRequest,
} from '@kartoteka/xds';
import { type CallOutcome, type MachineCall, runCall } from './machine-call.ts';
import type { StoreSubmissionOptions } from './store-submission.ts';
import { updateStore } from './update-store.ts';

/** How often an update is decided anew when another submission takes its set's id meanwhile. */
const attemptsMax = 3;

/**
 * ITI-57 for one account: decided and written in one transaction, which is durable before this
 * returns. Updates of one account take turns.
 *
 * @throws Problem `security.message-replayed`, `xds.busy`
 */
export async function updateSubmission(
  options: StoreSubmissionOptions,
  call: MachineCall,
  request: UpdateRequest,
): Promise<RegistryResponse> {
  const { contents, clock, random } = options;
  const account = call.caller.account.id;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    try {
      return await runCall(options, call, async (trx) => {
        const port = updateStore({ trx, account, contents, at: clock.now() });
        const acceptance = await acceptUpdate(request, port, { clock, random });
        if (acceptance.outcome === 'changed') throw new ChangedMeanwhile();
        return outcomeOf(acceptance, request);
      });
    } catch (thrown) {
      if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    }
  }
  throw new Problem('xds.busy');
}

/** Rolls a transaction back so that the update can be decided again; never leaves this file. */
class ChangedMeanwhile extends Error {}

function outcomeOf(
  acceptance: Exclude<UpdateAcceptance, { outcome: 'changed' }>,
  { submission, operations }: UpdateRequest,
): CallOutcome<RegistryResponse> {
  const refused = acceptance.outcome === 'refused';
  return {
    result: refused ? failure(acceptance.errors) : success,
    outcome: refused ? 'xds.refused' : 'success',
    deed: {
      action: 'document.update',
      subject: { kind: 'submission-set', id: submission.submissionSet.uniqueId ?? '' },
      details: {
        result: acceptance.outcome,
        operations: operations.map(({ kind }) => kind),
        documents: submission.documents.map(({ uniqueId }) => uniqueId ?? ''),
        statuses: operations.flatMap((one) =>
          one.kind === 'status' ? `${one.target} ${one.to}` : [],
        ),
        ...(refused && { errors: acceptance.errors.map(({ code }) => code) }),
      },
    },
  };
}

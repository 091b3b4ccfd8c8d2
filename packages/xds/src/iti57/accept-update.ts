import type { DecisionContext } from '../iti41/decide-submission.ts';
import type { RegistryError } from '../response/registry-error.ts';
import { askUpdate } from './ask-update.ts';
import { decideUpdate } from './decide-update.ts';
import type { UpdateChange, UpdatePort } from './update-port.ts';
import type { UpdateRequest } from './update-request.ts';

export type UpdateAcceptance =
  | { readonly outcome: 'updated'; readonly change: UpdateChange }
  /** Success, and nothing was written. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly errors: readonly RegistryError[] }
  /** Another submission got in between: roll the transaction back and accept again in a new one. */
  | { readonly outcome: 'changed' };

/**
 * Takes an update into the registry: questions, a decision, one writing, all or nothing. Runs inside
 * one transaction of the account's scope and commits nothing itself.
 *
 * ITI TF-2: 3.57.4.1.3
 *
 * @example const acceptance = await acceptUpdate(reading.request, port, { clock, random });
 */
export async function acceptUpdate(
  request: UpdateRequest,
  port: UpdatePort,
  context: Pick<DecisionContext, 'clock' | 'random'>,
): Promise<UpdateAcceptance> {
  const facts = await port.lookUp(askUpdate(request));
  const decision = decideUpdate(request, facts, context);
  if (decision.outcome !== 'update') return decision;
  const saved = await port.save(decision.change);
  return saved === 'saved'
    ? { outcome: 'updated', change: decision.change }
    : { outcome: 'changed' };
}

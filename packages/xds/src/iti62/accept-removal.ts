import type { ObjectId } from '../model/object-id.ts';
import { failure, type RegistryResponse, success } from '../response/registry-response.ts';
import { decideRemoval, type RemovalDecision } from './decide-removal.ts';
import type { RemovalPort } from './removal-port.ts';

/**
 * Removes objects from the registry: one question, a decision, one writing. Runs inside one
 * transaction of the account's scope and commits nothing itself. The bytes of documents stay where
 * they are: those are the repository's, and go with ITI-86.
 *
 * ITI TF-2: 3.62.4.1.3
 *
 * @example const decision = await acceptRemoval(reading.ids, port);
 */
export async function acceptRemoval(
  ids: readonly ObjectId[],
  port: RemovalPort,
): Promise<RemovalDecision> {
  const decision = decideRemoval(ids, await port.lookUp(ids));
  if (decision.outcome === 'remove') await port.remove(decision.change);
  return decision;
}

/**
 * What ITI-62 answers to a decision.
 *
 * @example writeRegistryResponse(removalResponse(decision))
 */
export function removalResponse(decision: RemovalDecision): RegistryResponse {
  return decision.outcome === 'remove' ? success : failure(decision.errors);
}

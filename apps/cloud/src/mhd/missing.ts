import { Problem } from '@kartoteka/kernel';
import type { Transaction } from 'kysely';
import { findRemovedDocument } from '../features/documents/service.ts';
import type { CloudSchema } from '../schema.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was removed is told from what never was, or is another account's (IHE ITI MHD: 2:3.68.4.2). */
export async function missing(trx: Transaction<CloudSchema>, id: string): Promise<Problem> {
  const removed = uuid.test(id) && (await findRemovedDocument(trx, { entryUuid: id }));
  return new Problem(removed ? 'fhir.removed' : 'fhir.not-found');
}

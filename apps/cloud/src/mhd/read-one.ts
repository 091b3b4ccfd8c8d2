import {
  type FhirResource,
  readDocumentSearch,
  readListSearch,
  type SearchReading,
  writeDocumentReference,
} from '@kartoteka/fhir';
import { Problem } from '@kartoteka/kernel';
import type { FastifyReply } from 'fastify';
import type { Transaction } from 'kysely';
import { runCall } from '../features/documents/machine-call.ts';
import { searchDocuments, searchLists } from '../features/documents/service.ts';
import type { CloudSchema } from '../schema.ts';
import { type FhirCall, type FhirOptions, requireFormat, sendResource } from './fhir-call.ts';
import { missing } from './missing.ts';
import { writeList } from './write-found.ts';

/**
 * Reads a DocumentReference or a List by its id. What is another account's is answered as what does
 * not exist.
 *
 * @throws Problem `fhir.not-found`, `fhir.removed`
 */
export async function readOne(
  options: FhirOptions,
  call: FhirCall,
  { type, id }: { readonly type: 'DocumentReference' | 'List'; readonly id: string },
): Promise<FastifyReply> {
  requireFormat(call);
  const resource = await runCall(options, call, async (trx) => {
    const found = await findOne(trx, call, type, id);
    if (!found) throw await missing(trx, id);
    return {
      result: found,
      outcome: 'success' as const,
      deed: { action: call.deed.auditAction, subject: { kind: type, id: found.id ?? '' } },
    };
  });
  const { versionId = '1', lastUpdated = '' } = resource.meta ?? {};
  call.reply.header('etag', `W/"${versionId}"`);
  call.reply.header('last-modified', new Date(lastUpdated).toUTCString());
  return sendResource(call, resource);
}

async function findOne(
  trx: Transaction<CloudSchema>,
  { caller, base }: FhirCall,
  type: 'DocumentReference' | 'List',
  id: string,
): Promise<FhirResource | undefined> {
  const { id: account } = caller.account;
  const pairs = [['_id', id]] as const;
  if (type === 'DocumentReference') {
    const { search, sort } = understood(readDocumentSearch(pairs, { strict: true }));
    const [document] = await searchDocuments(trx, account, search, { sort, max: 1 });
    return document && writeDocumentReference(document, base);
  }
  const { search, sort } = understood(readListSearch(pairs, { strict: true }));
  const [list] = await searchLists(trx, account, search, { sort, max: 1 });
  return list && writeList(list);
}

function understood<Search>(reading: SearchReading<Search>) {
  if (!reading.ok) throw new Problem('fhir.not-found');
  return reading.asked;
}

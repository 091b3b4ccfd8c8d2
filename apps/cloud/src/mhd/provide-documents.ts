import {
  type Bundle,
  type ProvidedBundle,
  readProvideBundle,
  readResource,
  writeTransactionResponse,
  xdsFaults,
} from '@kartoteka/fhir';
import type { Random } from '@kartoteka/kernel';
import type { ContentHandle } from '@kartoteka/service';
import { checkProvided, type ObjectId, type ProvideAndRegisterRequest } from '@kartoteka/xds';
import type { FastifyReply } from 'fastify';
import { storeSubmission } from '../features/documents/store-submission.ts';
import { type FhirCall, type FhirOptions, sendFaults, sendResource } from './fhir-call.ts';
import { readFhirBody } from './read-body.ts';
import { refuseCall } from './refuse-call.ts';

export interface ProvideOptions extends FhirOptions {
  readonly random: Random;
}

type Contents = ProvideAndRegisterRequest<ContentHandle>['contents'];

/**
 * ITI-65, Provide Document Bundle (IHE ITI MHD: 2:3.65): read as a submission and stored by the same
 * path as ITI-41, all of it or nothing. A set that came before with the same documents gets the same
 * answer again: there is no message to replay, its uniqueId is what counts.
 */
export async function provideDocuments(
  options: ProvideOptions,
  call: FhirCall,
): Promise<FastifyReply> {
  const { bytes, format } = await readFhirBody(call.request);
  const reading = readResource(bytes, format);
  if (!reading.ok) return refuseCall(options, call, reading.faults);
  if (reading.resource.resourceType !== 'Bundle') {
    const context = 'ITI-65 is a Bundle of type transaction.';
    return refuseCall(options, call, [
      { code: 'fhir.profile', context, expression: reading.resource.resourceType },
    ]);
  }
  const provided = readProvideBundle(reading.resource as Bundle);
  if (!provided.ok) return refuseCall(options, call, provided.faults);
  return storeProvided(options, call, provided.provided);
}

/** Stores what was read; the bytes first, so that the decision knows their hashes. */
export async function storeProvided(
  options: ProvideOptions,
  call: FhirCall,
  provided: ProvidedBundle,
): Promise<FastifyReply> {
  const { submission, roles, paths, logicalIds } = provided;
  const { submissionSet } = submission;
  call.told.objects = {
    ...call.told.objects,
    patients: submissionSet.patientId ? [submissionSet.patientId] : [],
    submissionSets: submissionSet.uniqueId ? [submissionSet.uniqueId] : [],
  };
  const contents = new Map<ObjectId, { handle: ContentHandle; sha1: string; size: number }>();
  let stored = false;
  try {
    for (const [id, bytes] of provided.contents) {
      const handle = await options.contents.put(call.caller.account.id, single(bytes));
      contents.set(id, { handle, sha1: handle.sha1, size: handle.size });
    }
    const checked = checkProvided(submission, contents as Contents);
    if (!checked.ok) return await refuseCall(options, call, xdsFaults(checked.errors, paths));
    const { auditAction } = call.deed;
    const answer = await storeSubmission(
      { ...options, withIds: true, auditAction, logicalIds },
      call,
      checked.request,
    );
    stored = answer.stored;
    if (!answer.ids) return sendRefusal(call, answer.response.errors, paths);
    const now = options.clock.now();
    return sendResource(call, writeTransactionResponse(roles, answer.ids, now));
  } finally {
    // What cannot be dropped is an orphan, which the store sweeps.
    if (!stored) {
      const handles = [...contents.values()].map(({ handle }) => handle);
      await Promise.allSettled(handles.map((handle) => options.contents.discard(handle)));
    }
  }
}

/** The registry has written the record of what it refused itself. */
function sendRefusal(
  call: FhirCall,
  errors: Parameters<typeof xdsFaults>[0],
  paths: ProvidedBundle['paths'],
): FastifyReply {
  return sendFaults(call, xdsFaults(errors, paths));
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

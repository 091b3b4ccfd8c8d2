import type { StoredIds } from '@kartoteka/fhir';
import { type Clock, type Oid, Problem, type Random } from '@kartoteka/kernel';
import type { ContentHandle, ContentStore, Database } from '@kartoteka/service';
import {
  type Acceptance,
  acceptSubmission,
  type ObjectId,
  type RegistryResponse,
  responseTo,
  type SubmissionRequest,
} from '@kartoteka/xds';
import type { CloudSchema } from '../../schema.ts';
import { type CallOutcome, type MachineCall, runCall } from './machine-call.ts';
import { nameNewest } from './newest-version-store.ts';
import { registryStore } from './registry-store.ts';
import { findStoredIds } from './search/stored-ids-store.ts';
import { mustRunAlone } from './usage-store.ts';

export interface StoreSubmissionOptions {
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether the answer names the ids of what is registered, as that of ITI-65 does. */
  readonly withIds?: boolean;
  /**
   * Ids among the targets of associations that are logical ids of documents, as FHIR names them: each
   * stands for the version that is the newest when the submission is decided.
   */
  readonly logicalIds?: ReadonlySet<ObjectId>;
  /** Its name in the audit, where it is not that of ITI-41 or ITI-42. */
  readonly auditAction?: string;
}

export interface StoredAnswer {
  readonly response: RegistryResponse;
  /** Of what is registered now, where they were asked for and the submission was not refused. */
  readonly ids?: StoredIds | undefined;
  /** The contents were linked; otherwise the caller discards them. */
  readonly stored: boolean;
}

/** How often a submission is decided anew when others get in between. */
const attemptsMax = 5;

/**
 * ITI-41 or ITI-42 for one account: decided and written in one transaction, which is durable before this
 * returns. Another submission that gets in between makes it decide again with what is there then.
 *
 * @throws Problem `security.message-replayed`, `xds.busy` when others got in between again and again
 */
export async function storeSubmission(
  options: StoreSubmissionOptions,
  call: MachineCall,
  request: SubmissionRequest<ContentHandle>,
): Promise<StoredAnswer> {
  const { contents, clock, random } = options;
  const { account } = call.caller;
  const received = request.contents ? [...request.contents.values()] : [];
  const bytes = received.reduce((sum, { size }) => sum + size, 0);
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const alone = attempt > 1 || mustRunAlone(account, bytes);
    try {
      return await runCall(options, call, async (trx) => {
        const at = clock.now();
        const port = registryStore({ trx, account: account.id, contents, at, alone });
        const context = {
          clock,
          random,
          repositoryUniqueId: account.repositoryOid as Oid,
          otherRepositoryIds: account.repositoryOidP1 ? [account.repositoryOidP1 as Oid] : [],
        };
        const { submission } = request;
        const { logicalIds } = options;
        const named = logicalIds
          ? await nameNewest(trx, account.id, submission, logicalIds)
          : submission;
        const acceptance = await acceptSubmission({ ...request, submission: named }, port, context);
        if (acceptance.outcome === 'changed') throw new ChangedMeanwhile();
        const ids = options.withIds
          ? await idsOf(acceptance, () => findStoredIds(trx, account.id, submission))
          : undefined;
        return outcomeOf(acceptance, request, ids, options.auditAction);
      });
    } catch (thrown) {
      if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    }
  }
  throw new Problem('xds.busy');
}

/** Rolls a transaction back so that the submission can be decided again; never leaves this file. */
class ChangedMeanwhile extends Error {}

async function idsOf(
  acceptance: Exclude<Acceptance<ContentHandle>, { outcome: 'changed' }>,
  findBefore: () => Promise<StoredIds>,
): Promise<StoredIds | undefined> {
  if (acceptance.outcome === 'refused') return undefined;
  if (acceptance.outcome === 'repeated') return findBefore();
  const { submissionSet, documents, folders } = acceptance.change;
  return {
    submissionSet: submissionSet.id,
    documents: documents.map(({ entry }) => entry.id),
    folders: folders.map(({ id }) => id),
  };
}

function outcomeOf(
  acceptance: Exclude<Acceptance<ContentHandle>, { outcome: 'changed' }>,
  request: SubmissionRequest<ContentHandle>,
  ids: StoredIds | undefined,
  auditAction: string | undefined,
): CallOutcome<StoredAnswer> {
  const set = request.submission.submissionSet;
  const refused = acceptance.outcome === 'refused';
  return {
    result: { response: responseTo(acceptance), ids, stored: acceptance.outcome === 'stored' },
    outcome: refused ? 'xds.refused' : 'success',
    deed: {
      action:
        auditAction ?? (request.contents ? 'document.provide-and-register' : 'document.register'),
      subject: { kind: 'submission-set', id: set.uniqueId ?? '' },
      details: {
        result: acceptance.outcome,
        documents: request.submission.documents.map((document) => document.uniqueId ?? ''),
        ...(refused && { errors: acceptance.errors.map((error) => error.code) }),
      },
    },
  };
}

import { type AccountId, catalog, type ProblemCode } from '@kartoteka/kernel';
import type { AtnaExchange, AtnaObjects } from '@kartoteka/xds';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { AtnaFeed } from './feed.ts';

/** How a call ended, as its audit record has it. */
export interface EndOfCall {
  readonly at: Date;
  readonly outcome: 'success' | ProblemCode;
}

/** Tells the collector of a call, in the transaction of its audit record. */
export type TellCollector = (trx: Transaction<CloudSchema>, end: EndOfCall) => Promise<void>;

/** What is known of a call before it ends. */
export interface ToldCall {
  readonly transaction: AtnaExchange['transaction'];
  /** The account whose trail has the record, or the operator's. */
  readonly tenant: AccountId | string;
  /** Address that was called, with scheme and host. */
  readonly endpoint: string;
  readonly remoteAddress: string;
  readonly correlationId: string;
  /** Subject of the caller's certificate. */
  readonly callerName?: string | undefined;
  readonly replyTo?: string | undefined;
  /** Asked for only when there is something to tell. */
  readonly objects: () => AtnaObjects;
}

export const noObjects: AtnaObjects = {
  patients: [],
  submissionSets: [],
  documents: [],
  registryObjects: [],
};

/**
 * Prepares to tell of a call; nothing, and no work, where no collector is configured.
 *
 * @example const tell = tellCollector(feed, { transaction: 'ITI-67', tenant, … , objects: () => found });
 */
export function tellCollector(
  feed: AtnaFeed | undefined,
  call: ToldCall,
): TellCollector | undefined {
  if (!feed) return undefined;
  return (trx, end) => feed.keep(trx, exchangeOf(feed, call, end));
}

function exchangeOf({ self }: AtnaFeed, call: ToldCall, { at, outcome }: EndOfCall): AtnaExchange {
  return {
    transaction: call.transaction,
    at: at.toISOString(),
    ...(outcome !== 'success' && { problem: outcome, severity: severityOf(outcome) }),
    caller: {
      address: call.remoteAddress,
      ...(call.callerName !== undefined && { name: call.callerName }),
      ...(call.replyTo !== undefined && { replyTo: call.replyTo }),
    },
    self: { ...self, endpoint: call.endpoint },
    sourceId: call.tenant,
    objects: call.objects(),
    correlationId: call.correlationId,
  };
}

/** What the caller did wrong is a minor failure, what we could not do a serious one. */
function severityOf(code: ProblemCode): 'minor' | 'serious' {
  return catalog[code].status >= 500 ? 'serious' : 'minor';
}

import type { AtnaTransaction } from './transactions.ts';

/** What a message was about, as far as the message itself says it. */
export interface AtnaObjects {
  /** `id^^^&OID&ISO`. */
  readonly patients: readonly string[];
  /** Unique ids of submission sets. */
  readonly submissionSets: readonly string[];
  readonly documents: readonly AtnaDocument[];
  /** Ids of registry objects that were to be removed. */
  readonly registryObjects: readonly string[];
  readonly query?: AtnaQuery;
}

export interface AtnaDocument {
  readonly uniqueId: string;
  readonly repositoryUniqueId?: string;
  readonly homeCommunityId?: string;
}

export interface AtnaQuery {
  /** Of the stored query, or the address of a search. */
  readonly id: string;
  /** The request as it was understood; encoded only when it is written. */
  readonly text: string;
  readonly homeCommunityId?: string;
}

/** One transaction as an audit record repository is told of it; JSON through and through. */
export interface AtnaExchange {
  /** `refused-caller` where nobody can say what was wanted. */
  readonly transaction: AtnaTransaction | 'refused-caller';
  /** ISO 8601. */
  readonly at: string;
  /** The code of the problem, where it was refused or failed. */
  readonly problem?: string;
  /** Whether the failure was the caller's (4) or ours (8); nothing when there was none. */
  readonly severity?: 'minor' | 'serious';
  readonly caller: {
    /** WS-Addressing ReplyTo, where there was one. */
    readonly replyTo?: string;
    /** Subject of the certificate. */
    readonly name?: string;
    readonly address: string;
  };
  readonly self: {
    /** Address of the endpoint that was called. */
    readonly endpoint: string;
    /** Host name or IP address of this machine. */
    readonly host: string;
    readonly processId: string;
  };
  /** Whose system of record this is: the account, or the operator. */
  readonly sourceId: string;
  readonly objects: AtnaObjects;
  /** So that it can be found again in our own trail. */
  readonly correlationId: string;
}

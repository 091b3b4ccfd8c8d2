import {
  type AccountId,
  type Oid,
  oidBelow,
  oidFromUuid,
  parseOid,
  type Random,
} from '@kartoteka/kernel';
import type { Database } from '@kartoteka/service';
import type { CloudSchema } from '../../schema.ts';
import { keepSetting } from './operator-setting-store.ts';

/** Arcs below the operator's root: domains of patients, and repositories. */
const domainArc = 2;
const repositoryArc = 4;

export interface AccountOids {
  readonly domain: Oid;
  readonly repository: Oid;
}

/**
 * Identifiers of a new account, below the configured root. Without one, a root below `2.25` is made
 * at the first account and kept: identifiers of an installation share it for ever.
 */
export async function issueOids(options: {
  readonly database: Database<CloudSchema>;
  readonly account: AccountId;
  readonly configuredRoot: string | undefined;
  readonly random: Random;
}): Promise<AccountOids> {
  const root = await rootOf(options);
  const number = String(BigInt(options.account));
  return {
    domain: oidBelow(root, domainArc, number),
    repository: oidBelow(root, repositoryArc, number),
  };
}

async function rootOf(options: {
  readonly database: Database<CloudSchema>;
  readonly configuredRoot: string | undefined;
  readonly random: Random;
}): Promise<Oid> {
  const configured = options.configuredRoot && parseOid(options.configuredRoot);
  if (configured) return configured;
  const made = oidFromUuid(options.random.uuid());
  const kept = await options.database.inScope({ kind: 'operator' }, (trx) =>
    keepSetting(trx, 'oid-root', made),
  );
  return parseOid(String(kept)) ?? made;
}

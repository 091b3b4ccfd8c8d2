import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';

type Trx = Transaction<PracticeSchema>;

/** The link as it is kept; private keys sealed. */
export interface StoredLink {
  readonly account: string;
  readonly machineUrl: string;
  readonly portalUrl: string;
  readonly trustedAuthorities: string;
  readonly tlsCertificate: string;
  readonly tlsPrivateKey: Uint8Array;
  readonly wssCertificate: string;
  readonly wssPrivateKey: Uint8Array;
  readonly savedAt: Date;
  readonly status: unknown;
  readonly statusAt: Date | null;
  readonly lastProblem: unknown;
}

export async function findLink(trx: Trx): Promise<StoredLink | undefined> {
  const row = await trx.selectFrom('practice.cloud_link').selectAll().executeTakeFirst();
  return (
    row && {
      account: row.account,
      machineUrl: row.machine_url,
      portalUrl: row.portal_url,
      trustedAuthorities: row.trusted_authorities,
      tlsCertificate: row.tls_certificate,
      tlsPrivateKey: row.tls_private_key,
      wssCertificate: row.wss_certificate,
      wssPrivateKey: row.wss_private_key,
      savedAt: row.saved_at,
      status: row.status,
      statusAt: row.status_at,
      lastProblem: row.last_problem,
    }
  );
}

/** Replaces the link; what was known of the account before is forgotten with it. */
export async function saveLink(
  trx: Trx,
  link: Omit<StoredLink, 'status' | 'statusAt' | 'lastProblem'>,
): Promise<void> {
  const row = {
    account: link.account,
    machine_url: link.machineUrl,
    portal_url: link.portalUrl,
    trusted_authorities: link.trustedAuthorities,
    tls_certificate: link.tlsCertificate,
    tls_private_key: Buffer.from(link.tlsPrivateKey),
    wss_certificate: link.wssCertificate,
    wss_private_key: Buffer.from(link.wssPrivateKey),
    saved_at: link.savedAt,
    status: null,
    status_at: null,
    last_problem: null,
  };
  await trx
    .insertInto('practice.cloud_link')
    .values(row)
    .onConflict((conflict) => conflict.column('tenant').doUpdateSet(row))
    .execute();
}

/** What the cloud said last, or what went wrong when it was asked. */
export async function saveLinkStatus(
  trx: Trx,
  said: { readonly status: unknown; readonly at: Date } | { readonly problem: unknown },
): Promise<void> {
  const change =
    'problem' in said
      ? { last_problem: JSON.stringify(said.problem) }
      : { status: JSON.stringify(said.status), status_at: said.at, last_problem: null };
  await trx.updateTable('practice.cloud_link').set(change).execute();
}

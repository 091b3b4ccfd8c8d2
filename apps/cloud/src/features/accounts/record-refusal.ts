import { type Clock, type Problem, parseAccountId } from '@kartoteka/kernel';
import { type CertificateInfo, readCertificate } from '@kartoteka/pki';
import { type Database, operatorTrail, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import type { AtnaFeed } from '../atna/feed.ts';
import { noObjects, tellCollector } from '../atna/tell.ts';
import { atMost } from './at-most.ts';
import { recordRepeats } from './record-repeats.ts';
import { countRefusal, takeEndedWindows } from './refusal-store.ts';
import { findAccount, insertRefusedConnection } from './store.ts';

export interface Refusal {
  /** The account as the address spelled it; empty where the caller never came to say it. */
  readonly addressed: string;
  readonly problem: Problem;
  readonly certificateDer: Uint8Array | undefined;
  readonly remoteAddress: string;
  readonly correlationId: string;
}

export interface RecordRefusalOptions {
  readonly database: Database<CloudSchema>;
  readonly clock: Clock;
  readonly atna?: AtnaFeed | undefined;
  /** {@link refusalWindowMsDefault} unless told. */
  readonly windowMs?: number | undefined;
}

/** Keeps a refusal: in the audit of the account that was addressed, and in its list of refused callers. */
export type RecordRefusal = (refusal: Refusal) => Promise<void>;

/** The same problem from the same address is recorded once in this time, and counted from then on. */
export const refusalWindowMsDefault = 5 * 60_000;
/** Connections to the database that refusals may take at once: callers let in need the others. */
const refusalsAtOnceMax = 4;

/** Refusals of machine callers; a refusal that cannot be recorded or counted fails the call. */
export function createRecordRefusal(options: RecordRefusalOptions): RecordRefusal {
  const { database, windowMs = refusalWindowMsDefault } = options;
  const inTurn = atMost(refusalsAtOnceMax);
  return (refusal) =>
    inTurn(() =>
      database.inScope({ kind: 'operator' }, async (trx) => {
        const account = parseAccountId(refusal.addressed);
        const known = account && (await findAccount(trx, account));
        const at = options.clock.now();
        const certificate = readShown(refusal.certificateDer);
        const tenant = known?.id ?? operatorTrail;
        const { remoteAddress } = refusal;
        const key = { tenant, problem: refusal.problem.code, remoteAddress };
        const begunBy = new Date(at.getTime() - windowMs);
        await recordRepeats(trx, options, await takeEndedWindows(trx, begunBy, key));
        const count = await countRefusal(trx, key, {
          at,
          subject: certificate?.subject.text ?? '',
          certificate: certificate?.sha256,
        });
        if (count > 1) return;
        await recordFirst(trx, refusal, { at, tenant, certificate, atna: options.atna });
      }),
    );
}

async function recordFirst(
  trx: Transaction<CloudSchema>,
  { addressed, problem, remoteAddress, correlationId }: Refusal,
  facts: {
    readonly at: Date;
    readonly tenant: string;
    readonly certificate: CertificateInfo | undefined;
    readonly atna: AtnaFeed | undefined;
  },
): Promise<void> {
  const { at, tenant, certificate, atna } = facts;
  const account = tenant === operatorTrail ? addressed : tenant;
  await recordAudit(trx, {
    tenant,
    at,
    actor: {
      kind: 'unknown',
      ...(certificate && { id: certificate.sha256, display: certificate.subject.text }),
    },
    action: 'machine.refused',
    ...(account !== '' && { subject: { kind: 'account', id: account } }),
    outcome: problem.code,
    correlationId,
    details: { remoteAddress },
  });
  const tell = tellCollector(atna, {
    transaction: 'refused-caller',
    tenant,
    endpoint: addressed === '' ? '/' : `/services/${addressed}`,
    remoteAddress,
    correlationId,
    callerName: certificate?.subject.text,
    objects: () => noObjects,
  });
  await tell?.(trx, { at, outcome: problem.code });
  if (tenant === operatorTrail) return;
  await insertRefusedConnection(trx, {
    tenant,
    at,
    problem: problem.code,
    subject: certificate?.subject.text ?? '',
    serial_number: certificate?.serialNumber ?? '',
    remote_address: remoteAddress,
  });
}

function readShown(der: Uint8Array | undefined): CertificateInfo | undefined {
  if (!der) return undefined;
  try {
    return readCertificate(der);
  } catch {
    // What cannot be read is the reason of the refusal already; it has no subject to keep.
    return undefined;
  }
}

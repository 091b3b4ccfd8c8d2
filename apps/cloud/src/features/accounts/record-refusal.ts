import { type Clock, type Problem, parseAccountId } from '@kartoteka/kernel';
import { type CertificateInfo, readCertificate } from '@kartoteka/pki';
import { type Database, operatorTrail, recordAudit } from '@kartoteka/service';
import type { CloudSchema } from '../../schema.ts';
import type { AtnaFeed } from '../atna/feed.ts';
import { noObjects, tellCollector } from '../atna/tell.ts';
import { findAccount, insertRefusedConnection } from './store.ts';

export interface Refusal {
  /** The account as the address spelled it. */
  readonly addressed: string;
  readonly problem: Problem;
  readonly certificateDer: Uint8Array | undefined;
  readonly remoteAddress: string;
  readonly correlationId: string;
}

/** Keeps a refusal: in the audit of the account that was addressed, and in its list of refused callers. */
export type RecordRefusal = (refusal: Refusal) => Promise<void>;

/** Refusals of machine callers; a refusal that cannot be recorded fails the call. */
export function createRecordRefusal(options: {
  readonly database: Database<CloudSchema>;
  readonly clock: Clock;
  readonly atna?: AtnaFeed | undefined;
}): RecordRefusal {
  const { database, clock, atna } = options;
  return async ({ addressed, problem, certificateDer, remoteAddress, correlationId }) => {
    const account = parseAccountId(addressed);
    const certificate = readShown(certificateDer);
    await database.inScope({ kind: 'operator' }, async (trx) => {
      const known = account && (await findAccount(trx, account));
      const at = clock.now();
      await recordAudit(trx, {
        tenant: known?.id ?? operatorTrail,
        at,
        actor: {
          kind: 'unknown',
          ...(certificate && { id: certificate.sha256, display: certificate.subject.text }),
        },
        action: 'machine.refused',
        subject: { kind: 'account', id: known?.id ?? addressed },
        outcome: problem.code,
        correlationId,
        details: { remoteAddress },
      });
      const tell = tellCollector(atna, {
        transaction: 'refused-caller',
        tenant: known?.id ?? operatorTrail,
        endpoint: `/services/${addressed}`,
        remoteAddress,
        correlationId,
        callerName: certificate?.subject.text,
        objects: () => noObjects,
      });
      await tell?.(trx, { at, outcome: problem.code });
      if (!known) return;
      await insertRefusedConnection(trx, {
        tenant: known.id,
        at,
        problem: problem.code,
        subject: certificate?.subject.text ?? '',
        serial_number: certificate?.serialNumber ?? '',
        remote_address: remoteAddress,
      });
    });
  };
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

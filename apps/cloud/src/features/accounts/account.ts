import { type AccountId, type Clock, dayIn, type Oid } from '@kartoteka/kernel';
import type { AccountCertificateTable, AccountTable } from '../../schema.ts';

/** What an account is at a moment: `expired` is not stored, it comes with the day. */
export type AccountState = AccountTable['state'] | 'expired';

export interface AccountCertificate {
  readonly kind: 'TLS' | 'WSS';
  readonly sha256: string;
  readonly serialNumber: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly pem: string;
  readonly state: AccountCertificateTable['state'];
}

/** An account with its certificates, as the machine interface and the operator need it. */
export interface Account {
  readonly id: AccountId;
  readonly organisation: string;
  readonly storedState: AccountTable['state'];
  /** Days, both included, as `YYYY-MM-DD`. */
  readonly activeFrom: string;
  readonly activeTo: string;
  readonly sizeMbMax: number;
  readonly documentsMax: number;
  readonly bytesUsed: number;
  readonly documentsUsed: number;
  readonly domainOid: Oid;
  readonly repositoryOid: Oid;
  readonly repositoryOidP1: string | null;
  readonly providerOid: string | null;
  readonly patientDomains: readonly string[];
  readonly certificates: readonly AccountCertificate[];
}

/** The days of an account's period are those of its operator, who serves practices of Central Europe. */
export const accountTimeZone = 'Europe/Warsaw';

/** Bytes in a megabyte as the limits of accounts count them. */
export const bytesPerMb = 1_000_000;

/**
 * The state on the day of the clock. An account whose period has not begun waits; one whose period
 * is over is expired, and can still be read.
 */
export function stateOf(account: Account, clock: Clock): AccountState {
  if (account.storedState !== 'active') return account.storedState;
  const today = dayIn(clock.now(), accountTimeZone);
  if (today < account.activeFrom) return 'waiting';
  return today > account.activeTo ? 'expired' : 'active';
}

/** Nobody is locked out of medical records: only accounts that never opened or are closed refuse reading. */
export function isReadable(state: AccountState): boolean {
  return state === 'active' || state === 'expired' || state === 'suspended';
}

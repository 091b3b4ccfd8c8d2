import { type AccountId, type Clock, Problem, parseAccountId } from '@kartoteka/kernel';
import { type CertificateInfo, checkAccountCertificate, checkValidityPeriod } from '@kartoteka/pki';
import type { Account } from './account.ts';
import { readKnownCertificate } from './known-certificates.ts';

/** A machine whose certificate belongs to the account that its address names. */
export interface MachineCaller {
  readonly account: Account;
  readonly certificate: CertificateInfo;
}

export interface JudgeOptions {
  /** The account as the address spells it. */
  readonly addressed: string;
  /** DER of the client certificate, absent when the caller showed none. */
  readonly certificateDer: Uint8Array | undefined;
  readonly clock: Clock;
  readonly findAccount: (account: AccountId) => Promise<Account | undefined>;
}

/**
 * Decides whether a caller may speak for the account, in the order of the table in PRODUCT 3.2:
 * what is wrong with the certificate itself (400) comes before what the account says of it (403).
 * Possession of the key was proven by the handshake; trust comes from the registration alone.
 *
 * @throws Problem `pki.unknown-account`, `pki.no-certificate`, those of `checkAccountCertificate`
 *   and of `checkRegistered`
 */
export async function judgeCaller(options: JudgeOptions): Promise<MachineCaller> {
  const id = parseAccountId(options.addressed);
  if (!options.certificateDer) throw new Problem('pki.no-certificate');
  const certificate = readKnownCertificate(options.certificateDer);
  if (!id)
    throw new Problem('pki.unknown-account', {
      params: { account: options.addressed.slice(0, 20) },
    });
  checkAccountCertificate(certificate, id, 'TLS');
  const account = await options.findAccount(id);
  if (!account) throw new Problem('pki.unknown-account', { params: { account: id } });
  checkRegistered(account, certificate, options.clock);
  return { account, certificate };
}

/**
 * Judges the certificate that signed a message: the account's own, of kind WSS, registered, in force.
 *
 * @throws Problem as `judgeCaller`
 */
export function judgeSigner(
  account: Account,
  certificateDer: Uint8Array,
  clock: Clock,
): CertificateInfo {
  const certificate = readKnownCertificate(certificateDer);
  checkAccountCertificate(certificate, account.id, 'WSS');
  checkRegistered(account, certificate, clock);
  return certificate;
}

/**
 * What the account says of a certificate with the right name.
 *
 * @throws Problem `pki.not-registered` (never registered, or withheld by the office), `pki.revoked`,
 *   `pki.expired`, `pki.not-yet-valid`
 */
function checkRegistered(account: Account, certificate: CertificateInfo, clock: Clock): void {
  const known = account.certificates.find((one) => one.sha256 === certificate.sha256);
  const params = { serialNumber: certificate.serialNumber, account: account.id };
  if (!known || known.state === 'withheld') throw new Problem('pki.not-registered', { params });
  if (known.state === 'revoked') throw new Problem('pki.revoked', { params });
  checkValidityPeriod(certificate, clock);
}

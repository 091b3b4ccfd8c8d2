import { type AccountId, type Clock, Problem, parseAccountId } from '@kartoteka/kernel';
import { clientAuthOid } from './authority.ts';
import type { CertificateInfo } from './certificate.ts';
import { pkiLimits } from './limits.ts';

/** TLS opens the connection, WSS signs the message. */
export type AccountCertificateKind = 'TLS' | 'WSS';

/** The CN that the operator writes: `0000000000005010 TLS`. */
export function accountCommonName(account: AccountId, kind: AccountCertificateKind): string {
  return `${account} ${kind}`;
}

/**
 * Reads account and kind out of a CN. Zeros on the left carry no meaning: certificates of the
 * field have 16 and 18 digits.
 *
 * @example parseAccountCommonName('000000000000000005 WSS') // { account: '0000000000000005', kind: 'WSS' }
 */
export function parseAccountCommonName(
  cn: string,
): { readonly account: AccountId; readonly kind: AccountCertificateKind } | undefined {
  const match = /^(\d{1,20}) (TLS|WSS)$/.exec(cn);
  const account = match?.[1] === undefined ? undefined : parseAccountId(match[1]);
  if (!account) return undefined;
  return { account, kind: match?.[2] === 'TLS' ? 'TLS' : 'WSS' };
}

/**
 * Checks that a certificate is the one of this account and this place: CN, purpose and key
 * (PRODUCT 3.2). Whether it is registered, revoked or in date is asked elsewhere, see
 * `checkValidityPeriod` and `verifyChain`.
 *
 * @throws Problem pki.common-name (no account CN), pki.certificate-kind (WSS where TLS belongs, or
 *   the other way round), pki.other-account, pki.purpose (client authentication missing on TLS or
 *   present on WSS, or a CA), pki.key-weak
 * @example checkAccountCertificate(readCertificate(pem), account, 'TLS')
 */
export function checkAccountCertificate(
  info: CertificateInfo,
  account: AccountId,
  kind: AccountCertificateKind,
): void {
  const found = info.subject.cn ?? '';
  const expected = accountCommonName(account, kind);
  const named = parseAccountCommonName(found);
  if (!named) throw new Problem('pki.common-name', { params: { found, expected } });
  if (named.account !== account) {
    throw new Problem('pki.other-account', { params: { found, expected } });
  }
  if (named.kind !== kind) {
    throw new Problem('pki.certificate-kind', {
      params: { found, foundKind: named.kind, expectedKind: kind },
    });
  }
  if (info.isCa || info.extendedKeyUsage.includes(clientAuthOid) !== (kind === 'TLS')) {
    throw new Problem('pki.purpose', { params: { expectedKind: kind } });
  }
  if (info.publicKeyKind === 'rsa' && info.publicKeyBits < pkiLimits.rsaKeyBitsMin) {
    throw new Problem('pki.key-weak', {
      params: { bits: info.publicKeyBits, min: pkiLimits.rsaKeyBitsMin },
    });
  }
  if (info.publicKeyBits === 0) {
    throw new Problem('pki.key-kind', { params: { kind: info.publicKeyKind } });
  }
}

/**
 * Checks the dates of a certificate against the clock; both ends belong to the period
 * (RFC 5280 section 4.1.2.5).
 *
 * @throws Problem pki.not-yet-valid, pki.expired
 */
export function checkValidityPeriod(info: CertificateInfo, clock: Clock): void {
  const now = clock.now().getTime();
  if (now < info.notBefore.getTime()) {
    throw new Problem('pki.not-yet-valid', { params: { notBefore: info.notBefore.toISOString() } });
  }
  if (now > info.notAfter.getTime() + 999) {
    throw new Problem('pki.expired', { params: { notAfter: info.notAfter.toISOString() } });
  }
}

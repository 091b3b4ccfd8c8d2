import type { X509Certificate as NodeCertificate } from 'node:crypto';
import { type Clock, Problem } from '@kartoteka/kernel';
import { checkValidityPeriod } from './account-certificate.ts';
import { type CertificateInfo, openCertificate } from './certificate.ts';
import { type CrlInfo, isRevoked } from './crl.ts';
import { checkKeyStrength } from './keys.ts';
import { pkiLimits } from './limits.ts';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from './x509.ts';

export type ChainReason =
  | 'expired'
  | 'not-yet-valid'
  | 'chain-incomplete'
  | 'not-trusted'
  | 'revoked'
  /** MD5 or SHA-1 signature, or a key below the bound. */
  | 'weak'
  /** An issuer that may not issue: no CA, or more certificates below it than it allows. */
  | 'not-an-authority'
  /** A critical extension that is not understood here (RFC 5280 section 4.2). */
  | 'critical-extension';

export type ChainResult =
  | { readonly ok: true; readonly chain: readonly CertificateInfo[] }
  | { readonly ok: false; readonly reason: ChainReason; readonly certificate: CertificateInfo };

/**
 * Builds the way from a certificate to one of the trusted roots and checks every step of it
 * (RFC 5280 section 6.1: signatures, dates, authority, path length, critical extensions; no
 * policies and no name constraints: a certificate that makes those critical is refused).
 * With `crls`, read and checked by `readCrl`, revoked certificates are refused.
 *
 * @example
 * const result = verifyChain({ leaf, intermediates: [issuing], roots: [root], clock });
 * if (!result.ok) throw chainProblem(result);
 */
export function verifyChain(options: {
  readonly leaf: CertificateInfo;
  readonly intermediates: readonly CertificateInfo[];
  readonly roots: readonly CertificateInfo[];
  readonly clock: Clock;
  readonly crls?: readonly CrlInfo[];
}): ChainResult {
  const built = buildChain(options.leaf, options.intermediates, options.roots);
  if (!built.ok) return built;
  for (const [below, certificate] of built.chain.entries()) {
    const isRoot = below > 0 && below === built.chain.length - 1;
    const reason = checkOne(certificate, { below, isRoot, clock: options.clock });
    if (reason) return { ok: false, reason, certificate };
    if (options.crls?.some((crl) => isRevoked(crl, certificate))) {
      return { ok: false, reason: 'revoked', certificate };
    }
  }
  return built;
}

/** The Problem for a chain that did not hold; codes as in the table of PRODUCT 3.2. */
export function chainProblem(failed: Extract<ChainResult, { ok: false }>): Problem {
  const { reason, certificate } = failed;
  const params = {
    reason,
    serialNumber: certificate.serialNumber,
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  };
  if (reason === 'expired') return new Problem('pki.expired', { params });
  if (reason === 'not-yet-valid') return new Problem('pki.not-yet-valid', { params });
  if (reason === 'revoked') return new Problem('pki.revoked', { params });
  if (reason === 'chain-incomplete') return new Problem('pki.chain-incomplete', { params });
  return new Problem('pki.not-trusted', { params });
}

function buildChain(
  leaf: CertificateInfo,
  intermediates: readonly CertificateInfo[],
  roots: readonly CertificateInfo[],
): ChainResult {
  const chain = [leaf];
  let current = leaf;
  while (chain.length <= pkiLimits.chainLengthMax) {
    const here = current;
    if (roots.some((root) => root.sha256 === here.sha256)) return { ok: true, chain };
    const node = openCertificate(here.der);
    const unused = intermediates.filter(
      (one) => !chain.some(({ sha256 }) => sha256 === one.sha256),
    );
    const issuer = [...roots, ...unused].find((one) => isIssuedBy(node, one));
    if (!issuer) return { ok: false, reason: missingReason(here, roots), certificate: here };
    chain.push(issuer);
    current = issuer;
  }
  return { ok: false, reason: 'chain-incomplete', certificate: current };
}

/** A self-signed stranger, or one that only borrows a trusted name, will not get better by adding files. */
function missingReason(
  certificate: CertificateInfo,
  roots: readonly CertificateInfo[],
): 'not-trusted' | 'chain-incomplete' {
  const selfIssued = certificate.subject.text === certificate.issuer.text;
  const borrowed = roots.some((root) => root.subject.text === certificate.issuer.text);
  return selfIssued || borrowed ? 'not-trusted' : 'chain-incomplete';
}

function isIssuedBy(node: NodeCertificate, issuer: CertificateInfo): boolean {
  const candidate = openCertificate(issuer.der);
  if (node.issuer !== candidate.subject) return false;
  return node.verify(candidate.publicKey);
}

function checkOne(
  certificate: CertificateInfo,
  at: { readonly below: number; readonly isRoot: boolean; readonly clock: Clock },
): ChainReason | undefined {
  const parsed = new X509Certificate(certificate.der as Uint8Array<ArrayBuffer>);
  if (isWeak(certificate, parsed, at.isRoot)) return 'weak';
  const strange = parsed.extensions.some((one) => one.critical && !understood.has(one.type));
  if (strange) return 'critical-extension';
  if (at.below > 0 && !mayIssue(parsed, at.below)) return 'not-an-authority';
  try {
    checkValidityPeriod(certificate, at.clock);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return problem.code === 'pki.expired' ? 'expired' : 'not-yet-valid';
  }
  return undefined;
}

/** Basic constraints, key usage, extended key usage, subject alternative name. */
const understood = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.37', '2.5.29.17']);

/** The signature of a root proves nothing, whatever its algorithm: the root is trusted by itself. */
function isWeak(certificate: CertificateInfo, parsed: X509Certificate, isRoot: boolean): boolean {
  try {
    checkKeyStrength(openCertificate(certificate.der).publicKey);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return true;
  }
  if (isRoot) return false;
  const hash = parsed.signatureAlgorithm.hash?.name;
  return hash === undefined || !['SHA-256', 'SHA-384', 'SHA-512'].includes(hash);
}

/** `below` counts the certificates under this one, the leaf included; the leaf is no authority. */
function mayIssue(parsed: X509Certificate, below: number): boolean {
  const constraints = parsed.getExtension(BasicConstraintsExtension);
  if (!constraints?.ca) return false;
  const keyUsage = parsed.getExtension(KeyUsagesExtension);
  if (keyUsage && (keyUsage.usages & KeyUsageFlags.keyCertSign) === 0) return false;
  return constraints.pathLength === undefined || below - 1 <= constraints.pathLength;
}

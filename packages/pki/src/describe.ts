import type { CertificateInfo } from './certificate.ts';
import type { Name } from './name.ts';

/**
 * The readable view of a certificate, in the words and the order of `certutil`, so that it can be
 * held against that program's output line by line. Times are UTC.
 *
 * @example describeCertificate(info) // 'Serial Number: 2E79…\nIssuer:\n    CN=…'
 */
export function describeCertificate(info: CertificateInfo): string {
  return [
    `Serial Number: ${info.serialNumber}`,
    'Issuer:',
    ...nameLines(info.issuer),
    `NotBefore: ${timeText(info.notBefore)}`,
    `NotAfter: ${timeText(info.notAfter)}`,
    'Subject:',
    ...nameLines(info.subject),
    `Public Key: ${info.publicKeyKind.toUpperCase()} ${info.publicKeyBits} bits`,
    `Purpose: ${info.extendedKeyUsage.map(purposeName).join(', ') || 'not limited'}`,
    `Cert Hash(sha256): ${info.sha256}`,
    '',
  ].join('\n');
}

const purposes: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'server authentication',
  '1.3.6.1.5.5.7.3.2': 'client authentication',
  '1.3.6.1.5.5.7.3.4': 'e-mail protection',
};

function purposeName(oid: string): string {
  return purposes[oid] ?? oid;
}

function nameLines(name: Name): string[] {
  return [...name.attributes]
    .reverse()
    .map(({ name: key, value }) => `    ${key}=${oneLine(value)}`);
}

/** A name must not be able to add lines of its own to the view. */
function oneLine(value: string): string {
  return value.replace(/\p{Cc}/gu, ' ');
}

function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

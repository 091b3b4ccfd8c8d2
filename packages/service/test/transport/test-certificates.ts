import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Certificates made by openssl: another's hand than ours. */
export function makeTestCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-tls-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const makeAuthority = (name: string): Pair => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.pem`),
      '-subj',
      `/CN=${name}`,
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=keyCertSign,cRLSign',
    );
    return read(name);
  };
  const read = (name: string): Pair => ({
    cert: readFileSync(at(`${name}.pem`), 'utf8'),
    key: readFileSync(at(`${name}.key`), 'utf8'),
  });
  const issue = (
    name: string,
    issuer: string,
    extensions: string,
    validity = ['-days', '2'],
  ): Pair => {
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.csr`),
      '-subj',
      `/CN=${name}`,
    );
    writeFileSync(at(`${name}.ext`), extensions);
    openssl(
      'x509',
      '-req',
      '-in',
      at(`${name}.csr`),
      '-CA',
      at(`${issuer}.pem`),
      '-CAkey',
      at(`${issuer}.key`),
      '-CAcreateserial',
      '-extfile',
      at(`${name}.ext`),
      '-out',
      at(`${name}.pem`),
      ...validity,
    );
    return read(name);
  };
  const authority = makeAuthority('Test authority');
  const stranger = makeAuthority('Another authority');
  const here = 'subjectAltName=IP:127.0.0.1,DNS:localhost';
  return {
    folder,
    authority,
    server: issue('server', 'Test authority', here),
    elsewhere: issue('elsewhere', 'Test authority', 'subjectAltName=DNS:elsewhere.example'),
    expired: issue('expired', 'Test authority', here, ['-days', '-1']),
    client: issue('client', 'Test authority', 'extendedKeyUsage=clientAuth'),
    foreignClient: issue('foreign', 'Another authority', 'extendedKeyUsage=clientAuth'),
    selfSigned: stranger,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

import { type AccountId, type Clock, Problem } from '@kartoteka/kernel';
import {
  checkAccountCertificate,
  checkValidityPeriod,
  keyMatchesCertificate,
  readCertificate,
  readCertificates,
  recognisePkiFile,
} from '@kartoteka/pki';

/** The files of a link as PEM texts, by the names of their fields. */
export interface LinkFiles {
  readonly trustedAuthorities: string;
  readonly tlsCertificate: string;
  readonly tlsPrivateKey: string;
  readonly wssCertificate: string;
  readonly wssPrivateKey: string;
}

const pairs = [
  { kind: 'TLS', certificate: 'tlsCertificate', privateKey: 'tlsPrivateKey' },
  { kind: 'WSS', certificate: 'wssCertificate', privateKey: 'wssPrivateKey' },
] as const;

/**
 * Looks at each file for what it is before any of them is kept: the certificate of this account and
 * this purpose, in date, with its own key, and authorities that can be read.
 *
 * @throws Problem `pki.*`, with the field of the file as its place
 */
export async function checkLinkFiles(
  files: LinkFiles,
  account: AccountId,
  clock: Clock,
): Promise<void> {
  for (const { kind, certificate, privateKey } of pairs) {
    const pem = files[certificate];
    await at(certificate, async () => {
      const found = await recognisePkiFile(Buffer.from(pem));
      if (found.kind !== 'certificate') throw new Problem('pki.certificate-unreadable');
      const info = readCertificate(pem);
      checkAccountCertificate(info, account, kind);
      checkValidityPeriod(info, clock);
    });
    await at(privateKey, async () => {
      if (!keyMatchesCertificate(files[privateKey], pem)) throw new Problem('pki.key-mismatch');
    });
  }
  await at('trustedAuthorities', async () => {
    const authorities = readCertificates(files.trustedAuthorities);
    if (authorities.length === 0) throw new Problem('pki.certificate-unreadable');
  });
}

/** A refusal says to which file it belongs: people choose five files that look alike. */
async function at(place: keyof LinkFiles, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    const { code, params } = cause;
    throw new Problem(code, { params, place, cause });
  }
}

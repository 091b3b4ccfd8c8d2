import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Random } from '@kartoteka/kernel';
import {
  createAuthority,
  generateKeyPair,
  issueCertificate,
  readCertificate,
} from '@kartoteka/pki';

/** What the sandbox shows itself with over TLS. PEM texts. */
export interface SandboxTls {
  readonly cert: string;
  readonly key: string;
  /** Path of the file with the authority that clients are to trust. */
  readonly caFile: string;
}

const serverDays = 800;
/** A new one is made when the old one has no longer than this. */
const renewMs = 30 * 86_400_000;
const serverNames = ['localhost', '127.0.0.1', '::1'];

/**
 * The certificate of the sandbox, from its folder or made now. Nobody outside trusts its authority: it is
 * made on this machine and its own key is thrown away at once.
 *
 * @param options.clock the machine's time, by which every TLS client judges certificates
 */
export async function openOwnCertificate(options: {
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
}): Promise<SandboxTls> {
  const { folder, clock, random } = options;
  const caFile = join(folder, 'ca.pem');
  const kept = readKept(folder, clock);
  if (kept) return { ...kept, caFile };
  const [authority, keys] = await Promise.all([
    createAuthority({ name: { cn: 'Kartoteka Sandbox CA' }, clock, random }),
    generateKeyPair(),
  ]);
  const cert = await issueCertificate({
    authority,
    publicKeyPem: keys.publicKeyPem,
    subject: { cn: 'localhost' },
    profile: 'tls-server',
    days: serverDays,
    dnsNames: serverNames,
    clock,
    random,
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(caFile, authority.certificatePem, { mode: 0o644 });
  writeFileSync(join(folder, 'server.pem'), `${cert}${keys.privateKeyPem}`, { mode: 0o600 });
  return { cert, key: keys.privateKeyPem, caFile };
}

function readKept(folder: string, clock: Clock): { cert: string; key: string } | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, 'server.pem'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const at = text.indexOf('-----BEGIN PRIVATE KEY-----');
  const [cert, key] = [text.slice(0, at), text.slice(at)];
  const { notAfter } = readCertificate(cert);
  return notAfter.getTime() - clock.now().getTime() > renewMs ? { cert, key } : undefined;
}

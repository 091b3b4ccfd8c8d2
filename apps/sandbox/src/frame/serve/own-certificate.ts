import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Random } from '@kartoteka/kernel';
import {
  type Authority,
  createAuthority,
  generateKeyPair,
  issueCertificate,
  readCertificate,
} from '@kartoteka/pki';

/** What the sandbox shows itself with over TLS. PEM texts. */
export interface SandboxTls {
  readonly cert: string;
  readonly key: string;
  /** One of the same authority whose time is over: for the fault `expired-certificate`. */
  readonly expired: { readonly cert: string; readonly key: string };
  /** Path of the file with the authority that clients are to trust. */
  readonly caFile: string;
}

const serverDays = 800;
const dayMs = 86_400_000;
/** A new one is made when the old one has no longer than this. */
const renewMs = 30 * dayMs;
const serverFile = 'server.pem';
const expiredFile = 'expired.pem';
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
  const kept = readKept(folder, serverFile);
  const late = readKept(folder, expiredFile);
  if (kept && late && lasts(kept, clock)) return { ...kept, expired: late, caFile };
  const authority = await createAuthority({
    name: { cn: 'Kartoteka Sandbox CA' },
    clock,
    random,
  });
  const past = new Date(clock.now().getTime() - (serverDays + 30) * dayMs);
  const [current, expired] = await Promise.all([
    issue(authority, { clock, random }),
    issue(authority, { clock: { now: () => past }, random }),
  ]);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(caFile, authority.certificatePem, { mode: 0o644 });
  for (const [name, { cert, key }] of [
    [expiredFile, expired],
    [serverFile, current],
  ] as const) {
    writeFileSync(join(folder, name), `${cert}${key}`, { mode: 0o600 });
  }
  return { ...current, expired, caFile };
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

async function issue(
  authority: Authority,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<Pair> {
  const { privateKeyPem, publicKeyPem } = await generateKeyPair();
  const cert = await issueCertificate({
    authority,
    publicKeyPem,
    subject: { cn: 'localhost' },
    profile: 'tls-server',
    days: serverDays,
    dnsNames: serverNames,
    clock,
    random,
  });
  return { cert, key: privateKeyPem };
}

function lasts({ cert }: Pair, clock: Clock): boolean {
  return readCertificate(cert).notAfter.getTime() - clock.now().getTime() > renewMs;
}

function readKept(folder: string, name: string): Pair | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const at = text.indexOf('-----BEGIN PRIVATE KEY-----');
  return { cert: text.slice(0, at), key: text.slice(at) };
}

import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountId, fixedClock, parseAccountId, type Random } from '@kartoteka/kernel';
import {
  type Authority,
  createAuthority,
  createCsr,
  generateKeyPair,
  issueCertificate,
  type KeyPairPem,
} from '../src/index.ts';

export const random: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
};

export const clock = fixedClock('2026-03-01T08:00:00Z');
export const account = parseAccountId('5010') as AccountId;
export const subject = {
  cn: '0000000000005010 TLS',
  o: 'Przychodnia „Zdrowie”, Sp. z o.o. = + #',
  ou: 'Rejestracja',
  c: 'PL',
};

export interface SamplePki {
  readonly root: Authority;
  readonly issuing: Authority;
  readonly tls: KeyPairPem & { readonly csrPem: string; readonly certificatePem: string };
  readonly wss: KeyPairPem & { readonly certificatePem: string };
}

/** A root, an issuing authority and both certificates of one account, as the office issues them. */
export async function makeSamplePki(): Promise<SamplePki> {
  const root = await createAuthority({ name: { cn: 'Test Root', c: 'PL' }, clock, random });
  const issuingKeys = await generateKeyPair({ bits: 2048 });
  const issuing: Authority = {
    privateKeyPem: issuingKeys.privateKeyPem,
    certificatePem: await issueCertificate({
      authority: root,
      publicKeyPem: issuingKeys.publicKeyPem,
      subject: { cn: 'Test Issuing', c: 'PL' },
      profile: 'issuing-ca',
      days: 3650,
      clock,
      random,
    }),
  };
  const tlsKeys = await generateKeyPair({ bits: 2048 });
  const csrPem = await createCsr({ privateKeyPem: tlsKeys.privateKeyPem, subject });
  const tls = {
    ...tlsKeys,
    csrPem,
    certificatePem: await issueCertificate({
      authority: issuing,
      csrPem,
      profile: 'tls-client',
      days: 365,
      clock,
      random,
    }),
  };
  const wssKeys = await generateKeyPair({ bits: 2048 });
  const wss = {
    ...wssKeys,
    certificatePem: await issueCertificate({
      authority: issuing,
      csrPem: await createCsr({
        privateKeyPem: wssKeys.privateKeyPem,
        subject: { ...subject, cn: '0000000000005010 WSS' },
      }),
      profile: 'wss',
      days: 365,
      clock,
      random,
    }),
  };
  return { root, issuing, tls, wss };
}

const folder = mkdtempSync(join(tmpdir(), 'pki-'));
let files = 0;

/** Writes a file for a foreign program and returns its path. */
export function fileOf(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `file-${files}`);
  writeFileSync(path, content);
  return path;
}

/** Runs openssl, the foreign judge; throws when it refuses. */
export function openssl(...args: readonly string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs openssl where a refusal is expected as well; both streams in one text. */
export function tryOpenssl(...args: readonly string[]): { ok: boolean; text: string } {
  const run = spawnSync('openssl', args, { encoding: 'utf8' });
  return { ok: run.status === 0, text: run.stdout + run.stderr };
}

export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

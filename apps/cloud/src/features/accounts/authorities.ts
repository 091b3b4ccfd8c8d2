import type { Clock, Random } from '@kartoteka/kernel';
import { type Authority, createAuthority, generateKeyPair, issueCertificate } from '@kartoteka/pki';
import type { Database, Keyring } from '@kartoteka/service';
import type { AuthorityTable, CloudSchema } from '../../schema.ts';
import { findAuthority, insertAuthority } from './authority-store.ts';

/** The operator's certification authorities and the certificate of the machine listener. */
export interface Authorities {
  /** The root that practices trust. */
  root(): Promise<Authority>;
  /** The one below it that issues certificates for accounts. */
  issuing(): Promise<Authority>;
  /** Certificate chain and key with which the machine listener shows itself. */
  server(): Promise<Authority>;
}

export interface AuthoritiesOptions {
  readonly database: Database<CloudSchema>;
  readonly keyring: Keyring;
  readonly operatorName: string;
  /** Host names and addresses of the machine listener. */
  readonly serverNames: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
}

const purpose = 'authority-key';
const issuingDays = 3650;
const serverDays = 825;

/**
 * Makes the authorities at their first use and keeps them, keys sealed. When several processes begin
 * at once, the first one's stands.
 */
export function createAuthorities(options: AuthoritiesOptions): Authorities {
  const { clock, random, keyring, database } = options;
  const kept = new Map<AuthorityTable['id'], Promise<Authority>>();

  const load = async (id: AuthorityTable['id'], make: () => Promise<Authority>) => {
    const stored = await read(id);
    if (stored) return stored;
    const made = await make();
    await database.inScope({ kind: 'operator' }, (trx) =>
      insertAuthority(trx, {
        id,
        certificate_pem: made.certificatePem,
        private_key: Buffer.from(
          keyring.sealSecret(purpose, Buffer.from(made.privateKeyPem), `authority/${id}`),
        ),
        created_at: clock.now(),
      }),
    );
    return (await read(id)) ?? made;
  };
  const read = async (id: AuthorityTable['id']): Promise<Authority | undefined> => {
    const row = await database.inScope({ kind: 'operator' }, (trx) => findAuthority(trx, id));
    if (!row) return undefined;
    const key = keyring.openSecret(purpose, row.private_key, `authority/${id}`);
    return {
      certificatePem: row.certificate_pem,
      privateKeyPem: Buffer.from(key).toString('utf8'),
    };
  };
  const once = (id: AuthorityTable['id'], make: () => Promise<Authority>): Promise<Authority> => {
    const known = kept.get(id);
    if (known) return known;
    const loading = load(id, make);
    kept.set(id, loading);
    loading.catch(() => kept.delete(id));
    return loading;
  };

  const authorities: Authorities = {
    root: () =>
      once('root', () =>
        createAuthority({ name: { cn: `${options.operatorName} Root CA` }, clock, random }),
      ),
    issuing: () =>
      once('issuing', async () =>
        issueBelow(await authorities.root(), {
          cn: `${options.operatorName} Issuing CA`,
          profile: 'issuing-ca',
          days: issuingDays,
        }),
      ),
    server: () =>
      once('server', async () => {
        const issuing = await authorities.issuing();
        const own = await issueBelow(issuing, {
          cn: options.serverNames[0] ?? 'localhost',
          profile: 'tls-server',
          days: serverDays,
        });
        // The chain without the root, as a TLS server sends it (RFC 8446, 4.4.2).
        return { ...own, certificatePem: `${own.certificatePem}${issuing.certificatePem}` };
      }),
  };
  return authorities;

  async function issueBelow(
    authority: Authority,
    wanted: {
      readonly cn: string;
      readonly profile: 'issuing-ca' | 'tls-server';
      readonly days: number;
    },
  ): Promise<Authority> {
    const { privateKeyPem, publicKeyPem } = await generateKeyPair();
    const certificatePem = await issueCertificate({
      authority,
      publicKeyPem,
      subject: { cn: wanted.cn },
      profile: wanted.profile,
      days: wanted.days,
      ...(wanted.profile === 'tls-server' && { dnsNames: options.serverNames }),
      clock,
      random,
    });
    return { certificatePem, privateKeyPem };
  }
}

import type { Language } from '@kartoteka/kernel';
import { type Clock, Problem, parseAccountId, type Random } from '@kartoteka/kernel';
import type { AccountView } from '@kartoteka/machine-api';
import { readCertificate } from '@kartoteka/pki';
import { type Database, type Keyring, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import { checkLinkFiles, type LinkFiles } from './check-link-files.ts';
import { type CloudClient, openCloudClient } from './cloud-client.ts';
import type { CloudLinkView } from './contract.ts';
import { findLink, type StoredLink, saveLink, saveLinkStatus } from './store.ts';

const practice = { kind: 'practice' } as const;
const purpose = 'cloud-key';
const dayMs = 86_400_000;

export interface CloudLinkServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly keyring: Keyring;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** What an administrator gives: addresses, and PEM texts as the files hold them. */
export interface TypedLink extends LinkFiles {
  readonly account: string;
  readonly machineUrl: string;
  readonly portalUrl: string;
}

export type CloudLinkService = ReturnType<typeof createCloudLinkService>;

/** The practice's connection to its document cloud. */
export function createCloudLinkService(options: CloudLinkServiceOptions) {
  const { database, keyring, clock, random } = options;
  let kept: { readonly savedAt: number; readonly client: CloudClient } | undefined;

  const link = (): Promise<StoredLink | undefined> => database.inScope(practice, findLink);
  const open = (name: string, sealed: Uint8Array): string =>
    Buffer.from(keyring.openSecret(purpose, sealed, `cloud-link/${name}`)).toString('utf8');
  const seal = (name: string, pem: string): Uint8Array =>
    keyring.sealSecret(purpose, Buffer.from(pem), `cloud-link/${name}`);

  /** The client of the link as it is saved now; a changed link gets a new one. @throws Problem `practice.no-cloud` */
  const client = async (): Promise<CloudClient> => {
    const stored = await link();
    const account = stored && parseAccountId(stored.account);
    if (!stored || !account) throw new Problem('practice.no-cloud');
    if (kept?.savedAt === stored.savedAt.getTime()) return kept.client;
    kept?.client.close();
    const opened = openCloudClient({
      account,
      machineUrl: stored.machineUrl,
      trustedAuthorities: stored.trustedAuthorities,
      tlsCertificate: stored.tlsCertificate,
      tlsPrivateKey: open('tls', stored.tlsPrivateKey),
      wssCertificate: stored.wssCertificate,
      wssPrivateKey: open('wss', stored.wssPrivateKey),
      timeoutMs: options.timeoutMs,
      clock,
      random,
    });
    kept = { savedAt: stored.savedAt.getTime(), client: opened };
    return opened;
  };

  /** Asks the cloud for the account and keeps what it says, or what went wrong. */
  const refresh = async (): Promise<void> => {
    try {
      const status = await (await client()).readAccount();
      await database.inScope(practice, (trx) => saveLinkStatus(trx, { status, at: clock.now() }));
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      const problem = {
        at: clock.now().toISOString(),
        code: thrown.code,
        params: thrown.params,
        quoted: thrown.quoted ?? null,
      };
      await database.inScope(practice, (trx) => saveLinkStatus(trx, { problem }));
    }
  };

  return {
    client,
    refresh,
    /** Within another feature's transaction: whether there is a cloud to speak to. */
    isLinked: async (trx: Transaction<PracticeSchema>): Promise<boolean> =>
      (await findLink(trx)) !== undefined,
    view: async (language: Language): Promise<CloudLinkView> =>
      viewOf(await link(), clock, language),

    /**
     * Saves the link after looking at each file for what it is.
     *
     * @throws Problem `account.number`, `pki.*`: certificate of another account or kind, expired, key
     *   that does not belong to it
     */
    save: async (acting: Acting, typed: TypedLink): Promise<void> => {
      const account = parseAccountId(typed.account);
      if (!account) throw new Problem('account.number', { place: 'account' });
      await checkLinkFiles(typed, account, clock);
      await database.inScope(practice, async (trx) => {
        await saveLink(trx, {
          ...typed,
          account,
          tlsPrivateKey: seal('tls', typed.tlsPrivateKey),
          wssPrivateKey: seal('wss', typed.wssPrivateKey),
          savedAt: clock.now(),
        });
        await recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'cloud-link.save',
          subject: { kind: 'account', id: account },
          outcome: 'success',
          correlationId: acting.correlationId,
        });
      });
      kept?.client.close();
      kept = undefined;
    },
    close: () => kept?.client.close(),
  };
}

function viewOf(link: StoredLink | undefined, clock: Clock, language: Language): CloudLinkView {
  if (!link) {
    return {
      connected: false,
      account: null,
      machineUrl: null,
      portalUrl: null,
      certificates: [],
      status: null,
      lastProblem: null,
    };
  }
  const status = link.status as AccountView | null;
  return {
    connected: true,
    account: link.account,
    machineUrl: link.machineUrl,
    portalUrl: link.portalUrl,
    certificates: [
      cardOf(link.tlsCertificate, 'TLS', clock),
      cardOf(link.wssCertificate, 'WSS', clock),
    ],
    status: status && link.statusAt ? { ...status, at: link.statusAt.toISOString() } : null,
    lastProblem: problemOf(link.lastProblem, language),
  };
}

function cardOf(pem: string, kind: 'TLS' | 'WSS', clock: Clock) {
  const info = readCertificate(pem);
  return {
    kind,
    subject: info.subject.text,
    issuer: info.issuer.text,
    serialNumber: info.serialNumber,
    sha256: info.sha256,
    notBefore: info.notBefore.toISOString(),
    notAfter: info.notAfter.toISOString(),
    daysLeft: Math.floor((info.notAfter.getTime() - clock.now().getTime()) / dayMs),
  };
}

function problemOf(kept: unknown, language: Language): CloudLinkView['lastProblem'] {
  if (kept === null || kept === undefined) return null;
  const { at, code, params, quoted } = kept as {
    at: string;
    code: Problem['code'];
    params: Problem['params'];
    quoted: string | null;
  };
  const problem = new Problem(code, { params });
  return { at, code, text: problem.text(language), next: problem.next(language), quoted };
}

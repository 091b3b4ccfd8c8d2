import { join } from 'node:path';
import { type PausePolicy, portOf } from '@kartoteka/service';
import type { ListenerFrame, Platform } from '../frame/platform.ts';
import type { PlatformParts } from '../platforms.ts';
import { openMailAccounts } from './account-secret.ts';
import { createMailDesk } from './mail-desk.ts';
import { mailOperations } from './operations.ts';
import { mailPages } from './pages/mail-pages.ts';
import { pop3Listener } from './pop3/pop3-listener.ts';
import { relayWorker } from './relay.ts';
import { bindMailRoutes } from './routes.ts';
import { mailPlatformId } from './session-log.ts';
import { smtpListener } from './smtp/smtp-listener.ts';
import { officeMailbox, testMailboxes } from './test-mailboxes.ts';
import { createMailTls } from './tls-material.ts';

export interface MailOptions extends PlatformParts {
  /** Where the cloud takes mail; port +6 of this machine when left out. */
  readonly relayTo?: { readonly host: string; readonly port: number };
  /** Pauses between attempts to reach it; `growingPause` when left out. */
  readonly pauseAfter?: PausePolicy;
}

const relayTimeoutMs = 15_000;

/** The mail around the national platforms: SMTP, POP3, pages, and the way to the cloud's office. */
export function mailPlatform(options: MailOptions): Platform {
  const { database, folder, random, machineClock, basePort } = options;
  const desk = createMailDesk({
    officeAddress: officeMailbox,
    passwordOf: openMailAccounts(folder, random),
  });
  const tlsOf = ({ tls }: ListenerFrame) => createMailTls({ current: tls, expired: tls.expired });
  const { host, port } = options.relayTo ?? {
    host: 'localhost',
    port: portOf(basePort, 'cloudSmtp'),
  };
  const relay = relayWorker({
    database,
    // On one machine, between two programs of ours; mail to the office carries public keys only.
    target: { host, port, security: 'none', timeoutMs: relayTimeoutMs },
    officeAddress: officeMailbox,
    clock: machineClock,
    random,
    ...(options.pauseAfter && { pauseAfter: options.pauseAfter }),
  });
  return {
    id: mailPlatformId,
    names: { pl: 'Poczta', hu: 'Levelezés', en: 'Mail' },
    about: {
      pl: 'Skrzynki pocztowe każdego świata: wysyłanie przez SMTP, odbiór przez POP3 i podgląd tutaj. Poczta do biura chmury idzie dalej do chmury.',
      hu: 'Minden világ postafiókjai: küldés SMTP-vel, fogadás POP3-mal, megtekintés itt. A felhő irodájának szóló levelek továbbmennek a felhőhöz.',
      en: 'Mailboxes of each world: sending over SMTP, collecting over POP3, and a look at them here. Mail to the office of the cloud goes on to the cloud.',
    },
    addresses: (at) => [
      {
        names: { pl: 'SMTP (STARTTLS)', hu: 'SMTP (STARTTLS)', en: 'SMTP (STARTTLS)' },
        address: `smtp://${at.host}:${portOf(at.basePort, 'sandboxSmtp')}`,
      },
      {
        names: { pl: 'POP3 (STLS)', hu: 'POP3 (STLS)', en: 'POP3 (STLS)' },
        address: `pop3://${at.host}:${portOf(at.basePort, 'sandboxPop3')}`,
      },
    ],
    operations: mailOperations,
    faults: ['lost-session', 'expired-certificate'],
    listeners: [smtpListener(desk, tlsOf), pop3Listener(desk, tlsOf), relay],
    pages: mailPages(desk, {
      smtp: portOf(basePort, 'sandboxSmtp'),
      pop3: portOf(basePort, 'sandboxPop3'),
      ca: join(folder, 'ca.pem'),
    }),
    bindApi: (server, open) => bindMailRoutes(server, open, desk),
    identities: async (world) => {
      const known = new Map(testMailboxes.map(({ address, whose }) => [String(address), whose]));
      return (await desk.mailboxes(world)).map(({ address, user, password }) => ({
        label: known.get(address) ?? { pl: address, hu: address, en: address },
        facts: [
          { name: { pl: 'Użytkownik', hu: 'Felhasználó', en: 'User' }, value: user },
          { name: { pl: 'Hasło', hu: 'Jelszó', en: 'Password' }, value: password },
        ],
      }));
    },
    seed: async (world) => {
      for (const { address } of testMailboxes) await desk.ensureMailbox(world, address);
    },
  };
}

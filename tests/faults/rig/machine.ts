import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccountId, type Clock, parseAccountId, type Random } from '@kartoteka/kernel';
import { accountCommonName, createCsr, generateKeyPair } from '@kartoteka/pki';
import {
  type CloudClient,
  openCloudClient,
} from '../../../apps/practice/src/features/cloud-link/cloud-client.ts';
import type { Installation } from './installation.ts';

export const systemClock: Clock = { now: () => new Date() };
export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
};

/** Everything that a machine of an account needs to speak to the cloud; certificates and keys as PEM. */
export interface MachineAccount {
  readonly account: AccountId;
  readonly machineUrl: string;
  readonly ca: string;
  readonly tls: { readonly cert: string; readonly key: string };
  readonly wss: { readonly cert: string; readonly key: string };
}

/** A document source and consumer, the practice's own client. */
export function openMachine(account: MachineAccount, timeoutMs: number): CloudClient {
  return openCloudClient({
    account: account.account,
    machineUrl: account.machineUrl,
    trustedAuthorities: account.ca,
    tlsCertificate: account.tls.cert,
    tlsPrivateKey: account.tls.key,
    wssCertificate: account.wss.cert,
    wssPrivateKey: account.wss.key,
    timeoutMs,
    clock: systemClock,
    random: systemRandom,
  });
}

/** Orders an account and gets its pair of certificates, as the operator does it on the command line. */
export async function orderAccount(installation: Installation): Promise<MachineAccount> {
  const account = parseAccountId('5010');
  if (!account) throw new RangeError('an account number is sixteen digits at most');
  const now = systemClock.now();
  const day = (ms: number): string => new Date(now.getTime() + ms).toISOString().slice(0, 10);
  const operate = async (...words: string[]): Promise<string> => {
    const { code, said } = await installation.run(['operator', ...words, '--json']);
    if (code !== 0) throw new Error(`operator ${words[0]} ended with ${code}: ${said}`);
    return said;
  };
  const dayMs = 86_400_000;
  await operate(
    'account-create',
    ...['--account', account, '--organisation', 'Przychodnia Próbna'],
    ...['--from', day(-dayMs), '--to', day(365 * dayMs)],
    ...['--size-mb', '20000', '--documents', '1000000'],
  );
  const folder = join(installation.home, 'machine');
  mkdirSync(folder, { mode: 0o700 });
  const keys = { TLS: await generateKeyPair(), WSS: await generateKeyPair() };
  for (const kind of ['TLS', 'WSS'] as const) {
    const { privateKeyPem } = keys[kind];
    const subject = { cn: accountCommonName(account, kind), o: 'Przychodnia Próbna', c: 'PL' };
    writeFileSync(join(folder, `${kind}.csr`), await createCsr({ privateKeyPem, subject }));
  }
  const said = await operate(
    'issue',
    ...['--account', account, '--out', folder],
    ...['--tls-csr', join(folder, 'TLS.csr'), '--wss-csr', join(folder, 'WSS.csr')],
  );
  const issued = JSON.parse(said.split('\n').at(-1) ?? '') as Record<'tls' | 'wss' | 'ca', string>;
  const pem = (kind: 'tls' | 'wss' | 'ca'): string => readFileSync(issued[kind], 'utf8');
  return {
    account,
    machineUrl: `https://localhost:${installation.port + 3}`,
    ca: pem('ca'),
    tls: { cert: pem('tls'), key: keys.TLS.privateKeyPem },
    wss: { cert: pem('wss'), key: keys.WSS.privateKeyPem },
  };
}

/** The account of a demo, from its `demo.json`. */
export function demoAccount(home: string): MachineAccount {
  const { cloud } = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as {
    cloud: {
      account: AccountId;
      machineUrl: string;
      ca: string;
      tls: { cert: string; key: string };
      wss: { cert: string; key: string };
    };
  };
  const pem = (path: string): string => readFileSync(path, 'utf8');
  return {
    account: cloud.account,
    machineUrl: cloud.machineUrl,
    ca: pem(cloud.ca),
    tls: { cert: pem(cloud.tls.cert), key: pem(cloud.tls.key) },
    wss: { cert: pem(cloud.wss.cert), key: pem(cloud.wss.key) },
  };
}

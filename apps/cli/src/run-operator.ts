import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { CloudParts, OperatorContext } from '@kartoteka/cloud/main';
import { readCertificate } from '@kartoteka/pki';
import { openOperatorParts } from './operator-parts.ts';
import { type CommandOptions, readOptions } from './read-options.ts';
import type { Surroundings } from './surroundings.ts';

type Deed = (
  cloud: CloudParts,
  context: OperatorContext,
  options: CommandOptions,
) => Promise<unknown>;

/** `kartoteka operator …`: exactly what the console does, for scripts. */
export async function runOperator(
  surroundings: Surroundings,
  adminUrl: string,
  args: readonly string[],
): Promise<void> {
  const options = readOptions(args);
  const deed = deeds[options.words[0] ?? ''];
  if (!deed) throw new Error(`operator takes one of: ${Object.keys(deeds).join(', ')}`);
  const cloud = await openOperatorParts(surroundings, adminUrl);
  const who = userInfo().username;
  const context: OperatorContext = {
    actor: { kind: 'operator', id: who, display: who },
    correlationId: surroundings.random.uuid(),
  };
  try {
    const answer = await deed(cloud, context, options);
    if (answer !== undefined) console.log(JSON.stringify(answer, null, options.json ? 0 : 2));
  } finally {
    await cloud.database.close();
  }
}

const deeds: Readonly<Record<string, Deed>> = {
  accounts: async ({ operator }) =>
    (await operator.list()).map(({ certificates: _certificates, ...account }) => account),
  'account-create': async ({ operator }, context, options) => ({
    account: await operator.createAccount(context, {
      account: options.need('account'),
      organisation: options.need('organisation'),
      activeFrom: options.need('from'),
      activeTo: options.need('to'),
      sizeMbMax: Number(options.need('size-mb')),
      documentsMax: Number(options.need('documents')),
    }),
  }),
  issue: issueToFolder,
  certificate: ({ operator }, context, options) =>
    operator.setCertificateState(context, {
      account: options.need('account'),
      sha256: options.need('sha256'),
      state: stateOf(options.need('state')),
    }),
  suspend: ({ operator }, context, options) => operator.suspend(context, options.need('account')),
  reopen: ({ operator }, context, options) => operator.reopen(context, options.need('account')),
  close: ({ operator }, context, options) => operator.close(context, options.need('account')),
  extend: ({ operator }, context, options) =>
    operator.extend(context, options.need('account'), options.need('to')),
  limits: ({ operator }, context, options) =>
    operator.setLimits(context, options.need('account'), {
      sizeMbMax: Number(options.need('size-mb')),
      documentsMax: Number(options.need('documents')),
    }),
};

/** Certificates come as `TLS<serial>.pem` and `WSS<serial>.pem`, as the office mails them. */
async function issueToFolder(
  { operator, authorities }: CloudParts,
  context: OperatorContext,
  options: CommandOptions,
): Promise<unknown> {
  const issued = await operator.issueCertificates(context, {
    account: options.need('account'),
    tlsCsr: readFileSync(options.need('tls-csr'), 'utf8'),
    wssCsr: readFileSync(options.need('wss-csr'), 'utf8'),
  });
  const folder = options.need('out');
  mkdirSync(folder, { recursive: true });
  const keep = (name: string, pem: string): string => {
    const path = join(folder, name);
    writeFileSync(path, pem);
    return path;
  };
  return {
    tls: keep(`TLS${readCertificate(issued.tlsPem).serialNumber}.pem`, issued.tlsPem),
    wss: keep(`WSS${readCertificate(issued.wssPem).serialNumber}.pem`, issued.wssPem),
    ca: keep('ca.pem', (await authorities.root()).certificatePem),
  };
}

function stateOf(typed: string): 'registered' | 'withheld' | 'revoked' {
  if (typed === 'registered' || typed === 'withheld' || typed === 'revoked') return typed;
  throw new Error('--state is registered, withheld or revoked');
}

import type { TLSSocket } from 'node:tls';
import { Problem } from '@kartoteka/kernel';
import { createHttpServer, type HttpServerOptions, makeCorrelationId } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { CloudParts } from '../cloud-parts.ts';
import { knownAccounts } from '../features/accounts/known-accounts.ts';
import { readOffice } from '../features/accounts/office.ts';
import { createRecordRefusal, type RecordRefusal } from '../features/accounts/record-refusal.ts';
import { bindAccountRoutes } from '../features/accounts/routes.ts';
import type { AtnaFeed } from '../features/atna/feed.ts';
import { bindRemovalRoutes } from '../features/removal/routes.ts';
import { createRemovalService } from '../features/removal/service.ts';
import { bindRetentionRoutes } from '../features/retention/routes.ts';
import { createRetentionService } from '../features/retention/service.ts';
import { accountVerifiers } from '../ihe/account-verifiers.ts';
import { bindSoapEndpoint } from '../ihe/bind-soap-endpoint.ts';
import { registryStoredQuery } from '../ihe/iti18/registry-stored-query.ts';
import { provideAndRegister } from '../ihe/iti41/provide-and-register.ts';
import { register } from '../ihe/iti42/register.ts';
import { retrieveDocuments } from '../ihe/iti43/retrieve-documents.ts';
import { update } from '../ihe/iti57/update.ts';
import { deleteDocumentSet } from '../ihe/iti62/delete-document-set.ts';
import { removeDocuments } from '../ihe/iti86/remove-documents.ts';
import { guardMachines } from './guard-machines.ts';

/** More routes of the machine interface, bound behind the guard. */
export type BindMachineRoutes = (guarded: FastifyInstance) => void;

export interface MachineServerOptions {
  readonly metrics?: HttpServerOptions['metrics'];
  readonly bind: readonly BindMachineRoutes[];
  /** The way to an audit record repository, where one is configured. */
  readonly atna?: AtnaFeed | undefined;
  /** How long refusals of one kind from one address count as one. */
  readonly refusalWindowMs?: number;
}

/** One document of 100 MB as base64 inside an envelope, and room for the envelope. */
const bodyBytesMax = 285_212_672;
/** A hundred megabytes over a slow line. */
const requestTimeoutMs = 1_800_000;

/**
 * The listener for machines: TLS with a client certificate that is asked for and judged by us, so
 * that a refusal can say why. Everything below `/services/:account` stands behind the guard.
 */
export async function createMachineServer(
  parts: CloudParts,
  options: MachineServerOptions,
): Promise<FastifyInstance> {
  const { database, contents, clock, random, log } = parts;
  const own = await parts.authorities.server();
  const recordRefusal = createRecordRefusal({
    ...{ database, clock, atna: options.atna, windowMs: options.refusalWindowMs },
  });
  const office = () => readOffice(database);
  const server = await createHttpServer({
    clock,
    random,
    log,
    tls: {
      cert: own.certificatePem,
      key: own.privateKeyPem,
      requestCert: true,
      // A certificate that no authority of ours signed is refused with words, not by the handshake.
      rejectUnauthorized: false,
    },
    limits: { bodyBytesMax, requestTimeoutMs },
    readiness: { database: () => database.answers().then(assertAnswers) },
    openApi: { title: 'Kartoteka: machine interface', version: '1' },
    ...(options.metrics && { metrics: options.metrics }),
  });
  const accounts = knownAccounts(database);
  recordBrokenHandshakes(server, { recordRefusal, random, log });
  await server.register(async (guarded) => {
    guardMachines(guarded, {
      accounts,
      recordRefusal,
      readOffice: office,
      clock,
    });
    bindAccountRoutes(guarded, { database, readOffice: office, clock });
    bindRetentionRoutes(guarded, createRetentionService({ database, clock }));
    bindRemovalRoutes(guarded, createRemovalService({ database, contents, clock }));
    const verifierOf = accountVerifiers({ accounts, clock });
    const endpoint = {
      ...{ database, contents, clock, random, log },
      ...{ verifierOf, recordRefusal, readOffice: office, atna: options.atna },
    };
    bindSoapEndpoint(guarded, {
      ...endpoint,
      path: '/services/:account/xds/registry',
      transactions: [
        registryStoredQuery({ database, clock }),
        register({ database, contents, clock, random }),
        update({ database, contents, clock, random }),
        deleteDocumentSet({ database, contents, clock }),
      ],
    });
    bindSoapEndpoint(guarded, {
      ...endpoint,
      path: '/services/:account/xds/repository',
      transactions: [
        provideAndRegister({ database, contents, clock, random }),
        retrieveDocuments({ database, contents, clock }),
        removeDocuments({ database, contents, clock }),
      ],
    });
    for (const bind of options.bind) bind(guarded);
  });
  return server;
}

function assertAnswers(answers: boolean): void {
  if (!answers) throw new Error('the database does not answer');
}

/**
 * What OpenSSL says of a client whose TLS is too old. ERR_SSL_WRONG_VERSION_NUMBER is not among
 * them: any bytes that are no TLS at all bring it.
 */
const versionCodes = new Set(['ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_VERSION_TOO_LOW']);

/**
 * A client below TLS 1.2 never gets to say which account it means: its refusal stands in the
 * operator's trail.
 */
function recordBrokenHandshakes(
  server: FastifyInstance,
  {
    recordRefusal,
    random,
    log,
  }: Pick<CloudParts, 'random' | 'log'> & { readonly recordRefusal: RecordRefusal },
): void {
  server.server.on('tlsClientError', (error: Error & { code?: string }, socket: TLSSocket) => {
    if (!versionCodes.has(error.code ?? '')) return;
    recordRefusal({
      addressed: '',
      problem: new Problem('pki.tls-version'),
      certificateDer: undefined,
      remoteAddress: socket.remoteAddress ?? '',
      correlationId: makeCorrelationId(random),
    }).catch((failed: unknown) => log.error({ error: failed }, 'A refusal was not recorded'));
  });
}

import type { Server } from 'node:https';
import { createHttpServer, type HttpLimits, type HttpServerOptions } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { CloudParts } from '../cloud-parts.ts';
import { knownAccounts } from '../features/accounts/known-accounts.ts';
import { readOffice } from '../features/accounts/office.ts';
import { createRecordRefusal } from '../features/accounts/record-refusal.ts';
import { bindAccountRoutes } from '../features/accounts/routes.ts';
import type { AtnaFeed } from '../features/atna/feed.ts';
import { bindPatientIdentityRoutes } from '../features/patient-identity/routes.ts';
import { createPatientIdentityService } from '../features/patient-identity/service.ts';
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
import { bindFhirEndpoint } from '../mhd/bind-fhir-endpoint.ts';
import { connectionsPerCertificateMaxDefault, countConnections } from './count-connections.ts';
import { guardMachines } from './guard-machines.ts';
import { recordBrokenHandshakes, recordUnreadable } from './record-broken-connections.ts';
import { recordSlowReader } from './record-slow-reader.ts';

/** More routes of the machine interface, bound behind the guard. */
export type BindMachineRoutes = (guarded: FastifyInstance) => void;

export interface MachineServerOptions {
  readonly metrics?: HttpServerOptions['metrics'];
  readonly bind: readonly BindMachineRoutes[];
  /** The way to an audit record repository, where one is configured. */
  readonly atna?: AtnaFeed | undefined;
  /** How long refusals of one kind from one address count as one. */
  readonly refusalWindowMs?: number;
  /** {@link connectionsPerCertificateMaxDefault} unless told. */
  readonly connectionsPerCertificateMax?: number;
  /** Other limits than those of this file, for tests. */
  readonly limits?: Partial<HttpLimits>;
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
    limits: { bodyBytesMax, requestTimeoutMs, ...options.limits },
    recordSlowReader: recordSlowReader({ database, clock }),
    onUnreadable: recordUnreadable({ recordRefusal, random, log }),
    readiness: { database: () => database.answers().then(assertAnswers) },
    openApi: { title: 'Kartoteka: machine interface', version: '1' },
    ...(options.metrics && { metrics: options.metrics }),
  });
  const accounts = knownAccounts(database);
  const https = server.server as unknown as Server;
  recordBrokenHandshakes(https, { recordRefusal, random, log });
  const connectionsMax =
    options.connectionsPerCertificateMax ?? connectionsPerCertificateMaxDefault;
  const isTooMany = countConnections(https, connectionsMax);
  await server.register(async (guarded) => {
    guardMachines(guarded, {
      accounts,
      recordRefusal,
      readOffice: office,
      clock,
      isTooMany,
      connectionsMax,
    });
    bindAccountRoutes(guarded, { database, readOffice: office, clock });
    bindPatientIdentityRoutes(guarded, createPatientIdentityService({ database, clock }));
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
    bindFhirEndpoint(guarded, {
      ...{ database, contents, clock, random, log, keyring: parts.keyring, atna: options.atna },
    });
    for (const bind of options.bind) bind(guarded);
  });
  return server;
}

function assertAnswers(answers: boolean): void {
  if (!answers) throw new Error('the database does not answer');
}

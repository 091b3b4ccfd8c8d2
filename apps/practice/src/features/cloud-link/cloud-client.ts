import {
  type AccountId,
  type Clock,
  type DocumentUniqueId,
  type InputOf,
  type OutputOf,
  Problem,
  type Random,
} from '@kartoteka/kernel';
import {
  type AccountView,
  type ConsentReceipt,
  changePatientIdentifier,
  createInvitation,
  decideRemovalOrder,
  getAccount,
  getDueDocuments,
  getRemovalOrder,
  getRetention,
  mergePatientIdentifiers,
  type PatientMoveReceipt,
  putConsent,
  putRemovalOrder,
  putRetention,
  type RemovalReceipt,
  type RetentionView,
  revokeConsentInCloud,
} from '@kartoteka/machine-api';
import { type HttpsTransport, httpsTransport, jsonClient } from '@kartoteka/service';
import { callSoap, createWssSigner, type ReceivedMessage } from '@kartoteka/soap';
import {
  type BodyWithAttachments,
  type DocumentEntry,
  objectId,
  problemOfErrors,
  type RegistryResponse,
  readQueryResponse,
  readRegistryResponse,
  readRetrieveResponse,
  type Submission,
  type TransactionName,
  transactionWires,
  writeProvideAndRegister,
  writeRetrieveRequest,
  writeStoredQuery,
} from '@kartoteka/xds';

/** What the practice asks of its cloud, each call over mutual TLS and, for SOAP, signed. */
export interface CloudClient {
  readonly account: AccountId;
  /** ITI-41. Throws only when there is no answer; a refusal is a response with errors. */
  provide(
    submission: Submission,
    document: { readonly entryUuid: string; readonly bytes: Uint8Array },
  ): Promise<RegistryResponse>;
  /** ITI-18 GetDocuments. @throws Problem `xds.*` when the registry refuses */
  findDocuments(uniqueIds: readonly string[]): Promise<readonly DocumentEntry[]>;
  /** ITI-43 for one document; `undefined` when the cloud does not hold it. */
  retrieve(repositoryUniqueId: string, uniqueId: DocumentUniqueId): Promise<Uint8Array | undefined>;
  readAccount(): Promise<AccountView>;
  putConsent(id: string, consent: InputOf<typeof putConsent.body>): Promise<ConsentReceipt>;
  revokeConsent(id: string): Promise<ConsentReceipt>;
  /** Files everything of one identifier under another, once under the given id. */
  movePatient(
    kind: 'change' | 'merge',
    move: InputOf<typeof mergePatientIdentifiers.body>,
  ): Promise<PatientMoveReceipt>;
  /** Proposes a removal; what is due wholly is removed at once. */
  putRemovalOrder(id: string, order: InputOf<typeof putRemovalOrder.body>): Promise<RemovalReceipt>;
  decideRemovalOrder(
    id: string,
    decision: InputOf<typeof decideRemovalOrder.body>,
  ): Promise<RemovalReceipt>;
  /** `undefined` when the cloud knows no such order. */
  readRemovalOrder(id: string): Promise<RemovalReceipt | undefined>;
  /** What may be removed for its age, oldest first. */
  readDue(): Promise<OutputOf<typeof getDueDocuments.answer>>;
  readRetention(): Promise<RetentionView>;
  saveRetention(change: InputOf<typeof putRetention.body>): Promise<RetentionView>;
  invite(
    invitation: InputOf<typeof createInvitation.body>,
  ): Promise<{ code: string; url: string; expiresAt: string }>;
  close(): void;
}

export interface CloudClientOptions {
  readonly account: AccountId;
  /** Such as `https://localhost:4003`. */
  readonly machineUrl: string;
  readonly trustedAuthorities: string;
  readonly tlsCertificate: string;
  readonly tlsPrivateKey: string;
  readonly wssCertificate: string;
  readonly wssPrivateKey: string;
  /** Longest silence of the cloud ("Timeout"). */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Opens a client for one account. Connections are kept between calls until `close`.
 *
 * @throws Problem `service.peer-own-certificate`, `security.signature-key` when certificate and key do
 *   not belong together
 */
export function openCloudClient(options: CloudClientOptions): CloudClient {
  const { account, machineUrl, clock, random, timeoutMs } = options;
  const tls = {
    ca: options.trustedAuthorities,
    cert: options.tlsCertificate,
    key: options.tlsPrivateKey,
  };
  const signer = createWssSigner({
    privateKeyPem: options.wssPrivateKey,
    certificatePem: options.wssCertificate,
    clock,
    random,
  });
  const base = machineUrl.replace(/\/$/, '');
  const addresses = {
    registry: `${base}/services/${account}/xds/registry`,
    repository: `${base}/services/${account}/xds/repository`,
  };
  const transports: Record<keyof typeof addresses, HttpsTransport> = {
    registry: httpsTransport({ url: addresses.registry, tls, timeoutMs }),
    repository: httpsTransport({ url: addresses.repository, tls, timeoutMs }),
  };
  const rest = jsonClient({ url: base, tls, timeoutMs });

  const call = (
    name: TransactionName,
    body: BodyWithAttachments,
  ): Promise<ReceivedMessage<Buffer>> => {
    const wire = transactionWires[name];
    const service = wire.actor === 'Registry' ? 'registry' : 'repository';
    return callSoap(transports[service], {
      action: wire.action,
      to: addresses[service],
      ...body,
      mtom: wire.mtom,
      security: signer,
      random,
      answer: { clock, sink: memorySink },
    });
  };

  return {
    account,
    provide: async (submission, { entryUuid, bytes }) => {
      const content = { contentType: 'text/xml', size: bytes.length, open: () => [bytes] };
      const contents = new Map([[objectId(`urn:uuid:${entryUuid}`), content]]);
      const answer = await call('iti41', writeProvideAndRegister(submission, contents));
      return readRegistryResponse(answer.envelope.body);
    },
    findDocuments: async (uniqueIds) => {
      const body = writeStoredQuery({
        query: { name: 'GetDocuments', by: 'uniqueId', ids: uniqueIds },
        returnType: 'LeafClass',
      });
      const answer = await call('iti18', { body, attachments: [] });
      const response = readQueryResponse(answer.envelope.body);
      if (response.status === 'Failure') throw problemOfErrors(response.errors);
      return response.objects.documents;
    },
    retrieve: async (repositoryUniqueId, uniqueId) => {
      const body = writeRetrieveRequest([{ repositoryUniqueId, documentUniqueId: uniqueId }]);
      const answer = await call('iti43', { body, attachments: [] });
      const response = readRetrieveResponse(answer.envelope.body, answer.contentOf);
      return response.documents[0]?.content.handle;
    },
    readAccount: () => rest.call(getAccount, { params: { account } }),
    putConsent: (id, consent) => rest.call(putConsent, { params: { account, id }, body: consent }),
    revokeConsent: (id) => rest.call(revokeConsentInCloud, { params: { account, id } }),
    movePatient: (kind, move) =>
      rest.call(kind === 'merge' ? mergePatientIdentifiers : changePatientIdentifier, {
        params: { account },
        body: move,
      }),
    putRemovalOrder: (id, order) =>
      rest.call(putRemovalOrder, { params: { account, id }, body: order }),
    decideRemovalOrder: (id, decision) =>
      rest.call(decideRemovalOrder, { params: { account, id }, body: decision }),
    readRemovalOrder: async (id) => {
      try {
        return await rest.call(getRemovalOrder, { params: { account, id } });
      } catch (thrown) {
        const missing = thrown instanceof Problem && thrown.params.peerCode === 'service.not-found';
        if (missing) return undefined;
        throw thrown;
      }
    },
    readDue: () => rest.call(getDueDocuments, { params: { account }, query: {} }),
    readRetention: () => rest.call(getRetention, { params: { account } }),
    saveRetention: (change) => rest.call(putRetention, { params: { account }, body: change }),
    invite: (invitation) => rest.call(createInvitation, { params: { account }, body: invitation }),
    close: () => {
      transports.registry.close();
      transports.repository.close();
      rest.close();
    },
  };
}

/** Answers are read into memory: a practice fetches one document at a time, of at most 100 MB. */
const memorySink = {
  put: async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces);
  },
  discard: async (): Promise<void> => {},
};

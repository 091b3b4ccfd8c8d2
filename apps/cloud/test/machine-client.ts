import { createHash } from 'node:crypto';
import { callSoap, type ReceivedMessage, type WssSigner } from '@kartoteka/soap';
import {
  type BodyWithAttachments,
  type ObjectId,
  type QueryResponse,
  type RegistryResponse,
  readQueryResponse,
  readRegistryResponse,
  readRetrieveResponse,
  type StoredQuery,
  type Submission,
  type TransactionName,
  transactionWires,
  writeProvideAndRegister,
  writeRegister,
  writeRetrieveRequest,
  writeStoredQuery,
  writeUpdate,
} from '@kartoteka/xds';
import type { CloudForTests, TestAccount } from './cloud-for-tests.ts';
import { testRandom } from './cloud-for-tests.ts';

export interface Retrieved {
  readonly response: RegistryResponse;
  readonly documents: readonly {
    readonly uniqueId: string;
    readonly bytes: Buffer;
    readonly mimeType: string;
  }[];
}

/** A document source and consumer that speaks for one account. */
export function machineClient(
  cloud: CloudForTests,
  account: TestAccount,
  signer: WssSigner = account.signer,
) {
  const call = (transaction: TransactionName, body: BodyWithAttachments, mtom = true) => {
    const wire = transactionWires[transaction];
    const service = wire.actor === 'Registry' ? 'registry' : 'repository';
    const path = `/services/${account.id}/xds/${service}`;
    return callSoap<Buffer>(cloud.transport(path, account), {
      action: wire.action,
      to: `https://localhost:${cloud.port}${path}`,
      ...body,
      mtom: mtom && wire.mtom,
      security: signer,
      random: testRandom,
      answer: { clock: cloud.clock, sink: memory },
    });
  };
  return {
    call,
    provide: async (sample: {
      readonly submission: Submission;
      readonly contents: ReadonlyMap<ObjectId, Uint8Array>;
    }): Promise<RegistryResponse> => {
      const contents = new Map(
        [...sample.contents].map(([id, bytes]) => [
          id,
          { contentType: 'text/xml', size: bytes.length, open: () => [bytes] },
        ]),
      );
      const message = await call('iti41', writeProvideAndRegister(sample.submission, contents));
      return readRegistryResponse(message.envelope.body);
    },
    register: async (submission: Submission): Promise<RegistryResponse> => {
      const message = await call('iti42', { body: writeRegister(submission), attachments: [] });
      return readRegistryResponse(message.envelope.body);
    },
    update: async (submission: Submission): Promise<RegistryResponse> => {
      const message = await call('iti57', { body: writeUpdate(submission), attachments: [] });
      return readRegistryResponse(message.envelope.body);
    },
    query: async (
      query: StoredQuery,
      returnType: 'LeafClass' | 'ObjectRef' = 'LeafClass',
    ): Promise<QueryResponse> => {
      const body = writeStoredQuery({ query, returnType });
      const message = await call('iti18', { body, attachments: [] });
      return readQueryResponse(message.envelope.body);
    },
    retrieve: async (
      repositoryUniqueId: string,
      uniqueIds: readonly string[],
      mtom = true,
    ): Promise<Retrieved> => {
      const requests = uniqueIds.map((documentUniqueId) => ({
        repositoryUniqueId,
        documentUniqueId,
      }));
      const body = writeRetrieveRequest(requests);
      const message = await call('iti43', { body, attachments: [] }, mtom);
      return retrieved(message);
    },
  };
}

function retrieved(message: ReceivedMessage<Buffer>): Retrieved {
  const response = readRetrieveResponse(message.envelope.body, message.contentOf);
  return {
    response,
    documents: response.documents.map((document) => ({
      uniqueId: document.documentUniqueId,
      mimeType: document.mimeType,
      bytes: document.content.handle,
    })),
  };
}

const memory = {
  put: async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces);
  },
  discard: async () => {},
};

export function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

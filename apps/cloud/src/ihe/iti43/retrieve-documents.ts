import type { AccountId, Clock, Oid } from '@kartoteka/kernel';
import type { ContentId, ContentStore, Database } from '@kartoteka/service';
import {
  answerRetrieve,
  failure,
  type OutgoingContent,
  type RetrieveAnswer,
  readRetrieveRequest,
  transactionWires,
  writeRegistryResponse,
  writeRetrieveResponse,
} from '@kartoteka/xds';
import { element } from '@kartoteka/xml';
import { type MachineCall, runCall } from '../../features/documents/machine-call.ts';
import { retrievePort, type StoredContent } from '../../features/documents/service.ts';
import type { CloudSchema } from '../../schema.ts';
import type { Transaction } from '../transaction.ts';

export interface RetrieveOptions {
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly clock: Clock;
}

const auditAction = 'document.retrieve';
/** What an answer carries inside its envelope, which is put together in memory, all documents together. */
const inlineBytesMax = 100 * 1024 * 1024;

/** ITI-43, Retrieve Document Set (ITI TF-2: 3.43). Bytes leave only after the record is durable. */
export function retrieveDocuments(options: RetrieveOptions): Transaction {
  return {
    wire: transactionWires.iti43,
    auditAction,
    answer: async (call, message) => {
      const reading = readRetrieveRequest(message.envelope.body);
      if (!reading.ok) {
        await runCall(options, call, async () => ({
          result: undefined,
          outcome: 'xds.metadata' as const,
          deed: {
            action: auditAction,
            details: { errors: reading.errors.map(({ code }) => code) },
          },
        }));
        return {
          body: element(
            'xdsb:RetrieveDocumentSetResponse',
            { 'xmlns:xdsb': 'urn:ihe:iti:xds-b:2007' },
            writeRegistryResponse(failure(reading.errors)),
          ),
        };
      }
      const answer = await runCall(options, call, async (trx) => {
        const { account } = call.caller;
        const known = [account.repositoryOid, account.repositoryOidP1].filter((id) => id !== null);
        const found = await answerRetrieve(
          reading.requests,
          retrievePort(trx, account.id),
          known as Oid[],
        );
        return {
          result: found,
          outcome:
            found.errors.length === 0 ? ('success' as const) : ('xds.unknown-document' as const),
          deed: {
            action: auditAction,
            details: { documents: found.documents.map(({ document }) => document.uniqueId) },
          },
        };
      });
      const contents = await openContents(options.contents, call, answer, message.multipart);
      return writeRetrieveResponse(answer, ({ handle }) => {
        const content = contents.get(handle.contentId);
        if (!content) throw new RangeError('content that was found is opened');
        return content;
      });
    },
  };
}

/**
 * Beside the envelope for a request that came as MTOM, inside it for one that did not and asks for what
 * fits in there. What lies beside it is opened when its turn comes, one document after the other.
 */
async function openContents(
  store: ContentStore,
  call: MachineCall,
  answer: RetrieveAnswer<StoredContent>,
  asAttachments: boolean,
): Promise<ReadonlyMap<string, OutgoingContent>> {
  const opened = new Map<string, OutgoingContent>();
  const { id: account } = call.caller.account;
  const bytesInAll = answer.documents.reduce((sum, { document }) => sum + document.size, 0);
  const beside = asAttachments || bytesInAll > inlineBytesMax;
  for (const { document } of answer.documents) {
    const { contentId } = document.handle;
    if (opened.has(contentId)) continue;
    const read = () => readInTurn(store, account, contentId as ContentId);
    if (beside) {
      opened.set(contentId, {
        contentType: document.mimeType,
        size: document.size,
        open: read,
      });
      continue;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of read()) pieces.push(piece);
    opened.set(contentId, { inline: Buffer.concat(pieces) });
  }
  return opened;
}

async function* readInTurn(
  store: ContentStore,
  account: AccountId,
  contentId: ContentId,
): AsyncGenerator<Uint8Array> {
  const { bytes } = await store.read(account, contentId);
  yield* bytes;
}

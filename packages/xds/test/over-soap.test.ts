import { fixedClock } from '@kartoteka/kernel';
import {
  type ContentSink,
  type OutgoingAttachment,
  receiveSoap,
  writeEnvelope,
  writeMtom,
  writePlain,
} from '@kartoteka/soap';
import type { XmlMarkup } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  type ObjectId,
  type OutgoingContent,
  readProvideAndRegister,
  readRetrieveResponse,
  transactionWires,
  writeProvideAndRegister,
  writeRetrieveResponse,
} from '../src/index.ts';
import { sampleOids, sampleSubmission } from '../src/sample/index.ts';
import { countingRandom } from './memory-registry.ts';
import { hasSharedData, readShared } from './shared-data.ts';

const clock = fixedClock('2026-03-01T08:20:00Z');
const random = countingRandom();
const sink: ContentSink<Buffer> = {
  put: async (stream) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces);
  },
  discard: async () => {},
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function send(body: XmlMarkup, attachments: readonly OutgoingAttachment[], action: string) {
  const root = await writeEnvelope({ action, messageId: 'urn:uuid:1', body, attachments });
  const framed =
    attachments.length > 0
      ? writeMtom(root, attachments, { action, random })
      : writePlain(root, { action });
  return receiveSoap({ contentType: framed.contentType }, framed.body, { clock, sink });
}

const forms: [string, (bytes: Uint8Array) => OutgoingContent][] = [
  ['as MTOM', (bytes) => ({ contentType: 'text/xml', size: bytes.length, open: () => [bytes] })],
  ['inline', (bytes) => ({ inline: bytes })],
];

describe('over SOAP', () => {
  it.each(forms)('ITI-41 %s arrives whole, its hashes and sizes agreeing', async (_, form) => {
    const { submission, contents } = sampleSubmission({ documents: 3 });
    const outgoing = new Map<ObjectId, OutgoingContent>();
    for (const [id, bytes] of contents) outgoing.set(id, form(bytes));
    const { body, attachments } = writeProvideAndRegister(submission, outgoing);
    const message = await send(body, attachments, transactionWires.iti41.action);
    const reading = readProvideAndRegister(message.envelope.body, message.contentOf);
    if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
    for (const [id, bytes] of contents) {
      expect(reading.request.contents.get(id)?.handle).toEqual(Buffer.from(bytes));
    }
  });

  it.each(forms)('an ITI-43 response %s arrives whole', async (_, form) => {
    const bytes = Buffer.from('%PDF-1.7 ż\r\n--kartoteka\r\n');
    const { body, attachments } = writeRetrieveResponse(
      {
        status: 'Success',
        errors: [],
        documents: [
          {
            request: { repositoryUniqueId: sampleOids.repository, documentUniqueId: '1.2^3' },
            document: {
              uniqueId: '1.2^3' as never,
              mimeType: 'application/pdf',
              size: bytes.length,
              handle: bytes,
            },
          },
        ],
      },
      ({ handle }) => form(handle),
    );
    const message = await send(body, attachments, transactionWires.iti43.answerAction);
    const response = readRetrieveResponse(message.envelope.body, message.contentOf);
    expect(response.documents.map(({ mimeType, content }) => [mimeType, content.handle])).toEqual([
      ['application/pdf', bytes],
    ]);
  });
});

describe.skipIf(!hasSharedData)('real multipart messages', () => {
  it.each([
    ['as stored, with bare line feeds', (text: string) => text],
    ['as they were sent', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('PnrXop-Xop %s is a submission with its document', async (_, form) => {
    const text = form(readShared('mtom/PnrXop-Xop.body.txt').toString('latin1'));
    const boundary = /--(MIMEBoundary_\w+)/.exec(text)?.[1];
    const message = await receiveSoap(
      {
        contentType: `multipart/related; boundary=${boundary}; type="application/xop+xml"; start-info="application/soap+xml"`,
      },
      once(Buffer.from(text, 'latin1')),
      { clock, sink },
    );
    expect(message.envelope.addressing.action).toBe(transactionWires.iti41.action);
    const reading = readProvideAndRegister(message.envelope.body, message.contentOf);
    if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
    const [content] = reading.request.contents.values();
    expect(content?.handle.toString()).toContain('This is my document.');
  });
});

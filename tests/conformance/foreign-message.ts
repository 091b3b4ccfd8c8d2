import { randomUUID, X509Certificate } from 'node:crypto';
import {
  findDocuments,
  type TransactionName,
  transactionWires,
  writeProvideAndRegister,
  writeRetrieveRequest,
  writeStoredQuery,
} from '@kartoteka/xds';
import { type SampleSubmission, samplePatientId } from '@kartoteka/xds/sample';
import type { CloudForTests, TestAccount } from '../../apps/cloud/test/cloud-for-tests.ts';
import { names } from '../../packages/soap/test/wss/message.sample.ts';

/** A message that waits for its signature, put together as text and by none of our writers of SOAP. */
export interface ForeignMessage {
  readonly path: string;
  readonly address: string;
  readonly action: string;
  readonly envelope: string;
}

/** An envelope around a Body, with the addressing headers that IHE wants (ITI TF-2: V.3). */
export function foreignMessage(
  cloud: CloudForTests,
  account: TestAccount,
  { transaction, body }: { readonly transaction: TransactionName; readonly body: string },
): ForeignMessage {
  const { action, actor } = transactionWires[transaction];
  const path = `/services/${account.id}/xds/${actor.toLowerCase()}`;
  const address = `https://localhost:${cloud.port}${path}`;
  const envelope =
    `<s:Envelope xmlns:s="${names.soap}" xmlns:wsa="${names.wsa}" xmlns:wsu="${names.wsu}">\n` +
    `<s:Header><wsa:Action s:mustUnderstand="1">${action}</wsa:Action>` +
    `<wsa:MessageID>urn:uuid:${randomUUID()}</wsa:MessageID><wsa:To>${address}</wsa:To>` +
    '<wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>' +
    `</s:Header>\n<s:Body wsu:Id="body-1">${body}</s:Body></s:Envelope>`;
  return { path, address, action, envelope };
}

/** Bodies of the three transactions that carry or find documents. */
export const bodies = {
  provide: ({ submission, contents }: SampleSubmission): string => {
    const inline = new Map([...contents].map(([id, bytes]) => [id, { inline: bytes }]));
    return writeProvideAndRegister(submission, inline).body.xml;
  },
  find: (): string =>
    writeStoredQuery({
      returnType: 'LeafClass',
      query: findDocuments({ patientId: samplePatientId() }),
    }).xml,
  retrieve: (repositoryUniqueId: string, ids: readonly string[]): string =>
    writeRetrieveRequest(ids.map((documentUniqueId) => ({ repositoryUniqueId, documentUniqueId })))
      .xml,
};

/** Created and Expires for a message that is sent now, by the clock of the cloud. */
export function timesOf(cloud: CloudForTests): { created: string; expires: string } {
  const now = cloud.clock.now();
  return {
    created: now.toISOString(),
    expires: new Date(now.getTime() + 300_000).toISOString(),
  };
}

export interface PackedMessage {
  readonly root: string;
  readonly attachments: readonly { readonly contentId: string; readonly bytes: Buffer }[];
}

/**
 * Takes each inline Document out of a signed envelope and leaves an xop:Include there: the message
 * that an MTOM stack sends, whose signature is over the base64 text (XOP 1.0, 3).
 */
export function packed(envelope: string): PackedMessage {
  const attachments: { contentId: string; bytes: Buffer }[] = [];
  const root = envelope.replaceAll(
    /(<(\w+:)?Document\b[^>]*>)([A-Za-z0-9+/=\s]+)(<\/(?:\w+:)?Document>)/g,
    (_whole, start: string, _prefix, base64: string, end: string) => {
      const contentId = `${attachments.length + 1}.urn:uuid:${randomUUID()}@przychodnia.example`;
      attachments.push({ contentId, bytes: Buffer.from(base64, 'base64') });
      const href = `cid:${encodeURIComponent(contentId)}`;
      return `${start}<xop:Include xmlns:xop="${names.xop}" href="${href}"/>${end}`;
    },
  );
  return { root, attachments };
}

/** The identity of an account as the judges of packages/soap take it. */
export function identityOf(account: TestAccount): {
  privateKeyPem: string;
  certificatePem: string;
} {
  return { privateKeyPem: account.wssKey, certificatePem: leafOf(account.wssCertificate) };
}

/** The first certificate of a PEM file. */
function leafOf(pem: string): string {
  return new X509Certificate(pem).toString();
}

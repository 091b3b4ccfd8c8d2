import { createWssSigner, writeEnvelope, writeMtom, writePlain } from '@kartoteka/soap';
import {
  type BodyWithAttachments,
  type TransactionName,
  transactionWires,
  writeProvideAndRegister,
} from '@kartoteka/xds';
import { type MachineAccount, systemClock, systemRandom } from '../faults/rig/machine.ts';
import type { SampleSubmission } from '../faults/rig/submission.ts';

/** Makes whole HTTP requests, head and body in one piece, signed with the account's certificate. */
export interface RequestMaker {
  make(transaction: TransactionName, body: BodyWithAttachments): Promise<Buffer>;
  provide(sample: SampleSubmission): Promise<Buffer>;
}

export function requestMaker(account: MachineAccount): RequestMaker {
  const signer = createWssSigner({
    privateKeyPem: account.wss.key,
    certificatePem: account.wss.cert,
    clock: systemClock,
    random: systemRandom,
  });
  const { host } = new URL(account.machineUrl);
  const make = async (name: TransactionName, { body, attachments }: BodyWithAttachments) => {
    const wire = transactionWires[name];
    const path = `/services/${account.account}/xds/${wire.actor.toLowerCase()}`;
    const root = await writeEnvelope({
      action: wire.action,
      to: `${account.machineUrl}${path}`,
      messageId: `urn:uuid:${systemRandom.uuid()}`,
      body,
      attachments,
      security: signer,
    });
    const framed = wire.mtom
      ? writeMtom(root, attachments, { action: wire.action, random: systemRandom })
      : writePlain(root, { action: wire.action });
    const pieces: Uint8Array[] = [];
    for await (const piece of framed.body) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${host}`,
      `content-type: ${framed.contentType}`,
      `content-length: ${bytes.length}`,
    ];
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
  };
  return {
    make,
    provide: (sample) => {
      const { submission, bytes } = sample;
      const content = { contentType: 'text/xml', size: bytes.length, open: () => [bytes] };
      const [entry] = submission.documents;
      if (!entry) throw new RangeError('a submission of one document');
      return make('iti41', writeProvideAndRegister(submission, new Map([[entry.id, content]])));
    },
  };
}

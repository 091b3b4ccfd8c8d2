import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Clock, fixedClock, Problem, type Random } from '@kartoteka/kernel';
import { createAuthority, generateKeyPair, issueCertificate } from '@kartoteka/pki';
import type { OutgoingAttachment } from '../../src/write/signer-port.ts';
import { createWssSigner, type VerifierOptions, verifySecurity } from '../../src/wss/index.ts';

export const now = '2026-03-01T08:00:00Z';
export const random: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };

export interface Identity {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** Keys and certificates of one test run. */
export async function makeIdentity(name: string): Promise<Identity> {
  const clock = fixedClock('2026-01-01T00:00:00Z');
  const authority = await createAuthority({ name: 'Test authority', clock, random });
  const { privateKeyPem, publicKeyPem } = await generateKeyPair();
  const certificatePem = await issueCertificate({
    authority,
    publicKeyPem,
    subject: { cn: name },
    profile: 'wss',
    days: 365,
    clock,
    random,
  });
  return { privateKeyPem, certificatePem };
}

export const names = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xop: 'http://www.w3.org/2004/08/xop/include',
  xdsb: 'urn:ihe:iti:xds-b:2007',
} as const;

/** A message that is complete but for its Security header, which goes behind `<s:Header>`. */
export function unsignedEnvelope(
  body = '<x:Request><x:Value>ąż &amp; ő</x:Value></x:Request>',
): string {
  return (
    `<s:Envelope xmlns:s="${names.soap}" xmlns:wsa="${names.wsa}" xmlns:wsu="${names.wsu}" xmlns:x="${names.xdsb}">` +
    '<s:Header><wsa:To wsu:Id="to-1">https://cloud.example/repository</wsa:To>' +
    '<wsa:Action wsu:Id="action-1">urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b</wsa:Action>' +
    '<wsa:MessageID wsu:Id="message-1">urn:uuid:8a1c2f0e-52a6-4a0e-9f0f-2f6a1f2f7c11</wsa:MessageID>' +
    '<x:Route>unsigned</x:Route></s:Header>' +
    `<s:Body wsu:Id="body-1">${body}</s:Body></s:Envelope>`
  );
}

const signedIds = ['body-1', 'to-1', 'action-1', 'message-1'];

export interface SignOptions {
  readonly ids?: readonly string[];
  readonly attachments?: readonly OutgoingAttachment[];
  readonly clock?: Clock;
  readonly lifetimeMs?: number;
}

/** The envelope with our signer's Security header first in its Header. */
export async function signMessage(
  identity: Identity,
  envelope = unsignedEnvelope(),
  options: SignOptions = {},
): Promise<string> {
  const signer = createWssSigner({
    ...identity,
    clock: options.clock ?? fixedClock(now),
    random,
    ...(options.lifetimeMs !== undefined && { lifetimeMs: options.lifetimeMs }),
  });
  const security = await signer.sign({
    bytes: Buffer.from(envelope),
    signedIds: options.ids ?? signedIds,
    attachments: options.attachments ?? [],
  });
  return envelope.replace('<s:Header>', () => `<s:Header>${security.xml}`);
}

/** Checks a message whose attachments are already there as base64 texts, one per include. */
export async function check(
  message: string | Uint8Array,
  options: Partial<VerifierOptions> & { contents?: readonly string[] } = {},
) {
  const { contents = [], ...rest } = options;
  const bytes = typeof message === 'string' ? Buffer.from(message) : message;
  const verified = await verifySecurity(bytes, {
    clock: fixedClock(now),
    trust: async () => undefined,
    ...rest,
  });
  for (const content of contents) {
    verified.body.update(content);
    verified.body.endHole();
  }
  verified.body.finish();
  return verified;
}

/** The code of the problem that a check ends in; anything else fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}

export function attachment(
  contentId: string,
  bytes: Uint8Array,
  chunkBytes = 1_000,
): OutgoingAttachment {
  return {
    contentId,
    contentType: 'application/octet-stream',
    size: bytes.length,
    *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes)
        yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

export function include(contentId: string): string {
  return `<xop:Include xmlns:xop="${names.xop}" href="cid:${encodeURIComponent(contentId)}"/>`;
}

/** Bytes that look random and are the same in each run. */
export function someBytes(length: number, seed = 'seed'): Buffer {
  const blocks: Buffer[] = [];
  for (let index = 0; index * 32 < length; index += 1) {
    blocks.push(createHash('sha256').update(`${seed}-${index}`).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

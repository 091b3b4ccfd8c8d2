import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { fixedClock, type Random } from '@kartoteka/kernel';
import { createAuthority, issueCertificate } from '@kartoteka/pki';
import {
  type ContentSink,
  createWssSigner,
  receiveSoap,
  soapLimitsDefault,
  writeEnvelope,
  writeMtom,
  xopInclude,
} from '../src/index.ts';
import { retrieved } from './sample.ts';

/** What the program prints. */
export interface LargeOutcome {
  /** `none`, or what was thrown. */
  readonly outcome: string;
  /** Whether every byte arrived. */
  readonly exact: boolean;
  readonly extraMegabytes: number;
  readonly cpuMs: number;
}

/**
 * Receives one message of 100 MB in a process of its own and prints what it took, as JSON: run by
 * the test of large messages. Argument: `mtom`, `inline`, `lines`, with `-signed` or without.
 */
const kind = process.argv[2] ?? 'mtom';
const size = 100_020_000;
const clock = fixedClock('2026-03-01T08:00:00Z');
const random: Random = { bytes: (length) => randomBytes(length), uuid: () => randomUUID() };

/** The same 100 MB each time they are asked for, without keeping them. */
const block = randomBytes(60_000);
function* content(): Generator<Uint8Array> {
  for (let sent = 0; sent < size; sent += block.length) {
    yield block.subarray(0, Math.min(block.length, size - sent));
  }
}

function hashOf(pieces: Iterable<Uint8Array>): string {
  const hash = createHash('sha1');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

async function makeSigner() {
  const authority = await createAuthority({ name: 'Test', clock, random });
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const subject = { cn: '1 WSS' };
  const rest = { profile: 'wss', days: 9, clock, random } as const;
  const certificatePem = await issueCertificate({
    authority,
    publicKeyPem: publicKey,
    subject,
    ...rest,
  });
  return createWssSigner({ privateKeyPem: privateKey, certificatePem, clock, random });
}

/** Base64 of the content, in one line or in lines of 76 as JAXB writes them. */
function* base64(): Generator<Uint8Array> {
  const text = block.toString('base64');
  const lines = text.replace(/.{76}/g, '$&\r\n');
  for (let sent = 0; sent < size; sent += block.length) {
    if (kind.startsWith('lines')) yield Buffer.from(lines);
    else yield Buffer.from(text);
  }
}

async function* message(): AsyncGenerator<Uint8Array> {
  const security = kind.endsWith('-signed') ? { security: await makeSigner() } : {};
  const attachments = [{ contentId: 'a@x', contentType: 'application/pdf', open: content }];
  const include = xopInclude('a@x');
  const root = await writeEnvelope({ body: retrieved(include), attachments, ...security });
  if (kind.startsWith('mtom')) {
    yield* writeMtom(root, attachments, { random: { ...random, uuid: () => 'b' } }).body;
    return;
  }
  // The signature covers base64 in the place of the Include, so it holds with the text put there.
  const [before = '', after = ''] = Buffer.from(root).toString().split(include.xml);
  yield Buffer.from(before);
  yield* base64();
  yield Buffer.from(after);
}

let peak = 0;
const watch = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};

/** Keeps nothing but the hash, as a store that writes to a disk does. */
const sink: ContentSink<string> = {
  async put(stream) {
    const hash = createHash('sha1');
    for await (const piece of stream) {
      hash.update(piece);
      watch();
    }
    return hash.digest('hex');
  },
  async discard() {},
  async *read() {
    yield* content();
  },
};

const contentType = kind.startsWith('mtom')
  ? 'multipart/related; boundary=kartoteka-b'
  : 'application/soap+xml';
const pieces = message();
const first = await pieces.next();
async function* body(): AsyncGenerator<Uint8Array> {
  if (!first.done) yield first.value;
  yield* pieces;
}

const limits = { ...soapLimitsDefault };
globalThis.gc?.();
const rssBefore = process.memoryUsage.rss();
const before = process.cpuUsage();
const security = kind.endsWith('-signed') ? { security: { trust: async () => {} } } : {};
let outcome = 'none';
let handle: string | undefined;
try {
  const received = await receiveSoap({ contentType }, body(), { clock, sink, limits, ...security });
  const [document] = received.envelope.body.nodes;
  if (document && typeof document !== 'string') handle = received.contentOf(document)?.handle;
} catch (error) {
  outcome = String(error);
}
const spent = process.cpuUsage(before);
watch();
const outcomeOfRun: LargeOutcome = {
  outcome,
  exact: handle === hashOf(content()),
  extraMegabytes: Math.round((peak - rssBefore) / 1e6),
  cpuMs: Math.round((spent.user + spent.system) / 1000),
};
console.log(JSON.stringify(outcomeOfRun));

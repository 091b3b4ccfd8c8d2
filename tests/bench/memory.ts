import { randomFillSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { httpsTransport } from '@kartoteka/service';
import { createWssSigner, writeEnvelope, writeMtom, writePlain } from '@kartoteka/soap';
import { transactionWires, writeProvideAndRegister } from '@kartoteka/xds';
import { systemClock, systemRandom } from '../faults/rig/machine.ts';
import { submissionOf } from '../faults/rig/submission.ts';
import { type BenchCloud, workers } from './bench-cloud.ts';
import { makeSamples } from './ingest.ts';
import { type Measurement, rounded } from './measurement.ts';
import { sendLoad } from './send-load.ts';
import { requestMaker } from './signed-request.ts';

/** The largest document that is taken. */
const documentBytes = 100 * 1024 * 1024;
const warmUp = 200;
const success = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success';

/**
 * How far the memory of a worker grows while a document of 100 MB is stored, by MTOM and as base64
 * inside the envelope. A worker that is warm is the beginning; the highest point counts.
 */
export async function measureMemory(cloud: BenchCloud): Promise<Measurement[]> {
  await warm(cloud);
  const measured: Measurement[] = [];
  for (const way of ['mtom', 'inline'] as const) {
    const bytes = randomFillSync(Buffer.alloc(documentBytes));
    const before = new Map(cloud.workerPids().map((pid) => [pid, memoryOf(pid, 'VmRSS')]));
    for (const pid of before.keys()) writeFileSync(`/proc/${pid}/clear_refs`, '5');
    const began = performance.now();
    const stored = await store(cloud, bytes, way);
    const seconds = (performance.now() - began) / 1000;
    const grown = [...before].map(([pid, was]) => memoryOf(pid, 'VmHWM') - was);
    console.error(
      `100 MB, ${way}: ${seconds.toFixed(1)} s, workers grew by ${grown.join(' and ')} MB`,
    );
    measured.push({
      name: `memory-100mb-${way}`,
      value: rounded(Math.max(...grown)),
      unit: 'MB',
      ratio: null,
      against: null,
      processes: workers,
      errors: stored ? 0 : 1,
    });
  }
  return measured;
}

/** Both workers compile and fill their pools before memory is looked at. */
async function warm(cloud: BenchCloud): Promise<void> {
  const maker = requestMaker(cloud.account);
  const requests: Buffer[] = [];
  for (const sample of makeSamples(cloud, warmUp)) requests.push(await maker.provide(sample));
  await sendLoad(cloud.account, { requests, connections: 16, isGood: (status) => status === 200 });
}

async function store(cloud: BenchCloud, bytes: Buffer, way: 'mtom' | 'inline'): Promise<boolean> {
  const { account, machineUrl, ca, tls, wss } = cloud.account;
  const { submission } = submissionOf(cloud.nextSerial(), bytes);
  const [entry] = submission.documents;
  if (!entry) throw new RangeError('a submission of one document');
  const contentType = 'application/octet-stream';
  const content = { contentType, size: bytes.length, open: () => inPieces(bytes) };
  const { body, attachments } = writeProvideAndRegister(submission, new Map([[entry.id, content]]));
  const url = `${machineUrl}/services/${account}/xds/repository`;
  const { action } = transactionWires.iti41;
  const clock = systemClock;
  const random = systemRandom;
  const security = createWssSigner({
    ...{ privateKeyPem: wss.key, certificatePem: wss.cert, clock, random },
  });
  const messageId = `urn:uuid:${random.uuid()}`;
  const root = await writeEnvelope({ action, to: url, messageId, body, attachments, security });
  const framed =
    way === 'mtom'
      ? writeMtom(root, attachments, { action, random })
      : writePlain(inlined(Buffer.from(root), bytes), { action });
  const transport = httpsTransport({ url, tls: { ca, ...tls }, timeoutMs: 120_000 });
  try {
    const answer = await transport.send({
      headers: {
        'content-type': framed.contentType,
        'content-length': String(framed.contentLength ?? 0),
      },
      body: framed.body,
    });
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.body) pieces.push(piece);
    const said = Buffer.concat(pieces).toString('utf8');
    if (said.includes(success)) return true;
    console.error(`${answer.status} ${said.slice(0, 1000)}`);
    return false;
  } finally {
    transport.close();
  }
}

/** The signature covers the text that a reference stands for: with the text in its place it holds. */
function inlined(root: Buffer, bytes: Buffer): Buffer {
  const start = root.indexOf('<xop:Include');
  const end = root.indexOf('/>', start) + 2;
  if (start < 0 || end < start) throw new RangeError('an envelope that refers to its attachment');
  return Buffer.concat([
    root.subarray(0, start),
    Buffer.from(bytes.toString('base64'), 'latin1'),
    root.subarray(end),
  ]);
}

function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

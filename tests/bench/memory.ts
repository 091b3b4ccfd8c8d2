import { randomFillSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { httpsTransport } from '@kartoteka/service';
import { callSoap, createWssSigner } from '@kartoteka/soap';
import {
  type OutgoingContent,
  readRegistryResponse,
  transactionWires,
  writeProvideAndRegister,
} from '@kartoteka/xds';
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
  const content: OutgoingContent =
    way === 'inline'
      ? { inline: bytes }
      : {
          contentType: 'application/octet-stream',
          size: bytes.length,
          open: () => inPieces(bytes),
        };
  const url = `${machineUrl}/services/${account}/xds/repository`;
  const transport = httpsTransport({ url, tls: { ca, ...tls }, timeoutMs: 120_000 });
  try {
    const message = await callSoap<undefined>(transport, {
      action: transactionWires.iti41.action,
      to: url,
      ...writeProvideAndRegister(submission, new Map([[entry.id, content]])),
      mtom: true,
      security: createWssSigner({
        privateKeyPem: wss.key,
        certificatePem: wss.cert,
        clock: systemClock,
        random: systemRandom,
      }),
      random: systemRandom,
      answer: {
        clock: systemClock,
        sink: { put: async () => undefined, discard: async () => {} },
      },
    });
    return readRegistryResponse(message.envelope.body).status === 'Success';
  } finally {
    transport.close();
  }
}

function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

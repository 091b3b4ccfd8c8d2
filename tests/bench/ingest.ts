import { randomBytes } from 'node:crypto';
import { buildSampleCda } from '@kartoteka/cda/sample';
import { samplePeople } from '@kartoteka/kernel/sample';
import { type SampleSubmission, submissionOf } from '../faults/rig/submission.ts';
import { insertBare } from './bare-insert.ts';
import { type BenchCloud, workers } from './bench-cloud.ts';
import { type Measurement, median, rounded } from './measurement.ts';
import { processorMs } from './processor-time.ts';
import { sendLoad } from './send-load.ts';
import { type RequestMaker, requestMaker } from './signed-request.ts';

const documentBytes = 20 * 1024;
const documents = 1_500;
const warmUp = 700;
/** Signed times are good for five minutes; so are the requests. */
const success = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success';

/**
 * ITI-41 of a 20 KB document over mutual TLS, signature checked, durable before the answer. The bare
 * insert of the same documents runs before and after it, so that other work on the machine meets both.
 */
export async function measureIngest(cloud: BenchCloud, connections: number): Promise<Measurement> {
  const maker = requestMaker(cloud.account);
  const isGood = (status: number, body: Buffer) => status === 200 && body.includes(success);
  const load = async (count: number) => {
    const samples = makeSamples(cloud, count);
    const requests = await signAll(maker, samples);
    const spent = () => [processorMs(cloud.workerPids()), processorMs(cloud.serverPids())] as const;
    const before = spent();
    const load = await sendLoad(cloud.account, { requests, connections, isGood });
    const [ours, database] = spent();
    const perDocument = [(ours - before[0]) / count, (database - before[1]) / count] as const;
    return { samples, load, perDocument };
  };
  await load(warmUp);
  const before = await insertBare(cloud.adminUrl, makeSamples(cloud, documents), connections);
  const { samples, load: measured, perDocument } = await load(documents);
  const after = await insertBare(cloud.adminUrl, samples, connections);
  const bare = (2 * documents) / (before.seconds + after.seconds);
  const rate = measured.timesMs.length / measured.seconds;
  const [ours, database] = perDocument.map((ms) => ms.toFixed(2));
  console.error(
    `${ours} ms of processor time a document in the cloud, ${database} ms in PostgreSQL; median ${median(measured.timesMs).toFixed(0)} ms`,
  );
  console.error(
    `${rate.toFixed(0)} documents a second over ${connections} connections, bare insert ${bare.toFixed(0)}`,
  );
  return {
    name: `ingest-${connections}`,
    value: rounded(rate),
    unit: 'per second',
    ratio: rounded(rate / bare),
    against: `bare pg insert, ${rounded(bare)} per second`,
    processes: workers,
    errors: measured.errors,
  };
}

export function makeSamples(cloud: BenchCloud, count: number): SampleSubmission[] {
  return Array.from({ length: count }, () => {
    const serial = cloud.nextSerial();
    return submissionOf(serial, documentOf(serial));
  });
}

/** A document of 20 KB with as much in it that does not compress as a scanned signature brings. */
function documentOf(serial: number): Buffer {
  const [patient] = samplePeople;
  if (!patient) throw new RangeError('there are sample people');
  const text = Buffer.from(
    buildSampleCda({
      kind: 'KON',
      localRoot: '2.16.840.1.113883.3.4424.2.7.26',
      number: String(serial),
      patient,
      issued: '20260302101500+0100',
    }),
  );
  const missing = Math.max(0, documentBytes - text.length - 9);
  const filling = randomBytes(missing).toString('base64').slice(0, missing).replaceAll('-', '+');
  return Buffer.concat([text, Buffer.from(`\n<!--${filling}-->`)]).subarray(0, documentBytes);
}

async function signAll(
  maker: RequestMaker,
  samples: readonly SampleSubmission[],
): Promise<Buffer[]> {
  const requests: Buffer[] = [];
  for (const sample of samples) requests.push(await maker.provide(sample));
  return requests;
}

import { writeRetrieveRequest } from '@kartoteka/xds';
import { openMachine } from '../faults/rig/machine.ts';
import { type BenchCloud, workers } from './bench-cloud.ts';
import { makeSamples } from './ingest.ts';
import { type Measurement, median, rounded } from './measurement.ts';
import { sendLoad } from './send-load.ts';
import { requestMaker } from './signed-request.ts';

const held = 100;
const requestsSent = 1_000;
const connections = 16;

/** ITI-43 of one 20 KB document a request; an answer is good when it holds the document's bytes. */
export async function measureRetrieve(cloud: BenchCloud): Promise<Measurement> {
  const maker = requestMaker(cloud.account);
  const samples = makeSamples(cloud, held);
  const machine = openMachine(cloud.account, 30_000);
  const { repositoryUniqueId } = await machine.readAccount();
  for (const sample of samples) await machine.provide(sample.submission, sample);
  machine.close();
  const requests: Buffer[] = [];
  for (let turn = 0; turn < requestsSent; turn += 1) {
    const documentUniqueId = samples[turn % held]?.uniqueId ?? '';
    const body = writeRetrieveRequest([{ repositoryUniqueId, documentUniqueId }]);
    requests.push(await maker.make('iti43', { body, attachments: [] }));
  }
  const bytes = new Map(samples.map((sample) => [sample.uniqueId as string, sample.bytes]));
  const isGood = (status: number, answer: Buffer): boolean => {
    const id = /DocumentUniqueId>([^<]+)</.exec(answer.toString('latin1', 0, 4000))?.[1] ?? '';
    return status === 200 && answer.includes(bytes.get(id) ?? 'nothing');
  };
  const load = await sendLoad(cloud.account, { requests, connections, isGood });
  console.error(`median ${median(load.timesMs).toFixed(1)} ms over ${connections} connections`);
  return {
    name: 'retrieve',
    value: rounded(load.timesMs.length / load.seconds),
    unit: 'per second',
    ratio: null,
    against: null,
    processes: workers,
    errors: load.errors,
  };
}

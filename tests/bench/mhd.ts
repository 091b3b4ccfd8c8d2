import type { Bundle, DocumentReference } from '@kartoteka/fhir';
import { patientIdParts } from '@kartoteka/kernel';
import { type BenchCloud, workers } from './bench-cloud.ts';
import { fillPatients, patientOf, patients, perPatient } from './find.ts';
import { type Measurement, median, rounded } from './measurement.ts';
import { type Load, sendLoad } from './send-load.ts';

const questions = 200;
const documentsRead = 1_000;
const connections = 16;

/** ITI-67 for one patient of forty documents, among ten thousand: the question of `find-10000`. */
export async function measureMhdSearch(cloud: BenchCloud): Promise<Measurement> {
  const filling = await fillPatients(cloud);
  const load = await search(cloud, questions);
  return {
    name: 'mhd-search',
    value: rounded(median(load.timesMs)),
    unit: 'ms',
    ratio: null,
    against: null,
    processes: workers,
    errors: filling.errors + load.errors,
  };
}

/** ITI-68 of one small document a request; an answer is good when it holds the document's bytes. */
export async function measureMhdRead(cloud: BenchCloud): Promise<Measurement> {
  await fillPatients(cloud);
  const addresses: string[] = [];
  await search(cloud, Math.ceil(documentsRead / perPatient), (bundle) => {
    for (const { resource } of bundle.entry ?? []) {
      const url = (resource as DocumentReference).content[0]?.attachment.url;
      if (url) addresses.push(new URL(url).pathname);
    }
  });
  const { host } = new URL(cloud.account.machineUrl);
  const requests = addresses
    .slice(0, documentsRead)
    .map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\n`, 'latin1'));
  const isGood = (status: number, body: Buffer): boolean =>
    status === 200 && body.toString('latin1') === '<dokument/>';
  const load = await sendLoad(cloud.account, { requests, connections, isGood });
  console.error(`median ${median(load.timesMs).toFixed(1)} ms over ${connections} connections`);
  return {
    name: 'mhd-read',
    value: rounded(load.timesMs.length / load.seconds),
    unit: 'per second',
    ratio: null,
    against: null,
    processes: workers,
    errors: load.errors + (requests.length === documentsRead ? 0 : 1),
  };
}

/** Asks for one patient after the other over one connection. */
function search(
  { account }: BenchCloud,
  count: number,
  take: (found: Bundle) => void = () => {},
): Promise<Load> {
  const { host } = new URL(account.machineUrl);
  const requests = Array.from({ length: count }, (_none, turn) => {
    const { id, domain } = patientIdParts(patientOf((turn * 7) % patients));
    const body = String(
      new URLSearchParams({ 'patient.identifier': `urn:oid:${domain}|${id}`, status: 'current' }),
    );
    const head = [
      `POST /services/${account.account}/fhir/DocumentReference/_search HTTP/1.1`,
      `host: ${host}`,
      'content-type: application/x-www-form-urlencoded',
      `content-length: ${body.length}`,
    ];
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  });
  const isGood = (status: number, body: Buffer): boolean => {
    if (status !== 200) return false;
    const found = JSON.parse(body.toString('utf8')) as Bundle;
    take(found);
    return found.entry?.length === perPatient;
  };
  return sendLoad(account, { requests, connections: 1, isGood });
}

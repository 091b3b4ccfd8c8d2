import { patientIdCx } from '@kartoteka/kernel';
import { samplePesel } from '@kartoteka/kernel/sample';
import {
  type Association,
  association,
  type DocumentEntry,
  findDocuments,
  objectId,
  type Submission,
  submission,
  writeProvideAndRegister,
  writeStoredQuery,
} from '@kartoteka/xds';
import { sampleDocumentEntry, sampleOids, sampleSubmissionSet } from '@kartoteka/xds/sample';
import { type BenchCloud, workers } from './bench-cloud.ts';
import { type Measurement, median, rounded } from './measurement.ts';
import { type Load, sendLoad } from './send-load.ts';
import { type RequestMaker, requestMaker } from './signed-request.ts';

export const documentsHeld = 10_000;
export const perPatient = 40;
export const patients = documentsHeld / perPatient;
const success = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success';

/** FindDocuments (whole entries) for one patient of forty documents, among ten thousand. */
export async function measureFind(cloud: BenchCloud): Promise<Measurement> {
  const filling = await fillPatients(cloud);
  const load = await askForPatients(cloud, { questions: 200, connections: 1 });
  return {
    name: 'find-10000',
    value: rounded(median(load.timesMs)),
    unit: 'ms',
    ratio: null,
    against: null,
    processes: workers,
    errors: filling.errors + load.errors,
  };
}

const filled = new WeakMap<BenchCloud, Promise<Load>>();

/** Stores the ten thousand documents, once for all benches of a run. */
export function fillPatients(cloud: BenchCloud): Promise<Load> {
  const known = filled.get(cloud) ?? storePatients(cloud);
  filled.set(cloud, known);
  return known;
}

async function storePatients(cloud: BenchCloud): Promise<Load> {
  const maker = requestMaker(cloud.account);
  const requests: Buffer[] = [];
  for (let patient = 0; patient < patients; patient += 1) {
    const { submission: sent, contents } = recordsOf(patient, cloud.nextSerial());
    requests.push(await maker.make('iti41', writeProvideAndRegister(sent, contents)));
  }
  return sendLoad(cloud.account, {
    requests,
    connections: 4,
    isGood: (status, body) => status === 200 && body.includes(success),
  });
}

/** Asks for the whole entries of one patient after the other. */
export async function askForPatients(
  cloud: BenchCloud,
  { questions, connections }: { readonly questions: number; readonly connections: number },
): Promise<Load> {
  const maker = requestMaker(cloud.account);
  const requests: Buffer[] = [];
  for (let turn = 0; turn < questions; turn += 1) requests.push(await question(maker, turn));
  const isGood = (status: number, body: Buffer): boolean =>
    status === 200 && body.toString('latin1').split('<rim:ExtrinsicObject ').length > perPatient;
  return sendLoad(cloud.account, { requests, connections, isGood });
}

function question(maker: RequestMaker, turn: number): Promise<Buffer> {
  const patientId = patientOf((turn * 7) % patients);
  const query = { query: findDocuments({ patientId }), returnType: 'LeafClass' as const };
  return maker.make('iti18', { body: writeStoredQuery(query), attachments: [] });
}
/** The patient identifier of one of them. */
export function patientOf(index: number) {
  const id = samplePesel('1961-02-03', 1 + index * 2);
  return patientIdCx({ id, domain: sampleOids.patientDomain });
}

/** All documents of one patient in one submission. */
function recordsOf(patient: number, serial: number) {
  const patientId = patientOf(patient);
  const submissionSet = { ...sampleSubmissionSet(serial), patientId };
  const bytes = Buffer.from('<dokument/>');
  const documents = Array.from({ length: perPatient }, (_none, at): DocumentEntry => {
    const entry = sampleDocumentEntry(serial, at + 1);
    const { hash: _hash, size: _size, ...rest } = entry;
    return { ...rest, patientId, sourcePatientId: patientId } as DocumentEntry;
  });
  const associations = documents.map(
    ({ id }, at): Association =>
      association({
        id: objectId(`Member${at}`),
        type: 'HasMember',
        source: submissionSet.id,
        target: id,
        submissionSetStatus: 'Original',
      }),
  );
  const content = { contentType: 'text/xml', size: bytes.length, open: () => [bytes] };
  const contents = new Map(documents.map(({ id }) => [id, content]));
  const sent: Submission = submission({ submissionSet, documents, associations });
  return { submission: sent, contents };
}

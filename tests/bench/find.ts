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
import { sendLoad } from './send-load.ts';
import { requestMaker } from './signed-request.ts';

const documentsHeld = 10_000;
const perPatient = 40;
const questions = 200;
const success = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success';

/** FindDocuments (whole entries) for one patient of forty documents, among ten thousand. */
export async function measureFind(cloud: BenchCloud): Promise<Measurement> {
  const maker = requestMaker(cloud.account);
  const patients = documentsHeld / perPatient;
  const stored: Buffer[] = [];
  for (let patient = 0; patient < patients; patient += 1) {
    const { submission: sent, contents } = recordsOf(patient, cloud.nextSerial());
    stored.push(await maker.make('iti41', writeProvideAndRegister(sent, contents)));
  }
  const filling = await sendLoad(cloud.account, {
    requests: stored,
    connections: 4,
    isGood: (status, body) => status === 200 && body.includes(success),
  });
  const requests: Buffer[] = [];
  for (let turn = 0; turn < questions; turn += 1) {
    const patientId = patientOf((turn * 7) % patients);
    const query = { query: findDocuments({ patientId }), returnType: 'LeafClass' as const };
    requests.push(await maker.make('iti18', { body: writeStoredQuery(query), attachments: [] }));
  }
  const isGood = (status: number, body: Buffer): boolean =>
    status === 200 && body.toString('latin1').split('<rim:ExtrinsicObject ').length > perPatient;
  const load = await sendLoad(cloud.account, { requests, connections: 1, isGood });
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

function patientOf(index: number) {
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

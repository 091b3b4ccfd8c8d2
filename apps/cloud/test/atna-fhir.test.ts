import type { Bundle } from '@kartoteka/fhir';
import { patientNumber, patientSystem, sampleBundle } from '@kartoteka/fhir/sample';
import {
  type AtnaExchange,
  atnaTransactions,
  transactionWires,
  writeAuditMessages,
} from '@kartoteka/xds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAtnaFeed } from '../src/features/atna/feed.ts';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { httpClient, locationsOf } from './fhir-client.ts';

/** What an audit record repository is told of the FHIR interface. */
describe('exchanges over FHIR', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests({
      atna: createAtnaFeed({ host: 'cloud.example', processId: '7' }),
    });
    account = await cloud.account('5010');
  });
  afterAll(() => cloud.stop());

  /** The exchanges that the work left for the collector. */
  const toldOf = async (work: () => Promise<unknown>): Promise<AtnaExchange[]> => {
    await cloud.test.asAdmin('delete from cloud.atna_outbox');
    await work();
    const rows = await cloud.test.asAdmin<{ exchange: string }>(
      'select exchange from cloud.atna_outbox order by id',
    );
    return rows.map(({ exchange }) => JSON.parse(exchange));
  };
  const inShort = (told: readonly AtnaExchange[]) =>
    told.map(({ transaction, problem }) => `${transaction} ${problem ?? 'success'}`);

  it('ITI-65, ITI-66, ITI-67, ITI-68 are told with the patient, the query, the document', async () => {
    const http = httpClient(cloud, account, account);
    const { bundle } = sampleBundle({ serial: 1 });
    let id = '';
    const provided = await toldOf(async () => {
      const answer = await http({
        path: '',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(bundle),
      });
      id = locationsOf(answer.json<Bundle>())[1]?.split('/')[1] ?? '';
    });
    expect(inShort(provided)).toEqual(['ITI-65 success']);
    expect(provided[0]?.objects.patients[0]).toMatch(new RegExp(`^${patientNumber}\\^\\^\\^&`));
    expect(provided[0]?.objects.submissionSets).toHaveLength(1);

    const asked = `patient.identifier=${encodeURIComponent(`${patientSystem}|${patientNumber}`)}&status=current`;
    const found = await toldOf(async () => {
      await http({ path: `/List?${asked}&code=submissionset` });
      await http({ path: `/DocumentReference?${asked}` });
    });
    expect(inShort(found)).toEqual(['ITI-66 success', 'ITI-67 success']);
    for (const { objects } of found) expect(objects.query?.text).toContain('patient.identifier=');

    const read = await toldOf(() => http({ path: `/Binary/${id}` }));
    expect(inShort(read)).toEqual(['ITI-68 success']);
    expect(read[0]?.objects.documents[0]?.uniqueId).toMatch(/^2\.999\./);
    for (const exchange of [...provided, ...found, ...read]) {
      expect(writeAuditMessages(exchange)).toHaveLength(1);
    }
  });

  it('ITI-65, ITI-67, ITI-68 are told when they are refused', async () => {
    const http = httpClient(cloud, account, account);
    const told = await toldOf(async () => {
      await http({
        path: '',
        headers: { 'content-type': 'application/fhir+json' },
        body: '{"resourceType":"Bundle"}',
      });
      await http({ path: '/DocumentReference?status=nonsense' });
      await http({ path: '/Binary/00000000-0000-4000-8000-000000000000' });
    });
    expect(told.map(({ transaction, severity }) => `${transaction} ${severity}`)).toEqual([
      'ITI-65 minor',
      'ITI-67 minor',
      'ITI-68 minor',
    ]);
  });

  it('has a row of its own for every transaction on the wire', () => {
    for (const name of Object.keys(transactionWires)) {
      expect(atnaTransactions).toHaveProperty([name.replace('iti', 'ITI-')]);
    }
  });
});

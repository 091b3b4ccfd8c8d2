import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, DocumentReference } from '@kartoteka/fhir';
import { patientNumber, patientSystem, sampleBundle } from '@kartoteka/fhir/sample';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests } from './cloud-for-tests.ts';

let cloud: CloudForTests;
const folder = mkdtempSync(join(tmpdir(), 'kartoteka-curl-'));
beforeAll(async () => {
  cloud = await startCloudForTests();
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

it('ITI-65, ITI-67, ITI-68: takes the curl lines of docs/how-to/call-the-cloud-with-fhir.md', async () => {
  const account = await cloud.account('5010');
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const tls = [
    ...['--cacert', file('ca.pem', cloud.root)],
    ...['--cert', file('tls-public.pem', account.tlsCertificate)],
    ...['--key', file('tls-private.pem', account.tlsKey)],
  ];
  const fhir = `https://localhost:${cloud.port}/services/5010/fhir`;
  const curl = (...words: string[]) =>
    new Promise<string>((resolve, reject) =>
      execFile('curl', ['-sS', ...tls, ...words], { cwd: folder }, (error, out) =>
        error ? reject(error) : resolve(out),
      ),
    );
  expect(JSON.parse(await curl(`${fhir}/metadata`)).resourceType).toBe('CapabilityStatement');
  const { bundle, bytes } = sampleBundle({ serial: 1 });
  const body = file('bundle.json', JSON.stringify(bundle));
  const json = 'Content-Type: application/fhir+json';
  const stored = JSON.parse(await curl('-H', json, '--data-binary', `@${body}`, fhir)) as Bundle;
  expect(stored.type).toBe('transaction-response');
  const found = JSON.parse(
    await curl(
      `${fhir}/DocumentReference/_search`,
      ...['--data-urlencode', `patient.identifier=${patientSystem}|${patientNumber}`],
      ...['--data-urlencode', 'status=current', '--data-urlencode', 'creation=ge2020'],
      ...['-d', '_count=10'],
    ),
  ) as Bundle;
  const { attachment } = (found.entry![0]!.resource as DocumentReference).content[0]!;
  await curl('-o', 'document.xml', attachment.url!);
  expect(readFileSync(join(folder, 'document.xml'))).toEqual(Buffer.from(bytes));
  const binary = JSON.parse(await curl('-H', 'Accept: application/fhir+json', attachment.url!));
  expect(Buffer.from(binary.data, 'base64')).toEqual(Buffer.from(bytes));
});

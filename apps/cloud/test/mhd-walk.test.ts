import type { Bundle, DocumentReference, List } from '@kartoteka/fhir';
import { patientNumber, patientSystem, sampleBundle, sha1Base64 } from '@kartoteka/fhir/sample';
import { findDocuments } from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { httpClient, keptClient, locationsOf } from './fhir-client.ts';
import { machineClient, sha1 } from './machine-client.ts';

describe('MHD, the good walk', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
  });
  afterAll(() => cloud.stop());

  it('ITI-65, ITI-66, ITI-67, ITI-68 by a client that others wrote, through mutual TLS', async () => {
    const client = keptClient(cloud, account);
    const { bundle, bytes } = sampleBundle({ serial: 1 });
    const answer = (await client.transaction({ body: bundle as never })) as unknown as Bundle;
    expect(answer.type).toBe('transaction-response');
    const [list, document, binary] = locationsOf(answer);
    expect(list).toMatch(/^List\/[0-9a-f-]{36}$/);
    expect(document).toMatch(/^DocumentReference\/[0-9a-f-]{36}$/);
    expect(binary).toBe(document!.replace('DocumentReference', 'Binary'));

    const searchParams = {
      'patient.identifier': `${patientSystem}|${patientNumber}`,
      status: 'current',
    };
    const found = (await client.search({
      resourceType: 'DocumentReference',
      searchParams,
      options: { postSearch: true },
    })) as unknown as Bundle;
    expect(found).toMatchObject({ type: 'searchset', total: 1 });
    const [first] = found.entry ?? [];
    const resource = first?.resource as DocumentReference;
    expect(first?.fullUrl).toMatch(new RegExp(`/${document}$`));
    expect(resource.content[0]?.attachment.hash).toBe(sha1Base64(bytes));

    const lists = (await client.search({
      resourceType: 'List',
      searchParams: { ...searchParams, code: 'submissionset' },
    })) as unknown as Bundle;
    expect(lists.entry?.[0]?.resource).toMatchObject({
      code: { coding: [{ code: 'submissionset' }] },
      entry: [{ item: { reference: document } }],
    });

    const read = await client.read({
      resourceType: 'DocumentReference',
      id: document!.split('/')[1]!,
    });
    expect(read).toMatchObject({ ...resource });

    const raw = await httpClient(
      cloud,
      account,
      account,
    )({
      path: resource.content[0]!.attachment.url!,
    });
    expect(raw.status).toBe(200);
    expect(raw.headers['content-type']).toBe('text/xml');
    expect(raw.bytes).toEqual(Buffer.from(bytes));
    const asResource = (await client.read({
      resourceType: 'Binary',
      id: binary!.split('/')[1]!,
    })) as unknown as { data: string; contentType: string };
    expect(asResource.contentType).toBe('text/xml');
    expect(Buffer.from(asResource.data, 'base64')).toEqual(Buffer.from(bytes));
  });

  it('ITI-65: XDS finds what FHIR stored, with the same id, hash, size and version', async () => {
    const { bundle, bytes } = sampleBundle({ serial: 2, patient: '58031210127' });
    const http = httpClient(cloud, account, account);
    const stored = await http({
      path: '',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    });
    expect(stored.status).toBe(200);
    const id = locationsOf(stored.json<Bundle>())[1]!.split('/')[1];
    const xds = machineClient(cloud, account);
    const patientId = '58031210127^^^&2.999.1.1.616&ISO' as never;
    const { objects } = await xds.query(findDocuments({ patientId }));
    const [entry] = objects.documents;
    expect(entry).toMatchObject({
      id: `urn:uuid:${id}`,
      uniqueId: '2.999.2.7.26.7.1^F-2',
      hash: sha1(bytes),
      size: bytes.length,
      status: 'Approved',
      version: { versionName: '1' },
      creationTime: '20260301081500',
      typeCode: { code: '18842-5', codingScheme: '2.16.840.1.113883.6.1' },
      legalAuthenticator: '5425740^Próbna^Żaneta^^^lek.^^^&2.999.1.6.2&ISO',
      sourcePatientInfo: ['PID-5|Przykładny^Świętosław', 'PID-7|19440514', 'PID-8|M'],
      referenceIds: ['Z-2^^^&2.999.2.7.26&ISO^urn:ihe:iti:xds:2013:accession'],
    });
    const repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
    const { documents } = await xds.retrieve(repository, ['2.999.2.7.26.7.1^F-2']);
    expect(documents[0]?.bytes).toEqual(Buffer.from(bytes));
  });

  it('ITI-66, ITI-67, ITI-68: FHIR finds and reads what XDS stored, with the same id, hash, size and version', async () => {
    const xds = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 3 });
    await xds.provide(sample);
    const entries = (
      await xds.query(findDocuments({ patientId: sample.submission.submissionSet.patientId! }))
    ).objects.documents.filter(({ uniqueId }) => uniqueId?.includes('^3-'));
    const http = httpClient(cloud, account, account);
    for (const entry of entries) {
      const id = entry.id.slice('urn:uuid:'.length);
      const read = (await http({ path: `/DocumentReference/${id}` })).json<DocumentReference>();
      expect(read.masterIdentifier).toEqual({
        system: 'urn:oid:2.999.2.7.26.7.1',
        value: entry.uniqueId?.split('^')[1],
      });
      expect(read.meta?.versionId).toBe('1');
      const { attachment } = read.content[0]!;
      expect(Buffer.from(attachment.hash!, 'base64').toString('hex')).toBe(entry.hash);
      expect(attachment.size).toBe(entry.size);
      const bytes = await http({ path: attachment.url! });
      expect(sha1(bytes.bytes)).toBe(entry.hash);
      expect(bytes.headers.etag).toBe(`"${entry.hash}"`);
    }
    const lists = await http({
      path: '/List/_search',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        'patient.identifier': `${patientSystem}|${sample.submission.submissionSet.patientId!.split('^')[0]}`,
        status: 'current',
      }).toString(),
    });
    const kinds = (lists.json<Bundle>().entry ?? []).map(({ resource }) => resource as List);
    const codes = kinds.map(({ code }) => code?.coding?.[0]?.code);
    expect(new Set(codes)).toEqual(new Set(['folder', 'submissionset']));
  });

  it('ITI-65: gives the same answer to a repeat of the same set, and stores nothing again', async () => {
    const http = httpClient(cloud, account, account);
    const { bundle } = sampleBundle({ serial: 4 });
    const send = () =>
      http({
        path: '',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(bundle),
      });
    const first = await send();
    const before = await cloud.parts.operator.find('5010');
    const second = await send();
    expect(locationsOf(second.json<Bundle>())).toEqual(locationsOf(first.json<Bundle>()));
    expect(await cloud.parts.operator.find('5010')).toEqual(before);
  });
});

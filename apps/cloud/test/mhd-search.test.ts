import type { Bundle, DocumentReference, List } from '@kartoteka/fhir';
import { patientNumber, patientSystem, sampleBundle } from '@kartoteka/fhir/sample';
import { createLog } from '@kartoteka/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMachineServer } from '../src/listener/machine-server.ts';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { type HttpAnswer, type HttpCall, httpClient, locationsOf } from './fhir-client.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const patient = `${patientSystem}|${patientNumber}`;

describe('ITI-66, ITI-67 over the wire', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let http: (call: HttpCall) => Promise<HttpAnswer>;
  const ids: string[] = [];
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    http = httpClient(cloud, account, account);
    for (let serial = 1; serial <= 5; serial += 1) {
      const { bundle } = sampleBundle({ serial });
      const document = bundle.entry![1]!.resource as DocumentReference;
      document.content[0]!.attachment.creation = `2026-01-0${serial}T08:00:00Z`;
      if (serial === 3) {
        document.type = { coding: [{ system: 'urn:kartoteka:scheme:LOINC', code: '11488-4' }] };
        const [doctor] = document.contained as unknown as { name: object[] }[];
        doctor!.name = [{ family: 'Ćwiczebna', given: ['Maria', 'Anna'] }];
      }
      const body = JSON.stringify(bundle);
      const headers = { 'content-type': 'application/fhir+json' };
      const stored = await http({ path: '', headers, body });
      ids.push(locationsOf(stored.json<Bundle>())[1]!.split('/')[1]!);
      cloud.clock.advance(60_000);
    }
  });
  afterAll(() => cloud.stop());

  const search = (parameters: string[][], type = 'DocumentReference') =>
    http({
      path: `/${type}/_search`,
      headers: form,
      body: new URLSearchParams([
        ['patient.identifier', patient],
        ['status', 'current'],
        ...(parameters as [string, string][]),
      ]).toString(),
    });
  const serials = (answer: HttpAnswer): number[] =>
    (answer.json<Bundle>().entry ?? [])
      .filter(({ search: { mode } = {} }) => mode === 'match')
      .map(({ resource }) => ids.indexOf(resource?.id ?? '') + 1);

  it.each<[string[][], number[]]>([
    [[], [5, 4, 3, 2, 1]],
    [[['_sort', 'creation']], [1, 2, 3, 4, 5]],
    [[['_sort', '-date']], [5, 4, 3, 2, 1]],
    [[['_sort', '_lastUpdated']], [1, 2, 3, 4, 5]],
    [[['creation', '2026-01-02']], [2]],
    [[['creation', 'ne2026-01-02']], [5, 4, 3, 1]],
    [[['creation', 'ge2026-01-04']], [5, 4]],
    [[['creation', 'gt2026-01-04']], [5]],
    [[['creation', 'lt2026-01-02']], [1]],
    [[['creation', 'le2026-01-02']], [2, 1]],
    [
      [
        ['creation', 'ge2026-01-02'],
        ['creation', 'lt2026-01-04'],
      ],
      [3, 2],
    ],
    [[['creation', '2026-01-01,2026-01-05']], [5, 1]],
    [[['creation', '2026-01-02T08:00:00.250Z']], [2]],
    [[['date', 'ge2026-03-02T06:43Z']], [5, 4]],
    [[['_lastUpdated', 'lt2026-03-02T06:41:00Z']], [1]],
    [[['period', 'ge2026-03-01']], [5, 4, 3, 2, 1]],
    [[['period', 'gt2026-03-01']], []],
    [[['period', '2026']], [5, 4, 3, 2, 1]],
    [[['period', 'eb2026-02-01']], []],
    [[['period', 'lt2026-02-28']], [5, 4, 3, 2, 1]],
    [[['period', 'sa2026-02-27']], []],
    [[['type', 'http://loinc.org|18842-5']], [5, 4, 2, 1]],
    [[['type', 'http://loinc.org|']], [5, 4, 3, 2, 1]],
    [
      [
        ['type', '11488-4,18842-5'],
        ['type', '11488-4'],
      ],
      [3],
    ],
    [[['type', '|11488-4']], []],
    [[['category', 'urn:oid:2.999.11.1.32|00.20']], [5, 4, 3, 2, 1]],
    [
      [
        ['setting', '05'],
        ['facility', '4220'],
        ['format', 'urn:extPL:pl-cda'],
      ],
      [5, 4, 3, 2, 1],
    ],
    [[['setting', '06']], []],
    [[['event', 'http://hl7.org/fhir/sid/icd-10|K35']], [5, 4, 3, 2, 1]],
    [[['event', 'K3']], []],
    [[['security-label', 'N,R']], [5, 4, 3, 2, 1]],
    [[['security-label', 'R']], []],
    [[['author.family', 'cwicz']], [3]],
    [[['author.family:contains', 'BNA']], [5, 4, 3, 2, 1]],
    [[['author.family:exact', 'próbna']], []],
    [[['author.given', 'maria anna']], [3]],
    [[['author.given', 'zan']], [5, 4, 2, 1]],
    [[['related:identifier', 'urn:oid:2.999.2.7.26|Z-4']], [4]],
    [[['related.identifier', 'Z-2,Z-4']], [4, 2]],
    [[['identifier', 'urn:oid:2.999.2.7.26.7.1|F-2']], [2]],
    [[['status', 'superseded']], []],
    [[['_count', '2']], [5, 4]],
  ])('ITI-67 with %j', async (parameters, expected) => {
    const answer = await search(parameters);
    expect(answer.status).toBe(200);
    expect(serials(answer)).toEqual(expected);
  });

  it('ITI-67: finds by _id= and by identifier=, an entryUUID, without a patient', async () => {
    const byId = await http({ path: `/DocumentReference?_id=${ids[1]},nobody` });
    expect(serials(byId)).toEqual([2]);
    const urn = encodeURIComponent(`urn:ietf:rfc:3986|urn:uuid:${ids[2]}`);
    expect(serials(await http({ path: `/DocumentReference?identifier=${urn}` }))).toEqual([3]);
  });

  it.each<[string[][], number]>([
    [[], 5],
    [[['code', 'submissionset']], 5],
    [[['code', 'folder']], 0],
    [[['designationType', 'urn:oid:2.999.6|REGISTER']], 5],
    [[['designationType', 'OTHER']], 0],
    [[['date', '2026-03-01']], 5],
    [[['date', 'gt2026-03-01']], 0],
    [[['source.family', 'prob']], 5],
    [[['source.given', 'prob']], 0],
    [[['sourceId', 'urn:oid:2.999.2.7.26']], 5],
    [[['sourceId', 'urn:oid:2.999.1']], 0],
    [[['identifier', 'urn:ietf:rfc:3986|urn:oid:2.999.2.7.26.20.3']], 1],
    [[['_lastUpdated', 'lt2026-03-02T06:41:00Z']], 1],
    [[['status', 'retired']], 0],
  ])('ITI-66 with %j', async (parameters, count) => {
    const bundle = (await search(parameters, 'List')).json<Bundle>();
    expect(bundle.total).toBe(count);
    for (const { resource } of bundle.entry ?? []) {
      expect((resource as List).entry).toHaveLength(1);
    }
  });

  it('ITI-67: pages of _count through next links, each document once, and says the total where it knows it', async () => {
    const pages: number[][] = [];
    let answer = await search([['_count', '2']]);
    for (;;) {
      const bundle = answer.json<Bundle>();
      expect(bundle.total).toBeUndefined();
      pages.push(serials(answer));
      const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
      if (next === undefined) break;
      expect(next).not.toContain(patientNumber);
      answer = await http({ path: next });
    }
    expect(pages).toEqual([[5, 4], [3, 2], [1]]);
    expect((await search([['_summary', 'count']])).json()).toMatchObject({ total: 5 });
  });

  it('ITI-67: opens its links for the same account and the same search only: fhir.page-link', async () => {
    const other = await cloud.account('5011');
    const first = (await search([['_count', '2']])).json<Bundle>();
    const link = (relation: string) =>
      new URL(first.link!.find((one) => one.relation === relation)!.url);
    const next = link('next');
    const self = link('self');
    expect(self.searchParams.get('status')).toBe('current');
    expect(serials(await http({ path: self.href }))).toEqual([5, 4]);

    const foreign = httpClient(cloud, other, other);
    const path = `/DocumentReference${next.search}`;
    expect((await foreign({ path })).json()).toMatchObject({
      issue: [{ details: { coding: [{ code: 'fhir.page-link' }] } }],
    });
    next.searchParams.set('type', 'x');
    expect((await http({ path: next.href })).status).toBe(400);
    next.searchParams.delete('type');
    next.searchParams.set('_behind', 'AAAA');
    expect((await http({ path: next.href })).status).toBe(400);
  });

  it('ITI-67: names what it did not understand, or refuses it when asked to be strict', async () => {
    const lenient = (await search([['custodian', 'x']])).json<Bundle>();
    expect(lenient.entry?.at(-1)).toMatchObject({
      search: { mode: 'outcome' },
      resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning' }] },
    });
    expect(lenient.link?.[0]?.url).not.toContain('custodian');
    const strict = await http({
      path: `/DocumentReference?_id=${ids[0]}&custodian=x`,
      headers: { prefer: 'handling=strict', 'accept-language': 'hu' },
    });
    expect(strict.status).toBe(400);
    expect(strict.headers['content-language']).toBe('hu');
    expect(strict.json()).toMatchObject({
      issue: [{ code: 'not-supported', diagnostics: expect.stringContaining('custodian') }],
    });
  });

  it('does not show the documents of another account, and records every search of each: fhir.missing-parameter', async () => {
    const other = await cloud.account('5012');
    const foreign = httpClient(cloud, other, other);
    const body = new URLSearchParams({ 'patient.identifier': patient, status: 'current' });
    const found = await foreign({
      path: '/DocumentReference/_search',
      headers: form,
      body: body.toString(),
    });
    expect(found.json()).toMatchObject({ total: 0 });
    await foreign({ path: '/List?status=current' });
    const records = await cloud.test.asAdmin<{ action: string; outcome: string; details: string }>(
      'select action, outcome, details::text from kartoteka.audit_record where tenant = $1 order by id',
      [other.id],
    );
    expect(records.slice(-2)).toMatchObject([
      { action: 'document.find-references', outcome: 'success' },
      { action: 'document.find-lists', outcome: 'fhir.missing-parameter' },
    ]);
  });

  it('keeps no national number of an address in the log or the audit', async () => {
    const lines: string[] = [];
    const log = createLog({ name: 'test', destination: { write: (line) => lines.push(line) } });
    const server = await createMachineServer({ ...cloud.parts, log }, { bind: [] });
    await server.listen({ host: '127.0.0.1', port: 0 });
    try {
      const { port } = server.server.address() as { port: number };
      const logged = httpClient({ ...cloud, port }, account, account);
      const query = `patient.identifier=${encodeURIComponent(patient)}&status=current`;
      expect((await logged({ path: `/DocumentReference?${query}` })).status).toBe(200);
      expect((await logged({ path: `/DocumentReference?${query}&type:not=x` })).status).toBe(400);
      expect((await logged({ path: `/Nothing?${query}` })).status).toBe(404);
    } finally {
      await server.close();
    }
    expect(lines.join('')).toContain('/services/:account/fhir/DocumentReference');
    expect(lines.join('')).not.toContain(patientNumber);
    expect(lines.join('')).not.toContain('?');
    const [kept] = await cloud.test.asAdmin<{ found: number }>(
      `select count(*)::int as found from kartoteka.audit_record
        where to_jsonb(audit_record)::text like '%' || $1 || '%'`,
      [patientNumber],
    );
    expect(kept?.found).toBe(0);
  });
});

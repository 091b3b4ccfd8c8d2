import type { Bundle, DocumentReference, List } from '@kartoteka/fhir';
import { type FhirResource, fhirLimitsDefault, writeResource } from '@kartoteka/fhir';
import { patientNumber, sampleBundle } from '@kartoteka/fhir/sample';
import { findDocuments } from '@kartoteka/xds';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  operator,
  startCloudForTests,
  type TestAccount,
} from './cloud-for-tests.ts';
import { type HttpAnswer, type HttpCall, httpClient, locationsOf } from './fhir-client.ts';
import { machineClient } from './machine-client.ts';

const json = { 'content-type': 'application/fhir+json' };

describe('ITI-65 over the wire', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let http: (call: HttpCall) => Promise<HttpAnswer>;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    http = httpClient(cloud, account, account);
  });
  afterAll(() => cloud.stop());

  const send = (bundle: object, headers: Record<string, string> = json, call = http) =>
    call({ path: '', headers, body: JSON.stringify(bundle) });
  const used = async () => {
    const found = (await cloud.parts.operator.find('5010'))!;
    return [found.bytesUsed, found.documentsUsed];
  };
  const lastRecord = async (tenant: string = account.id) =>
    (
      await cloud.test.asAdmin<{
        action: string;
        outcome: string;
        details: Record<string, unknown>;
      }>(
        'select action, outcome, details::jsonb from kartoteka.audit_record where tenant = $1 order by id desc limit 1',
        [tenant],
      )
    )[0];

  it('takes XML as it takes JSON, and answers in the format that is asked for', async () => {
    const { bundle } = sampleBundle({ serial: 1 });
    const answer = await http({
      path: '?_format=xml',
      headers: { 'content-type': 'application/fhir+xml' },
      body: Buffer.from(writeResource(bundle as FhirResource, 'xml')),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/fhir+xml; charset=utf-8');
    expect(answer.bytes.toString()).toContain('<location value="DocumentReference/');
    expect(await lastRecord()).toMatchObject({
      action: 'document.provide-bundle',
      outcome: 'success',
      details: { result: 'stored' },
    });
  });

  it('XDSRepositoryMetadataError with our code, words in the caller’s language and the place; nothing is stored', async () => {
    const before = await used();
    const { bundle } = sampleBundle({ serial: 2 });
    const document = bundle.entry![1]!.resource as DocumentReference;
    delete document.content[0]!.attachment.language;
    const answer = await send(bundle, { ...json, 'accept-language': 'en' });
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'invalid',
          details: {
            text: 'XDSRepositoryMetadataError',
            coding: [{ system: 'urn:kartoteka:problem', code: 'xds.metadata' }],
          },
          diagnostics: expect.stringContaining('DocumentEntry has no languageCode.'),
          expression: ['Bundle.entry[1].resource.content[0].attachment.language'],
        },
      ],
    });
    expect(await used()).toEqual(before);
    expect(await lastRecord()).toMatchObject({
      action: 'document.provide-bundle',
      outcome: 'xds.metadata',
      details: { errors: ['XDSRepositoryMetadataError'] },
    });
  });

  it('tells a document that is there from one with other content: XDSDuplicateUniqueIdInRegistry, XDSNonIdenticalHash', async () => {
    const { bundle } = sampleBundle({ serial: 3 });
    await send(bundle);
    const other = sampleBundle({ serial: 4 }).bundle;
    const document = other.entry![1]!.resource as DocumentReference;
    document.masterIdentifier!.value = 'F-3';
    const conflict = await send(other);
    expect(conflict.status).toBe(409);
    expect(conflict.json().issue.map(({ details }) => details?.text)).toContain(
      'XDSNonIdenticalHash',
    );
    const again = sampleBundle({ serial: 3 }).bundle;
    const set = again.entry![0]!.resource as List;
    set.identifier![0]!.value += '.7';
    const duplicate = await send(again);
    expect(duplicate.json()).toMatchObject({
      issue: [{ code: 'duplicate', details: { text: 'XDSDuplicateUniqueIdInRegistry' } }],
    });
  });

  it('relatesTo replaces a document of XDS (RPLC), for both interfaces; again: XDSRegistryDeprecatedDocumentError', async () => {
    const xds = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 5, documents: 1 });
    await xds.provide(sample);
    const patientId = sample.submission.submissionSet.patientId!;
    const [old] = (await xds.query(findDocuments({ patientId }))).objects.documents.filter(
      ({ uniqueId }) => uniqueId === sample.submission.documents[0]?.uniqueId,
    );
    const oldId = old!.id.slice('urn:uuid:'.length);
    cloud.clock.advance(60_000);
    const { bundle } = sampleBundle({
      serial: 6,
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${oldId}` } }],
    });
    const answer = await send(bundle);
    expect(answer.status).toBe(200);
    const [, newPlace] = locationsOf(answer.json<Bundle>());
    const read = async (place: string) =>
      (await http({ path: `/${place}` })).json<DocumentReference>();
    expect(await read(newPlace!)).toMatchObject({
      status: 'current',
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${oldId}` } }],
    });
    const former = await read(`DocumentReference/${oldId}`);
    expect(former.status).toBe('superseded');
    expect(former.meta?.lastUpdated).toBe(cloud.clock.now().toISOString());
    const approved = (await xds.query(findDocuments({ patientId }))).objects.documents;
    expect(approved.map(({ id }) => id)).toContain(`urn:uuid:${newPlace!.split('/')[1]}`);
    expect(approved.map(({ id }) => id)).not.toContain(old!.id);

    const late = sampleBundle({
      serial: 7,
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${oldId}` } }],
    });
    expect((await send(late.bundle)).json()).toMatchObject({
      issue: [{ details: { text: 'XDSRegistryDeprecatedDocumentError' } }],
    });
  });

  it('does not reach the documents of another account: UnresolvedReferenceException', async () => {
    const other = await cloud.account('5011');
    const { bundle } = sampleBundle({ serial: 8 });
    const mine = locationsOf((await send(bundle)).json<Bundle>());
    const foreign = httpClient(cloud, other, other);
    const reaching = sampleBundle({
      serial: 9,
      relatesTo: [{ code: 'appends', target: { reference: mine[1]! } }],
    });
    expect((await send(reaching.bundle, json, foreign)).json()).toMatchObject({
      issue: [{ details: { text: 'UnresolvedReferenceException' } }],
    });
    const missing = await foreign({
      path: '/DocumentReference/0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10',
    });
    for (const place of [mine[0], mine[1], mine[2]]) {
      const answer = await foreign({ path: `/${place}` });
      expect(answer.status).toBe(404);
      expect(answer.json().issue).toEqual(missing.json().issue);
    }
    const stranger = httpClient(cloud, account, other);
    expect((await stranger({ path: `/${mine[1]}` })).status).toBe(400);
  });

  it('stops at the limits of the account, whole: XDSRepositoryOutOfResources', async () => {
    const small = await cloud.account('5012', { documentsMax: 1 });
    const call = httpClient(cloud, small, small);
    expect((await send(sampleBundle({ serial: 10 }).bundle, json, call)).status).toBe(200);
    const full = await send(sampleBundle({ serial: 11 }).bundle, json, call);
    expect(full.status).toBe(507);
    expect(full.json()).toMatchObject({
      issue: [{ code: 'too-costly', details: { text: 'XDSRepositoryOutOfResources' } }],
    });
  });

  it('takes nothing new for a suspended account, whose documents can be read: LocalPolicyRestrictionError', async () => {
    const closing = await cloud.account('5013');
    const call = httpClient(cloud, closing, closing);
    const [, place] = locationsOf(
      (await send(sampleBundle({ serial: 12 }).bundle, json, call)).json<Bundle>(),
    );
    await cloud.parts.operator.suspend(operator, closing.id);
    const refused = await send(sampleBundle({ serial: 13 }).bundle, json, call);
    expect(refused.json()).toMatchObject({
      issue: [{ details: { text: 'LocalPolicyRestrictionError' } }],
    });
    expect((await call({ path: `/${place}` })).status).toBe(200);
  });

  it.each<[string, HttpCall, number, string]>([
    ['JSON that is none', { path: '', headers: json, body: '{' }, 400, 'fhir.malformed'],
    [
      'another resource',
      { path: '', headers: json, body: '{"resourceType":"Patient"}' },
      422,
      'fhir.profile',
    ],
    [
      'an unknown element',
      { path: '', headers: json, body: '{"resourceType":"Bundle","x":1}' },
      400,
      'fhir.structure',
    ],
    [
      'another media type',
      { path: '', headers: { 'content-type': 'text/plain' }, body: 'x' },
      415,
      'fhir.media-type',
    ],
    [
      'compression',
      { path: '', headers: { ...json, 'content-encoding': 'gzip' }, body: 'x' },
      415,
      'fhir.media-type',
    ],
    [
      'a DOCTYPE',
      { path: '', headers: { 'content-type': 'application/fhir+xml' }, body: '<!DOCTYPE a><a/>' },
      400,
      'xml.doctype',
    ],
    [
      'a method that is not offered',
      { path: '/DocumentReference/x', method: 'DELETE' },
      404,
      'fhir.interaction',
    ],
    ['an unknown type', { path: '/Observation' }, 404, 'fhir.interaction'],
    [
      'a format that is not offered',
      { path: '/DocumentReference/x', headers: { accept: 'text/plain' } },
      406,
      'fhir.not-acceptable',
    ],
  ])('refuses %s as an OperationOutcome, and records it', async (_name, call, status, code) => {
    const answer = await http(call);
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ details: { coding: [{ code }] } }],
    });
    expect((await lastRecord())?.outcome).toBe(code);
  });

  it('refuses what is too large before it is read whole: fhir.too-large', async () => {
    const answer = await http({
      path: '',
      headers: { ...json, 'content-length': String(fhirLimitsDefault.bodyBytesMax + 1) },
      body: '{',
    }).catch((error: Error) => error);
    // The connection is closed behind the answer: the rest of the body is never read.
    if (answer instanceof Error) throw answer;
    expect(answer.status).toBe(413);
    expect(answer.json().issue[0]?.code).toBe('too-long');
  });

  it('repeats nothing of a patient in what it says is wrong', async () => {
    const { bundle } = sampleBundle({ serial: 14 });
    const document = bundle.entry![1]!.resource as DocumentReference;
    document.subject!.identifier!.system = 'https://a.example';
    const answer = await send(bundle);
    expect(answer.status).toBe(422);
    expect(answer.bytes.toString()).not.toContain(patientNumber);
  });
});

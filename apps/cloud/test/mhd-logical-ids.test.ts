import type { Bundle, DocumentReference, List } from '@kartoteka/fhir';
import { sampleBundle } from '@kartoteka/fhir/sample';
import {
  type DocumentEntry,
  findDocuments,
  localized,
  type ObjectId,
  objectId,
  updateOf,
} from '@kartoteka/xds';
import { samplePatientId, sampleSubmissionSet } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { type HttpAnswer, type HttpCall, httpClient, locationsOf } from './fhir-client.ts';
import { machineClient } from './machine-client.ts';

const json = { 'content-type': 'application/fhir+json' };
const nobody = '0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10';
/** Of the Bundles. */
const patientId = samplePatientId(3);
type Code = 'replaces' | 'appends' | 'transforms' | 'signs';

/** The id of a resource is the logical id; ITI-57 makes versions below it. */
describe('ITI-65 names documents whose metadata ITI-57 updated', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let http: (call: HttpCall) => Promise<HttpAnswer>;
  let xds: ReturnType<typeof machineClient>;
  let serial = 0;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    http = httpClient(cloud, account, account);
    xds = machineClient(cloud, account);
  });
  afterAll(() => cloud.stop());

  const send = (bundle: object, call = http) =>
    call({ path: '', headers: json, body: JSON.stringify(bundle) });
  /** A Bundle whose document names another one, by the id of its resource unless told. */
  const naming = (id: string, code: Code, address = `DocumentReference/${id}`) => {
    serial += 1;
    return sampleBundle({ serial, relatesTo: [{ code, target: { reference: address } }] }).bundle;
  };
  const read = async (id: string) =>
    (await http({ path: `/DocumentReference/${id}` })).json<DocumentReference>();
  const listed = async (statuses: ('Approved' | 'Deprecated')[]) => {
    const query = findDocuments({ patientId, statuses, metadataLevel: 2 });
    return (await xds.query(query)).objects.documents;
  };
  const newest = async (id: string): Promise<DocumentEntry> =>
    (await listed(['Approved'])).find(({ lid }) => lid === `urn:uuid:${id}`)!;
  const update = async (id: string, known?: DocumentEntry): Promise<readonly string[]> => {
    serial += 1;
    const entry = known ?? (await newest(id));
    const set = {
      ...sampleSubmissionSet(serial),
      uniqueId: `2.999.59.${serial}`,
      patientId,
    };
    const renamed = { ...entry, title: localized(`Wypis ${serial}`, 'pl-PL') };
    const answer = await xds.update(updateOf(set, { documents: [renamed] }));
    return answer.errors.map(({ code }) => code);
  };
  const stored = async (): Promise<string> => {
    serial += 1;
    const answer = await send(sampleBundle({ serial }).bundle);
    return locationsOf(answer.json<Bundle>())[1]!.split('/')[1]!;
  };
  const updated = async (): Promise<string> => {
    const id = await stored();
    expect(await update(id)).toEqual([]);
    return id;
  };
  const targetOf = async (source: string, type?: string): Promise<ObjectId[]> =>
    (
      await cloud.test.asAdmin<{ target: string }>(
        `select target from cloud.association where source = $1 and type = coalesce($2, type)`,
        [source, type ?? null],
      )
    ).map(({ target }) => objectId(`urn:uuid:${target}`));

  it.each<[Code, string]>([
    ['replaces', 'RPLC'],
    ['appends', 'APND'],
    ['transforms', 'XFRM'],
    ['signs', 'signs'],
  ])('ITI-65 relatesTo %s leads to the newest version', async (code, type) => {
    const id = await updated();
    const { id: second } = await newest(id);
    expect(second).not.toBe(`urn:uuid:${id}`);
    const answer = await send(naming(id, code));
    expect(answer.status).toBe(200);
    const [, place] = locationsOf(answer.json<Bundle>());
    const source = place!.split('/')[1]!;
    expect(await targetOf(source, type)).toEqual([second]);
    expect((await read(source)).relatesTo).toMatchObject([
      { code, target: { reference: `DocumentReference/${id}` } },
    ]);
    expect((await read(id)).status).toBe(code === 'replaces' ? 'superseded' : 'current');
    expect((await newest(id)) === undefined).toBe(code === 'replaces');
  });

  it('ITI-67 names a related document once, however many versions its metadata have', async () => {
    const id = await updated();
    const bundle = naming(id, 'appends');
    const document = bundle.entry![1]!.resource as DocumentReference;
    document.relatesTo!.push({
      code: 'transforms',
      target: { reference: `DocumentReference/${id}` },
    });
    const [, place] = locationsOf((await send(bundle)).json<Bundle>());
    expect(await update(id)).toEqual([]);
    const source = place!.split('/')[1]!;
    // The update leads the associations to the third version as well.
    expect(await targetOf(source, 'APND')).toHaveLength(2);
    const { relatesTo = [] } = await read(source);
    // What one message brings has no order.
    const codes = relatesTo.map(({ code }) => code);
    expect(codes.sort()).toEqual(['appends', 'transforms']);
  });

  it('ITI-65 takes a document into its SubmissionSet by the newest version, and a repeat stays one', async () => {
    const id = await updated();
    const { id: second } = await newest(id);
    serial += 1;
    const { bundle } = sampleBundle({ serial });
    const list = bundle.entry![0]!.resource as List;
    list.entry!.push({ item: { reference: `DocumentReference/${id}` } });
    const answer = await send(bundle);
    expect(answer.status).toBe(200);
    const [set] = locationsOf(answer.json<Bundle>());
    expect(await targetOf(set!.split('/')[1]!)).toContain(second);
    expect(await update(id)).toEqual([]);
    const again = await send(bundle);
    expect(again.status).toBe(200);
    expect(locationsOf(again.json<Bundle>())).toEqual(locationsOf(answer.json<Bundle>()));
  });

  it('ITI-65 by the entryUUID means that version: XDSRegistryDeprecatedDocumentError for a former one', async () => {
    const id = await updated();
    const { id: second } = await newest(id);
    const former = await send(naming(id, 'replaces', `urn:uuid:${id}`));
    expect(former.json()).toMatchObject({
      issue: [{ details: { text: 'XDSRegistryDeprecatedDocumentError' } }],
    });
    expect((await send(naming(id, 'replaces', second))).status).toBe(200);
  });

  it.each(['replaces', 'appends', 'transforms'] as const)(
    'ITI-65 %s what is not there, or is another account’s: UnresolvedReferenceException',
    async (code) => {
      const id = await updated();
      const other = await cloud.account(String(6_000 + serial));
      const foreign = httpClient(cloud, other, other);
      const refusals = [
        await send(naming(nobody, code)),
        await send(naming(id, code), foreign),
        // No address of ours has versions.
        await send(naming(id, code, `DocumentReference/${id}/_history/2`)),
      ];
      for (const refusal of refusals) {
        expect(refusal.status).toBe(422);
        expect(refusal.json()).toMatchObject({
          issue: [{ details: { text: 'UnresolvedReferenceException' } }],
        });
      }
      const [record] = await cloud.test.asAdmin<{ action: string; outcome: string }>(
        'select action, outcome from kartoteka.audit_record where tenant = $1 order by id desc limit 1',
        [other.id],
      );
      expect(record).toEqual({ action: 'document.provide-bundle', outcome: 'xds.refused' });
      expect((await read(id)).status).toBe('current');
    },
  );

  it('ITI-65, ITI-57 at the same moment: the replacement always hits what is newest then', async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await updated();
      const bundle = naming(id, 'replaces');
      const entry = await newest(id);
      const [errors, answer] = await Promise.all([update(id, entry), send(bundle)]);
      expect(answer.status).toBe(200);
      expect([[], ['XDSMetadataUpdateError']]).toContainEqual(errors);
      expect(await newest(id)).toBeUndefined();
      const versions = (await listed(['Deprecated'])).filter(({ lid }) => lid === `urn:uuid:${id}`);
      const last = versions.toSorted((a, b) => versionOf(b) - versionOf(a))[0]!;
      const source = locationsOf(answer.json<Bundle>())[1]!.split('/')[1]!;
      expect(await targetOf(source)).toEqual([last.id]);
    }
  });
});

function versionOf({ version }: DocumentEntry): number {
  return Number(version?.versionName ?? 1);
}

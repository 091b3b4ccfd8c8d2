import type { CapabilityStatement } from '@kartoteka/fhir';
import { readResource } from '@kartoteka/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { type HttpAnswer, type HttpCall, httpClient } from './fhir-client.ts';

describe('MHD metadata', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let http: (call: HttpCall) => Promise<HttpAnswer>;
  beforeAll(async () => {
    cloud = await startCloudForTests({ refusalWindowMs: 0 });
    account = await cloud.account('5010');
    http = httpClient(cloud, account, account);
  });
  afterAll(() => cloud.stop());

  it('says in its CapabilityStatement what it can do, in both formats', async () => {
    const statement = (await http({ path: '/metadata' })).json<CapabilityStatement>();
    expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    const [rest] = statement.rest ?? [];
    expect(rest?.interaction).toMatchObject([{ code: 'transaction' }]);
    expect(rest?.security?.description).toContain('Mutual TLS');
    expect(rest?.resource?.map(({ type }) => type)).toEqual([
      'DocumentReference',
      'List',
      'Binary',
    ]);
    const xml = await http({ path: '/metadata', headers: { accept: 'application/fhir+xml' } });
    expect(readResource(xml.bytes, 'xml')).toEqual({ ok: true, resource: statement });
  });

  const records = () =>
    cloud.test.asAdmin<{ tenant: string; action: string; outcome: string }>(
      'select tenant, action, outcome from kartoteka.audit_record order by id',
    );

  it('is no disclosure, so it leaves no record; what is refused does', async () => {
    const before = await records();
    expect((await http({ path: '/metadata' })).status).toBe(200);
    expect(await records()).toEqual(before);

    const refused = await http({ path: '/metadata', headers: { accept: 'text/plain' } });
    expect(refused.status).toBe(406);
    const expected = { tenant: account.id, action: 'message.refused' };
    expect((await records()).slice(before.length)).toEqual([
      { ...expected, outcome: 'fhir.not-acceptable' },
    ]);
  });

  it('is not shown to whoever is not the account, and that is recorded', async () => {
    const before = await records();
    const other = await cloud.account('5011');
    const opened = (await records()).length - before.length;
    const stranger = httpClient(cloud, account, other);
    expect((await stranger({ path: '/metadata' })).status).toBe(400);
    expect((await httpClient(cloud, account, {})({ path: '/metadata' })).status).toBe(403);
    const added = (await records()).slice(before.length + opened);
    expect(added.map(({ action }) => action)).toEqual(['machine.refused', 'machine.refused']);
  });

  it('says the same to everybody whose service it is', async () => {
    const other = await cloud.account('5012');
    const foreign = httpClient(cloud, other, other);
    const of = async (call: typeof http, { id }: TestAccount) =>
      (await call({ path: '/metadata' })).bytes.toString().replaceAll(id, 'ID');
    expect(await of(foreign, other)).toBe(await of(http, account));
  });
});

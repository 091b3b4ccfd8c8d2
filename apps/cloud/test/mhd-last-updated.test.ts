import { randomUUID } from 'node:crypto';
import type { Bundle, DocumentReference } from '@kartoteka/fhir';
import { localized, type ObjectId, updateOf } from '@kartoteka/xds';
import { samplePatientId, sampleSubmissionSet } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpCall, httpClient } from './fhir-client.ts';
import {
  type PortalForTests,
  type StoredDocument,
  startPortalForTests,
} from './portal-for-tests.ts';
import { anna, jan, remover } from './removal-for-tests.ts';

/** `meta.lastUpdated` moves with everything that changes what a reader of the resource sees. */
describe('ITI-67 _lastUpdated', () => {
  let portal: PortalForTests;
  let number = 8_000;
  beforeAll(async () => {
    portal = await startPortalForTests();
  });
  afterAll(() => portal.stop());

  const begin = async () => {
    number += 1;
    const account = await portal.cloud.account(String(number));
    const own = remover(portal, account);
    const stored = await own.practice.store(3);
    const [entry] = await own.registered(stored.uniqueId);
    const http = httpClient(portal.cloud, account, account);
    const id = entry!.id.slice('urn:uuid:'.length);
    return { own, stored, entry: entry!, id, call: (call: HttpCall) => http(call) };
  };
  type Begun = Awaited<ReturnType<typeof begin>>;

  const update = async ({ own, entry }: Begun) => {
    const set = {
      ...sampleSubmissionSet(number),
      uniqueId: `2.999.60.${number}`,
      patientId: samplePatientId(3),
    };
    const renamed = { ...entry, title: localized('Wypis', 'pl-PL') };
    const answer = await own.machine().update(updateOf(set, { documents: [renamed] }));
    expect(answer.errors).toEqual([]);
  };
  /** Two people let the document go; the machine then says what of it. */
  const letGo = async ({ own }: Begun, stored: StoredDocument) => {
    const order = randomUUID();
    await own.propose([stored.uniqueId], { id: order });
    const decided = await own.decide(order, 'confirm', jan, { carryOut: false });
    expect(decided.status).toBe(200);
  };
  const move = (kind: 'change' | 'merge', { own }: Begun) =>
    own.practice.call('POST', `patients/${kind}`, {
      id: randomUUID(),
      from: samplePatientId(3),
      to: samplePatientId(5),
      reason: 'Dwie karty jednej osoby',
      by: anna,
    });

  const changes: [string, (begun: Begun) => Promise<void>, (begun: Begun) => Promise<unknown>][] = [
    ['a new version by ITI-57', async () => {}, update],
    [
      'a removed version that uncovers the former one by ITI-62',
      async (begun) => {
        const first = await begun.own.idsAround(begun.stored);
        await update(begun);
        await letGo(begun, begun.stored);
        const all = await begun.own.idsAround(begun.stored);
        second = all.filter((id) => !first.includes(id));
      },
      async ({ own }) => expect((await own.removeObjects(second)).errors).toEqual([]),
    ],
    [
      'content that is gone by ITI-86',
      (begun) => letGo(begun, begun.stored),
      async ({ own, stored }) =>
        expect((await own.removeContents([stored.uniqueId])).status).toBe('Success'),
    ],
    [
      'a changed patient identifier',
      async () => {},
      async (begun) => expect((await move('change', begun)).json.documents).toBe(1),
    ],
    [
      'a merged patient identifier',
      async () => {},
      async (begun) => expect((await move('merge', begun)).json.documents).toBe(1),
    ],
  ];
  let second: ObjectId[] = [];

  it.each(changes)('ITI-67 finds what changed since: %s', async (_name, prepare, change) => {
    const begun = await begin();
    await prepare(begun);
    portal.cloud.clock.advance(60_000);
    const since = encodeURIComponent(portal.cloud.clock.now().toISOString());
    const find = async () => {
      const path = `/DocumentReference?_id=${begun.id}&_lastUpdated=ge${since}`;
      return (await begun.call({ path })).json<Bundle>().total;
    };
    expect(await find()).toBe(0);
    await change(begun);
    expect(await find()).toBe(1);
    const answer = await begun.call({ path: `/DocumentReference/${begun.id}` });
    const { meta } = answer.json<DocumentReference>();
    expect(meta?.lastUpdated).toBe(portal.cloud.clock.now().toISOString());
    expect(answer.headers['last-modified']).toBe(new Date(portal.cloud.clock.now()).toUTCString());
  });
});

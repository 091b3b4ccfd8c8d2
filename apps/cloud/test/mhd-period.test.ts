import type { Bundle, DocumentReference } from '@kartoteka/fhir';
import { patientNumber, patientSystem } from '@kartoteka/fhir/sample';
import { type Dtm, dtmDate } from '@kartoteka/xds';
import { samplePatientId } from '@kartoteka/xds/sample';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { httpClient } from './fhir-client.ts';
import { machineClient } from './machine-client.ts';
import { sampleOf } from './samples.ts';

/** Times of services as sources write them: of every precision, and with open ends. */
const periods: readonly (readonly [start: string | undefined, stop: string | undefined])[] = [
  ['20260227', '20260301'],
  ['20260227090000', '20260301'],
  ['20260301', '20260301'],
  ['20260301083000', '20260301091500'],
  ['202603010830', '202603010915'],
  ['2026030108', '2026030109'],
  ['202602', '202602'],
  ['202402', '202402'],
  ['2025', '2026'],
  ['20251231235959', '20260101000000'],
  ['20260301', undefined],
  [undefined, '20260301'],
  [undefined, '202602'],
  [undefined, undefined],
];

/** The first millisecond behind what a DTM covers. */
function endOf(dtm: string): number {
  const end = dtmDate(dtm as Dtm);
  if (dtm.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (dtm.length === 6) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setTime(end.getTime() + { 8: 86_400, 10: 3_600, 12: 60, 14: 1 }[dtm.length]! * 1_000);
  return end.getTime();
}

/** FHIR R4: 3.1.1.4.7, over moments instead of digits. */
function isFound(prefix: string, asked: string, [first, last]: (typeof periods)[number]): boolean {
  if (first === undefined && last === undefined) return false;
  const [from, to] = [dtmDate(asked as Dtm).getTime(), endOf(asked)];
  const start = first === undefined ? -Infinity : dtmDate(first as Dtm).getTime();
  const end = last === undefined ? Infinity : endOf(last);
  const isInside = start >= from && end <= to;
  const rules: Readonly<Record<string, boolean>> = {
    eq: isInside,
    ne: !isInside,
    gt: end > to,
    ge: end > from,
    lt: start < from,
    le: start < to,
    sa: start >= to,
    eb: end <= from,
  };
  return rules[prefix]!;
}

/** `20260301083000` as FHIR writes it. FHIR has no hours alone. */
function written(dtm: string): string {
  const [date, time] = [dtm.slice(0, 8), dtm.slice(8)];
  const day = date.replace(/^(\d{4})(\d\d)?(\d\d)?$/, (_, ...parts) =>
    parts.slice(0, 3).filter(Boolean).join('-'),
  );
  return time === '' ? day : `${day}T${time.match(/../g)!.join(':')}Z`;
}

describe('ITI-67 period', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  const ids: string[] = [];
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    const xds = machineClient(cloud, account);
    for (const [at, [start, stop]] of periods.entries()) {
      const sample = sampleOf(at + 1, { patientId: samplePatientId(3) });
      const documents = sample.submission.documents.map((entry) => ({
        ...entry,
        serviceStartTime: start as Dtm | undefined,
        serviceStopTime: stop as Dtm | undefined,
      }));
      const answer = await xds.provide({
        ...sample,
        submission: { ...sample.submission, documents },
      });
      expect(answer.errors).toEqual([]);
      ids.push(documents[0]!.uniqueId!);
    }
  });
  afterAll(() => cloud.stop());

  const find = async (period: string): Promise<number[]> => {
    const answer = await httpClient(
      cloud,
      account,
      account,
    )({
      path: '/DocumentReference/_search',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        'patient.identifier': `${patientSystem}|${patientNumber}`,
        status: 'current',
        period,
      }).toString(),
    });
    expect(answer.status).toBe(200);
    return (answer.json<Bundle>().entry ?? [])
      .map(({ resource }) => (resource as DocumentReference).masterIdentifier!)
      .map(({ system, value }) => ids.indexOf(`${system!.slice('urn:oid:'.length)}^${value}`))
      .sort((a, b) => a - b);
  };

  it.each([
    ['gt2026-03-01T12:00:00Z', [0, 1, 2, 8, 10, 11]],
    ['ge2026-03-01T23:59:59Z', [0, 1, 2, 8, 10, 11]],
    ['eb2026-03-01T12:00:00Z', [3, 4, 5, 6, 7, 9, 12]],
    ['eb2026-03-02', [0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 12]],
    ['eq2026-03-01T00:00', []],
    ['2026-03-01', [2, 3, 4, 5]],
    ['2026-02', [6]],
    ['2024-02', [7]],
  ])('ITI-67 period=%s: a stop covers all that its precision says', async (period, expected) => {
    expect(await find(period)).toEqual(expected);
  });

  it('ITI-67 period finds what the rules of FHIR find, whatever precision both sides have', async () => {
    const known = [...new Set(periods.flat())].filter((one) => one !== undefined);
    const near = fc
      .tuple(fc.constantFrom(...known), fc.constantFrom(-86_400, -60, -1, 0, 1, 59, 3_600, 86_400))
      .map(([dtm, seconds]) => new Date(dtmDate(dtm as Dtm).getTime() + seconds * 1_000));
    const asked = fc
      .tuple(near, fc.constantFrom(4, 6, 8, 12, 14))
      .map(([moment, length]) => moment.toISOString().replace(/\D/g, '').slice(0, length));
    const prefixes = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le', 'sa', 'eb');
    await fc.assert(
      fc.asyncProperty(prefixes, asked, async (prefix, time) => {
        const expected = periods.flatMap((one, at) => (isFound(prefix, time, one) ? [at] : []));
        expect(await find(prefix + written(time))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import { imported, sample } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

interface Version {
  readonly id: string;
  readonly versionNumber: number | null;
  readonly replaced: boolean;
}

describe('versions of a document', () => {
  let practice: PracticeForTests;
  let doctor: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    doctor = await practice.signIn('doctor');
  });
  afterAll(() => practice?.stop());

  const versions = async (id: string) =>
    (await doctor.get<{ versions: Version[] }>(`/api/documents/${id}/versions`)).versions;

  it('every page of a chain shows the whole chain, and which of it is replaced', async () => {
    const first = await imported(doctor, '1.xml', sample('KON', '71', { setNumber: '7' }));
    const second = await imported(
      doctor,
      '2.xml',
      sample('KON', '72', {
        setNumber: '7',
        version: 2,
        replaces: { number: '71', setNumber: '7', version: 1 },
      }),
    );
    const other = await imported(doctor, '3.xml', sample('KON', '73', { setNumber: '8' }));
    for (const id of [first, second]) {
      expect(await versions(id)).toEqual([
        expect.objectContaining({ id: first, versionNumber: 1, replaced: true }),
        expect.objectContaining({ id: second, versionNumber: 2, replaced: false }),
      ]);
    }
    expect((await versions(other)).map(({ id }) => id)).toEqual([other]);
  });

  it('a replaced version stays readable', async () => {
    const [first] = await versions(
      await imported(doctor, '4.xml', sample('KON', '74', { setNumber: '9' })),
    );
    await imported(
      doctor,
      '5.xml',
      sample('KON', '75', {
        setNumber: '9',
        version: 2,
        replaces: { number: '74', setNumber: '9', version: 1 },
      }),
    );
    const page = await doctor.call({ method: 'GET', path: `/api/documents/${first?.id}/page` });
    expect(page.status).toBe(200);
  });

  it('what is not here has no versions', async () => {
    const path = '/api/documents/00000000-0000-4000-8000-000000000000/versions';
    expect((await doctor.call({ method: 'GET', path })).status).toBe(404);
  });
});

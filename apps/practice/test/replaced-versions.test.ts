import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePeople } from '@kartoteka/kernel/sample';
import { openDatabase } from '@kartoteka/service';
import { createTestDatabase } from '@kartoteka/service/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentRow } from '../src/features/documents/contract.ts';
import { practiceMigrations } from '../src/practice-parts.ts';
import type { PracticeSchema } from '../src/schema.ts';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import { changed, imported, importFile, sample, viewDocument } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

interface Answer {
  readonly rows: DocumentRow[];
  readonly total: number;
}

/** REC stays in the practice by itself, so that a cloud has no part in these tests. */
const kind = 'REC';

describe('replaced versions in the archive', () => {
  let practice: PracticeForTests;
  let doctor: StaffSession;
  let administrator: StaffSession;
  let number = 7_000;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    doctor = await practice.signIn('doctor');
    administrator = await practice.signIn('administrator');
  });
  afterAll(() => practice?.stop());

  const nextNumber = () => String(++number);
  const version = (
    own: string,
    options: { of?: string; set: string; version: number; patient?: number },
  ) =>
    sample(kind, own, {
      setNumber: options.set,
      version: options.version,
      patient: samplePeople[options.patient ?? 0]!,
      ...(options.of !== undefined && {
        replaces: { number: options.of, setNumber: options.set, version: options.version - 1 },
      }),
    });
  const bring = (bytes: Uint8Array) => imported(doctor, 'version.xml', bytes);
  const search = (filter: object = {}) =>
    doctor.post<Answer>('/api/documents/search', { pageSize: 100, ...filter });
  const listed = async (filter: object = {}) => (await search(filter)).rows.map(({ id }) => id);
  const pair = async () => {
    const [one, two] = [nextNumber(), nextNumber()];
    const older = await bring(version(one, { set: one, version: 1 }));
    const newer = await bring(version(two, { of: one, set: one, version: 2 }));
    return { one, two, older, newer };
  };
  const remove = async (id: string) => {
    const asked = await doctor.post<{ id: string }>('/api/removals', {
      documentIds: [id],
      reason: 'Wpisany innemu pacjentowi',
    });
    await administrator.post(`/api/removals/${asked.id}/decision`, { decision: 'confirm' });
    expect((await viewDocument(doctor, id)).state).toBe('removed');
  };

  it('are left out of rows and count, and listed with their mark where somebody asks', async () => {
    const before = await search();
    const { older, newer } = await pair();
    const usual = await search();
    expect(usual.total).toBe(before.total + 1);
    expect(usual.rows.find(({ id }) => id === newer)).toMatchObject({ replaced: false });
    expect(usual.rows.map(({ id }) => id)).not.toContain(older);

    const all = await search({ withReplaced: true });
    expect(all.rows.find(({ id }) => id === older)).toMatchObject({ replaced: true });
    expect(all.rows.find(({ id }) => id === newer)).toMatchObject({ replaced: false });
    expect(all.total - usual.total).toBe(all.rows.filter(({ replaced }) => replaced).length);
  });

  it('are left out of every page, and of the list of their patient', async () => {
    const { older } = await pair();
    const { patientId } = await viewDocument(doctor, older);
    const whole = await listed({ patientId });
    const pages: string[] = [];
    for (const [index] of whole.entries()) {
      const answer = await search({ patientId, pageSize: 1, page: index + 1 });
      expect(answer.total).toBe(whole.length);
      pages.push(...answer.rows.map(({ id }) => id));
    }
    expect(pages).toEqual(whole);
    expect(whole).not.toContain(older);
    expect(await listed({ patientId, withReplaced: true })).toContain(older);
    const behind = await search({ patientId, page: 1000 });
    expect(behind).toMatchObject({ rows: [], total: whole.length });
  });

  it('open by their address, show, and are saved as before', async () => {
    const { older, newer } = await pair();
    expect(await viewDocument(doctor, older)).toMatchObject({ id: older, replaced: true });
    expect(await viewDocument(doctor, newer)).toMatchObject({ replaced: false });
    for (const part of ['page', 'file/xml', 'versions']) {
      const path = `/api/documents/${older}/${part}`;
      expect((await doctor.call({ method: 'GET', path })).status).toBe(200);
    }
    const { versions } = await doctor.get<{ versions: { id: string; replaced: boolean }[] }>(
      `/api/documents/${newer}/versions`,
    );
    expect(versions.map(({ id, replaced }) => [id, replaced])).toEqual([
      [older, true],
      [newer, false],
    ]);
  });

  it('may come after the version that replaces them, and in any order', async () => {
    const numbers = [nextNumber(), nextNumber(), nextNumber()] as const;
    const [one, two, three] = numbers;
    const newest = await bring(version(three, { of: two, set: one, version: 3 }));
    expect(await listed()).toContain(newest);
    const first = await bring(version(one, { set: one, version: 1 }));
    expect(await listed()).toContain(first);
    const second = await bring(version(two, { of: one, set: one, version: 2 }));
    const ids = await listed();
    expect(ids.filter((id) => [first, second, newest].includes(id))).toEqual([newest]);
  });

  it('are listed again once the newer version is removed', async () => {
    const { older, newer } = await pair();
    await remove(newer);
    expect(await listed()).toContain(older);
    expect(await viewDocument(doctor, older)).toMatchObject({ replaced: false });
    expect(await listed({ state: 'removed' })).toContain(newer);
  });

  it('that were removed themselves are found under that state', async () => {
    const { older } = await pair();
    await remove(older);
    expect(await listed({ withReplaced: true })).not.toContain(older);
    expect(await listed({ state: 'removed' })).toContain(older);
  });

  it('a conflict neither hides what it names nor is hidden, until it is sent under a new id', async () => {
    const { one, older, newer } = await pair();
    const other = nextNumber();
    const current = await bring(version(other, { set: other, version: 1 }));
    // The same id with other bytes: one that is replaced, one that says that it replaces.
    const twin = await importFile(
      doctor,
      'twin.xml',
      changed(version(one, { set: one, version: 1 }), /<title>/, '<title>Inny '),
    );
    const claims = nextNumber();
    const real = await bring(version(claims, { set: claims, version: 1 }));
    const claimed = await importFile(
      doctor,
      'claims.xml',
      version(claims, { of: other, set: other, version: 2 }),
    );
    expect([twin.outcome, claimed.outcome]).toEqual(['conflict', 'conflict']);
    const ids = await listed();
    for (const id of [newer, current, twin.documentId, real, claimed.documentId]) {
      expect(ids).toContain(id);
    }
    expect(ids).not.toContain(older);
    expect(await listed({ state: 'conflict' })).toEqual(
      expect.arrayContaining([twin.documentId, claimed.documentId]),
    );

    const decide = (decision: string) =>
      doctor.post(`/api/documents/${claimed.documentId}/conflict`, { decision });
    await decide('keep-here');
    expect(await listed()).toContain(current);
    await decide('send-under-new-id');
    expect(await listed()).not.toContain(current);
  });

  it('a document of another patient replaces nothing', async () => {
    const [one, two] = [nextNumber(), nextNumber()];
    const older = await bring(version(one, { set: one, version: 1 }));
    await bring(version(two, { of: one, set: one, version: 2, patient: 1 }));
    expect(await listed()).toContain(older);
  });

  it('of documents that replace each other in a circle one stays listed', async () => {
    const numbers = [nextNumber(), nextNumber(), nextNumber()] as const;
    const [one, two, three] = numbers;
    const ids = [
      await bring(version(one, { of: three, set: one, version: 2 })),
      await bring(version(two, { of: one, set: one, version: 2 })),
      await bring(version(three, { of: two, set: one, version: 2 })),
    ];
    const itself = nextNumber();
    const alone = await bring(version(itself, { of: itself, set: itself, version: 2 }));
    const seen = await listed();
    expect(ids.filter((id) => seen.includes(id))).toHaveLength(1);
    expect(seen).toContain(alone);
  });
});

/** Documents that were here before the archive knew about replaced ones. */
describe('the migration to replaced versions', () => {
  it('finds the chains that are here, and leaves circles alone', async () => {
    const root = mkdtempSync(join(tmpdir(), 'kartoteka-before-'));
    // A migration is known by its file and by the application that the folder is called after.
    const folder = join(root, 'practice', 'migrations');
    const before = readdirSync(practiceMigrations).filter((name) => name < '0005');
    for (const name of before) cpSync(join(practiceMigrations, name), join(folder, name));
    const test = await createTestDatabase<PracticeSchema>({ migrations: [folder] });
    try {
      const named = { one: [], two: ['one'], three: ['two', 'elsewhere'], east: ['west'] };
      const all = { ...named, west: ['east'], self: ['self'] };
      for (const [uniqueId, older] of Object.entries(all)) {
        const related = older.map((id) => ({ type: 'RPLC', uniqueId: id }));
        await test.asAdmin(
          `INSERT INTO practice.document (tenant, id, kind, unique_id, title, mime_type, size, sha1,
             sha256, header, source, file_name, added_at, added_by, state)
           VALUES ('practice', gen_random_uuid(), 'REC', $1, '', 'text/xml', 1, '', '', $2, 'rest', '',
             now(), '', 'local')`,
          [uniqueId, JSON.stringify({ related: [...related, { type: 'APND', uniqueId: 'one' }] })],
        );
      }
      const migrated = await openDatabase<PracticeSchema>({
        adminUrl: test.adminUrl,
        name: test.name,
        migrations: [practiceMigrations],
        poolMax: 1,
      });
      await migrated.close();
      const rows = await test.asAdmin<{ newer: string; older: string; forced: boolean }>(
        `SELECT document.unique_id AS newer, replacement.unique_id AS older,
           (SELECT relforcerowsecurity FROM pg_class WHERE oid = 'practice.document'::regclass) forced
         FROM practice.replacement JOIN practice.document ON document.id = document_id
         ORDER BY 1, 2`,
      );
      expect(rows.map(({ newer, older }) => [newer, older])).toEqual([
        ['three', 'elsewhere'],
        ['three', 'two'],
        ['two', 'one'],
      ]);
      expect(rows.every(({ forced }) => forced)).toBe(true);
    } finally {
      await test.drop();
      rmSync(root, { recursive: true });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StructureView } from '../src/features/structure/contract.ts';
import {
  auditOf,
  type PracticeForTests,
  roles,
  startPracticeForTests,
} from './practice-for-tests.ts';
import { goodStructure as good, goodRegon as regon, goodUnit as unit } from './sample-structure.ts';
import type { StaffSession } from './staff-session.ts';

describe('the organisation structure', () => {
  let practice: PracticeForTests;
  let administrator: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    administrator = await practice.signIn('administrator');
  });
  afterAll(() => practice?.stop());

  const read = () => administrator.get<StructureView>('/api/structure');
  const save = (body: object, session = administrator) =>
    session.call<StructureView>({ method: 'PUT', path: '/api/structure', body });

  it('is empty in a new practice, and the first steps ask for it', async () => {
    expect(await read()).toEqual({
      version: 0,
      structure: null,
      changedAt: null,
      changedBy: null,
      staff: [],
    });
    const board = await administrator.get<{ firstSteps: object[] }>('/api/board');
    expect(board.firstSteps).toContainEqual(
      expect.objectContaining({ id: 'structure', done: false, to: '/cloud/structure' }),
    );
  });

  it('S003-086, S003-087, S003-088, S003-090 keeps provider, establishment and units with their numbers', async () => {
    const saved = await save({ ...good, version: 0 });
    expect(saved.status).toBe(200);
    expect(await read()).toEqual({
      version: 1,
      structure: {
        ...good,
        provider: { ...good.provider, resortI: '000000025677' },
        establishment: { ...good.establishment, nip: '1060000062' },
      },
      changedAt: '2026-03-02T06:40:00.000Z',
      changedBy: 'Anna administrator',
      staff: [],
    });
    const board = await administrator.get<{ firstSteps: object[] }>('/api/board');
    expect(board.firstSteps).toContainEqual(
      expect.objectContaining({ id: 'structure', done: true }),
    );
    expect(await auditOf(practice)).toContainEqual(
      expect.objectContaining({ action: 'structure.save', outcome: 'success' }),
    );
  });

  it('keeps every version, and refuses to save over one that was not read', async () => {
    const { version } = await read();
    const answers = await Promise.all(
      ['Pierwsza', 'Druga'].map((name) => save({ ...good, version, units: [{ ...unit, name }] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'practice.structure-changed' });
    const rows = await practice.test.asAdmin<{ version: number }>(
      'SELECT version FROM practice.structure ORDER BY version',
    );
    expect(rows.map((row) => row.version)).toEqual([1, 2]);
  });

  it.each([
    ['provider.name', { provider: { ...good.provider, name: ' ' } }],
    ['provider.regon', { provider: { ...good.provider, regon: '360990019' } }],
    ['provider.regon', { provider: { ...good.provider, regon: good.establishment.regon } }],
    ['provider.nip', { provider: { ...good.provider, nip: '1060000063' } }],
    ['provider.resortI', { provider: { ...good.provider, resortI: '1234567890123' } }],
    ['establishment.regon', { establishment: { ...good.establishment, regon } }],
    ['establishment.nip', { establishment: { ...good.establishment, nip: '106' } }],
    ['units', { units: [] }],
    ['units.0.code', { units: [{ ...unit, code: '' }] }],
    ['units.0.name', { units: [{ ...unit, name: '' }] }],
    ['units.0.resortV', { units: [{ ...unit, resortV: '1' }] }],
    ['units.0.resortVII', { units: [{ ...unit, resortVII: '01' }] }],
    ['units.0.resortVIII', { units: [{ ...unit, resortVIII: '181' }] }],
    ['units.0.resortVIII', { units: [{ ...unit, resortVIII: '' }] }],
    ['units.0.resortIX', { units: [{ ...unit, resortIX: '1.1' }] }],
    ['units.0.resortX', { units: [{ ...unit, resortX: '1' }] }],
    ['units.1.code', { units: [unit, unit] }],
  ])('refuses what is wrong in %s and names the field', async (field, change) => {
    const before = await read();
    const { status, body } = await save({ ...good, version: before.version, ...change });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'service.input' });
    const fields = (body as unknown as { errors: { field: string; text: string }[] }).errors;
    expect(fields.map((one) => one.field)).toEqual([field]);
    expect(fields[0]?.text).not.toBe('');
    expect(await read()).toEqual(before);
  });

  it('is read by everybody who works here and changed by the administrator alone', async () => {
    const { version } = await read();
    for (const role of roles.filter((one) => one !== 'administrator')) {
      const session = await practice.signIn(role);
      expect(await session.get('/api/structure')).toMatchObject({ version });
      expect((await save({ ...good, version }, session)).status).toBe(403);
    }
    const stranger = await practice.stranger().call({ method: 'GET', path: '/api/structure' });
    expect(stranger.status).toBe(401);
  });

  it('says who works in which unit', async () => {
    await practice.test.asAdmin(
      `INSERT INTO practice.staff (tenant, id, family, given, role, unit_code, created_at)
       VALUES ('practice', gen_random_uuid(), 'Wymyślny', 'Ambroży', 'doctor', '01', now())`,
    );
    expect((await read()).staff).toEqual([{ unit: '01', name: 'Ambroży Wymyślny' }]);
  });
});

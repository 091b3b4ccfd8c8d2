import { documentKinds } from '@kartoteka/cda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KindRow } from '../src/features/kinds/contract.ts';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import { imported, sample, viewDocument } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

interface Table {
  readonly version: number;
  readonly kinds: readonly KindRow[];
}

describe('kinds of documents', () => {
  let practice: PracticeForTests;
  let administrator: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    administrator = await practice.signIn('administrator');
  });
  afterAll(() => practice?.stop());

  const table = () => administrator.get<Table>('/api/kinds');
  const kind = async (code: string) => (await table()).kinds.find((row) => row.code === code);

  it.each([
    ['S003-101', 'REC', 'Recepta', false],
    ['S003-103', 'ILK', 'Informacja dla lekarza kierującego', true],
    ['S003-106', 'SKS', 'Skierowanie do specjalisty', false],
    ['S003-107', 'SKZ', 'Skierowanie do szpitala', false],
    ['S003-108', undefined, 'Skierowanie na badanie diagnostyczne', true],
    ['S003-109', 'ZBD', 'Skierowanie na badania diagnostyczne wysłane do P1', true],
    ['S003-110', undefined, 'Karta odmowy przyjęcia do szpitala', true],
    ['S003-116', 'ZPS', 'Wynik weryfikacji zlecenia na zaopatrzenie w wyroby medyczne', true],
    ['S003-117', 'ZPA', 'Anulowanie zlecenia na zaopatrzenie w wyroby medyczne', true],
    ['S003-118', 'ZPO', 'Zlecenie na zaopatrzenie w wyroby medyczne', true],
  ])('%s lists %s "%s"', async (_row, code, name, ticked) => {
    const { kinds } = await table();
    const row = kinds.find((one) => one.name.toLowerCase() === name.toLowerCase());
    expect(row, kinds.map((one) => `${one.code} ${one.name}`).join('\n')).toBeDefined();
    if (code) expect(row?.code).toBe(code);
    expect(row?.autoArchive).toBe(ticked);
  });

  it('S003-094, S003-115 lists every kind with a code of three letters, a name and where it comes from', async () => {
    const { version, kinds } = await table();
    expect(version).toBe(0);
    const polish = documentKinds.filter(({ country }) => country !== 'HU');
    expect(kinds.map(({ code }) => code).sort()).toEqual(polish.map(({ code }) => code).sort());
    for (const row of kinds) {
      expect(row.code).toMatch(/^[A-Z0-9]{3}$/);
      expect(row.name.length).toBeGreaterThan(3);
      expect(row.comesFrom.length).toBeGreaterThan(1);
      expect(row.isDefault).toBe(true);
    }
    for (const code of ['ZBD', 'KIF', 'ILK']) expect(await kind(code)).toBeDefined();
  });

  it('S003-096, S003-097, S003-102 says of kinds that need a module whether it is switched on', async () => {
    const { kinds } = await table();
    const needing = kinds.filter(({ module }) => module !== null);
    expect(needing.length).toBeGreaterThanOrEqual(3);
    expect(needing.every(({ module }) => module?.on === false)).toBe(true);
    for (const code of ['WBL', 'WBD', 'KIF']) {
      expect(needing.map((row) => row.code)).toContain(code);
    }
  });

  it('S003-113, S003-122, S003-123 ticks every kind but e-prescriptions and the referrals for P1', async () => {
    const { kinds } = await table();
    const unticked = kinds.filter(({ autoArchive }) => !autoArchive).map(({ code }) => code);
    expect(unticked.sort()).toEqual(['REC', 'SDP', 'SKS', 'SKZ']);
    expect(kinds.every(({ localDays }) => localDays === 30)).toBe(true);
  });

  it('names kinds in the language of the reader', async () => {
    const names = async (language: string) => {
      const answer = await administrator.call<Table>({
        method: 'GET',
        path: '/api/kinds',
        headers: { 'accept-language': language },
      });
      return answer.body.kinds.find(({ code }) => code === 'REC')?.name;
    };
    expect([await names('pl'), await names('hu'), await names('en')]).toEqual([
      'Recepta',
      'Vény',
      'Prescription',
    ]);
  });

  it('S003-111, S003-112 ticking sends what was unsent, and the dry run counted it before', async () => {
    const ids = [];
    for (const number of ['1', '2', '3']) {
      ids.push(await imported(administrator, 'r.xml', sample('REC', number)));
    }
    const referral = await imported(administrator, 's.xml', sample('SKS', '4'));
    const change = [{ code: 'REC', autoArchive: true, localDays: 10 }];
    const dry = await administrator.post<{ wouldSend: unknown[]; wouldLeaveLocal: unknown[] }>(
      '/api/kinds/dry-run',
      { kinds: change },
    );
    expect(dry).toEqual({
      wouldSend: [{ code: 'REC', name: 'Recepta', documents: 3 }],
      wouldLeaveLocal: [],
    });
    for (const id of ids)
      expect(await viewDocument(administrator, id)).toMatchObject({ state: 'local' });
    const { version } = await table();
    const saved = await administrator.put<Table>('/api/kinds', { version, kinds: change });
    expect(saved.version).toBe(version + 1);
    expect(saved.kinds.find(({ code }) => code === 'REC')).toMatchObject({
      autoArchive: true,
      localDays: 10,
      isDefault: false,
      documents: 3,
    });
    for (const id of ids) {
      const view = await viewDocument(administrator, id);
      expect(view.outbox).not.toBeNull();
      expect(view.state).not.toBe('local');
    }
    expect(await viewDocument(administrator, referral)).toMatchObject({
      state: 'local',
      outbox: null,
    });
    const again = await administrator.post('/api/kinds/dry-run', { kinds: change });
    expect(again).toEqual({ wouldSend: [], wouldLeaveLocal: [] });
  });

  it("somebody else's change in between is a conflict; of changes that come together one wins", async () => {
    const { version } = await table();
    const save = (localDays: number) =>
      administrator.call({
        method: 'PUT',
        path: '/api/kinds',
        body: { version, kinds: [{ code: 'ILK', autoArchive: true, localDays }] },
      });
    const answers = await Promise.all([save(11), save(12), save(13)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe('practice.kinds-changed');
    expect((await table()).version).toBe(version + 1);
    const rows = await practice.test.asAdmin<{ version: number; changed_by: string }>(
      'SELECT version, changed_by FROM practice.kind_settings ORDER BY version',
    );
    expect(rows.map((row) => row.version)).toEqual([1, 2]);
    expect(rows.every((row) => row.changed_by === 'Anna administrator')).toBe(true);
  });

  it('refuses kinds that do not exist and days that are none', async () => {
    const { version } = await table();
    const save = (change: object) =>
      administrator.call({
        method: 'PUT',
        path: '/api/kinds',
        body: { version, kinds: [{ code: 'ILK', autoArchive: true, localDays: 30, ...change }] },
      });
    expect(await save({ code: 'XXX' })).toMatchObject({
      status: 422,
      body: { code: 'practice.kind-unknown' },
    });
    for (const localDays of [0, -1, 1.5, 36_501]) {
      expect((await save({ localDays })).body.code).toBe('service.input');
    }
    expect((await save({ localDays: null })).status).toBe(200);
  });

  it('without a cloud documents wait with the reason, and the board leads to the connection', async () => {
    const board = await administrator.get<{
      lines: Record<string, unknown>[];
      firstSteps: { id: string; done: boolean }[];
    }>('/api/board');
    expect(board.lines.find(({ id }) => id === 'cloud')).toMatchObject({
      severity: 'problem',
      action: { to: '/cloud' },
    });
    expect(board.firstSteps).toMatchObject([
      { id: 'cloud', done: false },
      { id: 'structure', done: false },
      { id: 'patient', done: true },
      { id: 'document', done: true },
      { id: 'archived', done: false },
    ]);
    expect(board.lines.find(({ id }) => id === 'outbox')).toMatchObject({ severity: 'warning' });
  });
});

describe('kinds of a Hungarian practice', () => {
  it('lists the Hungarian kinds and the modules that are switched on', async () => {
    const practice = await startPracticeForTests({ country: 'HU', modules: [] });
    try {
      const administrator = await practice.signIn('administrator');
      const { kinds } = await administrator.get<Table>('/api/kinds');
      const codes = kinds.map(({ code }) => code);
      for (const code of ['AML', 'LEL', 'ZAR', 'KEZ', 'BEL']) expect(codes).toContain(code);
      expect(codes).not.toContain('REC');
    } finally {
      await practice.stop();
    }
  });
});

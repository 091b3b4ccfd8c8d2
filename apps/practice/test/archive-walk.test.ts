import { samplePeople } from '@kartoteka/kernel/sample';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { auditOf, sourceId } from './practice-for-tests.ts';
import {
  changed,
  imported,
  importFile,
  sample,
  until,
  untilState,
  viewDocument,
} from './sample-documents.ts';
import { goodStructure, goodUnit } from './sample-structure.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n');

describe('from a file to the cloud', () => {
  let world: ConnectedPractice;
  beforeAll(async () => {
    world = await startConnectedPractice({ throughGate: false });
  });
  afterAll(() => world?.stop());

  it('S003-112 a document of a ticked kind is archived by itself and its receipt is kept', async () => {
    const { administrator, machine, repository } = world;
    const bytes = sample('KON', '1001');
    const result = await importFile(administrator, 'konsultacja.xml', bytes);
    expect(result).toMatchObject({
      outcome: 'stored',
      kind: 'KON',
      patientCreated: true,
      findings: [],
      problem: null,
    });
    const view = await untilState(administrator, result.documentId!, 'archived');
    expect(view).toMatchObject({ inCloud: true, localCopy: true, outbox: null });
    expect(view.receipt?.repositoryUniqueId).toBe(repository);
    const back = await machine.retrieve(repository, [view.uniqueId]);
    expect(back.documents.map((one) => one.bytes)).toEqual([bytes]);
    expect(view.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['imported', 'send-waiting', 'archived']),
    );
  });

  it('tells the cloud which unit wrote a document, from the structure of the practice', async () => {
    const { administrator, machine } = world;
    const entryOf = async (number: string) => {
      const id = await imported(administrator, `${number}.xml`, sample('KON', number));
      const { uniqueId } = await untilState(administrator, id, 'archived');
      const { objects } = await machine.query({
        name: 'GetDocuments',
        by: 'uniqueId',
        ids: [uniqueId],
      });
      return objects.documents[0];
    };
    // Nobody filled the structure in yet: the document's own speciality, a general practice else.
    expect(await entryOf('1002')).toMatchObject({
      healthcareFacilityTypeCode: { code: '0010' },
      practiceSettingCode: { code: '115' },
    });
    const units = [
      { ...goodUnit, resortVII: '777', resortX: '22' },
      { ...goodUnit, code: '02', resortVII: '001', resortX: '53' },
    ];
    await administrator.put('/api/structure', { ...goodStructure, units, version: 0 });
    expect(await entryOf('1003')).toMatchObject({
      healthcareFacilityTypeCode: { code: '0010' },
      practiceSettingCode: { code: '53' },
    });
  });

  it('S003-121 a document of a kind that is not ticked does not move', async () => {
    const { administrator, machine } = world;
    const id = await imported(administrator, 'recepta.xml', sample('REC', '1002'));
    const after = await imported(administrator, 'konsultacja.xml', sample('KON', '1003'));
    await untilState(administrator, after, 'archived');
    const view = await viewDocument(administrator, id);
    expect(view).toMatchObject({ state: 'local', inCloud: false, outbox: null, receipt: null });
    const found = await machine.query({
      name: 'GetDocuments',
      by: 'uniqueId',
      ids: [view.uniqueId],
    });
    expect(found.objects.documents).toEqual([]);
  });

  it("sends a document on the user's word although its kind is not ticked, and once only", async () => {
    const { administrator } = world;
    const id = await imported(administrator, 'recepta.xml', sample('REC', '1004'));
    expect(await administrator.post('/api/documents/send', { ids: [id] })).toEqual({ queued: 1 });
    await untilState(administrator, id, 'archived');
    expect(await administrator.post('/api/documents/send', { ids: [id] })).toEqual({ queued: 0 });
  });

  it('answers the same file a second time with what is there already', async () => {
    const { administrator } = world;
    const bytes = sample('KON', '1005');
    const first = await importFile(administrator, 'a.xml', bytes);
    const second = await importFile(administrator, 'b.xml', bytes);
    expect(second).toMatchObject({ outcome: 'already-there', documentId: first.documentId });
    const together = await Promise.all(
      [1, 2, 3, 4].map((copy) => importFile(administrator, `${copy}.xml`, sample('KON', '1006'))),
    );
    expect(new Set(together.map(({ documentId }) => documentId)).size).toBe(1);
    expect(together.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
  });

  describe('the same id with other bytes', () => {
    const conflict = async (number: string) => {
      const { administrator } = world;
      const original = sample('KON', number);
      const other = changed(original, '128/82', '130/85');
      const first = await imported(administrator, 'pierwszy.xml', original);
      const result = await importFile(administrator, 'drugi.xml', other);
      expect(result.outcome).toBe('conflict');
      await untilState(administrator, first, 'archived');
      return { first, second: result.documentId!, original, other };
    };

    it('is kept as a conflict and stays here', async () => {
      const { administrator } = world;
      const { first, second } = await conflict('2001');
      const view = await viewDocument(administrator, second);
      expect(view).toMatchObject({ state: 'conflict', conflictWith: first, outbox: null });
      const refused = await administrator.call({
        method: 'POST',
        path: '/api/documents/send',
        body: { ids: [second] },
      });
      expect(refused).toMatchObject({ status: 409, body: { code: 'practice.conflict-open' } });
    });

    it("goes under a new unique id below the practice's root on the user's word, bytes unchanged", async () => {
      const { administrator, machine, repository } = world;
      const { first, second, original, other } = await conflict('2002');
      await administrator.post(`/api/documents/${second}/conflict`, {
        decision: 'send-under-new-id',
      });
      const view = await untilState(administrator, second, 'archived');
      const rows = await world.practice.test.asAdmin<{ sent_unique_id: string }>(
        'SELECT sent_unique_id FROM practice.document WHERE id = $1',
        [second],
      );
      const sent = rows[0]!.sent_unique_id;
      expect(sent).not.toBe(view.uniqueId);
      expect(sent).toMatch(new RegExp(`^${sourceId}\\.7\\.1\\^[0-9a-f]{16}$`));
      const back = await machine.retrieve(repository, [sent, view.uniqueId]);
      const byId = new Map(back.documents.map((one) => [one.uniqueId, one.bytes]));
      expect(byId.get(sent)).toEqual(other);
      expect(byId.get(view.uniqueId)).toEqual(original);
      expect((await viewDocument(administrator, first)).state).toBe('archived');
    });

    it("stays here on the user's word, whatever is done afterwards", async () => {
      const { administrator } = world;
      const { second } = await conflict('2003');
      const path = `/api/documents/${second}/conflict`;
      await administrator.post(path, { decision: 'keep-here' });
      expect(await viewDocument(administrator, second)).toMatchObject({ state: 'local' });
      const again = await administrator.call({
        method: 'POST',
        path,
        body: { decision: 'keep-here' },
      });
      expect(again).toMatchObject({ status: 409, body: { code: 'practice.no-conflict' } });
      const sent = await administrator.call({
        method: 'POST',
        path: '/api/documents/send',
        body: { ids: [second] },
      });
      expect(sent).toMatchObject({ status: 409, body: { code: 'practice.conflict-open' } });
      const kinds = await administrator.get<{ version: number }>('/api/kinds');
      const off = await administrator.put<{ version: number }>('/api/kinds', {
        version: kinds.version,
        kinds: [{ code: 'KON', autoArchive: false, localDays: 30 }],
      });
      await administrator.put('/api/kinds', {
        version: off.version,
        kinds: [{ code: 'KON', autoArchive: true, localDays: 30 }],
      });
      const marker = await imported(administrator, 'm.xml', sample('KON', '2004'));
      await untilState(administrator, marker, 'archived');
      expect(await viewDocument(administrator, second)).toMatchObject({
        state: 'local',
        outbox: null,
      });
    });
  });

  it('wrong check digits are warnings and stop nothing', async () => {
    const { administrator } = world;
    const wrong = `${samplePeople[3]!.pesel.slice(0, 10)}${(Number(samplePeople[3]!.pesel[10]) + 1) % 10}`;
    const bytes = changed(
      sample('KON', '3001', { patient: samplePeople[3]! }),
      new RegExp(samplePeople[3]!.pesel, 'g'),
      wrong,
    );
    const result = await importFile(administrator, 'cyfra.xml', bytes);
    expect(result.outcome).toBe('stored');
    expect(result.findings.length).toBeGreaterThan(0);
    expect(result.findings.every(({ severity }) => severity === 'warning')).toBe(true);
    await untilState(administrator, result.documentId!, 'archived');
    const patient = await administrator.get(`/api/patients/${result.patientId}`);
    expect(patient.warnings).toEqual(['pesel-check-digit']);
  });

  it('a later version replaces the earlier one in the cloud', async () => {
    const { administrator, machine } = world;
    const first = await imported(
      administrator,
      'v1.xml',
      sample('KON', '4001', { setNumber: '401' }),
    );
    const before = await untilState(administrator, first, 'archived');
    const second = await imported(
      administrator,
      'v2.xml',
      sample('KON', '4002', {
        setNumber: '401',
        version: 2,
        replaces: { number: '4001', setNumber: '401', version: 1 },
      }),
    );
    await untilState(administrator, second, 'archived');
    const found = await machine.query({
      name: 'GetDocuments',
      by: 'uniqueId',
      ids: [before.uniqueId],
    });
    expect(found.objects.documents.map(({ status }) => status)).toEqual(['Deprecated']);
  });

  it('S003-153, S003-154, S003-155 saves a pair of two files, the document byte for byte', async () => {
    const { administrator } = world;
    const bytes = sample('KON', '5001');
    const id = await imported(administrator, 'para.xml', bytes);
    const pair = await administrator.call({
      method: 'GET',
      path: `/api/documents/${id}/file/pair`,
    });
    expect(pair.headers['content-type']).toBe('application/zip');
    const files = unzipSync(pair.bytes);
    const names = Object.keys(files);
    expect(names.filter((name) => name.endsWith('.xml'))).toHaveLength(1);
    expect(names.filter((name) => name.endsWith('.xsl'))).toHaveLength(1);
    expect(names.length).toBeGreaterThanOrEqual(2);
    const xml = names.find((name) => name.endsWith('.xml'))!;
    expect(Buffer.from(files[xml]!)).toEqual(bytes);
    const alone = await administrator.call({
      method: 'GET',
      path: `/api/documents/${id}/file/xml`,
    });
    expect(alone.bytes).toEqual(bytes);
    expect(String(alone.headers['content-disposition'])).toContain('attachment');
  });

  it('S003-147, S003-156 shows a document as a page under a policy of its own', async () => {
    const { administrator } = world;
    const id = await imported(administrator, 'strona.xml', sample('KON', '5002'));
    const page = await administrator.call({ method: 'GET', path: `/api/documents/${id}/page` });
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain('sandbox');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    const html = page.bytes.toString('utf8');
    expect(html).toContain('Konsultacja kardiologiczna');
    expect(html).not.toMatch(/<script|javascript:/i);
    const notice = await administrator.get(`/api/documents/${id}/page/notice`);
    expect(notice.notice).toBeNull();
  });

  it('S003-149 lists, shows and saves what is attached, byte for byte', async () => {
    const { administrator } = world;
    const bytes = sample('KON', '5003', { attachment: { mime: 'application/pdf', bytes: pdf } });
    const id = await imported(administrator, 'zalacznik.xml', bytes);
    const view = await viewDocument(administrator, id);
    expect(view.attachmentList).toHaveLength(1);
    const [attachment] = view.attachmentList;
    expect(attachment).toMatchObject({ mimeType: 'application/pdf', size: pdf.length });
    const path = `/api/documents/${id}/attachments/${attachment!.index}`;
    const saved = await administrator.call({ method: 'GET', path });
    expect(saved.bytes).toEqual(pdf);
    expect(String(saved.headers['content-disposition'])).toContain('attachment');
    const shown = await administrator.call({ method: 'GET', path: `${path}?show=yes` });
    expect(shown.bytes).toEqual(pdf);
    expect(shown.headers['content-disposition']).toBeUndefined();
    expect(String(shown.headers['content-security-policy'])).toContain('sandbox');
    const missing = await administrator.call({
      method: 'GET',
      path: `/api/documents/${id}/attachments/77`,
    });
    expect(missing).toMatchObject({ status: 404, body: { code: 'cda.no-attachment' } });
  });

  it('every look at a document, every act on it and its sending stands in the audit trail', async () => {
    const { administrator, practice } = world;
    const id = await imported(administrator, 'slad.xml', sample('KON', '6001'));
    await untilState(administrator, id, 'archived');
    await administrator.call({ method: 'GET', path: `/api/documents/${id}/page` });
    await administrator.call({ method: 'GET', path: `/api/documents/${id}/file/pair` });
    const records = (await auditOf(practice)).filter((record) => record.subject_id === id);
    const actions = new Set(records.map(({ action }) => action));
    for (const action of [
      'document.import',
      'document.send',
      'document.read',
      'document.show',
      'document.save',
    ]) {
      expect(actions, action).toContain(action);
    }
    expect(records.every(({ outcome }) => outcome === 'success')).toBe(true);
    expect(records.find(({ action }) => action === 'document.import')?.actor_display).toBe(
      'Anna administrator',
    );
  });

  it('S003-138, S003-139 finds documents by patient, time, kind, state and words', async () => {
    const { administrator } = world;
    const patient = samplePeople[4]!;
    const id = await imported(administrator, 's.xml', sample('WBL', '7001', { patient }));
    await untilState(administrator, id, 'archived');
    const find = async (filter: object) => {
      const page = await administrator.post<{ rows: { id: string }[]; total: number }>(
        '/api/documents/search',
        filter,
      );
      return page.rows.map((row) => row.id);
    };
    expect(await find({ patient: 'cwiczebna' })).toEqual([id]);
    expect(await find({ patient: patient.pesel })).toEqual([id]);
    expect(
      await find({ patient: 'cwiczebna', issuedFrom: '2026-03-02', issuedTo: '2026-03-02' }),
    ).toEqual([id]);
    expect(await find({ patient: 'cwiczebna', issuedTo: '2026-03-01' })).toEqual([]);
    expect(
      await find({ patient: 'cwiczebna', kind: 'WBL', state: 'archived', inCloud: true }),
    ).toEqual([id]);
    expect(await find({ patient: 'cwiczebna', consented: true })).toEqual([]);
    expect(await find({ patient: 'cwiczebna', text: 'zzzzzz' })).toEqual([]);
    expect(await find({ patient: 'cw%ba' })).toEqual([]);
    const [row] = (
      await administrator.post<{ rows: Record<string, unknown>[] }>('/api/documents/search', {
        patient: 'cwiczebna',
      })
    ).rows;
    expect(row).toMatchObject({
      pesel: patient.pesel,
      inCloud: true,
      consented: false,
      addedAt: '2026-03-02T06:40:00.000Z',
      addedBy: 'Anna administrator',
    });
  });

  it('the board says that nothing waits, and what is in conflict', async () => {
    const { administrator } = world;
    const board = await until(
      () =>
        administrator.get<{ lines: { id: string; severity: string; text: string }[] }>(
          '/api/board',
        ),
      ({ lines }) => lines.find(({ id }) => id === 'outbox')?.severity === 'fine',
    );
    const line = (id: string) => board.lines.find((one) => one.id === id);
    expect(line('cloud')).toMatchObject({ severity: 'fine' });
    expect(line('conflicts')).toMatchObject({
      severity: 'warning',
      action: { to: '/archive?state=conflict' },
    });
    expect(line('refused')).toBeUndefined();
  });
});

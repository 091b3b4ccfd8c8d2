import { samplePeople, samplePesel } from '@kartoteka/kernel/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientForm, PatientView } from '../src/features/patients/contract.ts';
import { auditOf, type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import { imported, importFile, sample, viewDocument } from './sample-documents.ts';
import type { Answer, StaffSession } from './staff-session.ts';

let serial = 100;
function nextPesel(): string {
  serial += 2;
  return samplePesel('1981-04-12', serial);
}

function form(change: Partial<PatientForm> = {}): PatientForm {
  return {
    family: 'Żółwiowska',
    given: 'Świętomira',
    identity: { kind: 'pesel', number: nextPesel() },
    sex: 'unknown',
    representatives: [],
    ...change,
  };
}

describe('the index of patients', () => {
  let practice: PracticeForTests;
  let desk: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    desk = await practice.signIn('administrator');
  });
  afterAll(() => practice?.stop());

  const add = (change: Partial<PatientForm> = {}) =>
    desk.post<PatientView>('/api/patients', form(change));
  const tryAdd = (change: object): Promise<Answer<Record<string, unknown>>> =>
    desk.call({ method: 'POST', path: '/api/patients', body: { ...form(), ...change } });
  const find = async (text: string) => {
    const page = await desk.post<{ rows: { id: string }[]; total: number }>(
      '/api/patients/search',
      { text, pageSize: 100 },
    );
    expect(page.total).toBe(page.rows.length);
    return page.rows.map(({ id }) => id);
  };

  it('fills date of birth and sex in from the PESEL where they were left open', async () => {
    const patient = await add({
      identity: { kind: 'pesel', number: samplePesel('2004-02-29', 2) },
    });
    expect(patient).toMatchObject({
      birthDate: '2004-02-29',
      sex: 'female',
      version: 1,
      warnings: [],
    });
  });

  it('takes a PESEL as people paste it, with blanks and hyphens around it', async () => {
    const pesel = nextPesel();
    const typed = ` ${pesel.slice(0, 6)} ${pesel.slice(6)}\u00a0`;
    const patient = await add({ identity: { kind: 'pesel', number: typed } });
    expect(patient.identity).toEqual({ kind: 'pesel', number: pesel });
  });

  it.each([
    ['identity.number', { identity: { kind: 'pesel', number: '12345678901' } }],
    ['identity.number', { identity: { kind: 'pesel', number: '1234' } }],
    ['identity.number', { identity: { kind: 'taj', number: '123456789' } }],
    ['identity.number', { identity: { kind: 'document', number: ' ', issuer: '' } }],
    ['family', { family: '   ' }],
    ['given', { given: '' }],
    ['birthDate', { birthDate: '2027-01-01' }],
    ['birthDate', { birthDate: '1981-02-30' }],
    ['deceasedOn', { deceasedOn: '2026-03-03' }],
    ['deceasedOn', { birthDate: '1981-04-12', deceasedOn: '1981-04-11' }],
    [
      'representatives.0.pesel',
      { representatives: [{ name: 'Matka', relation: 'mother', pesel: '11111111111' }] },
    ],
    ['family', { family: 'x'.repeat(121) }],
  ])('names the field %s that has to be mended', async (field, change) => {
    const answer = await tryAdd(change);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('service.input');
    const errors = answer.body.errors as { field: string; text: string }[];
    expect(errors.map((error) => error.field)).toEqual([field]);
    expect(errors[0]!.text.length).toBeGreaterThan(5);
  });

  it('names every field at once', async () => {
    const answer = await tryAdd({
      identity: { kind: 'pesel', number: '1' },
      birthDate: '2030-01-01',
      deceasedOn: '2030-01-02',
    });
    const errors = answer.body.errors as { field: string }[];
    expect(errors.map(({ field }) => field).sort()).toEqual([
      'birthDate',
      'deceasedOn',
      'identity.number',
    ]);
  });

  it("refuses the same number a second time, at the number's field", async () => {
    const first = await add();
    const answer = await tryAdd({ identity: first.identity });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'practice.patient-exists', errors: [{ field: 'identity.number' }] },
    });
    const together = await Promise.all(
      [1, 2, 3, 4].map(() =>
        tryAdd({ identity: { kind: 'pesel', number: samplePesel('1999-09-09', 4) } }),
      ),
    );
    expect(together.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('two documents with one number of different issuers are two people', async () => {
    const first = await add({ identity: { kind: 'document', number: 'AB 123', issuer: '1.2.3' } });
    const second = await tryAdd({
      identity: { kind: 'document', number: 'AB 123', issuer: '1.2.4' },
    });
    expect(second.status).toBe(200);
    expect(second.body.id).not.toBe(first.id);
  });

  it("another's change in between is a conflict, and nothing of it is lost", async () => {
    const patient = await add();
    const path = `/api/patients/${patient.id}`;
    const { id: _id, warnings: _w, mergedInto: _m, documents: _d, ...values } = patient;
    const saved = await desk.put<PatientView>(path, { ...values, phone: '600 100 200' });
    expect(saved).toMatchObject({ version: 2, phone: '600 100 200' });
    const late = await desk.call({ method: 'PUT', path, body: { ...values, phone: '1' } });
    expect(late).toMatchObject({ status: 409, body: { code: 'practice.patient-changed' } });
    expect(await desk.get(path)).toMatchObject({ version: 2, phone: '600 100 200' });
  });

  it('a number that another record has cannot be taken by a change', async () => {
    const one = await add();
    const two = await add();
    const { id: _id, warnings: _w, mergedInto: _m, documents: _d, ...values } = two;
    const answer = await desk.call({
      method: 'PUT',
      path: `/api/patients/${two.id}`,
      body: { ...values, identity: one.identity },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'practice.patient-exists' } });
  });

  it('takes a newborn without a number, a foreigner by a document and a Hungarian by TAJ', async () => {
    const newborn = await add({
      family: 'Makieta',
      given: 'córka Łucji',
      identity: { kind: 'none', reason: 'newborn' },
      birthDate: '2026-03-01',
      representatives: [
        { name: 'Łucja Makieta', relation: 'mother', pesel: samplePeople[5]!.pesel },
      ],
    });
    expect(newborn.identity).toEqual({ kind: 'none', reason: 'newborn' });
    const twin = await add({ given: 'syn Łucji', identity: { kind: 'none', reason: 'newborn' } });
    expect(twin.id).not.toBe(newborn.id);
    const foreigner = await add({
      identity: { kind: 'document', number: 'xy 99', issuer: '2.999.1' },
    });
    expect(foreigner.identity).toMatchObject({ number: 'XY99' });
    const hungarian = await add({
      family: 'Próba',
      given: 'Jolán',
      identity: { kind: 'taj', number: '111 111 110' },
      birthName: 'Minta Jolán',
      motherName: 'Minta Éva',
      birthPlace: 'Győr',
    });
    expect(hungarian).toMatchObject({
      identity: { kind: 'taj', number: '111111110' },
      birthName: 'Minta Jolán',
      motherName: 'Minta Éva',
      birthPlace: 'Győr',
    });
  });

  it('finds by name or number, with and without diacritics, every word of it', async () => {
    const patient = await add({ family: 'Gżegżółka', given: 'Małgorzata' });
    for (const text of ['Gżegżółka', 'gzegzolka', 'GZEGZO malg', 'małg, gżeg']) {
      expect(await find(text), text).toEqual([patient.id]);
    }
    expect(await find((patient.identity as { number: string }).number)).toEqual([patient.id]);
    expect(await find('gzegzolka zbigniew')).toEqual([]);
    expect(await find('gze%lka')).toEqual([]);
    expect(await find("'; drop table practice.patient; --")).toEqual([]);
  });

  it('pages through the index without losing or repeating anybody', async () => {
    for (let count = 0; count < 7; count += 1)
      await add({ family: 'Stronicowa', given: `A${count}` });
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const answer = await desk.post<{ rows: { id: string }[]; total: number }>(
        '/api/patients/search',
        { text: 'stronicowa', page, pageSize: 3 },
      );
      expect(answer.total).toBe(7);
      seen.push(...answer.rows.map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it('a page behind the last one still says how many there are', async () => {
    await add({ family: 'Ostatnia' });
    const answer = await desk.post<{ rows: unknown[]; total: number }>('/api/patients/search', {
      text: 'ostatnia',
      page: 9,
    });
    expect(answer).toMatchObject({ rows: [], total: 1 });
  });

  it('merges two records: documents and consents move along, the old one points to the new', async () => {
    const patient = samplePeople[8]!;
    const document = await imported(desk, 'm.xml', sample('REC', '1001', { patient }));
    const from = (await viewDocument(desk, document)).patientId!;
    const consent = await desk.post<{ id: string }>('/api/shares', {
      documentIds: [document],
      recipient: { kind: 'patient' },
      from: '2026-03-02',
      to: '2026-03-30',
      reason: 'x',
    });
    const into = (await add()).id;
    const merged = await desk.post<PatientView>(`/api/patients/${from}/merge`, { into });
    expect(merged).toMatchObject({ id: into, documents: 1 });
    expect((await viewDocument(desk, document)).patientId).toBe(into);
    expect(await desk.get(`/api/consents/${consent.id}`)).toMatchObject({ patientId: into });
    expect(await desk.get(`/api/patients/${from}`)).toMatchObject({ mergedInto: into });
    expect(await find(patient.family)).toEqual([]);
    for (const [one, other] of [
      [from, into],
      [into, from],
      [into, into],
    ]) {
      const answer = await desk.call({
        method: 'POST',
        path: `/api/patients/${one}/merge`,
        body: { into: other },
      });
      expect(answer).toMatchObject({ status: 422, body: { code: 'practice.merge-same' } });
    }
    const actions = (await auditOf(practice)).filter(({ action }) => action === 'patient.merge');
    expect(actions).toHaveLength(1);
  });

  it('a document about a merged patient is filed under the record that lives on', async () => {
    const patient = samplePeople[9]!;
    const first = await imported(desk, 'a.xml', sample('REC', '2001', { patient }));
    const from = (await viewDocument(desk, first)).patientId!;
    const into = (await add()).id;
    await desk.post(`/api/patients/${from}/merge`, { into });
    const result = await importFile(desk, 'b.xml', sample('REC', '2002', { patient }));
    expect(result).toMatchObject({ patientCreated: false, patientId: into });
  });

  it('an import finds the patient by the number, and makes the record only where there is none', async () => {
    const patient = samplePeople[10]!;
    const known = await add({
      family: patient.family,
      given: patient.given,
      identity: { kind: 'pesel', number: patient.pesel },
    });
    const found = await importFile(desk, 'a.xml', sample('REC', '3001', { patient }));
    expect(found).toMatchObject({ patientId: known.id, patientCreated: false });
    const other = samplePeople[11]!;
    const made = await importFile(desk, 'b.xml', sample('REC', '3002', { patient: other }));
    expect(made).toMatchObject({
      patientCreated: true,
      patientName: `${other.family} ${other.given}`,
    });
    expect(await desk.get(`/api/patients/${made.patientId}`)).toMatchObject({
      family: other.family,
      identity: { kind: 'pesel', number: other.pesel },
    });
    const third = samplePeople[12]!;
    const together = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        importFile(desk, `${number}.xml`, sample('REC', `400${number}`, { patient: third })),
      ),
    );
    expect(new Set(together.map(({ patientId }) => patientId)).size).toBe(1);
    expect(together.filter(({ patientCreated }) => patientCreated)).toHaveLength(1);
  });

  it('every look at a record and every change of it stands in the audit trail', async () => {
    const patient = await add();
    await desk.get(`/api/patients/${patient.id}`);
    const mine = (await auditOf(practice)).filter((record) => record.subject_id === patient.id);
    expect(mine.map(({ action }) => action)).toEqual(['patient.create', 'patient.read']);
  });

  it('no PESEL is in an address, in a line of the log or in the audit trail', async () => {
    const patient = await add();
    const { number } = patient.identity as { number: string };
    await find(number);
    await tryAdd({ identity: { kind: 'pesel', number } });
    const lines = practice.logLines.join('\n');
    expect(practice.logLines.length).toBeGreaterThan(50);
    expect(lines).not.toContain(number);
    for (const { pesel } of samplePeople) expect(lines).not.toContain(pesel);
    const rows = await practice.test.asAdmin<{ text: string }>(
      'SELECT row_to_json(audit_record)::text AS text FROM kartoteka.audit_record',
    );
    for (const { text } of rows) expect(text).not.toContain(number);
  });
});

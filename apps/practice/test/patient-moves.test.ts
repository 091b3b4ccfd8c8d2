import { samplePeople } from '@kartoteka/kernel/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientMoveView } from '../src/features/patient-moves/contract.ts';
import type { PatientView } from '../src/features/patients/contract.ts';
import type { ConsentView } from '../src/features/shares/contract.ts';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { auditOf, startPracticeForTests } from './practice-for-tests.ts';
import { imported, sample, until, untilState, viewDocument } from './sample-documents.ts';

const stepMs = 120_000;

/** What a merge or a changed number does in the cloud, over a line that tests can cut. */
describe('changed and merged identifiers', () => {
  let world: ConnectedPractice;
  let number = 3_000;
  beforeAll(async () => {
    world = await startConnectedPractice();
  });
  afterAll(() => world?.stop());

  /** A document in the cloud about one of the invented people, with the record of that person. */
  const archived = async (person: number) => {
    number += 1;
    const { administrator } = world;
    const patient = samplePeople[person]!;
    const id = await imported(
      administrator,
      `${number}.xml`,
      sample('KON', String(number), { patient }),
    );
    await untilState(administrator, id, 'archived');
    const { patientId, uniqueId } = await viewDocument(administrator, id);
    return { id, patientId: patientId ?? '', uniqueId };
  };
  const filedUnder = async (uniqueId: string) => {
    const [row] = await world.cloud.test.asAdmin<{ patient_id: string }>(
      'SELECT patient_id FROM cloud.document_entry WHERE unique_id = $1',
      [uniqueId],
    );
    return row?.patient_id.split('^')[0];
  };
  const moves = async (patientId: string) =>
    (
      await world.administrator.get<{ moves: PatientMoveView[] }>(
        `/api/patients/${patientId}/moves`,
      )
    ).moves;
  const settled = (patientId: string) =>
    until(
      () => moves(patientId),
      (open) => open.length === 0,
    );
  const merge = (from: string, into: string) =>
    world.administrator.post(`/api/patients/${from}/merge`, { into });
  const share = (documentIds: string[]) =>
    world.administrator.post<ConsentView>('/api/shares', {
      documentIds,
      recipient: { kind: 'patient' },
      from: '2026-03-02',
      to: '2026-04-01',
      reason: 'Na prośbę pacjenta',
    });
  const untilConsent = (id: string, state: ConsentView['state']) =>
    until(
      () => world.administrator.get<ConsentView>(`/api/consents/${id}`),
      (view) => view.state === state,
    );
  const advance = () => world.cloud.clock.advance(stepMs);
  const boardLine = async () => {
    const { lines } = await world.administrator.get<{ lines: { id: string; text: string }[] }>(
      '/api/board',
    );
    return lines.find(({ id }) => id === 'patient-moves');
  };

  it('a merge files the documents in the cloud under the record that stays, and consents work again', async () => {
    const [going, staying] = [await archived(0), await archived(1)];
    const before = await share([going.id]);
    await untilConsent(before.id, 'sent');
    await merge(going.patientId, staying.patientId);
    await settled(staying.patientId);
    expect(await filedUnder(going.uniqueId)).toBe(samplePeople[1]!.pesel);
    const [consent] = await world.cloud.test.asAdmin<{ patient_id: string }>(
      'SELECT patient_id FROM cloud.consent WHERE id = $1',
      [before.id],
    );
    expect(consent?.patient_id).toContain(samplePeople[1]!.pesel);
    const after = await share([going.id, staying.id]);
    expect((await untilConsent(after.id, 'sent')).sentAt).not.toBeNull();
    const deeds = (await auditOf(world.practice)).map(({ action }) => action);
    expect(deeds).toContain('patient.move-asked');
    expect(deeds).toContain('patient.moved');
  });

  it('a corrected number is carried to the cloud once', async () => {
    const { id, patientId, uniqueId } = await archived(2);
    const {
      documents: _documents,
      warnings: _warnings,
      mergedInto: _mergedInto,
      ...form
    } = await world.administrator.get<PatientView>(`/api/patients/${patientId}`);
    const identity = { kind: 'pesel', number: samplePeople[6]!.pesel };
    await world.administrator.put(`/api/patients/${patientId}`, {
      ...form,
      identity,
      birthDate: undefined,
    });
    await settled(patientId);
    expect(await filedUnder(uniqueId)).toBe(samplePeople[6]!.pesel);
    const consent = await share([id]);
    await untilConsent(consent.id, 'sent');
  });

  it('what does not change the identifier asks the cloud for nothing', async () => {
    const { patientId } = await archived(3);
    const form = await world.administrator.get<PatientView>(`/api/patients/${patientId}`);
    await world.administrator.put(`/api/patients/${patientId}`, { ...form, phone: '600 700 800' });
    expect(await moves(patientId)).toEqual([]);
  });

  it('waits visibly while the cloud is away, and documents and consents of the patient wait with it', async () => {
    const [going, staying] = [await archived(4), await archived(5)];
    await world.gate.close();
    await merge(going.patientId, staying.patientId);
    const [open] = await until(
      () => moves(staying.patientId),
      ([one]) => one?.problem !== null,
    );
    expect(open).toMatchObject({ kind: 'merge', state: 'waiting', needsDecision: false });
    expect((await boardLine())?.text).toContain('1');
    number += 1;
    const patient = samplePeople[5]!;
    const next = await imported(
      world.administrator,
      'next.xml',
      sample('KON', String(number), { patient }),
    );
    const consent = await share([going.id]);
    const waiting = await until(
      () => viewDocument(world.administrator, next),
      (view) => view.outbox?.problem === 'practice.patient-moves',
    );
    expect(waiting.state).toBe('waiting');
    await world.gate.open();
    advance();
    await settled(staying.patientId);
    advance();
    await untilState(world.administrator, next, 'archived');
    await untilConsent(consent.id, 'sent');
    expect(await filedUnder(going.uniqueId)).toBe(samplePeople[5]!.pesel);
    expect(await boardLine()).toBeUndefined();
  });

  it('is done once although the answer was lost', async () => {
    const [going, staying] = [await archived(7), await archived(8)];
    world.gate.rule = (passing, answer) => (passing.path.includes('/patients/') ? 'cut' : answer);
    await merge(going.patientId, staying.patientId);
    await until(
      () => moves(staying.patientId),
      ([one]) => one?.state === 'checking',
    );
    world.gate.rule = (_passing, answer) => answer;
    advance();
    await settled(staying.patientId);
    const sent = world.gate.passed.filter(({ path }) => path.endsWith('/patients/merge'));
    const ids = sent.map(({ body }) => JSON.parse(body.toString()).id as string);
    expect(new Set(ids.slice(-2)).size).toBe(1);
    const rows = await world.cloud.test.asAdmin('SELECT id FROM cloud.patient_move WHERE id = $1', [
      ids.at(-1),
    ]);
    expect(rows).toHaveLength(1);
  });

  it('asks a person where both have a portal account, and goes on with the answer', async () => {
    const [going, staying] = [await archived(9), await archived(10)];
    for (const { patientId } of [going, staying]) {
      await world.administrator.post(`/api/patients/${patientId}/invitation`);
    }
    await merge(going.patientId, staying.patientId);
    const [open] = await until(
      () => moves(staying.patientId),
      ([one]) => one?.state === 'refused',
    );
    expect(open).toMatchObject({ needsDecision: true });
    const registrar = await world.practice.signIn('registrar');
    const path = `/api/patient-moves/${open?.id}/retry`;
    const body = { endPortalAccess: true };
    expect((await registrar.call({ method: 'POST', path, body })).status).toBe(403);
    await world.administrator.post(path, body);
    await settled(staying.patientId);
    expect(await filedUnder(going.uniqueId)).toBe(samplePeople[10]!.pesel);
  });

  it('without a cloud there is nothing to carry', async () => {
    const alone = await startPracticeForTests();
    try {
      const administrator = await alone.signIn('administrator');
      const add = (family: string) =>
        administrator.post<{ id: string }>('/api/patients', {
          family,
          given: 'Jan',
          identity: { kind: 'none', reason: 'foreigner' },
        });
      const [from, into] = [await add('Raz'), await add('Dwa')];
      await administrator.post(`/api/patients/${from.id}/merge`, { into: into.id });
      expect(await administrator.get(`/api/patients/${into.id}/moves`)).toEqual({ moves: [] });
    } finally {
      await alone.stop();
    }
  });
});

import { samplePeople } from '@kartoteka/kernel/sample';
import { readCertificate } from '@kartoteka/pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operator } from '../../cloud/test/cloud-for-tests.ts';
import type { ConsentView } from '../src/features/shares/contract.ts';
import { type ConnectedPractice, startConnectedPractice } from './connected-practice.ts';
import { auditOf } from './practice-for-tests.ts';
import {
  changed,
  imported,
  importFile,
  sample,
  until,
  untilState,
  viewDocument,
} from './sample-documents.ts';

const minuteMs = 60_000;
const defaults = {
  recipient: { kind: 'patient' },
  from: '2026-03-02',
  to: '2026-04-01',
  reason: 'Na prośbę pacjenta',
};

describe('sharing with the patient', () => {
  let world: ConnectedPractice;
  beforeAll(async () => {
    world = await startConnectedPractice();
  });
  afterAll(() => world?.stop());

  const share = (documentIds: string[], change: object = {}) =>
    world.administrator.post<ConsentView>('/api/shares', { documentIds, ...defaults, ...change });
  const refusal = (documentIds: string[], change: object = {}) =>
    world.administrator.call({
      method: 'POST',
      path: '/api/shares',
      body: { documentIds, ...defaults, ...change },
    });
  const consent = (id: string) => world.administrator.get<ConsentView>(`/api/consents/${id}`);
  const untilConsent = (id: string, state: ConsentView['state']) =>
    until(
      () => consent(id),
      (view) => view.state === state,
    );
  const inCloud = (id: string) =>
    world.cloud.test.asAdmin<{ revoked_at: Date | null; reason: string }>(
      'SELECT revoked_at, reason FROM cloud.consent WHERE id = $1',
      [id],
    );
  const doc = (kind: 'KON' | 'REC', number: string, patient = samplePeople[0]!) =>
    imported(world.administrator, `${number}.xml`, sample(kind, number, { patient }));

  it("the dialog starts from today, for the practice's days, with its reason", async () => {
    expect(await world.administrator.get('/api/shares/defaults')).toEqual({
      from: '2026-03-02',
      to: '2026-04-01',
      reason: 'Udostępnienie dokumentacji pacjentowi',
    });
  });

  it('S003-142, S003-144, S003-176, S003-179, S003-180 sends document and consent together and marks both by receipts', async () => {
    const { administrator } = world;
    const id = await doc('REC', '1001');
    const other = await doc('REC', '1002');
    expect(await viewDocument(administrator, id)).toMatchObject({ state: 'local' });
    const begun = await share([id]);
    expect(begun).toMatchObject({
      patientName: `${samplePeople[0]!.family} ${samplePeople[0]!.given}`,
      recipient: { kind: 'patient' },
      reason: 'Na prośbę pacjenta',
      from: '2026-03-02',
      to: '2026-04-01',
      sentAt: null,
    });
    const sent = await untilConsent(begun.id, 'sent');
    expect(sent.sentAt).toBe('2026-03-02T06:40:00.000Z');
    expect(await inCloud(begun.id)).toEqual([{ revoked_at: null, reason: 'Na prośbę pacjenta' }]);
    expect(await viewDocument(administrator, id)).toMatchObject({
      state: 'archived',
      inCloud: true,
      consented: true,
    });
    expect(await viewDocument(administrator, other)).toMatchObject({
      inCloud: false,
      consented: false,
    });
    expect(sent.documentList).toEqual([
      expect.objectContaining({ id, sentAt: '2026-03-02T06:40:00.000Z' }),
    ]);
  });

  it('S003-182, S003-183 shows the documents of a consent with identifier, name, date and "Wysłano"', async () => {
    const id = await doc('KON', '1003');
    const { documentList } = await share([id]);
    expect(documentList[0]).toMatchObject({
      name: 'Konsultacja kardiologiczna',
      issuedAt: '2026-03-02T06:15:00.000Z',
    });
    expect(documentList[0]?.uniqueId).toMatch(/^[\d.]+\^1003$/);
  });

  it('while the cloud is away the consent waits with its reason, is not counted as given, and goes by itself', async () => {
    const { administrator, gate, cloud } = world;
    const id = await doc('KON', '2001');
    await untilState(administrator, id, 'archived');
    await gate.close();
    const begun = await share([id]);
    const waiting = await until(
      () => consent(begun.id),
      ({ steps }) => steps.some(({ problem }) => problem !== null),
    );
    expect(waiting).toMatchObject({ state: 'waiting', sentAt: null });
    expect(await viewDocument(administrator, id)).toMatchObject({ consented: false });
    expect(await inCloud(begun.id)).toEqual([]);
    const board = await administrator.get<{ lines: Record<string, unknown>[] }>('/api/board');
    expect(board.lines.find((line) => line.id === 'consents')).toMatchObject({
      severity: 'notice',
    });
    await gate.open();
    cloud.clock.advance(minuteMs);
    await untilConsent(begun.id, 'sent');
    expect(await viewDocument(administrator, id)).toMatchObject({ consented: true });
  });

  it('a consent waits for its documents and goes with the last of them', async () => {
    const { administrator, gate, cloud } = world;
    const here = await doc('REC', '2002');
    await gate.close();
    const begun = await share([here]);
    await until(
      () => viewDocument(administrator, here),
      ({ outbox }) => outbox?.problem === 'service.peer-refused',
    );
    expect((await consent(begun.id)).state).toBe('waiting');
    await gate.open();
    cloud.clock.advance(minuteMs);
    await untilConsent(begun.id, 'sent');
  });

  it('an answer to the consent that was lost is repeated under the same id and counts once', async () => {
    const { administrator, gate, cloud } = world;
    const id = await doc('KON', '2003');
    await untilState(administrator, id, 'archived');
    let cuts = 1;
    gate.rule = ({ path }, answer) => {
      if (!path.includes('/consents/') || cuts === 0) return answer;
      cuts -= 1;
      return 'cut';
    };
    const begun = await share([id]);
    await until(
      () => consent(begun.id),
      ({ steps }) => steps.some(({ what }) => what === 'send-failed'),
    );
    cloud.clock.advance(minuteMs);
    await untilConsent(begun.id, 'sent');
    expect(await inCloud(begun.id)).toHaveLength(1);
    gate.rule = (_passing, answer) => answer;
  });

  it('S003-186 revokes: asked for while the cloud is away, revoked by its receipt alone', async () => {
    const { administrator, gate, cloud } = world;
    const id = await doc('KON', '3001');
    const begun = await share([id]);
    await untilConsent(begun.id, 'sent');
    await gate.close();
    const path = `/api/consents/${begun.id}/revocation`;
    const asked = await administrator.post<ConsentView>(path);
    expect(asked).toMatchObject({ state: 'revoking', revokedAt: null });
    const failed = await until(
      () => consent(begun.id),
      ({ steps }) => steps.some(({ what }) => what === 'revoke-failed'),
    );
    expect(failed.state).toBe('revoking');
    expect((await inCloud(begun.id))[0]?.revoked_at).toBeNull();
    const twice = await administrator.call({ method: 'POST', path });
    expect(twice).toMatchObject({ status: 409, body: { code: 'practice.consent-state' } });
    await gate.open();
    cloud.clock.advance(minuteMs);
    const revoked = await untilConsent(begun.id, 'revoked');
    expect(revoked.revokedAt).not.toBeNull();
    expect((await inCloud(begun.id))[0]?.revoked_at).not.toBeNull();
    expect(await viewDocument(administrator, id)).toMatchObject({ consented: false });
    expect(revoked.steps.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['created', 'sent', 'revocation-asked', 'revoke-failed', 'revoked']),
    );
  });

  it('a consent that never reached the cloud is revoked all the same and never sent', async () => {
    const { administrator, gate, cloud } = world;
    await gate.close();
    const id = await doc('REC', '3002');
    const begun = await share([id]);
    await administrator.post(`/api/consents/${begun.id}/revocation`);
    await gate.open();
    cloud.clock.advance(minuteMs);
    await untilConsent(begun.id, 'revoked');
    await untilState(administrator, id, 'archived');
    expect(await inCloud(begun.id)).toEqual([]);
  });

  it.each(['arrives', 'is lost'])(
    'a revocation that is asked for while the consent is being sent wins, whether the receipt %s',
    async (receipt) => {
      const { administrator, gate, cloud } = world;
      const id = await doc('KON', receipt === 'arrives' ? '3004' : '3005');
      await untilState(administrator, id, 'archived');
      let revocationAsked = false;
      gate.rule = async ({ path, method }, answer) => {
        if (method !== 'PUT' || !path.includes('/consents/') || revocationAsked) return answer;
        revocationAsked = true;
        const consentId = path.split('/').at(-1);
        await administrator.post(`/api/consents/${consentId}/revocation`);
        return receipt === 'arrives' ? answer : 'cut';
      };
      const begun = await share([id]);
      await until(
        () => Promise.resolve(revocationAsked),
        (asked) => asked,
      );
      cloud.clock.advance(minuteMs);
      await until(
        () => inCloud(begun.id),
        ([held]) => held !== undefined && held.revoked_at !== null,
      );
      await untilConsent(begun.id, 'revoked');
      gate.rule = (_passing, answer) => answer;
      expect(await viewDocument(administrator, id)).toMatchObject({ consented: false });
    },
  );

  it('a revocation is not given up while the office withholds the certificate', async () => {
    const { administrator, cloud, account } = world;
    const id = await doc('KON', '3003');
    const begun = await share([id]);
    await untilConsent(begun.id, 'sent');
    const { sha256 } = readCertificate(account.tlsCertificate);
    const set = (state: 'withheld' | 'registered') =>
      cloud.parts.operator.setCertificateState(operator, { account: '5010', sha256, state });
    await set('withheld');
    await until(
      () => administrator.post<{ lastProblem: unknown }>('/api/cloud-link/test'),
      ({ lastProblem }) => lastProblem !== null,
    );
    await administrator.post(`/api/consents/${begun.id}/revocation`);
    const failed = await until(
      () => consent(begun.id),
      ({ steps }) => steps.some(({ what }) => what === 'revoke-failed'),
    );
    expect(failed.state).toBe('revoking');
    await set('registered');
    cloud.clock.advance(minuteMs);
    await untilConsent(begun.id, 'revoked');
    expect((await inCloud(begun.id))[0]?.revoked_at).not.toBeNull();
  });

  it("refuses days in the wrong order, other patients' documents and open conflicts", async () => {
    const { administrator } = world;
    const mine = await doc('REC', '4001');
    const theirs = await doc('REC', '4002', samplePeople[1]!);
    expect(await refusal([mine], { from: '2026-03-05', to: '2026-03-04' })).toMatchObject({
      status: 422,
      body: { code: 'practice.consent-days', errors: [{ field: 'to' }] },
    });
    expect(await refusal([mine, theirs])).toMatchObject({
      status: 422,
      body: { code: 'practice.other-patients' },
    });
    expect(await refusal([])).toMatchObject({ status: 422 });
    expect(await refusal([mine], { reason: '  ' })).toMatchObject({ status: 422 });
    expect(await refusal(['00000000-0000-4000-8000-000000000000'])).toMatchObject({ status: 404 });
    const original = sample('KON', '4003');
    const first = await imported(administrator, 'a.xml', original);
    const second = await importFile(administrator, 'b.xml', changed(original, '128/82', '1/1'));
    expect(await refusal([first, second.documentId!])).toMatchObject({
      status: 409,
      body: { code: 'practice.conflict-open' },
    });
    const decide = `/api/documents/${second.documentId}/conflict`;
    await administrator.post(decide, { decision: 'keep-here' });
    expect(await refusal([second.documentId!])).toMatchObject({
      status: 409,
      body: { code: 'practice.conflict-open' },
    });
    await administrator.post(decide, { decision: 'send-under-new-id' });
    const begun = await share([second.documentId!]);
    await untilConsent(begun.id, 'sent');
  });

  it('S003-178 counts as given on its days only', async () => {
    const { administrator } = world;
    const id = await doc('KON', '5001');
    const begun = await share([id], { from: '2026-03-10', to: '2026-03-12' });
    await untilConsent(begun.id, 'sent');
    expect(await viewDocument(administrator, id)).toMatchObject({ consented: false });
  });

  it('the register is searched by patient, words and state, with and without diacritics', async () => {
    const { administrator } = world;
    const id = await doc('KON', '6001', samplePeople[5]!);
    const begun = await share([id], { reason: 'Wizyta u kardiologa w Łodzi' });
    await untilConsent(begun.id, 'sent');
    const find = async (filter: object) => {
      const page = await administrator.post<{ rows: { id: string }[]; total: number }>(
        '/api/consents/search',
        filter,
      );
      expect(page.total).toBe(page.rows.length);
      return page.rows.map((row) => row.id);
    };
    expect(await find({ text: 'lodzi kardiologa' })).toEqual([begun.id]);
    expect(await find({ text: 'Lucja' })).toEqual([begun.id]);
    expect(await find({ text: 'Lucja', state: 'sent' })).toEqual([begun.id]);
    expect(await find({ text: 'Lucja', state: 'revoked' })).toEqual([]);
    const { patientId } = await viewDocument(administrator, id);
    expect(await find({ patientId })).toEqual([begun.id]);
    expect(await find({ text: 'nikogo-takiego' })).toEqual([]);
  });

  it('an invitation to the portal comes from the cloud, once, and is nowhere in the log', async () => {
    const { administrator, practice } = world;
    const id = await doc('KON', '7001', samplePeople[6]!);
    const { patientId } = await viewDocument(administrator, id);
    const invitation = await administrator.post<{ code: string; url: string }>(
      `/api/patients/${patientId}/invitation`,
    );
    expect(invitation.code.length).toBeGreaterThan(8);
    expect(invitation.url).toBe('https://portal.example/portal/0000000000005010/invitation');
    expect(practice.logLines.join('\n')).not.toContain(invitation.code);
  });

  it('every act on a consent stands in the audit trail, failures too', async () => {
    const records = (await auditOf(world.practice)).filter(({ action }) =>
      action.startsWith('consent.'),
    );
    const seen = new Set(records.map(({ action }) => action));
    for (const action of [
      'consent.created',
      'consent.sent',
      'consent.send-failed',
      'consent.revocation-asked',
      'consent.revoke-failed',
      'consent.revoked',
    ]) {
      expect(seen, action).toContain(action);
    }
    const failed = records.filter(({ action }) => action.endsWith('-failed'));
    expect(failed.every(({ outcome }) => outcome !== 'success')).toBe(true);
  });
});

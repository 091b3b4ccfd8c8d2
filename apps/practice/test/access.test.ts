import { boundRoutes } from '@kartoteka/service';
import { expectRowSecurity } from '@kartoteka/service/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  auditOf,
  type PracticeForTests,
  roles,
  startPracticeForTests,
} from './practice-for-tests.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

describe('who may do what in the practice', () => {
  let practice: PracticeForTests;
  beforeAll(async () => {
    practice = await startPracticeForTests();
  });
  afterAll(() => practice?.stop());

  const routes = () =>
    boundRoutes(practice.server)
      .map(({ contract, access }) => ({
        method: contract.method,
        path: contract.path
          .replace('{id}', nobody)
          .replace('{index}', '0')
          .replace('{part}', 'xml'),
        contract,
        access,
      }))
      .filter(
        ({ path }) => !path.startsWith('/api/session') && !path.startsWith('/api/invitation'),
      );

  it('no route but those of signing in answers a caller without a session', async () => {
    const stranger = practice.stranger();
    expect(routes().length).toBeGreaterThan(25);
    for (const { method, path } of routes()) {
      const answer = await stranger.call({ method, path, ...(method !== 'GET' && { body: {} }) });
      expect(answer, `${method} ${path}`).toMatchObject({
        status: 401,
        body: { code: 'service.signed-out' },
      });
    }
    for (const { access } of routes()) expect(access).not.toBe('public');
  });

  it('each role is let in where the route names it, and turned away everywhere else', async () => {
    for (const role of roles) {
      const session = await practice.signIn(role);
      for (const { method, path, access } of routes()) {
        if (path.startsWith('/api/sessions')) continue;
        const allowed = (access as { roles: readonly string[] | 'any' }).roles;
        const isAllowed = allowed === 'any' || allowed.includes(role);
        const answer = await session.call<{ code: string }>({
          method,
          path,
          ...(method !== 'GET' && { body: {} }),
        });
        const what = `${role} ${method} ${path}: ${answer.status}`;
        if (isAllowed) expect(answer.status, what).not.toBe(403);
        else
          expect([answer.status, answer.body.code], what).toEqual([403, 'service.no-permission']);
        expect(answer.status, what).toBeLessThan(500);
      }
    }
  });

  it("settings, the link to the cloud and merging are the administrator's alone", async () => {
    for (const role of roles.filter((one) => one !== 'administrator')) {
      const session = await practice.signIn(role);
      for (const [method, path] of [
        ['PUT', '/api/kinds'],
        ['PUT', '/api/cloud-link'],
        ['POST', '/api/cloud-link/test'],
        ['POST', `/api/patients/${nobody}/merge`],
      ] as const) {
        const answer = await session.call({ method, path, body: {} });
        expect(answer.status, `${role} ${path}`).toBe(403);
      }
    }
    const nurse = await practice.signIn('nurse');
    const answer = await nurse.call({ method: 'POST', path: '/api/patients', body: {} });
    expect(answer.status).toBe(403);
  });

  it('what does not exist is answered as not found, whatever the route', async () => {
    const session = await practice.signIn('administrator');
    for (const path of [
      `/api/documents/${nobody}`,
      `/api/documents/${nobody}/page`,
      `/api/documents/${nobody}/page/notice`,
      `/api/documents/${nobody}/file/pair`,
      `/api/documents/${nobody}/attachments/0`,
      `/api/patients/${nobody}`,
      `/api/consents/${nobody}`,
    ]) {
      const answer = await session.call({ method: 'GET', path });
      expect(answer, path).toMatchObject({ status: 404, body: { code: 'service.not-found' } });
    }
    const wrong = await session.call({ method: 'GET', path: '/api/documents/nie-uuid' });
    expect(wrong.status).toBe(422);
  });

  it('a page of somebody else cannot make a browser act', async () => {
    const session = await practice.signIn('administrator');
    const answer = await session.call({
      method: 'POST',
      path: '/api/documents/import?name=a.xml',
      raw: Buffer.from('<a/>'),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'service.foreign-origin' } });
  });

  it('the tables of the practice are closed to every other scope', async () => {
    const report = await expectRowSecurity(practice.test, {
      scope: { kind: 'practice' },
      otherTenant: 'other-practice',
    });
    for (const table of [
      'practice.patient',
      'practice.document',
      'practice.document_event',
      'practice.outbox',
      'practice.kind_settings',
      'practice.consent',
      'practice.consent_document',
      'practice.consent_event',
      'practice.cloud_link',
      'practice.staff',
    ]) {
      expect(report.tables).toContain(table);
      expect(report.ownVisible).toContain(table);
    }
  });

  it('signing in, and failing to, stands in the audit trail', async () => {
    await practice.signIn('doctor');
    const answer = await practice.stranger().call({
      method: 'POST',
      path: '/api/session',
      body: { login: 'doctor', password: 'zgaduję sobie hasło' },
    });
    expect(answer.status).toBe(401);
    const records = (await auditOf(practice)).filter(({ action }) => /sign/.test(action));
    expect(records.some(({ outcome }) => outcome === 'success')).toBe(true);
    expect(records.some(({ outcome }) => outcome !== 'success')).toBe(true);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveWeb } from '../../src/http/serve-web.ts';
import { startServer } from './running-server.ts';

const title = { pl: 'Kartoteka', hu: 'Karton & <kép>', en: 'Records' };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kartoteka-web-'));
  mkdirSync(join(folder, 'assets'));
  const index = '<!doctype html><html lang="xx"><head><title>x</title></head><body></body></html>';
  writeFileSync(join(folder, 'index.html'), index);
  writeFileSync(join(folder, 'assets', 'index-a1b2c3.js'), 'console.log(1)');
  writeFileSync(join(folder, 'assets', 'index-a1b2c3.js.map'), '{}');
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, '..', 'kartoteka-outside.txt'), 'outside');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(folder, '..', 'kartoteka-outside.txt'));
});

describe('a built single-page application', () => {
  it('gets its index at every client address, in the caller’s language', async () => {
    const { call } = await startServer((server) => serveWeb(server, { folder, base: '/', title }));
    for (const path of ['/', '/patients/5f9b1c2e', '/a/b/c?x=1']) {
      const answer = await call(path, { headers: { 'accept-language': 'hu-HU' } });
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('<html lang="hu">');
      expect(answer.text).toContain('<title>Karton &amp; &lt;kép&gt;</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    const chosen = { 'accept-language': 'hu', cookie: 'kartoteka_language=en' };
    expect((await call('/', { headers: chosen })).text).toContain('<html lang="en">');
  });

  it('gets hashed files cached for good and others for an hour', async () => {
    const { call } = await startServer((server) => serveWeb(server, { folder, base: '/', title }));
    const script = await call('/assets/index-a1b2c3.js');
    expect(script.text).toBe('console.log(1)');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const icon = await call('/icon.svg');
    expect(icon.headers.get('cache-control')).toBe('public, max-age=3600');
  });

  it('says to the page that it is a demo, and nothing of the kind otherwise', async () => {
    const served = async (world?: 'demo') => {
      const { call } = await startServer((server) =>
        serveWeb(server, { folder, base: '/', title, world }),
      );
      return (await call('/')).text;
    };
    expect(await served('demo')).toContain('<meta name="kartoteka-world" content="demo" />');
    expect(await served()).not.toContain('kartoteka-world');
  });

  it('has no index below api and assets, so that a missing thing stays missing', async () => {
    const { call } = await startServer((server) => serveWeb(server, { folder, base: '/', title }));
    for (const path of [
      '/api/nothing',
      '/api',
      '/assets/index-old.js',
      '/assets/index-a1b2c3.js.map',
    ]) {
      const answer = await call(path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'service.not-found']);
    }
    expect((await call('/patients', { method: 'POST' })).status).toBe(404);
  });

  it('lives under a base of its own beside others, with the account in the address', async () => {
    const { call } = await startServer(async (server) => {
      await serveWeb(server, { folder, base: '/portal', title });
      await serveWeb(server, { folder, base: '/operator/', title: { ...title, pl: 'Operator' } });
    });
    expect((await call('/portal/0000000000005010/documents')).text).toContain('<title>Kartoteka<');
    expect((await call('/portal')).status).toBe(200);
    expect((await call('/operator/')).text).toContain('<title>Operator<');
    expect((await call('/portal/assets/index-a1b2c3.js')).status).toBe(200);
    expect((await call('/portal/0000000000005010/api/documents')).status).toBe(404);
    expect((await call('/')).status).toBe(404);
  });

  it.each([
    '/..%2fkartoteka-outside.txt',
    '/assets/..%2f..%2fkartoteka-outside.txt',
    '/%2e%2e/kartoteka-outside.txt',
  ])('never leaves its folder: %s', async (path) => {
    const { call } = await startServer((server) => serveWeb(server, { folder, base: '/', title }));
    expect((await call(path)).text).not.toContain('outside');
  });

  it('that was not built is a problem at the start', async () => {
    await expect(
      startServer((server) => serveWeb(server, { folder: '/nowhere', base: '/', title })),
    ).rejects.toMatchObject({ code: 'service.web-missing', params: { folder: '/nowhere' } });
  });
});

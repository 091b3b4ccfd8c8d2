import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer, ownStylesheetName, saveAsHtml, saveAsPair } from '../src/index.ts';
import { changed, good, pdf, png, withSection } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-save-'));
const renderer = createRenderer();
afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true });
});

/** What an independent XSLT processor makes of the saved pair. */
function transformed(files: ReturnType<typeof saveAsPair>): string {
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  const [xml, stylesheet] = files.map(({ name }) => join(folder, name));
  return execFileSync('xsltproc', ['--nonet', stylesheet!, xml!], {
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
}

describe('saving as XML and XSL', () => {
  it('S003-153 gives two files', () => {
    expect(saveAsPair(good('KIF'), { language: 'pl' }).length).toBe(2);
  });

  it('S003-155 gives the document itself, byte for byte, under a name without patient data', () => {
    const bytes = good('KIF');
    const [xml] = saveAsPair(bytes, { language: 'pl' });
    expect(xml).toMatchObject({ name: 'KIF-2026-03-02-1001.xml', mime: 'text/xml' });
    expect(Buffer.compare(Buffer.from(xml!.bytes), Buffer.from(bytes))).toBe(0);
  });

  it('S003-154 gives the stylesheet under the name that the document asks for', () => {
    const [, stylesheet] = saveAsPair(good('KIF'), { language: 'pl' });
    expect(stylesheet?.name).toBe('CDA_PL_IG_1.3.1.xsl');
    expect(Buffer.from(stylesheet!.bytes).toString()).toContain('<xsl:stylesheet');
  });

  it.each([
    ['pl', 'Data urodzenia'],
    ['hu', 'Születési dátum'],
    ['en', 'Date of birth'],
  ] as const)(
    'the two show the document together, in %s, in another processor',
    (language, label) => {
      const html = transformed(saveAsPair(good('KIF'), { language }));
      expect(html).toContain(label);
      expect(html).toContain('Żaneta Próbna');
      expect(html).toContain('Dieta lekkostrawna');
      expect(html).toContain('.k-patient');
    },
  );

  it('the saved stylesheet passes on no hostile link and no type but images', () => {
    const media = (id: string, mime: string, bytes: Uint8Array) =>
      `<entry><observationMedia ID="${id}" classCode="OBS" moodCode="EVN"><value representation="B64" mediaType="${mime}">${Buffer.from(bytes).toString('base64')}</value></observationMedia></entry>`;
    const narrative =
      '<linkHtml href=" JaVaScRiPt:x()">a</linkHtml><linkHtml href="data:text/html,x">b</linkHtml><linkHtml href="HTTPS://a.pl/">c</linkHtml>' +
      '<script>x()</script><img src="https://evil.example/"/><renderMultiMedia referencedObject="M1"/><renderMultiMedia referencedObject="M2"/><renderMultiMedia referencedObject="M3"/>';
    const entries =
      media('M1', 'image/png', png) +
      media('M2', 'text/html', Buffer.from('<script>x()</script>')) +
      media('M3', 'application/pdf', pdf);
    const html = transformed(saveAsPair(withSection(narrative, entries), { language: 'pl' }));
    expect(html).not.toMatch(/javascript|data:text|<script|evil\.example|data:application/i);
    expect(html).toContain('<a href="HTTPS://a.pl/">c</a>');
    expect(html).toContain('<img src="data:image/png;base64,');
    expect(html).toContain('Załącznik (PDF)');
  });

  it('prefers the stylesheet that the operator installed, untouched', () => {
    const official =
      '<?xml version="1.0"?>\n<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>\n';
    writeFileSync(join(folder, 'URZAD.xsl'), official);
    const [, stylesheet] = saveAsPair(good('KIF', { stylesheet: 'URZAD.xsl' }), {
      language: 'pl',
      stylesheetFolder: folder,
    });
    expect(stylesheet?.name).toBe('URZAD.xsl');
    expect(Buffer.from(stylesheet!.bytes).toString()).toBe(official);
    expect(readFileSync(join(folder, 'URZAD.xsl'), 'utf8')).toBe(official);
  });

  it.each(['https://evil.example/a.xsl', '../a.xsl', '/etc/a.xsl'])(
    'never writes to a place that the document names: %s',
    (href) => {
      const files = saveAsPair(good('KIF', { stylesheet: href }), {
        language: 'pl',
        stylesheetFolder: folder,
      });
      expect(files[1]?.name).toBe(ownStylesheetName);
    },
  );

  it('finds a safe name for a document with a strange or no id', () => {
    const strange = changed(good('KIF'), 'extension="1001"', 'extension="../../Zażółć 7"');
    expect(saveAsPair(strange, { language: 'pl' })[0]?.name).toBe('KIF-2026-03-02-Za7.xml');
    const bare = changed(
      changed(good('KIF'), /<id extension="1001"[^>]*>/, ''),
      /<effectiveTime value="2026[^>]*>/,
      '',
    );
    expect(saveAsPair(bare, { language: 'pl' })[0]?.name).toBe('KIF.xml');
  });

  it('refuses what is no CDA', () => {
    expect(() => saveAsPair(Buffer.from('<a/>'), { language: 'pl' })).toThrowError('cda.not-cda');
  });
});

describe('saving as HTML', () => {
  it('gives one page that stands for itself', async () => {
    const bytes = good('WBD', { attachment: { mime: 'image/png', bytes: png } });
    const file = await saveAsHtml(bytes, { renderer, language: 'en' });
    expect(file).toMatchObject({
      name: 'WBD-2026-03-02-1001.html',
      mime: 'text/html; charset=utf-8',
    });
    const html = Buffer.from(file.bytes).toString();
    expect(html).toContain('Date of birth');
    expect(html).toContain('src="data:image/png;base64,');
    expect(html).not.toMatch(/<(script|link|iframe)|src="(?!data:)|url\(/);
  });
});

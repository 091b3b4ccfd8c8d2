import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import { samplePeople } from '@kartoteka/kernel/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderer, describeRemoved } from '../src/index.ts';
import { sampleKinds } from '../src/sample/index.ts';
import { changed, good, localRoot, pdf, png, withSection } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-cda-'));
const renderer = createRenderer({ stylesheetFolder: folder });
const server: Server = createServer((_request, response) => {
  requests += 1;
  response.end('<stolen/>');
});
let requests = 0;
let address = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
afterAll(async () => {
  await renderer.close();
  server.close();
  rmSync(folder, { recursive: true });
});

const show = (bytes: Uint8Array, language: 'pl' | 'hu' | 'en' = 'pl') =>
  renderer.render(bytes, { language });
const text = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\s*\n\s*/g, '\n');
const xsl = (content: string) =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3">${content}</xsl:stylesheet>`;
/** Puts a stylesheet into the operator's folder and shows a document that names it. */
async function installed(fileName: string, content: string, bytes?: Uint8Array) {
  writeFileSync(join(folder, fileName), content);
  return show(bytes ?? good('KON', { stylesheet: fileName }));
}

describe('our own stylesheet', () => {
  it('S003-156 shows the document as an HTML page: patient, facts, people, sections', async () => {
    const { html, removed, stylesheet } = await show(good('KIF'));
    expect({ removed, stylesheet }).toEqual({ removed: [], stylesheet: 'own' });
    const lines = text(html).split('\n');
    const after = (label: string) => lines[lines.indexOf(label) + 1];
    expect(lines).toContain('Żaneta Próbna');
    expect(after('PESEL')).toBe(samplePeople[0]?.pesel);
    expect(after('Data urodzenia')).toBe('12.03.1958');
    expect(after('Płeć')).toBe('kobieta');
    expect(after('Data wystawienia')).toBe('02.03.2026 10:15');
    expect(after('Identyfikator dokumentu')).toBe(`${localRoot}.7.1^1001`);
    expect(after('Wersja')).toBe('1');
    expect(after('Czas świadczenia')).toBe('02.03.2026 – 02.03.2026');
    expect(after('Autor i wystawca dokumentu')).toBe('lek. Ambroży Wymyślny');
    expect(lines.some((line) => /^Nr prawa wykonywania zawodu \d{7}$/.test(line))).toBe(true);
    expect(after('Dokument przechowuje')).toBe('Przychodnia Przykładowa sp. z o.o.');
    for (const title of ['Rozpoznania', 'Wyniki badań', 'Leczenie', 'Epikryza', 'Zalecenia'])
      expect(lines).toContain(title);
  });

  it.each([
    ['pl', 'Data urodzenia', '12.03.1958', 'Konsultacja lekarska', 'lek. Ambroży Wymyślny'],
    ['hu', 'Születési dátum', '1958. 03. 12.', 'Orvosi konzílium', 'lek. Ambroży Wymyślny'],
    ['en', 'Date of birth', '1958-03-12', 'Consultation', 'lek. Ambroży Wymyślny'],
  ] as const)('has its labels in %s', async (language, label, date, kind, author) => {
    const { html } = await show(good('KON'), language);
    const lines = text(html).split('\n');
    expect(html).toContain(`<html lang="${language}">`);
    expect(lines[lines.indexOf(label) + 1]).toBe(date);
    expect(lines).toContain(kind);
    expect(lines.map((line) => line.trim())).toContain(author);
  });

  it.each(sampleKinds)('shows a %s with nothing removed', async (kind) => {
    const { html, removed } = await show(good(kind));
    expect(removed).toEqual([]);
    expect(html).toContain('Żaneta Próbna');
  });

  it('shows the blocks of the narrative', async () => {
    const narrative = `
      <paragraph ID="P1"><caption>Napis</caption> tekst <content styleCode="Bold Italics xPLred">ważny</content><br/>dalej</paragraph>
      <list listType="ordered" styleCode="LittleAlpha"><caption>Lista</caption><item>jeden</item><item><caption>C</caption>dwa</item></list>
      <list styleCode="Square"><item>trzy</item></list>
      <table><caption>Tabela</caption><colgroup><col span="2"/></colgroup><thead><tr><th align="right">A</th></tr></thead><tfoot><tr><td>S</td></tr></tfoot><tbody><tr styleCode="Toprule"><td colspan="2" rowspan="1">1</td></tr></tbody></table>
      <content revised="delete">stare</content><content revised="insert">nowe</content>
      H<sub>2</sub>O m<sup>2</sup><footnote ID="F1">przypis</footnote><footnoteRef IDREF="F1"/>
      <linkHtml href="#P1">tu</linkHtml><linkHtml href="https://pacjent.gov.pl/">tam</linkHtml>`;
    const { html, removed } = await show(withSection(narrative));
    expect(removed).toEqual([]);
    for (const piece of [
      '<div id="P1" class="k-paragraph"><span class="k-caption">Napis</span>',
      '<span class="k-bold k-italics k-red">ważny</span><br>dalej',
      '<ol type="a"><li>jeden</li><li><span class="k-caption">C</span> dwa</li></ol>',
      '<ul type="square"><li>trzy</li></ul>',
      '<caption>Tabela</caption><colgroup><col span="2"></colgroup><thead><tr><th class="k-right" scope="col">A</th></tr></thead>',
      '<tr class="k-toprule"><td colspan="2" rowspan="1">1</td></tr>',
      '<del>stare</del><ins>nowe</ins>',
      'H<sub>2</sub>O m<sup>2</sup>',
      '<a href="#P1">tu</a>',
      '<a href="https://pacjent.gov.pl/" rel="noopener noreferrer nofollow" target="_blank">tam</a>',
    ]) {
      expect(html).toContain(piece);
    }
    const [, target] = /<a href="#(k-note-\w+)">\[1\]<\/a>/.exec(html) ?? [];
    expect(html).toContain(`<div id="${target}">[1] przypis</div>`);
    expect(html.match(new RegExp(`#${target}"`, 'g'))?.length).toBe(2);
  });

  it('keeps the words of elements that no narrative has', async () => {
    const { html, removed } = await show(
      withSection('<div><b>pogrubione</b> i <font color="red">barwne</font></div>'),
    );
    expect(text(html)).toContain('pogrubione i barwne');
    expect(removed).toEqual([]);
  });

  it('shows sections inside sections one level deeper', async () => {
    const inner =
      '<component><section><title>Wewnętrzna</title><text>w środku</text></section></component>';
    const { html } = await show(
      changed(withSection('x'), '<text>x</text>', `<text>x</text>${inner}`),
    );
    expect(html).toContain('<h2>Dodatek</h2>');
    expect(html).toContain('<h3>Wewnętrzna</h3>');
  });

  it('shows embedded images and names other files', async () => {
    const picture = await show(good('WBD', { attachment: { mime: 'image/png', bytes: png } }));
    expect(picture.html).toContain(
      `<img src="data:image/png;base64,${png.toString('base64')}" alt="Ilustracja w dokumencie">`,
    );
    const file = await show(good('WBD', { attachment: { mime: 'application/pdf', bytes: pdf } }));
    expect(file.html).toContain(
      'Załącznik (PDF). Plik można zapisać z listy załączników dokumentu.',
    );
    expect(file.html).not.toContain(pdf.toString('base64').slice(0, 20));
  });

  it('shows an image that is the whole document', async () => {
    const whole = `<nonXMLBody><text representation="B64" mediaType="image/png">${png.toString('base64')}</text></nonXMLBody>`;
    const { html, removed } = await show(
      changed(good('KON'), /<structuredBody[\s\S]*<\/structuredBody>/, whole),
    );
    expect(removed).toEqual([]);
    expect(html).toContain(`<img src="data:image/png;base64,${png.toString('base64')}"`);
  });

  it('names files that no narrative refers to', async () => {
    const entry = `<entry><observationMedia classCode="OBS" moodCode="EVN"><value representation="B64" mediaType="application/pdf">${pdf.toString('base64')}</value></observationMedia></entry>`;
    const { html } = await show(withSection('x', entry));
    expect(html).toContain('<h2>Załączniki</h2>');
    expect(html).toContain('Załącznik (PDF)');
  });

  it('names the signer apart where it is none of the authors, recipients, and what is replaced', async () => {
    const parent = { number: '1000', setNumber: '501', version: 1 };
    const signer =
      '<assignedEntity><id extension="1" root="1.2.3"/><assignedPerson><name><given>Inna</given><family>Osoba</family></name></assignedPerson></assignedEntity>';
    const recipient =
      '<informationRecipient><intendedRecipient><informationRecipient><name><given>Adresat</given><family>Próbny</family></name></informationRecipient></intendedRecipient></informationRecipient><legalAuthenticator>';
    const bytes = changed(
      good('KON', { version: 2, replaces: parent }),
      /<assignedEntity>[\s\S]*?<\/assignedEntity>/,
      signer,
    );
    const lines = text((await show(changed(bytes, '<legalAuthenticator>', recipient))).html)
      .split('\n')
      .map((line) => line.trim());
    const after = (label: string) => lines[lines.indexOf(label) + 1];
    expect(after('Autor')).toBe('lek. Ambroży Wymyślny');
    expect(after('Wystawca dokumentu')).toBe('Inna Osoba');
    expect(after('Odbiorca')).toBe('Adresat Próbny');
    expect(after('Zastępuje dokument')).toBe(`${localRoot}.7.1^1000`);
  });

  it('shows confidentiality only where it is raised', async () => {
    expect((await show(good('KON'))).html).not.toContain('Poufność');
    const raised = changed(
      good('KON'),
      'confidentialityCode code="N"',
      'confidentialityCode code="V"',
    );
    expect(text((await show(raised)).html)).toContain('Poufność\nścisła');
  });

  it('carries styles for print and for a phone', async () => {
    const { html } = await show(good('KON'));
    expect(html).toContain('@media print {');
    expect(html).toContain('@media (max-width: 480px) {');
    expect(html).toContain('@page { size: A4');
    expect(html).toContain('overflow-wrap: anywhere');
  });
});

describe('an installed stylesheet', () => {
  it('is used for documents that name it, and only for them', async () => {
    const shown = await installed(
      'URZEDOWY_1.xsl',
      xsl(
        '<xsl:output method="html" doctype-public="-//W3C//DTD HTML 4.01//EN" doctype-system="about:legacy-compat"/><xsl:template match="/"><html><head><style>p { color: navy }</style></head><body><p>Urzędowy</p><br/><input id="a" name="g" type="radio"/><label for="a">Pokaż</label></body></html></xsl:template>',
      ),
    );
    expect(shown).toMatchObject({ stylesheet: 'URZEDOWY_1.xsl', removed: [] });
    expect(shown.html).toContain('<style>p { color: navy }</style>');
    expect(shown.html).toContain(
      '<body><p>Urzędowy</p><br><input id="a" name="g" type="radio"><label for="a">Pokaż</label></body>',
    );
    expect((await show(good('KON'))).stylesheet).toBe('own');
  });

  it('is read anew when the file changes', async () => {
    const name = 'ZMIENNY.xsl';
    const of = (word: string) => xsl(`<xsl:template match="/"><p>${word}</p></xsl:template>`);
    expect((await installed(name, of('pierwszy'))).html).toContain('<p>pierwszy</p>');
    writeFileSync(join(folder, name), of('nowszy1'));
    utimesSync(
      join(folder, name),
      new Date('2026-01-01T00:00:00Z'),
      new Date('2026-01-01T00:00:01Z'),
    );
    expect((await show(good('KON', { stylesheet: name }))).html).toContain('<p>nowszy1</p>');
  });

  it('that passes on hostile links and images is filtered', async () => {
    const { html, removed, stylesheet } = await installed(
      'GROZNY.xsl',
      xsl(
        '<xsl:template match="/"><html><body onload="x()"><a href="javascript:PWNED()">łącze</a><a href="data:text/html,x">d</a><img src="https://evil.example/p.png" alt="obraz"/><script>PWNED()</script><p style="position:fixed;color:red">słowa</p></body></html></xsl:template>',
      ),
    );
    expect(stylesheet).toBe('GROZNY.xsl');
    expect(removed).toEqual([
      'link:javascript',
      'link:data',
      'image:https',
      'element:script',
      'style:position',
    ]);
    expect(html).toContain('<body><a>łącze</a><a>d</a>obraz<p style="color: red">słowa</p></body>');
  });

  it('that embeds a file gets images back, and no other type', async () => {
    const copy = xsl(
      '<xsl:template match="/"><div><xsl:for-each select="//v3:observationMedia/v3:value"><img alt="plik" src="data:{@mediaType};base64,{.}"/><object data="data:{@mediaType};base64,{.}">zastępczo</object></xsl:for-each></div></xsl:template>',
    );
    const picture = await installed(
      'OBRAZ.xsl',
      copy,
      good('KON', { stylesheet: 'OBRAZ.xsl', attachment: { mime: 'image/gif', bytes: png } }),
    );
    expect(picture.html).toContain(
      `<img alt="plik" src="data:image/png;base64,${png.toString('base64')}">zastępczo`,
    );
    const file = await show(
      good('KON', { stylesheet: 'OBRAZ.xsl', attachment: { mime: 'image/png', bytes: pdf } }),
    );
    expect(file.html).toContain('<div>plikzastępczo</div>');
    expect(file.removed).toEqual(['image:data', 'element:object']);
  });

  it.each([
    [
      'document()',
      '<xsl:template match="/"><p>przed<xsl:copy-of select="document(\'{address}/d.xml\')"/></p></xsl:template>',
    ],
    [
      'xsl:include',
      '<xsl:include href="{address}/i.xsl"/><xsl:template match="/"><p/></xsl:template>',
    ],
    [
      'xsl:import',
      '<xsl:import href="{address}/i.xsl"/><xsl:template match="/"><p/></xsl:template>',
    ],
    [
      'document() of a file',
      '<xsl:template match="/"><p><xsl:value-of select="document(\'file:///etc/passwd\')"/></p></xsl:template>',
    ],
    [
      'document() of a bare path',
      '<xsl:template match="/"><p><xsl:value-of select="document(\'/etc/passwd\')"/></p></xsl:template>',
    ],
  ])(
    'reaches nothing through %s, and the document is shown all the same',
    async (_what, content) => {
      const before = requests;
      const { html, stylesheet } = await installed(
        'SIEC.xsl',
        xsl(content.replaceAll('{address}', address)),
      );
      expect(requests).toBe(before);
      expect(html).not.toMatch(/stolen|root:/);
      expect(['own', 'SIEC.xsl']).toContain(stylesheet);
      if (stylesheet === 'own') expect(html).toContain('Żaneta Próbna');
    },
  );

  it('that calls itself for ever costs a worker, not the process, and ours stands in', async () => {
    const loop = xsl(
      '<xsl:template match="/"><xsl:call-template name="a"/></xsl:template><xsl:template name="a"><xsl:call-template name="a"/></xsl:template>',
    );
    const { html, removed, stylesheet } = await installed('PETLA.xsl', loop);
    expect(stylesheet).toBe('own');
    expect(removed).toEqual(['stylesheet-failed:PETLA.xsl']);
    expect(html).toContain('Żaneta Próbna');
    expect((await show(good('KIF'))).html).toContain('Epikryza');
  });

  it('that takes too long is stopped after two seconds, and ours stands in', async () => {
    const nested = `${'<xsl:for-each select="//node()">'.repeat(6)}x${'</xsl:for-each>'.repeat(6)}`;
    const started = performance.now();
    const { stylesheet, removed } = await installed(
      'DLUGI.xsl',
      xsl(`<xsl:template match="/"><p>${nested}</p></xsl:template>`),
    );
    expect(stylesheet).toBe('own');
    expect(removed).toEqual(['stylesheet-failed:DLUGI.xsl']);
    expect(performance.now() - started).toBeGreaterThan(1_900);
    expect((await show(good('KON'))).stylesheet).toBe('own');
  });

  it.each([
    ['is no XML', 'to nie jest XML'],
    ['has a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${xsl('')}`],
    ['is no stylesheet', '<a/>'],
    ['does not compile', xsl('<xsl:template match="((("/>')],
    [
      'stops itself',
      xsl(
        '<xsl:template match="/"><xsl:message terminate="yes">koniec</xsl:message></xsl:template>',
      ),
    ],
    [
      'writes what is no markup',
      xsl(
        '<xsl:template match="/"><p><xsl:text disable-output-escaping="yes">&lt;b></xsl:text></p></xsl:template>',
      ),
    ],
    ['writes nothing', xsl('<xsl:template match="/"/>')],
  ])('that %s is stood in for', async (_what, content) => {
    const { html, stylesheet } = await installed('ZEPSUTY.xsl', content);
    expect(stylesheet).toBe('own');
    expect(html).toContain('Żaneta Próbna');
  });

  it('is never taken from a place that the document points to', async () => {
    for (const href of [
      `${address}/x.xsl`,
      '../../etc/passwd',
      '/etc/passwd.xsl',
      'podfolder/x.xsl',
    ]) {
      const before = requests;
      expect((await show(good('KON', { stylesheet: href }))).stylesheet).toBe('own');
      expect(requests).toBe(before);
    }
    const embedded = withSection(
      'x',
      '<entry><act classCode="ACT" moodCode="EVN"><code nullFlavor="NA"/></act></entry>',
    );
    const carried = changed(
      embedded,
      '<?xml-stylesheet href="CDA_PL_IG_1.3.1.xsl"',
      '<?xml-stylesheet href="#own-sheet"',
    );
    const shown = await show(carried);
    expect(shown.stylesheet).toBe('own');
    expect(shown.removed).toEqual(['stylesheet:relative']);
  });
});

describe('the renderer', () => {
  it('prints nothing of a document, whatever the engine complains about', () => {
    const script = `
      import { createRenderer } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
      const renderer = createRenderer({ stylesheetFolder: ${JSON.stringify(folder)} });
      const bytes = Buffer.from(${JSON.stringify(Buffer.from(good('KON', { stylesheet: 'GLOSNY.xsl' })).toString('base64'))}, 'base64');
      const { stylesheet } = await renderer.render(bytes, { language: 'pl' });
      await renderer.close();
      console.log(stylesheet);`;
    const content =
      '<xsl:message><xsl:value-of select="/"/></xsl:message><xsl:value-of select="document(\'http://x.example/\')"/>';
    writeFileSync(
      join(folder, 'GLOSNY.xsl'),
      xsl(`<xsl:template match="/"><p>${content}</p></xsl:template>`),
    );
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(run.stdout).toMatch(/^(own|GLOSNY\.xsl)\n$/);
    expect(run.stderr).toBe('');
  });

  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (problem) => (problem instanceof Problem ? problem.code : String(problem)),
    );

  it('shows many documents at once on few workers', async () => {
    const several = createRenderer({ workers: 2 });
    const shown = await Promise.all(
      sampleKinds.flatMap((kind) =>
        [0, 1].map((variant) => several.render(good(kind, { variant }), { language: 'en' })),
      ),
    );
    expect(shown.every(({ html }) => html.includes('Żaneta Próbna'))).toBe(true);
    await several.close();
  });

  it('refuses what exceeds its queue, and what waits when it closes', async () => {
    const small = createRenderer({ workers: 1, queueDepthMax: 1 });
    const codes = [0, 1, 2].map(() => code(small.render(good('KON'), { language: 'pl' })));
    expect(await codes[2]).toBe('cda.render-busy');
    await small.close();
    expect(await Promise.all(codes)).toEqual([
      'cda.renderer-closed',
      'cda.renderer-closed',
      'cda.render-busy',
    ]);
    expect(await code(small.render(good('KON'), { language: 'pl' }))).toBe('cda.renderer-closed');
  });

  it('says so where our own stylesheet takes too long, and works on', async () => {
    const impatient = createRenderer({ timeoutMs: 1_000 });
    const notes =
      '<footnote ID="a">x</footnote>'.repeat(30_000) + '<footnoteRef IDREF="a"/>'.repeat(15_000);
    expect(await code(impatient.render(withSection(notes), { language: 'pl' }))).toBe(
      'cda.render-timeout',
    );
    expect(await code(impatient.render(good('KON'), { language: 'pl' }))).toBe('done');
    await impatient.close();
  });

  it('refuses what is no CDA as readCda does', async () => {
    expect(await code(renderer.render(Buffer.from('<a/>'), { language: 'pl' }))).toBe(
      'cda.not-cda',
    );
    expect(await code(renderer.render(Buffer.from('<a'), { language: 'pl' }))).toBe(
      'xml.malformed',
    );
  });

  it('does not grow a page beyond measure where one image is shown many times', async () => {
    const large = Buffer.concat([png, Buffer.alloc(3_000_000, 1)]);
    const entry = `<entry><observationMedia ID="M1" classCode="OBS" moodCode="EVN"><value representation="B64" mediaType="image/png">${large.toString('base64')}</value></observationMedia></entry>`;
    const { html, removed } = await show(
      withSection('<renderMultiMedia referencedObject="M1"/>'.repeat(500), entry),
    );
    expect(html.length).toBeLessThan(80_000_000);
    expect(removed.filter((one) => one === 'image:data').length).toBeGreaterThan(100);
  });
});

describe('the notice', () => {
  it('says what was left out, how often, and that the document is unchanged', () => {
    expect(describeRemoved([], 'pl')).toBeUndefined();
    const removed = [
      'element:script',
      'link:javascript',
      'element:script',
      'stylesheet-failed:X.xsl',
    ];
    expect(describeRemoved(removed, 'pl')).toBe(
      'Z podglądu usunięto fragmenty, które mogły coś uruchomić lub pobrać: element script (2), łącze javascript, arkusz XSL, który nie zadziałał X.xsl. Sam dokument jest niezmieniony.',
    );
    expect(describeRemoved(removed, 'en')).toContain('element script (2), link javascript');
    expect(describeRemoved(removed, 'hu')).toContain('elem script (2), hivatkozás javascript');
  });
});

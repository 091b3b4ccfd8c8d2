import { documentUniqueIdLengthMax } from '@kartoteka/kernel';
import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer, readAttachment, readCda } from '../src/index.ts';
import { example, exampleNames } from './documents.ts';

const expected: Readonly<Record<string, string>> = {
  '10-1': 'ZOL',
  '12-1': 'SPS',
  '14-1': 'DAN',
  '15-1': 'KON',
  '15-1B-pdf': 'KON',
  '16-1': 'WBD',
  '17-1': 'WBL',
  '17-3B-jpeg': 'WBL',
  '18-1': 'KIF',
  '19-1': 'KOP',
  '22-1': 'KWP',
  '26-1': 'REC',
  '27-1': 'RER',
  '27-4': 'RER',
  '28-1': 'ILK',
  '3-1': 'REC',
  '4-1': 'SKZ',
  '4-3': 'SDP',
  '5-1': 'ZPO',
  '7-1': 'REC',
  '9-1': 'SKU',
};
const names = exampleNames();
const short = (name: string) =>
  name.slice('2.16.840.1.113883.3.4424.13.10.1.'.length, -'.xml'.length);
if (names.length === 0)
  console.info('skipped: the official examples (../shared/data/pik-cda) are absent');

describe.skipIf(names.length === 0)('the official examples of PIK 1.3.1', () => {
  const renderer = createRenderer();
  afterAll(() => renderer.close());

  it.each(names)('%s has its kind, an id, a patient, and no error', (name) => {
    const reading = readCda(example(name));
    expect(reading.kind.code).toBe(expected[short(name)]);
    expect(reading.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(reading.header.uniqueId?.length).toBeLessThan(documentUniqueIdLengthMax);
    expect(reading.header.patient?.cx).toMatch(
      /^\d{11}\^\^\^&2\.16\.840\.1\.113883\.3\.4424\.1\.1\.616&ISO$/,
    );
    expect(reading.header.effectiveTime?.dtm).toMatch(/^20\d{6}(\d{6})?$/);
    expect(reading.header.documentClass?.code).toMatch(/^\d\d\.\d\d$/);
    expect(reading.header.authors.length).toBeGreaterThan(0);
    expect(reading.stylesheet?.fileName).toBe('CDA_PL_IG_1.3.1.xsl');
    expect(reading.template?.version).toBe('1.3.1');
    expect(reading.text).toContain(reading.header.title);
  });

  it('warns of wrong check digits and never refuses for them', () => {
    const codes = new Set(
      names.flatMap((name) => readCda(example(name)).findings.map(({ code }) => code)),
    );
    for (const code of ['pesel-check-digit', 'npwz-check-digit', 'regon-check-digit'] as const) {
      expect(codes).toContain(code);
    }
  });

  it.each(names)('%s is shown with its patient, nothing removed', async (name) => {
    const bytes = example(name);
    const { html, removed, stylesheet } = await renderer.render(bytes, { language: 'pl' });
    const { header, kind } = readCda(bytes);
    expect(stylesheet).toBe('own');
    expect(removed).toEqual([]);
    expect(html).toContain(header.title);
    expect(html).toContain(header.patient?.pesel);
    expect(html).toContain(header.patient?.name?.family);
    expect(html).toContain(kind.names.pl);
  });

  it('lists the embedded JPEG, hands it out, and shows it', async () => {
    const name = names.find((one) => one.includes('17-3B-jpeg')) ?? '';
    const bytes = example(name);
    const { attachments, findings } = readCda(bytes);
    expect(attachments).toMatchObject([{ mime: 'image/jpeg', name: 'DOCUMENT_CONTENT.jpg' }]);
    expect(findings.some(({ code }) => code.startsWith('attachment'))).toBe(false);
    const { bytes: file } = readAttachment(bytes, 0);
    expect(file.length).toBe(attachments[0]?.size);
    expect([...file.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const { html } = await renderer.render(bytes, { language: 'pl' });
    expect(html).toContain(
      `<img src="data:image/jpeg;base64,${Buffer.from(file).toString('base64')}"`,
    );
  });

  it('says that a referenced PDF stands outside, and fetches nothing', async () => {
    const bytes = example(names.find((one) => one.includes('15-1B-pdf')) ?? '');
    const { attachments, findings } = readCda(bytes);
    expect(attachments).toEqual([]);
    expect(findings.map(({ code }) => code)).toContain('attachment-remote');
    const { html } = await renderer.render(bytes, { language: 'pl' });
    expect(html).toContain('Plik poza dokumentem: Konsultacja_lekarska.pdf');
  });
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRegonCheckDigitRight, parseRegon } from '@kartoteka/kernel';
import { samplePeople } from '@kartoteka/kernel/sample';
import { afterAll, describe, expect, it } from 'vitest';
import { readCda } from '../src/index.ts';
import { buildSampleCda, sampleKinds, sampleRegon9, sampleRegon14 } from '../src/sample/index.ts';
import { good, localRoot, pdf, png, schemaFile } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'kartoteka-sample-'));
afterAll(() => rmSync(folder, { recursive: true }));
const schema = fileURLToPath(schemaFile);
if (!existsSync(schema))
  console.info('skipped: the schema of PIK 1.3.1 (../shared/data/pik-xsd) is absent');

function validate(documents: Readonly<Record<string, Uint8Array>>): void {
  const paths = Object.entries(documents).map(([name, bytes]) => {
    const path = join(folder, `${name}.xml`);
    writeFileSync(path, bytes);
    return path;
  });
  execFileSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...paths], { stdio: 'pipe' });
}

describe('sample documents', () => {
  it.skipIf(!existsSync(schema))(
    'are valid against the national schema, every kind and variant',
    () => {
      const documents = sampleKinds.flatMap((kind) =>
        [0, 1, 2].map((variant) => [`${kind}-${variant}`, good(kind, { variant })] as const),
      );
      expect(() => validate(Object.fromEntries(documents))).not.toThrow();
    },
  );

  it.skipIf(!existsSync(schema))('stay valid with a replaced document and an embedded file', () => {
    const parent = { number: '1000', setNumber: '501', version: 1 };
    expect(() =>
      validate({
        replacing: good('KIF', { version: 2, replaces: parent }),
        cancelling: good('DAN', { version: 2, replaces: parent }),
        'with-pdf': good('KON', { attachment: { mime: 'application/pdf', bytes: pdf } }),
        'with-png': good('WBL', { attachment: { mime: 'image/png', bytes: png } }),
      }),
    ).not.toThrow();
  });

  it('are the same each time, and differ by variant', () => {
    for (const kind of sampleKinds) {
      expect(Buffer.compare(Buffer.from(good(kind)), Buffer.from(good(kind)))).toBe(0);
    }
    const titles = new Set(
      [0, 1, 2].map((variant) => readCda(good('KON', { variant })).header.title),
    );
    expect(titles.size).toBe(3);
    expect(Buffer.compare(Buffer.from(good('KON', { variant: 3 })), Buffer.from(good('KON')))).toBe(
      0,
    );
  });

  it('say of every invented person what the PESEL says', () => {
    for (const patient of samplePeople) {
      const reading = readCda(good('WBL', { patient }));
      expect(reading.findings).toEqual([]);
      expect(reading.header.patient?.pesel).toBe(patient.pesel);
    }
  });

  it('take author, place, time and ids from whoever asks', () => {
    const { header } = readCda(
      buildSampleCda({
        kind: 'ILK',
        localRoot,
        number: 'A-7',
        setNumber: 'S-7',
        patient: samplePeople[3]!,
        issued: '20251231235959+0100',
        author: {
          family: 'Inna',
          given: 'Osoba',
          prefix: 'dr',
          licence: { root: '1.2.3', extension: '4' },
          profession: ['LEKD', 'Lekarz dentysta'],
        },
      }),
    );
    expect(header.uniqueId).toBe(`${localRoot}.7.1^A-7`);
    expect(header.setId?.extension).toBe('S-7');
    expect(header.effectiveTime?.dtm).toBe('20251231225959');
    expect(header.authors[0]).toMatchObject({
      name: { family: 'Inna' },
      profession: { code: 'LEKD' },
    });
  });

  it('carry business numbers with right check digits', () => {
    for (const eight of ['36099001', '00000000', '12345678', '99999999']) {
      const nine = parseRegon(sampleRegon9(eight))!;
      expect(isRegonCheckDigitRight(nine)).toBe(true);
      expect(isRegonCheckDigitRight(parseRegon(sampleRegon14(nine, '12'))!)).toBe(true);
    }
  });
});

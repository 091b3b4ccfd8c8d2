import { languages } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { documentKind, documentKinds, kindModuleNames, readCda } from '../src/index.ts';
import { sampleKinds } from '../src/sample/index.ts';
import { changed, good, polish } from './documents.ts';

const template = (number: number) => `${polish}.13.10.1.${number}`;
const kindOf = (bytes: Uint8Array, cameFrom?: 'p1') =>
  readCda(bytes, cameFrom ? { cameFrom } : {}).kind.code;

describe('the table of kinds', () => {
  it('gives every kind a code of three letters, each once', () => {
    const codes = documentKinds.map((kind) => kind.code);
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
    expect(documentKind('ZBD')?.names.pl).toBe(
      'Skierowanie na badania diagnostyczne wysłane do P1',
    );
    expect(documentKind('KIF')?.names.pl).toBe('Karta informacyjna leczenia szpitalnego');
    expect(documentKind('ILK')?.names.pl).toBe('Informacja dla lekarza kierującego');
    expect(documentKind('XXX')).toBeUndefined();
  });

  it.each([
    ['ZPS', 'Wynik weryfikacji zlecenia na zaopatrzenie w wyroby medyczne'],
    ['ZPA', 'Anulowanie zlecenia na zaopatrzenie w wyroby medyczne'],
    ['ZPO', 'Zlecenie na zaopatrzenie w wyroby medyczne'],
    ['ZAL', 'Załącznik'],
    ['REC', 'Recepta'],
    ['ILK', 'Informacja dla lekarza kierującego'],
    ['DAN', 'Dokument anulujący'],
    ['SKS', 'Skierowanie do specjalisty'],
    ['SKZ', 'Skierowanie do szpitala'],
    ['SKD', 'Skierowanie na badanie diagnostyczne'],
    ['KOP', 'Karta odmowy przyjęcia do szpitala'],
  ])('has the kind %s "%s"', (code, name) => {
    expect(documentKind(code)?.names.pl).toBe(name);
  });

  it.each([
    ['DWP', 'mobile', 'Integracja Aplikacji Mobilnych'],
    ['WBL', 'laboratory', 'eWyniki Lab'],
    ['WBD', 'diagnostics', 'eWyniki Diag'],
    ['UDM', 'sharing', 'EDM'],
    ['KIF', 'hospital', 'Hospitalizacje'],
  ] as const)('ties %s to its module', (code, module, name) => {
    expect(documentKind(code)?.module).toBe(module);
    expect(kindModuleNames[module].pl).toBe(name);
  });

  it('ticks every kind by default, save prescriptions and the referrals that P1 processes', () => {
    const unticked = documentKinds.filter((kind) => !kind.autoArchive).map((kind) => kind.code);
    expect(unticked).toEqual(['REC', 'SKS', 'SKZ', 'SDP']);
    expect(documentKinds.every((kind) => kind.localDays > 0)).toBe(true);
  });

  it('names every kind in all languages and says where it comes from', () => {
    for (const kind of documentKinds) {
      for (const language of languages) expect(kind.names[language].length).toBeGreaterThan(2);
      expect(kind.sources.length).toBeGreaterThan(0);
    }
    expect(documentKind('ILK')?.sources).toContain('composed');
    expect(documentKind('DAN')?.sources).toContain('automatic');
    expect(documentKind('DWP')?.sources).toEqual(['portal']);
  });
});

describe('recognising a kind', () => {
  it.each(sampleKinds)('knows %s', (kind) => {
    const { kind: found, template } = readCda(good(kind));
    expect(found.code).toBe(kind);
    expect(template?.version).toBe('1.3.1');
  });

  it.each([
    [3, 'REC'],
    [5, 'ZPO'],
    [7, 'REC'],
    [8, 'REC'],
    [6, 'REC'],
    [9, 'SKU'],
    [10, 'ZOL'],
    [11, 'OPD'],
    [12, 'SPS'],
    [13, 'SCZ'],
    [14, 'DAN'],
    [15, 'KON'],
    [16, 'WBD'],
    [17, 'WBL'],
    [19, 'KOP'],
    [20, 'POP'],
    [21, 'WKU'],
    [22, 'KWP'],
    [23, 'KOS'],
    [24, 'ZPI'],
    [25, 'WRP'],
    [26, 'REC'],
    [27, 'RER'],
    [28, 'ILK'],
    [31, 'HZC'],
    [41, 'IPO'],
    [42, 'HIP'],
    [48, 'KMC'],
    [49, 'KMC'],
    [1, 'PIK'],
    [2, 'PIK'],
    [77, 'PIK'],
  ])('takes template %i for %s whatever the LOINC code says', (number, code) => {
    expect(kindOf(changed(good('KIF'), template(18), template(number)))).toBe(code);
  });

  it('never goes by LOINC: consultation and refusal share 11488-4', () => {
    const refusal = changed(good('KON'), template(15), template(19));
    expect(refusal.toString()).toContain('11488-4');
    expect(kindOf(refusal)).toBe('KOP');
  });

  it('picks the national template among the IHE ones of a prescription', () => {
    const text = Buffer.from(good('REC')).toString();
    expect(text.indexOf('19376.1.9.1.1.1')).toBeLessThan(text.indexOf(template(3)));
    expect(kindOf(good('REC'))).toBe('REC');
  });

  it('prefers the special template to the base templates that old guides list with it', () => {
    const bases = `<templateId root="${template(1)}"/><templateId root="${template(2)}"/>`;
    const own = `<templateId root="${template(18)}" extension="1.3.1"/>`;
    expect(kindOf(changed(good('KIF'), own, bases + own))).toBe('KIF');
    const unversioned = `<templateId root="${template(18)}"/>`;
    expect(kindOf(changed(good('KIF'), own, bases + unversioned))).toBe('KIF');
  });

  it('calls a CDA without any known template foreign', () => {
    const foreign = changed(good('KIF'), template(18), '2.16.840.1.113883.10.20.22.1.2');
    expect(kindOf(foreign)).toBe('CDA');
    expect(readCda(foreign).template).toBeUndefined();
    // A longer arc below another root is no document template of the guide.
    expect(kindOf(changed(good('KIF'), template(18), `${polish}.13.10.1`))).toBe('CDA');
  });

  it.each([
    ['.1', 'ZAL'],
    ['.2', 'UDM'],
    ['.3', 'DWP'],
    ['.11', 'AML'],
    ['.12', 'LEL'],
    ['.13', 'ZAR'],
    ['.14', 'KEZ'],
    ['.15', 'BEL'],
  ])('knows our own template %s as %s', (arc, code) => {
    const own = `2.25.141105893605715729927023938617344396180${arc}`;
    const reading = readCda(changed(good('KIF'), template(18), own));
    expect(reading.kind.code).toBe(code);
    expect(reading.template?.root).toBe(own);
  });

  it('takes a scanned document (XDS-SD) for an attachment', () => {
    expect(kindOf(changed(good('KIF'), template(18), '1.3.6.1.4.1.19376.1.2.20'))).toBe('ZAL');
  });
});

describe('kinds that share a template', () => {
  it('tells a referral by the class, then by the cell that it is addressed to', () => {
    const diagnostic = good('SDP');
    expect(kindOf(diagnostic)).toBe('SDP');
    expect(kindOf(changed(diagnostic, 'code="7250"', 'code="4100"'))).toBe('SKZ');
    expect(kindOf(changed(diagnostic, 'code="7250"', 'code="2100"'))).toBe('SKZ');
    expect(kindOf(changed(diagnostic, 'code="7250"', 'code="1100"'))).toBe('SKS');
    expect(kindOf(changed(diagnostic, 'code="02.10"', 'code="02.11"'))).toBe('SKS');
    expect(kindOf(changed(diagnostic, '57832-8', '57133-1'))).toBe('SKS');
  });

  it('reads the title where no cell is named', () => {
    const cell = /<code code="7250"[^>]*>/;
    const without = changed(good('SDP'), cell, '');
    expect(kindOf(without)).toBe('SDP');
    const titled = (title: string) =>
      changed(without, 'Skierowanie na badanie diagnostyczne', title);
    expect(kindOf(titled('Skierowanie do szpitala'))).toBe('SKZ');
    expect(kindOf(titled('Skierowanie do poradni specjalistycznej'))).toBe('SKS');
    expect(kindOf(titled('Skierowanie'))).toBe('SDP');
    expect(
      kindOf(
        changed(
          titled('Skierowanie'),
          /<entry>(?:(?!<entry>)[\s\S])*<encounter[\s\S]*?<\/entry>/,
          '',
        ),
      ),
    ).toBe('SKZ');
  });

  it('a diagnostic referral fetched from P1 is ZBD, one for P1 is SDP, else SKD', () => {
    expect(kindOf(good('SDP'), 'p1')).toBe('ZBD');
    expect(kindOf(good('SKS'), 'p1')).toBe('SKS');
    const keeper = `<id root="${polish}" assigningAuthorityName="CSIOZ" displayable="false"/>`;
    const provider = `<id root="${polish}.2.3.1" extension="000000099901"/>`;
    expect(kindOf(changed(good('SDP'), keeper, provider))).toBe('SKD');
  });

  it('tells a cancelled supply order from a cancelled prescription', () => {
    const parent = { number: '999', setNumber: '501', version: 1 };
    const cancelling = good('DAN', { replaces: parent, version: 2 });
    expect(kindOf(cancelling)).toBe('DAN');
    const parentId = /(<parentDocument><id extension="999" root=")[^"]*/;
    expect(
      kindOf(
        changed(cancelling, parentId, `<parentDocument><id extension="999" root="${polish}.7.3.1`),
      ),
    ).toBe('ZPA');
    expect(
      kindOf(
        changed(
          cancelling,
          '<title>Dokument anulujący',
          '<title>Anulowanie zlecenia na zaopatrzenie',
        ),
      ),
    ).toBe('ZPA');
  });

  it('tells a verified supply order by its title', () => {
    const order = changed(good('KIF'), template(18), template(5));
    expect(kindOf(order)).toBe('ZPO');
    expect(kindOf(changed(order, /<title>[^<]*/, '<title>Wynik weryfikacji zlecenia'))).toBe('ZPS');
  });
});

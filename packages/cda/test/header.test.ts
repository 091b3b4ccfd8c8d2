import { patientIdParts } from '@kartoteka/kernel';
import { samplePeople, samplePesel } from '@kartoteka/kernel/sample';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idInChain, organisationChain, patientDomains, readCda, readTime } from '../src/index.ts';
import { sampleDoctor, samplePlace } from '../src/sample/index.ts';
import { changed, good, localRoot, polish } from './documents.ts';

const header = (bytes: Uint8Array) => readCda(bytes).header;

describe('the header', () => {
  it('reads identity, class and description', () => {
    const read = header(
      good('KIF', { version: 2, replaces: { number: '1000', setNumber: '501', version: 1 } }),
    );
    expect(read.id).toEqual({ root: `${localRoot}.7.1`, extension: '1001' });
    expect(read.uniqueId).toBe(`${localRoot}.7.1^1001`);
    expect(read.setId).toEqual({ root: `${localRoot}.7.2`, extension: '501' });
    expect(read.version).toBe(2);
    expect(read.title).toBe('Karta informacyjna z leczenia szpitalnego');
    expect(read.type).toMatchObject({ code: '18842-5', system: '2.16.840.1.113883.6.1' });
    expect(read.documentClass).toMatchObject({
      code: '00.20',
      display: 'Karta informacyjna leczenia szpitalnego',
    });
    expect(read.confidentiality?.code).toBe('N');
    expect(read.language).toBe('pl-PL');
    expect(read.related).toEqual([
      {
        type: 'RPLC',
        id: { root: `${localRoot}.7.1`, extension: '1000' },
        uniqueId: `${localRoot}.7.1^1000`,
        setId: { root: `${localRoot}.7.2`, extension: '501' },
        version: 1,
      },
    ]);
  });

  it('reads the patient with all ids, the PESEL first for filing', () => {
    const person = samplePeople[4]!;
    const { patient } = header(good('KON', { patient: person }));
    expect(patient?.pesel).toBe(person.pesel);
    expect(patient?.ids.map(({ root }) => root)).toEqual([
      `${localRoot}.17.1`,
      `${polish}.1.1.616`,
    ]);
    expect(patientIdParts(patient!.cx!)).toEqual({ id: person.pesel, domain: `${polish}.1.1.616` });
    expect(patient?.name).toEqual({
      family: 'Ćwiczebna-Długonazwiskowska',
      given: ['Maria', 'Antonina'],
      prefix: '',
      suffix: '',
    });
    expect(patient?.birthTime?.local).toBe('1983-09-21');
    expect(patient?.sex).toBe('female');
    expect(patient?.address).toEqual({
      lines: ['Fikcyjna 12/3'],
      postalCode: '00-001',
      city: 'Próbowice',
    });
  });

  it('files a patient without PESEL under the id that there is', () => {
    const pesel = new RegExp(
      `<id extension="\\d{11}" root="${polish.replaceAll('.', '\\.')}.1.1.616"[^>]*>`,
    );
    const { patient } = header(changed(good('KON'), pesel, ''));
    expect(patient?.pesel).toBeUndefined();
    expect(patient?.cx).toBe(`${samplePeople[0]!.pesel.slice(-4)}^^^&${localRoot}.17.1&ISO`);
  });

  it('reads a TAJ from its pool and files under it', () => {
    const id = `<id root="${patientDomains.taj}" extension="123456788"/>`;
    const pesel = new RegExp(
      `<id extension="\\d{11}" root="${patientDomains.pesel.replaceAll('.', '\\.')}"[^>]*>`,
    );
    const { patient } = header(changed(good('KON'), pesel, id));
    expect(patient?.taj).toBe('123456788');
    expect(patient?.cx).toBe(`123456788^^^&${patientDomains.taj}&ISO`);
  });

  it('reads the author as XDS wants to name one, and where it was written', () => {
    const { authors, place, legalAuthenticator, custodian } = header(good('KON'));
    const [author] = authors;
    expect(author?.licence).toEqual({
      root: `${polish}.1.6.2`,
      extension: sampleDoctor.licence.extension,
    });
    expect(author?.name).toEqual({
      family: 'Wymyślny',
      given: ['Ambroży'],
      prefix: 'lek.',
      suffix: '',
    });
    expect(author?.profession).toMatchObject({ code: 'LEK', display: 'Lekarz' });
    expect(organisationChain(author?.organisation).map(({ name }) => name)).toEqual([
      'Poradnia ogólna',
      'Przychodnia Przykładowa',
      'Przychodnia Przykładowa sp. z o.o.',
    ]);
    expect(idInChain(author?.organisation, `${polish}.2.2.2`)?.extension).toBe(
      samplePlace.establishment.regon14,
    );
    expect(place).toEqual({
      provider: '000000099901',
      cell: '000000099901-001',
      specialty: {
        code: '0010',
        system: `${polish}.11.2.4`,
        display: 'Poradnia (gabinet) lekarza POZ',
      },
    });
    expect(legalAuthenticator).toMatchObject({ signatureCode: 'S', ids: [author?.licence] });
    expect(custodian?.ids[0]?.extension).toBe('000000099901');
  });

  it('knows P1 as the custodian of what it processes', () => {
    expect(header(good('REC')).custodian?.ids).toEqual([{ root: polish, assigner: 'CSIOZ' }]);
  });

  it('takes the service time from the encounter, else from the documented service', () => {
    const stay = header(good('KIF')).service;
    expect([stay.start?.local, stay.stop?.local]).toEqual(['2026-03-02', '2026-03-02']);
    const service = header(good('WBD')).service;
    expect(service.start?.dtm).toBe('20260302091500');
    expect(header(good('REC')).service).toEqual({});
  });

  it('reads recipients, devices and unstructured names and addresses', () => {
    const recipient =
      '<informationRecipient><intendedRecipient><id root="1.2.3" extension="7"/><informationRecipient><name>Adresat Wymyślony</name></informationRecipient>' +
      '<receivedOrganization><name>Poradnia Odbiorcza</name></receivedOrganization></intendedRecipient></informationRecipient><legalAuthenticator>';
    const read = header(changed(good('KON'), '<legalAuthenticator>', recipient));
    expect(read.recipients).toEqual([
      {
        ids: [{ root: '1.2.3', extension: '7' }],
        name: { family: 'Adresat Wymyślony', given: [], prefix: '', suffix: '' },
        organisation: { ids: [], name: 'Poradnia Odbiorcza', telecom: [] },
      },
    ]);
    const device =
      '<author><assignedAuthor><assignedAuthoringDevice><softwareName>Analizator 3000</softwareName></assignedAuthoringDevice></assignedAuthor></author><author>';
    expect(header(changed(good('KON'), '<author>', device)).authors[0]?.device).toBe(
      'Analizator 3000',
    );
    const addr = /<addr><postalCode>00-001<[\s\S]*?<\/addr>/;
    expect(
      header(changed(good('KON'), addr, '<addr> Zmyślona 7,\n Próbowice </addr>')).patient?.address,
    ).toEqual({
      lines: ['Zmyślona 7, Próbowice'],
    });
  });

  it('turns a UUID as root into the OID that XDS can carry', () => {
    const uuid = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
    const bytes = changed(good('KON'), `root="${localRoot}.7.1"`, `root="${uuid}"`);
    expect(header(bytes).uniqueId).toBe('2.25.329800735698586629295641978511506172918^1001');
  });

  it('leaves out what is a null flavour or empty', () => {
    const bytes = changed(
      good('KON'),
      /<versionNumber value="1"\/>/,
      '<versionNumber nullFlavor="NI"/>',
    );
    expect(header(bytes).version).toBeUndefined();
    expect(header(changed(good('KON'), /<title>[^<]*/, '<title> ')).title).toBeUndefined();
  });

  it('keeps the stylesheet instruction as data', () => {
    const of = (href: string) => readCda(good('KON', { stylesheet: href })).stylesheet;
    expect(of('CDA_PL_IG_1.3.1.xsl')).toEqual({
      href: 'CDA_PL_IG_1.3.1.xsl',
      type: 'text/xsl',
      fileName: 'CDA_PL_IG_1.3.1.xsl',
    });
    expect(of('./a.XSL')?.fileName).toBe('a.XSL');
    for (const href of [
      'https://x.example/a.xsl',
      '../a.xsl',
      '/etc/a.xsl',
      'a/b.xsl',
      '..xsl',
      'a.xml',
      '',
    ]) {
      expect(of(href)?.fileName).toBeUndefined();
    }
    expect(readCda(good('KON', { stylesheet: false })).stylesheet).toBeUndefined();
  });
});

describe('points in time', () => {
  it.each([
    ['2026', 'year', '2026', '2026'],
    ['202603', 'month', '2026-03', '202603'],
    ['20260302', 'day', '2026-03-02', '20260302'],
    ['2026030210', 'hour', '2026-03-02T10', '2026030209'],
    ['202603021015', 'minute', '2026-03-02T10:15', '202603020915'],
    ['20260302101530', 'second', '2026-03-02T10:15:30', '20260302091530'],
    ['20260702101530', 'second', '2026-07-02T10:15:30', '20260702081530'],
    ['20260302101530+0000', 'second', '2026-03-02T10:15:30', '20260302101530'],
    ['20260302101530-0530', 'second', '2026-03-02T10:15:30', '20260302154530'],
    ['20260302001500.1234+0100', 'second', '2026-03-02T00:15:00', '20260301231500'],
    ['20240229', 'day', '2024-02-29', '20240229'],
  ])('reads %s to the %s', (value, precision, local, dtm) => {
    expect(readTime(value)).toMatchObject({ value, precision, local, dtm });
  });

  it.each([
    '20260230',
    '20260229',
    '20261301',
    '2026030225',
    '202603021060',
    '20260302101560',
    'dziś',
    '',
    '202',
    '2026-03-02',
    '00000000',
    '20260302T10',
  ])('finds no time in %s', (value) => {
    expect(readTime(value)).toBeUndefined();
  });

  it('keeps the offset that was written and takes the zone where none was', () => {
    expect(readTime('202603021015+0200')?.offsetMinutes).toBe(120);
    expect(readTime('202603021015')?.offsetMinutes).toBeUndefined();
    expect(readTime('202603021015', 'UTC')?.dtm).toBe('202603021015');
  });

  it('agrees with the clock of the platform for every instant with an offset', () => {
    const instants = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2199-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: -12 * 4, max: 14 * 4 }), (instant, quarters) => {
        const offset = quarters * 15;
        const local = new Date(Math.floor(instant.getTime() / 1_000) * 1_000 + offset * 60_000);
        const digits = local.toISOString().replace(/\D/g, '').slice(0, 14);
        const minutes = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
        const wanted = new Date(local.getTime() - offset * 60_000)
          .toISOString()
          .replace(/\D/g, '')
          .slice(0, 14);
        expect(readTime(digits + zone)?.dtm).toBe(wanted);
      }),
    );
  });
});

describe('the words for searching', () => {
  it('hold title, people, organisations and narrative, a block a line', () => {
    const { text } = readCda(good('KIF'));
    const lines = text.split('\n');
    expect(lines[0]).toBe('Karta informacyjna z leczenia szpitalnego');
    expect(lines).toContain('Żaneta Próbna');
    expect(lines).toContain('Poradnia ogólna');
    expect(lines).toContain('Hemoglobina 13,8 g/dl 12,0 – 16,0');
    expect(lines).toContain('Dieta lekkostrawna przez 4 tygodnie');
    expect(text).not.toContain(samplePeople[0]!.pesel);
  });

  it('are bounded', () => {
    const { text } = readCda(good('KIF'), { limits: { textLengthMax: 100 } });
    expect(text.length).toBeLessThanOrEqual(100);
    expect(text.length).toBeGreaterThan(90);
  });

  it('end with a whole word wherever they are cut', () => {
    const whole = new Set(readCda(good('KIF')).text.split(/\s+/));
    for (let textLengthMax = 20; textLengthMax < 300; textLengthMax += 1) {
      const { text } = readCda(good('KIF'), { limits: { textLengthMax } });
      expect(text.length).toBeLessThanOrEqual(textLengthMax);
      for (const word of text.split(/\s+/).filter(Boolean)) expect(whole).toContain(word);
    }
  });

  it('keep words of neighbouring blocks and breaks apart', () => {
    const { text } = readCda(good('REC'));
    expect(text).toContain('Ramipryl 5 mg tabletki\n1 op. po 28 tabl.\nOdpłatność: 100%');
  });
});

it('reads a person born in another century', () => {
  const patient = { family: 'Dawna', given: 'Tekla', pesel: samplePesel('1899-12-31', 2) };
  const reading = readCda(good('KON', { patient }));
  expect(reading.header.patient?.birthTime?.local).toBe('1899-12-31');
  expect(reading.findings).toEqual([]);
});

import { type Oid, parseOid } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Dtm,
  dtmDate,
  dtmOf,
  dtmPrecision,
  dtmStart,
  isEntryUuid,
  objectId,
  parseDtm,
  readOrganisation,
  readPerson,
  readTelecom,
  writeOrganisation,
  writePerson,
  writeTelecom,
} from '../src/index.ts';
import { findOrganisationFault } from '../src/rules/find-organisation-fault.ts';
import { findPersonFault } from '../src/rules/find-person-fault.ts';
import { findTelecomFault } from '../src/rules/find-telecom-fault.ts';
import { arbitraryText } from './arbitrary-text.ts';

const oid: fc.Arbitrary<Oid> = fc
  .array(fc.nat({ max: 99_999 }), { minLength: 1, maxLength: 6 })
  .map((arcs) => parseOid(['1', ...arcs].join('.')) as Oid);
const text = arbitraryText({ minLength: 1, maxLength: 20 });
const part = fc.option(text, { nil: undefined });

describe('persons (XCN)', () => {
  it('are written as P1 wants them', () => {
    const licence = parseOid('2.16.840.1.113883.3.4424.1.6.2') as Oid;
    expect(
      writePerson({ id: '5425740', family: 'Udawana', given: 'Kalina', authority: licence }),
    ).toBe('5425740^Udawana^Kalina^^^^^^&2.16.840.1.113883.3.4424.1.6.2&ISO');
  });

  it('write → read is the identity', () => {
    const names = {
      family: part,
      given: part,
      further: part,
      suffix: part,
      prefix: part,
      degree: part,
    };
    const anyone = fc.oneof(
      fc.record({ ...names, id: text, authority: fc.option(oid, { nil: undefined }) }),
      fc.record({ ...names, family: text }),
    );
    fc.assert(
      fc.property(anyone, (person) => {
        const xcn = writePerson(person);
        expect(readPerson(xcn)).toEqual(JSON.parse(JSON.stringify(person)));
        expect(findPersonFault(xcn)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['^Smitty^Gerald^^^', { family: 'Smitty', given: 'Gerald' }],
    ['^Max^Mustermann^^^Dr.Med', { family: 'Max', given: 'Mustermann', prefix: 'Dr.Med' }],
    ['77^O\\T\\S&von^Jan', { id: '77', family: 'O&S', given: 'Jan' }],
    ['', {}],
  ])('%s is read', (xcn, person) => {
    expect(readPerson(xcn as never)).toEqual(person);
  });

  it('an authority without an id is not written', () => {
    expect(writePerson({ family: 'Udawana', authority: '1.2.3' as Oid })).toBe('^Udawana');
  });
});

describe('organisations (XON)', () => {
  it('write → read is the identity', () => {
    const anyone = fc.oneof(
      fc.record({ name: text }),
      fc.record({ name: text, id: oid }),
      fc.record({ name: text, id: text, authority: oid }),
    );
    fc.assert(
      fc.property(anyone, (organisation) => {
        const xon = writeOrganisation(organisation);
        expect(readOrganisation(xon)).toEqual(organisation);
        expect(findOrganisationFault(xon)).toBeUndefined();
      }),
    );
  });

  it('are read as P1 writes them', () => {
    expect(
      readOrganisation(
        'Przychodnia^^^^^&2.16.840.1.113883.3.4424.2.3.1&ISO^^^^000000927722' as never,
      ),
    ).toEqual({
      name: 'Przychodnia',
      id: '000000927722',
      authority: '2.16.840.1.113883.3.4424.2.3.1',
    });
  });
});

describe('addresses (XTN)', () => {
  it('write → read is the identity', () => {
    fc.assert(
      fc.property(fc.oneof(fc.record({ email: text }), fc.record({ phone: text })), (telecom) => {
        const xtn = writeTelecom(telecom);
        expect(readTelecom(xtn)).toEqual(telecom);
        expect(findTelecomFault(xtn)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['^PRN^PH^^48^22^5550000', { phone: '48 22 5550000' }],
    ['+48 22 555 00 00', { phone: '+48 22 555 00 00' }],
    ['^^Internet^a@b.example', { email: 'a@b.example' }],
    ['^PRN^PH', {}],
  ])('%s is read', (xtn, telecom) => {
    expect(readTelecom(xtn as never)).toEqual(telecom);
  });
});

describe('times (DTM)', () => {
  const moment = fc.date({
    min: new Date('0100-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });

  it('every moment becomes a DTM and comes back to the second', () => {
    fc.assert(
      fc.property(moment, (date) => {
        const dtm = dtmOf(date);
        expect(parseDtm(dtm)).toBe(dtm);
        expect(dtmDate(dtm).getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it('every shorter form is one too and starts no later', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(4, 6, 8, 10, 12), (date, length) => {
        const dtm = dtmOf(date);
        const cut = parseDtm(dtm.slice(0, length));
        expect(cut && dtmStart(cut) <= dtmStart(dtm)).toBe(true);
        expect(cut && dtmStart(cut)).toHaveLength(14);
      }),
    );
  });

  it('days of the calendar are taken and others are not', () => {
    for (let day = 0; day < 36_525; day += 1) {
      const date = new Date(Date.UTC(1950, 0, 1 + day));
      const text8 = date.toISOString().slice(0, 10).replaceAll('-', '');
      if (parseDtm(text8) === undefined) throw new Error(`${text8} is a day`);
    }
    for (const bad of ['20230229', '19000229', '20240431', '20240631', '20240931', '20241131']) {
      expect(parseDtm(bad)).toBeUndefined();
    }
    expect(parseDtm('20000229')).toBe('20000229');
  });

  it.each([
    ['2026', 'year', '20260101000000'],
    ['202603', 'month', '20260301000000'],
    ['20260302', 'day', '20260302000000'],
    ['2026030208', 'hour', '20260302080000'],
    ['202603020815', 'minute', '20260302081500'],
    ['20260302081530', 'second', '20260302081530'],
  ])('%s has the precision of a %s', (dtm, precision, start) => {
    expect(dtmPrecision(dtm as Dtm)).toBe(precision);
    expect(dtmStart(dtm as Dtm)).toBe(start);
  });
});

describe('ids of objects', () => {
  it('real ones are compared in lower case, symbolic ones as they stand', () => {
    expect(objectId('urn:uuid:7EDCA82F-054D-47F2-A032-9B2A5B5186C1')).toBe(
      'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
    );
    expect(objectId('Document01')).toBe('Document01');
    expect(isEntryUuid('urn:uuid:7edca82f')).toBe(false);
  });
});

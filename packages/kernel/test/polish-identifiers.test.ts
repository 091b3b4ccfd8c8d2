import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNipCheckDigitRight,
  isNpwzCheckDigitRight,
  isRegonCheckDigitRight,
  isResortCodePart,
  parseNip,
  parseNpwz,
  parsePesel,
  parseRegon,
  parseResortCodeI,
  parseValidPesel,
  peselBirthDate,
  peselFinding,
  peselSex,
} from '../src/index.ts';
import { sampleNpwz, samplePeople, samplePesel } from '../src/sample/index.ts';

describe('PESEL', () => {
  it('accepts a number with a right check digit and refuses any other last digit', () => {
    const pesel = parsePesel('40010151673')!;
    expect(peselFinding(pesel)).toBeUndefined();
    for (let last = 0; last < 10; last += 1) {
      const changed = parsePesel(`4001015167${last}`)!;
      expect(peselFinding(changed)).toBe(last === 3 ? undefined : 'check-digit');
    }
  });

  it('ignores what is pasted along: spaces, hyphens, invisible characters', () => {
    expect(parsePesel(' 400101-51673\u200b\u00a0')).toBe('40010151673');
  });

  it.each(['', '4001015167', '400101516730', '4001015167x', '４0010151673'])(
    'reads no number from %j',
    (typed) => {
      expect(parsePesel(typed)).toBeUndefined();
    },
  );

  it.each([
    ['1844-02-29', '84822900012'],
    ['1944-02-29', '44022900019'],
    ['2004-02-29', '04222900014'],
    ['2104-02-29', '04422900012'],
    ['2204-02-29', '04622900010'],
  ])('codes the century of %s in the month', (born) => {
    const pesel = samplePesel(born, 1);
    expect(peselBirthDate(pesel)).toBe(born);
    expect(peselFinding(pesel)).toBeUndefined();
  });

  it('finds a date that does not exist', () => {
    const pesel = samplePesel('1999-02-30', 7);
    expect(peselFinding(pesel)).toBe('birth-date');
    expect(parseValidPesel(pesel)).toBeUndefined();
  });

  it('tells sex by the tenth digit', () => {
    expect(peselSex(samplePesel('1980-01-01', 2))).toBe('female');
    expect(peselSex(samplePesel('1980-01-01', 3))).toBe('male');
  });

  it('catches every single digit that is mistyped', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1800-01-01'), max: new Date('2299-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 1, max: 9 }),
        (born, serial, position, step) => {
          const pesel = samplePesel(born.toISOString().slice(0, 10), serial);
          const digit = (Number(pesel[position]) + step) % 10;
          const mistyped = `${pesel.slice(0, position)}${digit}${pesel.slice(position + 1)}`;
          expect(peselFinding(pesel)).toBeUndefined();
          expect(parseValidPesel(mistyped)).toBeUndefined();
        },
      ),
    );
  });
});

describe('business numbers', () => {
  it('checks NIP', () => {
    expect(isNipCheckDigitRight(parseNip('522-000-37-82')!)).toBe(true);
    expect(isNipCheckDigitRight(parseNip('5220003783')!)).toBe(false);
    expect(parseNip('52200037')).toBeUndefined();
  });

  it('never accepts a NIP whose remainder is ten', () => {
    // 6*1 + 5*0 + 7*0 + 2*2 = 10: no last digit makes this right.
    for (let last = 0; last < 10; last += 1) {
      expect(isNipCheckDigitRight(parseNip(`100200000${last}`)!)).toBe(false);
    }
  });

  it('checks REGON of nine and of fourteen digits', () => {
    expect(isRegonCheckDigitRight(parseRegon('010334578')!)).toBe(true);
    expect(isRegonCheckDigitRight(parseRegon('01033457800005')!)).toBe(true);
    expect(isRegonCheckDigitRight(parseRegon('123456789')!)).toBe(false);
    expect(isRegonCheckDigitRight(parseRegon('12345678901234')!)).toBe(false);
    expect(isRegonCheckDigitRight(parseRegon('01033457800006')!)).toBe(false);
    expect(parseRegon('0103345780')).toBeUndefined();
  });
});

describe('licence numbers and departmental codes', () => {
  it('checks NPWZ', () => {
    expect(isNpwzCheckDigitRight(parseNpwz('5425740')!)).toBe(true);
    expect(isNpwzCheckDigitRight(parseNpwz('4727124')!)).toBe(true);
    expect(isNpwzCheckDigitRight(parseNpwz('7724513')!)).toBe(false);
    expect(parseNpwz('98765')).toBeUndefined();
    expect(isNpwzCheckDigitRight(parseNpwz('0000000')!)).toBe(false);
  });

  it('makes sample licence numbers that are right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 900_000 }), (six) =>
        isNpwzCheckDigitRight(parseNpwz(sampleNpwz(six))!),
      ),
    );
  });

  it('pads part I to twelve digits', () => {
    expect(parseResortCodeI('00000025677')).toBe('000000025677');
    expect(parseResortCodeI('1234567890123')).toBeUndefined();
  });

  it.each([
    ['V', '01', '1'],
    ['VII', '001', '01'],
    ['VII', '1000', '0100'],
    ['VIII', '1810', '181'],
    ['IX', 'HC.1.1', 'HC'],
    ['X', '115', '1'],
  ] as const)('part %s takes %s and not %s', (part, good, bad) => {
    expect(isResortCodePart(part, good)).toBe(true);
    expect(isResortCodePart(part, bad)).toBe(false);
  });
});

it('invents twenty patients, each with a number of their own that is right', () => {
  expect(new Set(samplePeople.map((person) => person.pesel)).size).toBe(20);
  for (const person of samplePeople) expect(peselFinding(person.pesel)).toBeUndefined();
});

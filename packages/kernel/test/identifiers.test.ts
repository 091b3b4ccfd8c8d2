import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentUniqueId,
  isTajCheckDigitRight,
  type Oid,
  oidBelow,
  oidFromUuid,
  parseAccountId,
  parseDocumentUniqueId,
  parseOid,
  parsePatientIdCx,
  parseStampNumber,
  parseTaj,
  patientIdCx,
  patientIdParts,
} from '../src/index.ts';

describe('account id', () => {
  it('S003-028 shows and accepts the id as sixteen digits with leading zeros', () => {
    expect(parseAccountId('0000000000005010')).toBe('0000000000005010');
    expect(parseAccountId('5010')).toBe('0000000000005010');
  });

  it('compares without leading zeros, whatever number of them was written', () => {
    expect(parseAccountId('000000000000005')).toBe(parseAccountId('000000000000000005'));
  });

  it.each(['', '0', '0000', '12345678901234567', '50x10', '-'])('reads no id from %j', (typed) => {
    expect(parseAccountId(typed)).toBeUndefined();
  });
});

describe('OID', () => {
  it.each(['2.16.840.1.113883.3.4424.2.7.26', '1.0', '2.25.0'])('accepts %s', (text) => {
    expect(parseOid(text)).toBe(text);
  });

  it.each(['', '1', '3.1', '1.', '1..2', '1.02', '1.2.x', `1.${'2'.repeat(63)}`])(
    'refuses %j',
    (text) => {
      expect(parseOid(text)).toBeUndefined();
    },
  );

  it('stands for a UUID below 2.25', () => {
    expect(oidFromUuid('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toBe(
      '2.25.329800735698586629295641978511506172918',
    );
  });

  it('turns every UUID into an OID that can be read back', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const oid = oidFromUuid(uuid);
        expect(parseOid(oid)).toBe(oid);
        expect(BigInt(oid.slice(5)).toString(16)).toBe(
          uuid.replaceAll('-', '').replace(/^0+/, '') || '0',
        );
      }),
    );
  });

  it('goes below a root and refuses what would be too long', () => {
    const root = parseOid('1.3.6.1')!;
    expect(oidBelow(root, 4, '5')).toBe('1.3.6.1.4.5');
    expect(() => oidBelow(root, '9'.repeat(60))).toThrow(RangeError);
  });
});

describe('patient id', () => {
  const domain = '2.16.840.1.113883.3.4424.1.1.616' as Oid;

  it('is written and taken apart as CX', () => {
    const cx = patientIdCx({ id: '40010151673', domain });
    expect(cx).toBe('40010151673^^^&2.16.840.1.113883.3.4424.1.1.616&ISO');
    expect(patientIdParts(cx)).toEqual({ id: '40010151673', domain });
  });

  it.each([
    '40010151673',
    '^^^&1.2.3&ISO',
    'a^^^&1.2.3&DNS',
    'a^^^name&1.2.3&ISO',
    'a^x^^&1.2.3&ISO',
    'a^^^&1.2.x&ISO',
    'a&b^^^&1.2.3&ISO',
    'a^^^&1.2.3&ISO^PI',
  ])('refuses %j', (text) => {
    expect(parsePatientIdCx(text)).toBeUndefined();
  });

  it('refuses to write an id that carries a separator', () => {
    expect(() => patientIdCx({ id: 'a^b', domain })).toThrow(RangeError);
  });
});

describe('document unique id', () => {
  it('S003-183 shows an OID root, the sign ^ and an extension', () => {
    expect(documentUniqueId('2.16.840.1.113883.3.4424.2.7.26.7.1', '0123')).toBe(
      '2.16.840.1.113883.3.4424.2.7.26.7.1^0123',
    );
    expect(documentUniqueId('1.2.3')).toBe('1.2.3');
  });

  it.each(['', 'a b', 'ż', 'x'.repeat(129)])('refuses %j', (text) => {
    expect(parseDocumentUniqueId(text)).toBeUndefined();
  });
});

describe('Hungarian numbers', () => {
  it('checks TAJ', () => {
    expect(isTajCheckDigitRight(parseTaj('111 111 110')!)).toBe(true);
    expect(isTajCheckDigitRight(parseTaj('111-111-111')!)).toBe(false);
    expect(parseTaj('11111111')).toBeUndefined();
  });

  it('reads stamp numbers of five or six digits', () => {
    expect(parseStampNumber('12345')).toBe('12345');
    expect(parseStampNumber('123456')).toBe('123456');
    expect(parseStampNumber('1234')).toBeUndefined();
  });
});

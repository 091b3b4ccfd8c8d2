import { describe, expect, it } from 'vitest';
import type { Unit } from '../src/features/structure/contract.ts';
import { unitOfDocument } from '../src/features/structure/unit-of-document.ts';

const unit = (code: string, resortVII: string, resortVIII: string): Unit => ({
  code,
  name: `Komórka ${code}`,
  resortV: '01',
  resortVII,
  resortVIII,
  resortIX: '',
  resortX: '115',
  phone: '',
  email: '',
});
const units = [
  unit('01', '001', '0010'),
  unit('02', '002', '1100'),
  unit('03', '002', '1220'),
  unit('04', '', '1220'),
];
const found = (place: Parameters<typeof unitOfDocument>[1]) => unitOfDocument(units, place)?.code;

describe('the unit that wrote a document', () => {
  it('is the one whose number and speciality the document names', () => {
    expect(found({ cell: '000000099901-002', specialty: '1220' })).toBe('03');
    expect(found({ cell: '000000099901-01-001', specialty: '0010' })).toBe('01');
  });

  it('is the one whose number it names, whatever the speciality', () => {
    expect(found({ cell: '000000099901-002', specialty: '9999' })).toBe('02');
    expect(found({ cell: '000000099901-002' })).toBe('02');
  });

  it('is the only one with its speciality where no number fits', () => {
    expect(found({ specialty: '1100' })).toBe('02');
    expect(found({ cell: '000000099901-777', specialty: '1100' })).toBe('02');
  });

  it('is the first one otherwise, and none where there is no structure', () => {
    expect(found({})).toBe('01');
    expect(found({ specialty: '1220' })).toBe('01');
    expect(unitOfDocument([], { specialty: '1220' })).toBeUndefined();
  });
});

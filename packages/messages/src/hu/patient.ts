import type { AreaOf } from '../area.ts';
import type { patient as polish } from '../pl/patient.ts';

export const patient: AreaOf<typeof polish> = {
  banner: 'Beteg',
  born: 'Születési idő',
  age: 'Életkor',
  ageYears: '{years, plural, one {# év} other {# év}}',
  ageMonths: '{months, plural, one {# hónap} other {# hónap}}',
  ageDays: '{days, plural, one {# nap} other {# nap}}',
  sex: 'Nem',
  sexFemale: 'Nő',
  sexMale: 'Férfi',
  sexOther: 'Egyéb',
  pesel: 'PESEL',
  taj: 'TAJ',
  otherDocument: 'Más okmány',
  noIdentifier: 'Azonosító',
  deceased: 'Elhunyt beteg',
  deceasedOn: 'Halálozás napja',
};

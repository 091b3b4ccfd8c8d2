import type { AreaOf } from '../area.ts';
import type { patient as polish } from '../pl/patient.ts';

export const patient: AreaOf<typeof polish> = {
  banner: 'Patient',
  born: 'Date of birth',
  age: 'Age',
  ageYears: '{years, plural, one {# year} other {# years}}',
  ageMonths: '{months, plural, one {# month} other {# months}}',
  ageDays: '{days, plural, one {# day} other {# days}}',
  sex: 'Sex',
  sexFemale: 'Female',
  sexMale: 'Male',
  sexOther: 'Other',
  pesel: 'PESEL',
  taj: 'TAJ',
  otherDocument: 'Other document',
  noIdentifier: 'Number',
  deceased: 'Deceased patient',
  deceasedOn: 'Date of death',
};

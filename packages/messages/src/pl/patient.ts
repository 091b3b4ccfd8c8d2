export const patient = {
  banner: 'Pacjent',
  born: 'Data urodzenia',
  age: 'Wiek',
  ageYears: '{years, plural, one {# rok} few {# lata} many {# lat} other {# roku}}',
  ageMonths:
    '{months, plural, one {# miesiąc} few {# miesiące} many {# miesięcy} other {# miesiąca}}',
  ageDays: '{days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}',
  sex: 'Płeć',
  sexFemale: 'Kobieta',
  sexMale: 'Mężczyzna',
  sexOther: 'Inna',
  pesel: 'PESEL',
  taj: 'TAJ',
  otherDocument: 'Inny dokument',
  noIdentifier: 'Numer',
  deceased: 'Zmarły pacjent',
  deceasedOn: 'Data zgonu',
} as const;

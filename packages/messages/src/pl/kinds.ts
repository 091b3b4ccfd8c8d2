export const kinds = {
  heading: 'Rodzaje dokumentów',
  columnKind: 'Rodzaj',
  columnName: 'Nazwa',
  columnArchive: 'Czy zapisywać dokument automatycznie w archiwum',
  columnLocalDays: 'Dostępny lokalnie przez (dni)',
} as const;

export const consents = {
  heading: 'Rejestr zgód dla eRepozytorium w chmurze',
  dateFrom: 'Data od',
  dateTo: 'Data do',
  patient: 'Pacjent',
  recipient: 'Odbiorca',
  reason: 'Sprawa',
  documentId: 'Identyfikator dokumentu',
  documentName: 'Nazwa dokumentu',
  issuedOn: 'Data wystawienia',
  sent: 'Wysłano',
  send: 'Wyślij',
  revoke: 'Odwołanie zgody',
} as const;

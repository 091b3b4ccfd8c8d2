import type { AreaOf } from '../area.ts';
import type { consents as polish } from '../pl/consents.ts';

export const consents: AreaOf<typeof polish> = {
  heading: 'A felhőbeli eRepozytorium hozzájárulásainak nyilvántartása',
  dateFrom: 'Kezdő dátum',
  dateTo: 'Záró dátum',
  patient: 'Beteg',
  recipient: 'Címzett',
  reason: 'Ügy',
  documentId: 'Dokumentumazonosító',
  documentName: 'A dokumentum neve',
  issuedOn: 'Kiállítás dátuma',
  sent: 'Elküldve',
  send: 'Küldés',
  revoke: 'Hozzájárulás visszavonása',
};

import type { AreaOf } from '../area.ts';
import type { archive as polish } from '../pl/archive.ts';

export const archive: AreaOf<typeof polish> = {
  heading: 'A dokumentumarchívum áttekintése',
  columnPatient: 'Beteg',
  columnPesel: 'Pesel',
  columnTaj: 'TAJ',
  columnRepository: 'eRepozytorium',
  columnConsent: 'Hozzájárulás kiadva',
  columnKind: 'Fajta',
  columnAdded: 'Hozzáadás ideje',
  columnUser: 'A szolgáltató felhasználója',
  advancedSearch: 'Részletes keresés',
  share: 'Megosztás',
  saveCda: 'Mentés XML HL7 CDA formában',
  showInBrowser: 'Megjelenítés böngészőben',
  saveAttachment: 'Melléklet mentése',
  indexDocument: 'Dokumentum indexelése',
};

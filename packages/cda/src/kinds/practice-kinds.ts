import { ownTemplateRoot, scannedDocumentTemplate } from '../oids.ts';
import { makeKind } from './make-kind.ts';

/**
 * The kinds that the seed names, with the codes that users know (KIF, ILK, ZBD, ZPO, ZPA, ZPS) and
 * codes of ours for the rest. Ticked or not as in PRODUCT 4.3.
 */
export const practiceKinds = [
  // Ordinary, early reimbursed, pharmaceutical, from single import, reimbursed: all class 04.01.
  makeKind('REC', {
    names: ['Recepta', 'Vény', 'Prescription'],
    pik: [3, 6, 7, 8, 26],
    classes: ['04.01'],
    sources: ['import', 'p1'],
    autoArchive: false,
  }),
  makeKind('SKS', {
    names: ['Skierowanie do specjalisty', 'Szakorvosi beutaló', 'Referral to a specialist'],
    pik: [4],
    classes: ['02.11'],
    sources: ['import', 'p1'],
    autoArchive: false,
  }),
  makeKind('SKZ', {
    names: ['Skierowanie do szpitala', 'Kórházi beutaló', 'Referral to a hospital'],
    pik: [4],
    classes: ['02.10'],
    sources: ['import', 'p1'],
    autoArchive: false,
  }),
  makeKind('SDP', {
    names: [
      'Skierowanie na badanie diagnostyczne podlegające wysyłce do P1',
      'P1-be küldendő diagnosztikai beutaló',
      'Referral to a diagnostic test that has to be sent to P1',
    ],
    pik: [4],
    classes: ['02.10'],
    sources: ['import', 'p1'],
    autoArchive: false,
  }),
  makeKind('SKD', {
    names: [
      'Skierowanie na badanie diagnostyczne',
      'Diagnosztikai beutaló',
      'Referral to a diagnostic test',
    ],
    pik: [4],
    classes: ['02.10'],
    sources: ['import', 'p1'],
  }),
  makeKind('ZBD', {
    names: [
      'Skierowanie na badania diagnostyczne wysłane do P1',
      'P1-be elküldött diagnosztikai beutaló',
      'Referral to diagnostic tests sent to P1',
    ],
    pik: [4],
    classes: ['02.10'],
    sources: ['import', 'p1'],
  }),
  makeKind('KOP', {
    names: ['Karta odmowy przyjęcia do szpitala', 'Felvétel megtagadása', 'Refusal of admission'],
    pik: [19],
    classes: ['00.65'],
    sources: ['import', 'p1', 'composed'],
  }),
  makeKind('WBL', {
    names: ['Wynik badania laboratoryjnego', 'Laborlelet', 'Laboratory result'],
    pik: [17],
    classes: ['06.10'],
    sources: ['watched-folder', 'rest', 'import'],
    module: 'laboratory',
  }),
  makeKind('WBD', {
    names: ['Wynik badania diagnostycznego', 'Diagnosztikai lelet', 'Diagnostic result'],
    pik: [16],
    classes: ['06.00'],
    sources: ['watched-folder', 'rest', 'import'],
    module: 'diagnostics',
  }),
  makeKind('KIF', {
    names: ['Karta informacyjna leczenia szpitalnego', 'Kórházi zárójelentés', 'Discharge card'],
    pik: [18],
    classes: ['00.20'],
    sources: ['composed', 'import'],
    module: 'hospital',
  }),
  makeKind('ILK', {
    names: [
      'Informacja dla lekarza kierującego',
      'Tájékoztató a beutaló orvosnak',
      'Information for the referring doctor',
    ],
    pik: [28],
    classes: ['08.90'],
    sources: ['composed', 'import'],
  }),
  makeKind('KON', {
    names: ['Konsultacja lekarska', 'Orvosi konzílium', 'Consultation'],
    pik: [15],
    classes: ['05.00'],
    sources: ['composed', 'import'],
  }),
  makeKind('ZPO', {
    names: [
      'Zlecenie na zaopatrzenie w wyroby medyczne',
      'Gyógyászati segédeszköz rendelése',
      'Order for medical devices',
    ],
    pik: [5],
    classes: ['02.81'],
    sources: ['import'],
  }),
  makeKind('ZPA', {
    names: [
      'Anulowanie zlecenia na zaopatrzenie w wyroby medyczne',
      'Gyógyászati segédeszköz rendelésének visszavonása',
      'Cancelled order for medical devices',
    ],
    pik: [14],
    classes: ['08.80'],
    sources: ['import'],
  }),
  makeKind('ZPS', {
    names: [
      'Wynik weryfikacji zlecenia na zaopatrzenie w wyroby medyczne',
      'Gyógyászati segédeszköz rendelésének ellenőrzése',
      'Verified order for medical devices',
    ],
    pik: [5],
    classes: ['02.81'],
    sources: ['import'],
  }),
  makeKind('ZAL', {
    names: ['Załącznik', 'Melléklet', 'Attachment'],
    family: 'own',
    templates: [`${ownTemplateRoot}.1`, scannedDocumentTemplate],
    country: 'any',
    sources: ['composed', 'import'],
  }),
  makeKind('UDM', {
    names: [
      'Udostępniona dokumentacja medyczna',
      'Megosztott dokumentáció',
      'Shared documentation',
    ],
    family: 'own',
    templates: [`${ownTemplateRoot}.2`],
    country: 'any',
    sources: ['composed'],
    module: 'sharing',
  }),
  makeKind('DWP', {
    names: ['Dokument własny pacjenta', 'A beteg saját dokumentuma', 'Document of the patient'],
    family: 'own',
    templates: [`${ownTemplateRoot}.3`],
    country: 'any',
    sources: ['portal'],
    module: 'mobile',
  }),
  makeKind('DAN', {
    names: ['Dokument anulujący', 'Visszavonó dokumentum', 'Cancelling document'],
    pik: [14],
    classes: ['08.80'],
    sources: ['automatic', 'import'],
  }),
] as const;

import type { AreaOf } from '../area.ts';
import type { archive as polish } from '../pl/archive.ts';

export const archive: AreaOf<typeof polish> = {
  heading: 'Document archive overview',
  columnPatient: 'Patient',
  columnPesel: 'Pesel',
  columnTaj: 'TAJ',
  columnRepository: 'eRepozytorium',
  columnConsent: 'Consent issued',
  columnKind: 'Kind',
  columnAdded: 'Date added',
  columnUser: 'Provider’s user',
  advancedSearch: 'Advanced search',
  share: 'Share',
  saveCda: 'Save XML HL7 CDA',
  showInBrowser: 'Show in browser',
  saveAttachment: 'Save attachment',
  indexDocument: 'Index document',
};

import { defineFindings } from './define-findings.ts';

/** Findings about identifiers of organisations and people, and about embedded files. */
export const numberFindings = defineFindings({
  'nip-check-digit': {
    severity: 'warning',
    text: {
      pl: 'NIP nie ma dziesięciu cyfr albo jego cyfra kontrolna się nie zgadza.',
      hu: 'A NIP nem tízjegyű, vagy az ellenőrző számjegye nem egyezik.',
      en: 'The NIP has not ten digits, or its check digit is wrong.',
    },
  },
  'regon-check-digit': {
    severity: 'warning',
    text: {
      pl: 'REGON nie ma {digits} cyfr albo jego cyfra kontrolna się nie zgadza.',
      hu: 'A REGON nem {digits} jegyű, vagy az ellenőrző számjegye nem egyezik.',
      en: 'The REGON has not {digits} digits, or its check digit is wrong.',
    },
  },
  'npwz-check-digit': {
    severity: 'warning',
    text: {
      pl: 'Numer prawa wykonywania zawodu lekarza nie ma siedmiu cyfr albo cyfra kontrolna się nie zgadza.',
      hu: 'Az orvosi működési engedélyszám nem hétjegyű, vagy az ellenőrző számjegye nem egyezik.',
      en: 'The licence number of the doctor has not seven digits, or its check digit is wrong.',
    },
  },
  'provider-id-form': {
    severity: 'warning',
    text: {
      pl: 'Numer księgi RPWDL (kod resortowy część I) nie ma dwunastu cyfr.',
      hu: 'Az RPWDL-szám (ágazati kód I. része) nem tizenkét jegyű.',
      en: 'The RPWDL number (departmental code part I) has not twelve digits.',
    },
  },
  'unit-id-form': {
    severity: 'warning',
    text: {
      pl: 'Identyfikator jednostki nie ma postaci „kod I – kod V” (12 i 2 cyfry).',
      hu: 'Az egység azonosítója nem „I. rész – V. rész” alakú (12 és 2 számjegy).',
      en: 'The id of the unit is not "part I - part V" (12 and 2 digits).',
    },
  },
  'cell-id-form': {
    severity: 'warning',
    text: {
      pl: 'Identyfikator komórki nie ma postaci „kod I – kod VII” (12 i 3 albo 4 cyfry).',
      hu: 'A részleg azonosítója nem „I. rész – VII. rész” alakú (12 és 3 vagy 4 számjegy).',
      en: 'The id of the cell is not "part I - part VII" (12 and 3 or 4 digits).',
    },
  },
  'cell-specialty-missing': {
    severity: 'warning',
    text: {
      pl: 'Komórka organizacyjna nie ma specjalności (standardIndustryClassCode).',
      hu: 'A részlegnek nincs szakterülete (standardIndustryClassCode).',
      en: 'The cell has no specialty (standardIndustryClassCode).',
    },
  },
  'regon14-missing': {
    severity: 'warning',
    text: {
      pl: 'Przy komórce lub jednostce brak REGON 14 zakładu leczniczego.',
      hu: 'A részleg vagy egység mellett hiányzik az intézmény 14 jegyű REGON száma.',
      en: 'The 14 digit REGON of the establishment is missing beside the cell or unit.',
    },
  },
  'taj-check-digit': {
    severity: 'warning',
    text: {
      pl: 'Numer TAJ nie ma dziewięciu cyfr albo cyfra kontrolna się nie zgadza.',
      hu: 'A TAJ szám nem kilencjegyű, vagy az ellenőrző számjegye nem egyezik.',
      en: 'The TAJ has not nine digits, or its check digit is wrong.',
    },
  },
  'attachment-type': {
    severity: 'warning',
    text: {
      pl: 'Załącznik {number} jest czymś innym, niż podaje dokument; pokazujemy go jako {mime}.',
      hu: 'A(z) {number}. melléklet más, mint amit a dokumentum állít; így kezeljük: {mime}.',
      en: 'Attachment {number} is not what the document says; it is treated as {mime}.',
    },
  },
  'attachment-damaged': {
    severity: 'warning',
    text: {
      pl: 'Załącznika {number} nie da się odczytać: jego base64 jest uszkodzony.',
      hu: 'A(z) {number}. melléklet nem olvasható: a base64 kódolása sérült.',
      en: 'Attachment {number} cannot be read: its base64 is damaged.',
    },
  },
  'attachment-remote': {
    severity: 'warning',
    text: {
      pl: 'Dokument odsyła do pliku poza sobą; takich plików nie pobieramy.',
      hu: 'A dokumentum külső fájlra hivatkozik; az ilyet nem töltjük le.',
      en: 'The document refers to a file outside itself; such files are not fetched.',
    },
  },
  'findings-more': {
    severity: 'warning',
    text: {
      pl: 'Uwag jest więcej; pokazano pierwsze {shown}.',
      hu: 'Több észrevétel van; az első {shown} látható.',
      en: 'There are more findings; the first {shown} are shown.',
    },
  },
});

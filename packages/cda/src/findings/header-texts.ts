import { defineFindings } from './define-findings.ts';

/** Findings about the identity and description of a document (PIK 1.3.1, header rules). */
export const headerFindings = defineFindings({
  'id-missing': {
    severity: 'error',
    text: {
      pl: 'Dokument nie ma identyfikatora (element id z atrybutem root).',
      hu: 'A dokumentumnak nincs azonosítója (id elem root attribútummal).',
      en: 'The document has no identifier (element id with a root).',
    },
  },
  'id-unusable': {
    severity: 'error',
    text: {
      pl: 'Identyfikator dokumentu nie jest OID-em z rozszerzeniem, razem do 128 znaków ASCII.',
      hu: 'A dokumentum azonosítója nem OID és kiterjesztés, együtt legfeljebb 128 ASCII karakter.',
      en: 'The identifier is not an OID with an extension of together at most 128 ASCII characters.',
    },
  },
  'id-uuid': {
    severity: 'warning',
    text: {
      pl: 'Identyfikator dokumentu używa UUID; w Polsce stosuje się wyłącznie OID.',
      hu: 'A dokumentum azonosítója UUID; Lengyelországban csak OID használatos.',
      en: 'The identifier uses a UUID; in Poland only OIDs are in use.',
    },
  },
  'id-extension-missing': {
    severity: 'warning',
    text: {
      pl: 'Identyfikator dokumentu nie ma rozszerzenia (extension).',
      hu: 'A dokumentum azonosítójának nincs kiterjesztése (extension).',
      en: 'The identifier of the document has no extension.',
    },
  },
  'id-twice': {
    severity: 'warning',
    text: {
      pl: 'Identyfikator tego dokumentu został użyty drugi raz, dla czegoś innego.',
      hu: 'A dokumentum azonosítója másodszor is szerepel, más dologra.',
      en: 'The identifier of the document is used a second time, for something else.',
    },
  },
  'xml-id-twice': {
    severity: 'warning',
    text: {
      pl: 'Znacznik ID="{id}" występuje w dokumencie więcej niż raz.',
      hu: 'Az ID="{id}" jelölő többször szerepel a dokumentumban.',
      en: 'The mark ID="{id}" occurs more than once in the document.',
    },
  },
  'type-id': {
    severity: 'warning',
    text: {
      pl: 'Brak typeId POCD_HD000040 (2.16.840.1.113883.1.3).',
      hu: 'Hiányzik a POCD_HD000040 (2.16.840.1.113883.1.3) typeId.',
      en: 'There is no typeId POCD_HD000040 (2.16.840.1.113883.1.3).',
    },
  },
  'template-version-missing': {
    severity: 'warning',
    text: {
      pl: 'Szablon dokumentu nie podaje wersji PIK (extension).',
      hu: 'A dokumentum sablonja nem adja meg a PIK verzióját (extension).',
      en: 'The template of the document states no version of the guide (extension).',
    },
  },
  'template-several': {
    severity: 'warning',
    text: {
      pl: 'Więcej niż jeden szablon dokumentu podaje wersję PIK.',
      hu: 'Egynél több dokumentumsablon ad meg PIK-verziót.',
      en: 'More than one document template states a version of the guide.',
    },
  },
  'stylesheet-missing': {
    severity: 'warning',
    text: {
      pl: 'Brak instrukcji xml-stylesheet; P1 jej wymaga w dokumentach podpisanych.',
      hu: 'Hiányzik az xml-stylesheet utasítás; a P1 az aláírt dokumentumokban megköveteli.',
      en: 'There is no xml-stylesheet instruction; P1 demands it in signed documents.',
    },
  },
  'stylesheet-version': {
    severity: 'warning',
    text: {
      pl: 'Instrukcja xml-stylesheet nie wskazuje {expected}, czyli wersji z szablonu dokumentu.',
      hu: 'Az xml-stylesheet utasítás nem a sablon verziójához tartozó {expected} fájlra mutat.',
      en: 'The xml-stylesheet instruction does not name {expected}, the version of the template.',
    },
  },
  'set-id-missing': {
    severity: 'warning',
    text: {
      pl: 'Brak identyfikatora zbioru wersji (setId z root i extension).',
      hu: 'Hiányzik a verziósorozat azonosítója (setId root és extension).',
      en: 'There is no identifier of the set of versions (setId with root and extension).',
    },
  },
  'version-missing': {
    severity: 'warning',
    text: {
      pl: 'Brak numeru wersji (versionNumber, liczba od 1).',
      hu: 'Hiányzik a verziószám (versionNumber, 1-től induló szám).',
      en: 'There is no version number (versionNumber, a number from 1).',
    },
  },
  'code-missing': {
    severity: 'warning',
    text: {
      pl: 'Brak rodzaju dokumentu w LOINC (element code).',
      hu: 'Hiányzik a dokumentum LOINC szerinti típusa (code elem).',
      en: 'There is no document type in LOINC (element code).',
    },
  },
  'code-display-missing': {
    severity: 'warning',
    text: {
      pl: 'Kod rodzaju dokumentu nie ma opisu (displayName).',
      hu: 'A dokumentumtípus kódjának nincs megnevezése (displayName).',
      en: 'The code of the document type has no words (displayName).',
    },
  },
  'class-missing': {
    severity: 'warning',
    text: {
      pl: 'Brak klasy dokumentu P1 (translation z KLAS_DOK_P1).',
      hu: 'Hiányzik a P1 szerinti dokumentumosztály (translation, KLAS_DOK_P1).',
      en: 'There is no document class for P1 (translation in KLAS_DOK_P1).',
    },
  },
  'class-mismatch': {
    severity: 'warning',
    text: {
      pl: 'Klasa dokumentu {class} nie pasuje do szablonu, który przewiduje {expected}.',
      hu: 'A(z) {class} dokumentumosztály nem illik a sablonhoz, amely ezt írja elő: {expected}.',
      en: 'The document class {class} does not fit the template, which provides for {expected}.',
    },
  },
  'title-missing': {
    severity: 'warning',
    text: {
      pl: 'Dokument nie ma tytułu.',
      hu: 'A dokumentumnak nincs címe.',
      en: 'The document has no title.',
    },
  },
  'effective-time': {
    severity: 'warning',
    text: {
      pl: 'Brak daty wystawienia albo taka data nie istnieje (effectiveTime).',
      hu: 'Hiányzik a kiállítás ideje, vagy nem létező dátum (effectiveTime).',
      en: 'There is no date of issue, or none that exists (effectiveTime).',
    },
  },
  confidentiality: {
    severity: 'warning',
    text: {
      pl: 'Poziom poufności powinien być N, R albo V (confidentialityCode).',
      hu: 'A bizalmasság szintje N, R vagy V lehet (confidentialityCode).',
      en: 'The level of confidentiality should be N, R or V (confidentialityCode).',
    },
  },
  language: {
    severity: 'warning',
    text: {
      pl: 'Język dokumentu powinien być pl-PL, en-US albo en-GB (languageCode).',
      hu: 'A dokumentum nyelve pl-PL, en-US vagy en-GB lehet (languageCode).',
      en: 'The language should be pl-PL, en-US or en-GB (languageCode).',
    },
  },
});

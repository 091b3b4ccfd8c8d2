import { defineFindings } from './define-findings.ts';

/** Findings about patient, authors, custodian, authenticator and related documents. */
export const peopleFindings = defineFindings({
  'patient-missing': {
    severity: 'error',
    text: {
      pl: 'Dokument nie wskazuje pacjenta: nie ma ani identyfikatora, ani nazwiska.',
      hu: 'A dokumentum nem nevezi meg a beteget: sem azonosító, sem név nincs benne.',
      en: 'The document names no patient: there is neither an identifier nor a name.',
    },
  },
  'patient-several': {
    severity: 'warning',
    text: {
      pl: 'Dokument dotyczy więcej niż jednego pacjenta; brany jest pierwszy.',
      hu: 'A dokumentum több betegre vonatkozik; az elsőt vesszük figyelembe.',
      en: 'The document is about more than one patient; the first one counts.',
    },
  },
  'patient-id-missing': {
    severity: 'warning',
    text: {
      pl: 'Pacjent nie ma w dokumencie żadnego identyfikatora.',
      hu: 'A betegnek nincs azonosítója a dokumentumban.',
      en: 'The patient has no identifier in the document.',
    },
  },
  'patient-id-twice': {
    severity: 'warning',
    text: {
      pl: 'Pacjent ma dwa identyfikatory z tej samej puli.',
      hu: 'A betegnek két azonosítója van ugyanabból a körből.',
      en: 'The patient has two identifiers of the same pool.',
    },
  },
  'patient-name': {
    severity: 'warning',
    text: {
      pl: 'Brak imienia lub nazwiska pacjenta.',
      hu: 'Hiányzik a beteg vezeték- vagy utóneve.',
      en: 'The given or family name of the patient is missing.',
    },
  },
  'birth-time': {
    severity: 'warning',
    text: {
      pl: 'Brak daty urodzenia pacjenta albo taka data nie istnieje.',
      hu: 'Hiányzik a beteg születési ideje, vagy nem létező dátum.',
      en: 'The date of birth is missing, or does not exist.',
    },
  },
  'pesel-form': {
    severity: 'warning',
    text: {
      pl: 'Numer PESEL nie ma jedenastu cyfr.',
      hu: 'A PESEL szám nem tizenegy számjegyű.',
      en: 'The PESEL has not eleven digits.',
    },
  },
  'pesel-check-digit': {
    severity: 'warning',
    text: {
      pl: 'Cyfra kontrolna numeru PESEL się nie zgadza.',
      hu: 'A PESEL szám ellenőrző számjegye nem egyezik.',
      en: 'The check digit of the PESEL is wrong.',
    },
  },
  'pesel-birth-date': {
    severity: 'warning',
    text: {
      pl: 'Numer PESEL zawiera datę urodzenia, która nie istnieje.',
      hu: 'A PESEL szám nem létező születési dátumot tartalmaz.',
      en: 'The PESEL contains a date of birth that does not exist.',
    },
  },
  'pesel-birth-mismatch': {
    severity: 'warning',
    text: {
      pl: 'Data urodzenia nie zgadza się z numerem PESEL.',
      hu: 'A születési dátum nem egyezik a PESEL számmal.',
      en: 'The date of birth is not the one in the PESEL.',
    },
  },
  'pesel-sex-mismatch': {
    severity: 'warning',
    text: {
      pl: 'Płeć nie zgadza się z numerem PESEL.',
      hu: 'A nem nem egyezik a PESEL számmal.',
      en: 'The sex is not the one in the PESEL.',
    },
  },
  'author-missing': {
    severity: 'warning',
    text: {
      pl: 'Dokument nie ma autora.',
      hu: 'A dokumentumnak nincs szerzője.',
      en: 'The document has no author.',
    },
  },
  'author-id-missing': {
    severity: 'warning',
    text: {
      pl: 'Autor nie ma numeru prawa wykonywania zawodu ani innego identyfikatora.',
      hu: 'A szerzőnek nincs működési engedélyszáma és más azonosítója sem.',
      en: 'The author has neither a licence number nor another identifier.',
    },
  },
  'author-name': {
    severity: 'warning',
    text: {
      pl: 'Brak imienia lub nazwiska autora.',
      hu: 'Hiányzik a szerző vezeték- vagy utóneve.',
      en: 'The given or family name of the author is missing.',
    },
  },
  'author-function-missing': {
    severity: 'warning',
    text: {
      pl: 'Nie podano zawodu autora (functionCode).',
      hu: 'Nincs megadva a szerző foglalkozása (functionCode).',
      en: 'The profession of the author is not stated (functionCode).',
    },
  },
  'author-licence-root': {
    severity: 'warning',
    text: {
      pl: 'Numer prawa wykonywania zawodu pochodzi z innego rejestru niż zawód {profession}.',
      hu: 'A működési engedélyszám nem a(z) {profession} foglalkozás nyilvántartásából való.',
      en: 'The licence number is from another register than the one of profession {profession}.',
    },
  },
  'author-organisation-missing': {
    severity: 'warning',
    text: {
      pl: 'Nie podano miejsca, w którym autor wystawił dokument (representedOrganization).',
      hu: 'Nincs megadva, hol állította ki a szerző a dokumentumot (representedOrganization).',
      en: 'The place where the author wrote is not stated (representedOrganization).',
    },
  },
  'author-time': {
    severity: 'warning',
    text: {
      pl: 'Brak czasu autorstwa albo taka data nie istnieje (author/time).',
      hu: 'Hiányzik a szerzőség ideje, vagy nem létező dátum (author/time).',
      en: 'The time of authorship is missing, or does not exist (author/time).',
    },
  },
  'author-time-mismatch': {
    severity: 'warning',
    text: {
      pl: 'Czas podpisu nie zgadza się z czasem autora, który podpisał.',
      hu: 'Az aláírás ideje nem egyezik az aláíró szerző idejével.',
      en: 'The time of the signature is not the time of the author who signed.',
    },
  },
  'custodian-missing': {
    severity: 'warning',
    text: {
      pl: 'Nie podano, kto przechowuje dokument (custodian).',
      hu: 'Nincs megadva, ki őrzi a dokumentumot (custodian).',
      en: 'Who keeps the document is not stated (custodian).',
    },
  },
  'custodian-assigner': {
    severity: 'warning',
    text: {
      pl: 'Dokument dla P1 powinien mieć opiekuna z assigningAuthorityName „CSIOZ”.',
      hu: 'A P1-nek szóló dokumentum őrzőjénél az assigningAuthorityName értéke „CSIOZ”.',
      en: 'A document for P1 should have a custodian with assigningAuthorityName "CSIOZ".',
    },
  },
  'authenticator-missing': {
    severity: 'warning',
    text: {
      pl: 'Nie podano wystawcy dokumentu (legalAuthenticator).',
      hu: 'Nincs megadva a dokumentum hitelesítője (legalAuthenticator).',
      en: 'Who answers for the document is not stated (legalAuthenticator).',
    },
  },
  'authenticator-time': {
    severity: 'warning',
    text: {
      pl: 'Brak czasu podpisu albo taka data nie istnieje (legalAuthenticator/time).',
      hu: 'Hiányzik az aláírás ideje, vagy nem létező dátum (legalAuthenticator/time).',
      en: 'The time of the signature is missing, or does not exist (legalAuthenticator/time).',
    },
  },
  'signature-code': {
    severity: 'warning',
    text: {
      pl: 'Kod podpisu powinien być S (signatureCode).',
      hu: 'Az aláírás kódja S (signatureCode).',
      en: 'The code of the signature should be S (signatureCode).',
    },
  },
  'authenticator-not-author': {
    severity: 'warning',
    text: {
      pl: 'Wystawca dokumentu nie jest żadnym z autorów.',
      hu: 'A dokumentum hitelesítője nem szerepel a szerzők között.',
      en: 'Who answers for the document is none of its authors.',
    },
  },
  'related-type': {
    severity: 'warning',
    text: {
      pl: 'Związek z innym dokumentem ma nieznany rodzaj; znane to RPLC, APND i XFRM.',
      hu: 'A másik dokumentumhoz fűződő kapcsolat típusa ismeretlen; ismert: RPLC, APND, XFRM.',
      en: 'The kind of relation to another document is unknown; known are RPLC, APND and XFRM.',
    },
  },
  'related-id-missing': {
    severity: 'warning',
    text: {
      pl: 'Dokument powiązany nie ma identyfikatora.',
      hu: 'A kapcsolódó dokumentumnak nincs azonosítója.',
      en: 'The related document has no identifier.',
    },
  },
  'replaces-itself': {
    severity: 'warning',
    text: {
      pl: 'Dokument zastępuje dokument o swoim własnym identyfikatorze.',
      hu: 'A dokumentum a saját azonosítójával jelölt dokumentumot váltja fel.',
      en: 'The document replaces a document with its own identifier.',
    },
  },
  'replaces-other-set': {
    severity: 'warning',
    text: {
      pl: 'Zastępowany dokument należy do innego zbioru wersji (setId).',
      hu: 'A felváltott dokumentum másik verziósorozathoz tartozik (setId).',
      en: 'The replaced document belongs to another set of versions (setId).',
    },
  },
  'replaces-version': {
    severity: 'warning',
    text: {
      pl: 'Numer wersji powinien być o jeden wyższy niż w zastępowanym dokumencie.',
      hu: 'A verziószám eggyel nagyobb a felváltott dokumentuménál.',
      en: 'The version number should be one above the one of the replaced document.',
    },
  },
  'replaced-missing': {
    severity: 'warning',
    text: {
      pl: 'Dokument w wersji {version} nie wskazuje, co zastępuje (relatedDocument RPLC).',
      hu: 'A(z) {version}. verziójú dokumentum nem mondja meg, mit vált fel (relatedDocument RPLC).',
      en: 'A document in version {version} does not say what it replaces (relatedDocument RPLC).',
    },
  },
});

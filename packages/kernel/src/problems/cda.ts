import { defineProblems } from './define.ts';

export const cdaProblems = defineProblems({
  'cda.too-large': {
    status: 413,
    xds: 'XDSRepositoryOutOfResources',
    fhir: 'too-costly',
    text: {
      pl: 'Dokument jest większy niż {megabytesMax} MB.',
      hu: 'A dokumentum nagyobb, mint {megabytesMax} MB.',
      en: 'The document is larger than {megabytesMax} MB.',
    },
    next: {
      pl: 'Zmniejsz załączniki albo podziel dokument na części.',
      hu: 'Csökkentse a mellékletek méretét, vagy ossza több dokumentumra.',
      en: 'Make the attachments smaller or split the document.',
    },
  },
  'cda.not-cda': {
    status: 422,
    xds: 'InvalidDocumentContent',
    fhir: 'structure',
    text: {
      pl: 'Ten plik XML nie jest dokumentem HL7 CDA (brak elementu ClinicalDocument).',
      hu: 'Ez az XML-fájl nem HL7 CDA dokumentum (nincs ClinicalDocument eleme).',
      en: 'This XML file is not an HL7 CDA document (there is no ClinicalDocument).',
    },
    next: {
      pl: 'Wybierz plik dokumentu albo dołącz ten plik jako załącznik.',
      hu: 'Válassza ki a dokumentum fájlját, vagy csatolja ezt mellékletként.',
      en: 'Choose the file of the document, or attach this one as an attachment.',
    },
  },
  'cda.no-attachment': {
    status: 404,
    xds: 'XDSDocumentUniqueIdError',
    fhir: 'not-found',
    text: {
      pl: 'Dokument nie zawiera takiego załącznika.',
      hu: 'A dokumentumban nincs ilyen melléklet.',
      en: 'The document has no such attachment.',
    },
    next: {
      pl: 'Otwórz dokument ponownie i wybierz załącznik z listy.',
      hu: 'Nyissa meg újra a dokumentumot, és válasszon a mellékletek listájából.',
      en: 'Open the document again and choose an attachment from the list.',
    },
  },
  'cda.attachment-damaged': {
    status: 422,
    xds: 'InvalidDocumentContent',
    fhir: 'structure',
    text: {
      pl: 'Załącznika nie da się odczytać: jego zapis base64 jest uszkodzony.',
      hu: 'A melléklet nem olvasható: a base64 kódolása sérült.',
      en: 'The attachment cannot be read: its base64 is damaged.',
    },
    next: {
      pl: 'Poproś wystawcę o dokument jeszcze raz; pozostała treść jest dostępna.',
      hu: 'Kérje el újra a dokumentumot a kiállítójától; a többi tartalom elérhető.',
      en: 'Ask the issuer for the document again; the rest of it can be read.',
    },
  },
  'cda.render-failed': {
    status: 500,
    xds: 'XDSRepositoryError',
    fhir: 'exception',
    text: {
      pl: 'Nie udało się przygotować podglądu tego dokumentu.',
      hu: 'Nem sikerült elkészíteni a dokumentum megjelenítését.',
      en: 'The document could not be prepared for showing.',
    },
    next: {
      pl: 'Zapisz dokument jako XML; sam dokument jest nienaruszony.',
      hu: 'Mentse a dokumentumot XML-ként; maga a dokumentum sértetlen.',
      en: 'Save the document as XML; the document itself is unharmed.',
    },
  },
  'cda.render-timeout': {
    status: 503,
    xds: 'XDSRepositoryBusy',
    fhir: 'timeout',
    text: {
      pl: 'Przygotowanie podglądu trwało dłużej niż {seconds} s i zostało przerwane.',
      hu: 'A megjelenítés előkészítése tovább tartott {seconds} másodpercnél, ezért megszakadt.',
      en: 'Preparing the document for showing took longer than {seconds} s and was stopped.',
    },
    next: {
      pl: 'Spróbuj ponownie; gdy się powtórzy, zapisz dokument jako XML.',
      hu: 'Próbálja újra; ha ismétlődik, mentse a dokumentumot XML-ként.',
      en: 'Try again; if it comes back, save the document as XML.',
    },
  },
  'cda.render-busy': {
    status: 503,
    xds: 'XDSRepositoryBusy',
    fhir: 'throttled',
    text: {
      pl: 'Zbyt wiele dokumentów czeka teraz na przygotowanie podglądu.',
      hu: 'Jelenleg túl sok dokumentum vár megjelenítésre.',
      en: 'Too many documents are waiting to be prepared for showing.',
    },
    next: {
      pl: 'Spróbuj za chwilę.',
      hu: 'Próbálja meg rövidesen.',
      en: 'Try again in a moment.',
    },
  },
  'cda.renderer-closed': {
    status: 503,
    xds: 'XDSRepositoryBusy',
    fhir: 'transient',
    text: {
      pl: 'Podgląd dokumentów jest właśnie wyłączany.',
      hu: 'A dokumentumok megjelenítése éppen leáll.',
      en: 'Showing documents is being shut down.',
    },
    next: {
      pl: 'Spróbuj za chwilę.',
      hu: 'Próbálja meg rövidesen.',
      en: 'Try again in a moment.',
    },
  },
});

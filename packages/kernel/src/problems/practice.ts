import { defineProblems } from './define.ts';

export const practiceProblems = defineProblems({
  'practice.patient-exists': {
    status: 409,
    text: {
      pl: 'Pacjent z tym numerem jest już w kartotece.',
      hu: 'Ezzel a számmal már van beteg a kartotékban.',
      en: 'A patient with this number is in the index already.',
    },
    next: {
      pl: 'Otwórz istniejącą kartę albo sprawdź numer.',
      hu: 'Nyissa meg a meglévő kartont, vagy ellenőrizze a számot.',
      en: 'Open the existing record or check the number.',
    },
  },
  'practice.patient-changed': {
    status: 409,
    text: {
      pl: 'Ktoś inny zmienił w tym czasie dane tego pacjenta.',
      hu: 'Közben valaki más módosította a beteg adatait.',
      en: 'Somebody else changed this patient in the meantime.',
    },
    next: {
      pl: 'Obejrzyj nowe dane i zapisz jeszcze raz; to, co wpisano, zostało na ekranie.',
      hu: 'Nézze meg az új adatokat, és mentse újra; a beírtak a képernyőn maradtak.',
      en: 'Look at the new data and save again; what you typed is still on the screen.',
    },
  },
  'practice.merge-same': {
    status: 422,
    text: {
      pl: 'Karty nie można połączyć z nią samą ani z kartą już połączoną.',
      hu: 'Egy karton nem vonható össze önmagával vagy már összevont kartonnal.',
      en: 'A record cannot be merged into itself or into one that was merged away.',
    },
    next: {
      pl: 'Wybierz drugą, czynną kartę tego samego pacjenta.',
      hu: 'Válassza ki ugyanannak a betegnek a másik, élő kartonját.',
      en: 'Choose the other, living record of the same person.',
    },
  },
  'practice.structure-changed': {
    status: 409,
    text: {
      pl: 'Ktoś inny zmienił w tym czasie strukturę organizacyjną.',
      hu: 'Közben valaki más módosította a szervezeti felépítést.',
      en: 'Somebody else changed the organisation structure in the meantime.',
    },
    next: {
      pl: 'Wczytaj stronę ponownie i wprowadź zmianę jeszcze raz.',
      hu: 'Töltse be újra az oldalt, és végezze el újra a módosítást.',
      en: 'Load the page again and make the change once more.',
    },
  },
  'practice.kinds-changed': {
    status: 409,
    text: {
      pl: 'Ktoś inny zmienił w tym czasie ustawienia rodzajów dokumentów.',
      hu: 'Közben valaki más módosította a dokumentumfajták beállításait.',
      en: 'Somebody else changed the settings of the kinds in the meantime.',
    },
    next: {
      pl: 'Odśwież listę i wprowadź zmianę jeszcze raz.',
      hu: 'Frissítse a listát, és végezze el újra a módosítást.',
      en: 'Refresh the list and make the change again.',
    },
  },
  'practice.kind-unknown': {
    status: 422,
    text: {
      pl: 'Nie ma rodzaju dokumentów o kodzie {code}.',
      hu: 'Nincs {code} kódú dokumentumfajta.',
      en: 'There is no kind of documents with the code {code}.',
    },
    next: {
      pl: 'Wybierz rodzaj z listy „Rodzaje dokumentów”.',
      hu: 'Válasszon a „Rodzaje dokumentów” listából.',
      en: 'Choose a kind from the list "Rodzaje dokumentów".',
    },
  },
  'practice.no-cloud': {
    status: 409,
    text: {
      pl: 'Praktyka nie jest jeszcze połączona z chmurą dokumentów.',
      hu: 'A rendelő még nincs összekapcsolva a dokumentumfelhővel.',
      en: 'The practice is not connected to a document cloud yet.',
    },
    next: {
      pl: 'Otwórz Konfigurator > Funkcje dodatkowe > Zarządzanie kontem Chmury dla zdrowia.',
      hu: 'Nyissa meg: Konfigurator > Funkcje dodatkowe > Zarządzanie kontem Chmury dla zdrowia.',
      en: 'Open Konfigurator > Funkcje dodatkowe > Zarządzanie kontem Chmury dla zdrowia.',
    },
  },
  'practice.no-document-id': {
    status: 422,
    text: {
      pl: 'Dokument nie ma identyfikatora, pod którym można go przechować.',
      hu: 'A dokumentumnak nincs azonosítója, amelyen tárolni lehetne.',
      en: 'The document has no id under which it could be kept.',
    },
    next: {
      pl: 'Poproś wystawcę o dokument z elementem „id” w nagłówku.',
      hu: 'Kérje el a kiállítótól a dokumentumot, amelynek fejlécében van „id” elem.',
      en: 'Ask the author for the document with an "id" in its header.',
    },
  },
  'practice.parent-waits': {
    status: 409,
    text: {
      pl: 'Dokument zastępuje inny, który jeszcze nie dotarł do chmury.',
      hu: 'A dokumentum egy másikat vált fel, amely még nem ért a felhőbe.',
      en: 'The document replaces another one that has not arrived in the cloud yet.',
    },
    next: {
      pl: 'Poczekaj; odejdzie sam zaraz po poprzedniej wersji.',
      hu: 'Várjon; az előző változat után magától elmegy.',
      en: 'Wait; it leaves by itself right after the version before it.',
    },
  },
  'practice.not-xml': {
    status: 422,
    text: {
      pl: 'To nie jest plik XML, więc nie może być dokumentem HL7 CDA (to raczej obraz, PDF albo inny plik).',
      hu: 'Ez nem XML-fájl, ezért nem lehet HL7 CDA dokumentum (inkább kép, PDF vagy más fájl).',
      en: 'This is no XML file, so it cannot be an HL7 CDA document (rather a picture, a PDF or another file).',
    },
    next: {
      pl: 'Wskaż plik .xml dokumentu; ten plik pozostał tam, gdzie był.',
      hu: 'Adja meg a dokumentum .xml fájlját; ez a fájl ott maradt, ahol volt.',
      en: 'Choose the .xml file of the document; this file stayed where it was.',
    },
  },
  'practice.too-large': {
    status: 413,
    text: {
      pl: 'Plik jest większy niż {megabytesMax} MB.',
      hu: 'A fájl nagyobb, mint {megabytesMax} MB.',
      en: 'The file is larger than {megabytesMax} MB.',
    },
    next: {
      pl: 'Zmniejsz załączniki w dokumencie albo podziel go.',
      hu: 'Csökkentse a dokumentum mellékleteit, vagy ossza fel.',
      en: 'Make the attachments inside smaller or split the document.',
    },
  },
  'practice.copy-away': {
    status: 503,
    text: {
      pl: 'Lokalnej kopii już nie ma, a chmura w tej chwili nie odpowiada.',
      hu: 'A helyi másolat már nincs meg, és a felhő most nem válaszol.',
      en: 'The local copy has gone and the cloud does not answer now.',
    },
    next: {
      pl: 'Spróbuj ponownie za chwilę; dokument jest bezpieczny w archiwum.',
      hu: 'Próbálja újra kicsit később; a dokumentum biztonságban van az archívumban.',
      en: 'Try again in a moment; the document is safe in the archive.',
    },
  },
  'practice.other-bytes': {
    status: 502,
    text: {
      pl: 'Chmura oddała pod tym identyfikatorem inną treść niż ta, którą wysłano.',
      hu: 'A felhő ezen az azonosítón más tartalmat adott vissza, mint amit elküldtünk.',
      en: 'The cloud gave back other content under this id than was sent.',
    },
    next: {
      pl: 'Nie korzystaj z tej treści; przekaż operatorowi chmury identyfikator dokumentu.',
      hu: 'Ne használja ezt a tartalmat; adja meg a dokumentum azonosítóját a felhő üzemeltetőjének.',
      en: "Do not use this content; tell the cloud's operator the id of the document.",
    },
  },
  'practice.other-patients': {
    status: 422,
    text: {
      pl: 'Zaznaczone dokumenty należą do różnych pacjentów.',
      hu: 'A kijelölt dokumentumok különböző betegekhez tartoznak.',
      en: 'The chosen documents belong to different patients.',
    },
    next: {
      pl: 'Udostępniaj dokumenty jednego pacjenta naraz.',
      hu: 'Egyszerre csak egy beteg dokumentumait ossza meg.',
      en: 'Share the documents of one patient at a time.',
    },
  },
  'practice.no-patient': {
    status: 422,
    text: {
      pl: 'Dokument nie ma pacjenta w kartotece, więc nie ma go komu udostępnić.',
      hu: 'A dokumentumhoz nincs beteg a kartotékban, így nincs kivel megosztani.',
      en: 'The document has no patient in the index, so there is nobody to share it with.',
    },
    next: {
      pl: 'Przypisz dokument do pacjenta.',
      hu: 'Rendelje a dokumentumot beteghez.',
      en: 'File the document under a patient.',
    },
  },
  'practice.conflict-open': {
    status: 409,
    text: {
      pl: 'Inny dokument ma ten sam identyfikator i inną treść.',
      hu: 'Egy másik dokumentumnak ugyanez az azonosítója, de más a tartalma.',
      en: 'Another document has the same id and other content.',
    },
    next: {
      pl: 'Porównaj oba i zdecyduj, czy wysłać ten pod nowym identyfikatorem.',
      hu: 'Hasonlítsa össze a kettőt, és döntse el, elküldi-e ezt új azonosítóval.',
      en: 'Compare both and decide whether this one is sent under a new id.',
    },
  },
  'practice.no-conflict': {
    status: 409,
    text: {
      pl: 'Ten dokument nie jest w konflikcie z innym.',
      hu: 'Ez a dokumentum nem ütközik másikkal.',
      en: 'This document is in conflict with no other.',
    },
    next: {
      pl: 'Odśwież stronę; ktoś mógł już zdecydować.',
      hu: 'Frissítse az oldalt; lehet, hogy valaki már döntött.',
      en: 'Refresh the page; somebody may have decided already.',
    },
  },
  'practice.consent-days': {
    status: 422,
    text: {
      pl: '„Data do” jest wcześniejsza niż „Data od”.',
      hu: 'A „Data do” korábbi, mint a „Data od”.',
      en: '"Data do" is before "Data od".',
    },
    next: {
      pl: 'Podaj okres, w którym pacjent ma widzieć dokumenty.',
      hu: 'Adja meg, mettől meddig láthatja a beteg a dokumentumokat.',
      en: 'Give the time in which the patient is to see the documents.',
    },
  },
  'practice.consent-state': {
    status: 409,
    text: {
      pl: 'Tej zgody nie można odwołać: jest w stanie „{state}”.',
      hu: 'Ez a hozzájárulás nem vonható vissza: állapota „{state}”.',
      en: 'This consent cannot be revoked: its state is "{state}".',
    },
    next: {
      pl: 'Odśwież rejestr zgód i sprawdź jej przebieg.',
      hu: 'Frissítse a hozzájárulások jegyzékét, és nézze meg a történetét.',
      en: 'Refresh the register of consents and look at its history.',
    },
  },
});

import { defineProblems } from './define.ts';

export const xdsProblems = defineProblems({
  'xds.action-unsupported': {
    status: 400,
    xds: 'XDSRepositoryError',
    fhir: 'not-supported',
    text: {
      pl: 'Komunikat prosi o usługę, której tu nie ma.',
      hu: 'Az üzenet olyan szolgáltatást kér, amely itt nem elérhető.',
      en: 'The message asks for a service that is not offered here.',
    },
    next: {
      pl: 'Sprawdź nagłówek wsa:Action i adres; opis usług jest pod ?wsdl.',
      hu: 'Ellenőrizze a wsa:Action fejlécet és a címet; a szolgáltatások leírása a ?wsdl címen található.',
      en: 'Check the wsa:Action header and the address; the services are described at ?wsdl.',
    },
  },
  'xds.answer-unreadable': {
    status: 502,
    fhir: 'structure',
    text: {
      pl: 'Repozytorium odpowiedziało czymś, co nie jest odpowiedzią XDS.b.',
      hu: 'A tároló válasza nem XDS.b válasz.',
      en: 'The repository answered with something that is not an XDS.b answer.',
    },
    next: {
      pl: 'Sprawdź adres repozytorium w ustawieniach; gdy jest dobry, przekaż tę treść jego operatorowi.',
      hu: 'Ellenőrizze a tároló címét a beállításokban; ha helyes, adja tovább ezt a szöveget az üzemeltetőjének.',
      en: 'Check the address of the repository in the settings; if it is right, pass this text to its operator.',
    },
  },
  'xds.answer-contradicts': {
    status: 502,
    fhir: 'processing',
    text: {
      pl: 'Odpowiedź repozytorium przeczy sama sobie: mówi „{status}”, a lista powodów mówi co innego.',
      hu: 'A tároló válasza ellentmond önmagának: azt mondja, „{status}”, de az okok listája mást mutat.',
      en: 'The answer of the repository contradicts itself: it says "{status}", its list of reasons something else.',
    },
    next: {
      pl: 'Nie uznawaj dokumentu za dostarczony; przekaż cytowaną treść operatorowi repozytorium.',
      hu: 'Ne tekintse kézbesítettnek a dokumentumot; az idézett szöveget adja tovább a tároló üzemeltetőjének.',
      en: 'Do not count the document as delivered; pass the quoted text to the operator of the repository.',
    },
  },
  'xds.refused': {
    status: 502,
    fhir: 'processing',
    text: {
      pl: 'Repozytorium odmówiło przyjęcia lub wydania z kodem {code}.',
      hu: 'A tároló {code} kóddal elutasította a kérést.',
      en: 'The repository refused with the code {code}.',
    },
    next: {
      pl: 'Przeczytaj cytowany komunikat; jeśli nie wskazuje, co poprawić, przekaż go operatorowi repozytorium.',
      hu: 'Olvassa el az idézett üzenetet; ha nem derül ki belőle, mit kell javítani, adja tovább a tároló üzemeltetőjének.',
      en: 'Read the quoted message; if it does not say what to mend, pass it to the operator of the repository.',
    },
  },
  'xds.metadata': {
    status: 422,
    xds: 'XDSRepositoryMetadataError',
    fhir: 'invalid',
    text: {
      pl: 'Repozytorium nie przyjęło opisu dokumentu ({code}).',
      hu: 'A tároló nem fogadta el a dokumentum leíró adatait ({code}).',
      en: 'The repository did not take the description of the document ({code}).',
    },
    next: {
      pl: 'Uzupełnij wskazane dane dokumentu i wyślij ponownie.',
      hu: 'Egészítse ki a megjelölt adatokat, és küldje el újra.',
      en: 'Complete the data named in the message and send again.',
    },
  },
  'xds.already-stored': {
    status: 409,
    xds: 'XDSDuplicateUniqueIdInRegistry',
    fhir: 'duplicate',
    text: {
      pl: 'Ten dokument jest już w repozytorium, z tą samą treścią.',
      hu: 'Ez a dokumentum azonos tartalommal már a tárolóban van.',
      en: 'This document is in the repository already, with the same content.',
    },
    next: {
      pl: 'Nie trzeba nic robić; dokument uznaje się za dostarczony.',
      hu: 'Nincs teendő; a dokumentum kézbesítettnek számít.',
      en: 'Nothing has to be done; the document counts as delivered.',
    },
  },
  'xds.other-content': {
    status: 409,
    xds: 'XDSNonIdenticalHash',
    fhir: 'conflict',
    text: {
      pl: 'Pod tym identyfikatorem repozytorium ma dokument o innej treści.',
      hu: 'Ezzel az azonosítóval a tárolóban más tartalmú dokumentum van.',
      en: 'Under this identifier the repository holds a document with other content.',
    },
    next: {
      pl: 'Porównaj oba dokumenty; drugi można wysłać pod nowym identyfikatorem.',
      hu: 'Hasonlítsa össze a két dokumentumot; a második új azonosítóval küldhető el.',
      en: 'Compare the two documents; the second can be sent under a new identifier.',
    },
  },
  'xds.out-of-resources': {
    status: 507,
    xds: 'XDSRepositoryOutOfResources',
    fhir: 'too-costly',
    text: {
      pl: 'W repozytorium nie ma miejsca na kolejny dokument.',
      hu: 'A tárolóban nincs hely további dokumentumnak.',
      en: 'The repository has no room for another document.',
    },
    next: {
      pl: 'Dokument czeka u Ciebie; zwiększ limit konta u operatora, a wyśle się sam.',
      hu: 'A dokumentum itt várakozik; növeltesse a fiók keretét az üzemeltetővel, és magától elküldődik.',
      en: 'The document waits here; have the operator raise the limit of the account and it goes by itself.',
    },
  },
  'xds.policy': {
    status: 403,
    xds: 'LocalPolicyRestrictionError',
    fhir: 'business-rule',
    text: {
      pl: 'Konto w repozytorium nie przyjmuje teraz nowych dokumentów.',
      hu: 'A tárolóbeli fiók jelenleg nem fogad új dokumentumot.',
      en: 'The account at the repository takes no new documents at present.',
    },
    next: {
      pl: 'Sprawdź w danych konta, czy nie wygasło lub nie zostało wstrzymane; czytać można nadal.',
      hu: 'Nézze meg a fiók adatainál, hogy nem járt-e le vagy nincs-e felfüggesztve; olvasni továbbra is lehet.',
      en: 'See in the account whether it has expired or been suspended; reading still works.',
    },
  },
  'xds.unknown-patient': {
    status: 422,
    xds: 'XDSUnknownPatientId',
    fhir: 'not-found',
    text: {
      pl: 'Repozytorium nie przyjmuje identyfikatora pacjenta z tej dziedziny.',
      hu: 'A tároló nem fogad el betegazonosítót ebből a tartományból.',
      en: 'The repository does not take a patient identifier of this domain.',
    },
    next: {
      pl: 'Sprawdź w ustawieniach konta dozwolone dziedziny identyfikatorów pacjentów.',
      hu: 'Ellenőrizze a fiók beállításaiban a megengedett azonosítótartományokat.',
      en: 'Check the allowed domains of patient identifiers in the settings of the account.',
    },
  },
  'xds.other-patient': {
    status: 422,
    xds: 'XDSPatientIdDoesNotMatch',
    fhir: 'invariant',
    text: {
      pl: 'Dokumenty jednej wysyłki należą do różnych pacjentów.',
      hu: 'Egy küldés dokumentumai különböző betegekhez tartoznak.',
      en: 'Documents of one submission belong to different patients.',
    },
    next: {
      pl: 'Wyślij dokumenty każdego pacjenta osobno.',
      hu: 'Küldje el külön az egyes betegek dokumentumait.',
      en: 'Send the documents of each patient by themselves.',
    },
  },
  'xds.deprecated': {
    status: 409,
    xds: 'XDSRegistryDeprecatedDocumentError',
    fhir: 'conflict',
    text: {
      pl: 'Dokument, do którego odnosi się wysyłka, został już zastąpiony.',
      hu: 'A dokumentumot, amelyre a küldés hivatkozik, már lecserélték.',
      en: 'The document that the submission refers to has been replaced already.',
    },
    next: {
      pl: 'Odszukaj jego najnowszą wersję i odnieś się do niej.',
      hu: 'Keresse meg a legújabb változatát, és arra hivatkozzon.',
      en: 'Find its newest version and refer to that one.',
    },
  },
  'xds.unresolved-reference': {
    status: 422,
    xds: 'UnresolvedReferenceException',
    fhir: 'not-found',
    text: {
      pl: 'Wysyłka odnosi się do czegoś, czego nie ma w repozytorium.',
      hu: 'A küldés olyanra hivatkozik, ami nincs a tárolóban.',
      en: 'The submission refers to something that is not in the repository.',
    },
    next: {
      pl: 'Wyślij najpierw dokument, do którego się odnosi, albo usuń odniesienie.',
      hu: 'Küldje el előbb a hivatkozott dokumentumot, vagy törölje a hivatkozást.',
      en: 'Send the document that it refers to first, or take the reference out.',
    },
  },
  'xds.unknown-document': {
    status: 404,
    xds: 'XDSDocumentUniqueIdError',
    fhir: 'not-found',
    text: {
      pl: 'Repozytorium nie ma dokumentu o tym identyfikatorze.',
      hu: 'A tárolóban nincs ilyen azonosítójú dokumentum.',
      en: 'The repository has no document with this identifier.',
    },
    next: {
      pl: 'Wyszukaj dokument ponownie; mógł zostać usunięty.',
      hu: 'Keressen rá újra a dokumentumra; lehet, hogy törölték.',
      en: 'Search for the document again; it may have been removed.',
    },
  },
  'xds.unknown-repository': {
    status: 404,
    xds: 'XDSUnknownRepositoryId',
    fhir: 'not-found',
    text: {
      pl: 'Pod tym adresem działa inne repozytorium niż to, w którym jest dokument.',
      hu: 'Ezen a címen nem az a tároló működik, amelyben a dokumentum van.',
      en: 'At this address works another repository than the one that holds the document.',
    },
    next: {
      pl: 'Porównaj identyfikator repozytorium dokumentu z danymi konta.',
      hu: 'Vesse össze a dokumentum tárolóazonosítóját a fiók adataival.',
      en: 'Compare the repository identifier of the document with the data of the account.',
    },
  },
  'xds.too-many-results': {
    status: 422,
    xds: 'XDSTooManyResults',
    fhir: 'too-costly',
    text: {
      pl: 'Na to pytanie jest więcej wyników, niż repozytorium oddaje naraz.',
      hu: 'A kérdésre több találat van, mint amennyit a tároló egyszerre kiad.',
      en: 'There are more results than the repository gives at once.',
    },
    next: {
      pl: 'Zawęź pytanie, na przykład do krótszego okresu lub jednego rodzaju dokumentów.',
      hu: 'Szűkítse a kérdést, például rövidebb időszakra vagy egyféle dokumentumra.',
      en: 'Narrow the question, for instance to a shorter period or one kind of documents.',
    },
  },
  'xds.busy': {
    status: 503,
    xds: 'XDSRepositoryBusy',
    fhir: 'transient',
    text: {
      pl: 'Repozytorium jest chwilowo zajęte ({code}).',
      hu: 'A tároló átmenetileg elfoglalt ({code}).',
      en: 'The repository is busy for the moment ({code}).',
    },
    next: {
      pl: 'Nic nie trzeba robić; wysyłka zostanie powtórzona.',
      hu: 'Nincs teendő; a küldés megismétlődik.',
      en: 'Nothing has to be done; it will be tried again.',
    },
  },
});

import { defineProblems } from './define.ts';

export const fhirProblems = defineProblems({
  'fhir.malformed': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Treści nie da się odczytać jako JSON.',
      hu: 'A tartalom nem olvasható JSON-ként.',
      en: 'The body cannot be read as JSON.',
    },
    next: {
      pl: 'Sprawdź, czy treść jest kompletnym dokumentem JSON w UTF-8.',
      hu: 'Ellenőrizze, hogy a tartalom teljes, UTF-8 kódolású JSON-e.',
      en: 'Check that the body is a whole JSON text in UTF-8.',
    },
  },
  'fhir.too-large': {
    status: 413,
    fhir: 'too-long',
    text: {
      pl: 'Treść przekracza granicę: {limit} ({max}).',
      hu: 'A tartalom túllép egy korlátot: {limit} ({max}).',
      en: 'The body is over a limit: {limit} ({max}).',
    },
    next: {
      pl: 'Podziel wysyłkę; duży dokument wyślij przez ITI-41, który przyjmuje do 100 MB.',
      hu: 'Ossza fel a küldést; a nagy dokumentumot ITI-41-gyel küldje, amely 100 MB-ig fogad.',
      en: 'Split the submission; send a large document by ITI-41, which takes up to 100 MB.',
    },
  },
  'fhir.structure': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Zasób nie ma budowy, jaką nadaje mu FHIR R4.',
      hu: 'Az erőforrás szerkezete nem felel meg az FHIR R4-nek.',
      en: 'The resource does not have the shape that FHIR R4 gives it.',
    },
    next: {
      pl: 'Popraw wskazane miejsce i wyślij ponownie.',
      hu: 'Javítsa ki a megjelölt helyet, és küldje el újra.',
      en: 'Mend the place named here and send again.',
    },
  },
  'fhir.value': {
    status: 400,
    fhir: 'value',
    text: {
      pl: 'Wartość nie ma postaci swojego typu.',
      hu: 'Az érték alakja nem felel meg a típusának.',
      en: 'A value does not have the form of its type.',
    },
    next: {
      pl: 'Popraw wskazaną wartość i wyślij ponownie.',
      hu: 'Javítsa ki a megjelölt értéket, és küldje el újra.',
      en: 'Mend the value named here and send again.',
    },
  },
  'fhir.profile': {
    status: 422,
    xds: 'XDSRepositoryMetadataError',
    fhir: 'invariant',
    text: {
      pl: 'Zasób nie spełnia profilu IHE MHD.',
      hu: 'Az erőforrás nem felel meg az IHE MHD profilnak.',
      en: 'The resource does not keep to the IHE MHD profile.',
    },
    next: {
      pl: 'Popraw wskazane miejsce; profile wymienia zapytanie o metadata.',
      hu: 'Javítsa ki a megjelölt helyet; a profilokat a metadata kérés sorolja fel.',
      en: 'Mend the place named here; the request for metadata lists the profiles.',
    },
  },
  'fhir.media-type': {
    status: 415,
    fhir: 'not-supported',
    text: {
      pl: 'Treść ma typ lub kodowanie, którego tu nie przyjmujemy.',
      hu: 'A tartalom típusát vagy kódolását itt nem fogadjuk.',
      en: 'The body has a type or an encoding that is not taken here.',
    },
    next: {
      pl: 'Wyślij application/fhir+json albo application/fhir+xml, bez kompresji.',
      hu: 'Küldjön application/fhir+json vagy application/fhir+xml tartalmat, tömörítés nélkül.',
      en: 'Send application/fhir+json or application/fhir+xml, uncompressed.',
    },
  },
  'fhir.not-acceptable': {
    status: 406,
    fhir: 'not-supported',
    text: {
      pl: 'Nie możemy odpowiedzieć w żadnym z typów, o które prosi klient.',
      hu: 'A kért típusok egyikében sem tudunk válaszolni.',
      en: 'There is no answer in any of the types that were asked for.',
    },
    next: {
      pl: 'Podaj w Accept typ application/fhir+json, application/fhir+xml albo typ samego dokumentu.',
      hu: 'Az Accept fejlécben adjon meg application/fhir+json, application/fhir+xml vagy a dokumentum saját típusát.',
      en: 'Name application/fhir+json, application/fhir+xml or the type of the document itself in Accept.',
    },
  },
  'fhir.interaction': {
    status: 404,
    fhir: 'not-supported',
    text: {
      pl: 'Takiej operacji FHIR pod tym adresem nie ma.',
      hu: 'Ilyen FHIR-művelet ezen a címen nincs.',
      en: 'There is no such FHIR interaction at this address.',
    },
    next: {
      pl: 'Zapytanie GET metadata pokazuje wszystkie operacje.',
      hu: 'A GET metadata kérés felsorolja az összes műveletet.',
      en: 'GET metadata shows all interactions.',
    },
  },
  'fhir.not-found': {
    status: 404,
    fhir: 'not-found',
    text: {
      pl: 'Konto nie ma zasobu o tym identyfikatorze.',
      hu: 'A fiókban nincs ilyen azonosítójú erőforrás.',
      en: 'The account has no resource with this id.',
    },
    next: {
      pl: 'Wyszukaj dokument ponownie i użyj identyfikatora z odpowiedzi.',
      hu: 'Keressen rá újra a dokumentumra, és a válaszban szereplő azonosítót használja.',
      en: 'Search for the document again and use the id of the answer.',
    },
  },
  'fhir.removed': {
    status: 410,
    fhir: 'deleted',
    text: {
      pl: 'Ten dokument został usunięty.',
      hu: 'Ezt a dokumentumot eltávolították.',
      en: 'This document was removed.',
    },
    next: {
      pl: 'Usunięcie jest zapisane w dzienniku konta; dokumentu nie da się pobrać.',
      hu: 'Az eltávolítást a fiók naplója őrzi; a dokumentum nem tölthető le.',
      en: 'The audit trail of the account has its removal; it cannot be fetched any more.',
    },
  },
  'fhir.unknown-parameter': {
    status: 400,
    fhir: 'not-supported',
    text: {
      pl: 'Parametr wyszukiwania {parameter} nie jest tu znany.',
      hu: 'A(z) {parameter} keresési paraméter itt nem ismert.',
      en: 'The search parameter {parameter} is not known here.',
    },
    next: {
      pl: 'Usuń go albo wyślij bez Prefer: handling=strict; znane parametry wymienia GET metadata.',
      hu: 'Hagyja el, vagy küldje Prefer: handling=strict nélkül; az ismert paramétereket a GET metadata sorolja fel.',
      en: 'Leave it out or send without Prefer: handling=strict; GET metadata lists the parameters.',
    },
  },
  'fhir.parameter-value': {
    status: 400,
    fhir: 'value',
    text: {
      pl: 'Parametr wyszukiwania {parameter} ma wartość w niewłaściwej postaci.',
      hu: 'A(z) {parameter} keresési paraméter értéke nem megfelelő alakú.',
      en: 'The value of the search parameter {parameter} does not have the right form.',
    },
    next: {
      pl: 'Popraw wartość; postać opisuje GET metadata przy tym parametrze.',
      hu: 'Javítsa ki az értéket; az alakját a GET metadata írja le a paraméternél.',
      en: 'Mend the value; GET metadata describes its form with the parameter.',
    },
  },
  'fhir.missing-parameter': {
    status: 400,
    xds: 'XDSStoredQueryMissingParam',
    fhir: 'required',
    text: {
      pl: 'Wyszukiwanie wymaga parametru {parameter}.',
      hu: 'A kereséshez kell a(z) {parameter} paraméter.',
      en: 'The search needs the parameter {parameter}.',
    },
    next: {
      pl: 'Dodaj go; identyfikator pacjenta wyślij w treści POST _search, nie w adresie.',
      hu: 'Adja meg; a betegazonosítót a POST _search törzsében küldje, ne a címben.',
      en: 'Add it; send a patient identifier in the body of POST _search, not in the address.',
    },
  },
  'fhir.page-link': {
    status: 400,
    fhir: 'value',
    text: {
      pl: 'Ten odnośnik do kolejnej strony nie należy do tego konta albo został zmieniony.',
      hu: 'Ez a lapozó hivatkozás nem ehhez a fiókhoz tartozik, vagy megváltoztatták.',
      en: 'This link to another page does not belong to this account or was changed.',
    },
    next: {
      pl: 'Zacznij wyszukiwanie od początku i idź za odnośnikami bez zmian.',
      hu: 'Kezdje elölről a keresést, és a hivatkozásokat változtatás nélkül kövesse.',
      en: 'Begin the search anew and follow the links as they are.',
    },
  },
});

import { defineProblems } from './define.ts';

export const serviceProblems = defineProblems({
  'service.unexpected': {
    status: 500,
    xds: 'XDSRepositoryError',
    fhir: 'exception',
    text: {
      pl: 'Po naszej stronie stało się coś nieprzewidzianego. Nic nie zostało zapisane połowicznie.',
      hu: 'Nálunk váratlan hiba történt. Semmi sem lett félig elmentve.',
      en: 'Something unforeseen happened on our side. Nothing was saved by half.',
    },
    next: {
      pl: 'Spróbuj ponownie; gdy się powtórzy, podaj numer sprawy {correlationId} opiekunowi systemu.',
      hu: 'Próbálja újra; ha ismétlődik, adja meg a {correlationId} azonosítót az üzemeltetőnek.',
      en: 'Try again; if it comes back, give the reference {correlationId} to whoever runs the system.',
    },
  },
  'service.not-found': {
    status: 404,
    xds: 'XDSDocumentUniqueIdError',
    fhir: 'not-found',
    text: {
      pl: 'Nie ma tu tego, czego szukasz.',
      hu: 'Itt nincs meg, amit keres.',
      en: 'What you are looking for is not here.',
    },
    next: {
      pl: 'Sprawdź adres albo wróć do listy.',
      hu: 'Ellenőrizze a címet, vagy térjen vissza a listához.',
      en: 'Check the address or go back to the list.',
    },
  },
  'service.input': {
    status: 422,
    xds: 'XDSRegistryMetadataError',
    fhir: 'invalid',
    text: {
      pl: 'Część danych wymaga poprawy.',
      hu: 'Az adatok egy része javításra szorul.',
      en: 'Part of the data has to be mended.',
    },
    next: {
      pl: 'Popraw wskazane pola i wyślij ponownie; to, co wpisano, zostało.',
      hu: 'Javítsa a megjelölt mezőket, és küldje el újra; a beírtak megmaradtak.',
      en: 'Mend the fields named below and send again; what was typed is kept.',
    },
  },
});

import { defineProblems } from './define.ts';
import { serviceHttpProblems } from './service-http.ts';
import { serviceMailProblems } from './service-mail.ts';
import { servicePaceProblems } from './service-pace.ts';
import { servicePeerProblems } from './service-peer.ts';
import { serviceSignInProblems } from './service-sign-in.ts';

export const serviceProblems = defineProblems({
  ...serviceHttpProblems,
  ...servicePaceProblems,
  ...serviceMailProblems,
  ...servicePeerProblems,
  ...serviceSignInProblems,
  'service.unexpected': {
    status: 500,
    xds: 'XDSRepositoryError',
    fhir: 'exception',
    text: {
      pl: 'Po naszej stronie stało się coś nieprzewidzianego. Nic nie zostało zapisane połowicznie.',
      hu: 'Nálunk váratlan dolog történt. Semmi sem lett félig elmentve.',
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
  'service.config-wrong': {
    status: 500,
    text: {
      pl: 'Tych ustawień nie można użyć ({count}):{settings}',
      hu: 'Ezek a beállítások nem használhatók ({count}):{settings}',
      en: 'These settings cannot be used ({count}):{settings}',
    },
    next: {
      pl: 'Popraw je wszystkie i uruchom ponownie. Każde można też podać jako ścieżkę pliku, dopisując do nazwy _FILE.',
      hu: 'Javítsa mindet, és indítsa újra. Mindegyik megadható fájl elérési útjaként is, a név végén _FILE-lal.',
      en: 'Mend all of them and start again. Each can also be given as the path of a file, with _FILE added to its name.',
    },
  },
  'service.content-damaged': {
    status: 500,
    xds: 'XDSRepositoryError',
    fhir: 'exception',
    text: {
      pl: 'Zapisana treść dokumentu jest uszkodzona albo została zmieniona poza programem, dlatego jej nie pokazujemy.',
      hu: 'A dokumentum tárolt tartalma sérült vagy a programon kívül módosították, ezért nem mutatjuk meg.',
      en: 'The stored content of the document is damaged or was changed outside the program, so it is not shown.',
    },
    next: {
      pl: 'Przywróć dokument z kopii zapasowej albo poproś autora o ponowne przesłanie.',
      hu: 'Állítsa vissza a dokumentumot mentésből, vagy kérje a szerzőtől az újraküldését.',
      en: 'Restore the document from a backup or ask its author to send it again.',
    },
  },
  'service.content-gone': {
    status: 410,
    xds: 'XDSRepositoryError',
    fhir: 'not-found',
    text: {
      pl: 'Tej treści nie ma już w magazynie dokumentów.',
      hu: 'Ez a tartalom már nincs a dokumentumtárban.',
      en: 'This content is no longer in the document store.',
    },
    next: {
      pl: 'Odśwież listę dokumentów; jeżeli dokument był właśnie wysyłany, wyślij go ponownie.',
      hu: 'Frissítse a dokumentumlistát; ha a dokumentum küldése folyamatban volt, küldje el újra.',
      en: 'Reload the list of documents; if the document was just being sent, send it again.',
    },
  },
  'service.content-too-large': {
    status: 413,
    xds: 'XDSRepositoryOutOfResources',
    fhir: 'too-costly',
    text: {
      pl: 'Dokument jest większy niż {bytesMax} bajtów.',
      hu: 'A dokumentum nagyobb, mint {bytesMax} bájt.',
      en: 'The document is larger than {bytesMax} bytes.',
    },
    next: {
      pl: 'Zmniejsz dokument, na przykład obniżając rozdzielczość skanów, albo podziel go na części.',
      hu: 'Csökkentse a méretét, például kisebb felbontású szkennelt képekkel, vagy ossza több részre.',
      en: 'Make it smaller, for example with scans of a lower resolution, or split it.',
    },
  },
});

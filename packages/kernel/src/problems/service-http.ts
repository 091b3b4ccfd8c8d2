import { defineProblems } from './define.ts';

/** What a server of ours says about a request as such, before any feature looks at it. */
export const serviceHttpProblems = defineProblems({
  'service.request-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Nie udało się odczytać żądania.',
      hu: 'A kérést nem sikerült elolvasni.',
      en: 'The request could not be read.',
    },
    next: {
      pl: 'Sprawdź adres i nagłówki żądania, potem wyślij je ponownie.',
      hu: 'Ellenőrizze a kérés címét és fejléceit, majd küldje el újra.',
      en: 'Check the address and the headers of the request, then send it again.',
    },
  },
  'service.body-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Treść żądania nie jest poprawnym dokumentem JSON.',
      hu: 'A kérés törzse nem szabályos JSON.',
      en: 'The body of the request is not well-formed JSON.',
    },
    next: {
      pl: 'Wyślij treść jako JSON w kodowaniu UTF-8.',
      hu: 'Küldje a törzset UTF-8 kódolású JSON formában.',
      en: 'Send the body as JSON in UTF-8.',
    },
  },
  'service.media-type': {
    status: 415,
    fhir: 'not-supported',
    text: {
      pl: 'Tego rodzaju treści nie przyjmujemy pod tym adresem.',
      hu: 'Ezen a címen nem fogadunk ilyen típusú tartalmat.',
      en: 'This address does not take content of this type.',
    },
    next: {
      pl: 'Ustaw nagłówek Content-Type zgodnie z opisem interfejsu.',
      hu: 'Állítsa be a Content-Type fejlécet az interfész leírása szerint.',
      en: 'Set the Content-Type header as the interface description says.',
    },
  },
  'service.body-too-large': {
    status: 413,
    fhir: 'too-long',
    text: {
      pl: 'Przesłana treść jest za duża: dopuszczamy {bytesMax} bajtów.',
      hu: 'A küldött tartalom túl nagy: legfeljebb {bytesMax} bájt lehet.',
      en: 'What was sent is too large: at most {bytesMax} bytes are taken.',
    },
    next: {
      pl: 'Podziel treść na mniejsze części albo zmniejsz plik.',
      hu: 'Ossza kisebb részekre a tartalmat, vagy csökkentse a fájl méretét.',
      en: 'Send it in smaller parts or make the file smaller.',
    },
  },
  'service.request-timeout': {
    status: 408,
    fhir: 'timeout',
    text: {
      pl: 'Żądanie nie dotarło w całości na czas.',
      hu: 'A kérés nem érkezett meg időben teljes egészében.',
      en: 'The request did not arrive completely in time.',
    },
    next: {
      pl: 'Sprawdź połączenie sieciowe i wyślij żądanie ponownie.',
      hu: 'Ellenőrizze a hálózati kapcsolatot, és küldje el újra a kérést.',
      en: 'Check the network connection and send the request again.',
    },
  },
  'service.foreign-origin': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Żądanie przyszło z obcej strony, dlatego nic nie zostało zmienione.',
      hu: 'A kérés idegen oldalról érkezett, ezért semmi sem változott.',
      en: 'The request came from a foreign page, so nothing was changed.',
    },
    next: {
      pl: 'Otwórz naszą stronę i wykonaj czynność na niej; programy dodają nagłówek X-Requested-With.',
      hu: 'Nyissa meg a saját oldalunkat, és ott végezze el a műveletet; programok küldjék az X-Requested-With fejlécet.',
      en: 'Open our own page and do it there; programs add the header X-Requested-With.',
    },
  },
  'service.busy': {
    status: 503,
    fhir: 'transient',
    text: {
      pl: 'Serwer ma w tej chwili zbyt wiele pracy.',
      hu: 'A kiszolgáló most túlterhelt.',
      en: 'The server has too much to do at the moment.',
    },
    next: {
      pl: 'Odczekaj kilka sekund i spróbuj ponownie; nic nie zostało zmienione.',
      hu: 'Várjon néhány másodpercet, és próbálja újra; semmi sem változott.',
      en: 'Wait a few seconds and try again; nothing was changed.',
    },
  },
  'service.web-missing': {
    status: 500,
    text: {
      pl: 'Brakuje zbudowanych stron aplikacji w folderze {folder}.',
      hu: 'Az alkalmazás elkészített oldalai hiányoznak ebből a mappából: {folder}.',
      en: 'The built pages of the application are missing from the folder {folder}.',
    },
    next: {
      pl: 'Uruchom aplikację poleceniem „npm start”, które buduje strony, albo wskaż inny folder.',
      hu: 'Indítsa az alkalmazást az „npm start” paranccsal, amely elkészíti az oldalakat, vagy adjon meg másik mappát.',
      en: 'Start the application with "npm start", which builds the pages, or name another folder.',
    },
  },
});

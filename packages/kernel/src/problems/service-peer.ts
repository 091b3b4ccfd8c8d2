import { defineProblems } from './define.ts';

/**
 * Why a call to another server failed. Each carries `host` and `outcome`: `not-sent` when the other
 * side surely did not get the whole request, `unknown` when it may have and no answer tells what
 * became of it, `answered` when it did answer.
 */
export const servicePeerProblems = defineProblems({
  'service.peer-name': {
    status: 502,
    fhir: 'transient',
    text: {
      pl: 'Nie znaleziono w sieci serwera {host}.',
      hu: 'A {host} kiszolgáló neve nem található a hálózaton.',
      en: 'The server {host} cannot be found on the network.',
    },
    next: {
      pl: 'Sprawdź adres serwera i działanie internetu (DNS).',
      hu: 'Ellenőrizze a kiszolgáló címét és az internetkapcsolatot (DNS).',
      en: 'Check the address of the server and the internet connection (DNS).',
    },
  },
  'service.peer-refused': {
    status: 502,
    fhir: 'transient',
    text: {
      pl: 'Serwer {host} nie przyjmuje połączeń.',
      hu: 'A {host} kiszolgáló nem fogad kapcsolatot.',
      en: 'The server {host} does not accept connections.',
    },
    next: {
      pl: 'Sprawdź adres, port i zaporę sieciową; jeśli są właściwe, spróbuj później.',
      hu: 'Ellenőrizze a címet, a portot és a tűzfalat; ha rendben vannak, próbálja később.',
      en: 'Check address, port and firewall; if they are right, try again later.',
    },
  },
  'service.peer-timeout': {
    status: 504,
    fhir: 'timeout',
    text: {
      pl: 'Limit czasu operacji został przekroczony.',
      hu: 'A művelet túllépte a megengedett időt.',
      en: 'The operation took longer than its time limit.',
    },
    next: {
      pl: 'Sprawdź połączenie z serwerem {host}; dłuższy czas ustawia się w polu Timeout.',
      hu: 'Ellenőrizze a kapcsolatot a {host} kiszolgálóval; hosszabb idő az időkorlátnál állítható be.',
      en: 'Check the connection to the server {host}; a longer time can be set as its time limit.',
    },
  },
  'service.peer-untrusted': {
    status: 502,
    fhir: 'security',
    text: {
      pl: 'Certyfikat serwera {host} nie pochodzi od zaufanego wystawcy.',
      hu: 'A {host} kiszolgáló tanúsítványát nem megbízható kiállító adta ki.',
      en: 'The certificate of the server {host} was not issued by an authority that is trusted here.',
    },
    next: {
      pl: 'Wczytaj certyfikat wystawcy tego serwera albo sprawdź, czy adres jest właściwy.',
      hu: 'Töltse be a kiszolgáló tanúsítványának kiállítóját, vagy ellenőrizze a címet.',
      en: 'Load the certificate of its authority or check that the address is right.',
    },
  },
  'service.peer-expired': {
    status: 502,
    fhir: 'security',
    text: {
      pl: 'Certyfikat serwera {host} jest poza okresem ważności.',
      hu: 'A {host} kiszolgáló tanúsítványa az érvényességi idején kívül van.',
      en: 'The certificate of the server {host} is outside of its period.',
    },
    next: {
      pl: 'Sprawdź datę i godzinę tego komputera; jeśli są dobre, zgłoś to operatorowi serwera.',
      hu: 'Ellenőrizze a számítógép dátumát és óráját; ha jók, jelezze a kiszolgáló üzemeltetőjének.',
      en: 'Check date and time of this computer; if they are right, tell whoever runs that server.',
    },
  },
  'service.peer-other-name': {
    status: 502,
    fhir: 'security',
    text: {
      pl: 'Certyfikat serwera {host} został wystawiony na inną nazwę.',
      hu: 'A {host} kiszolgáló tanúsítványa más névre szól.',
      en: 'The certificate of the server {host} was issued for another name.',
    },
    next: {
      pl: 'Sprawdź adres serwera: nazwa musi zgadzać się z certyfikatem.',
      hu: 'Ellenőrizze a kiszolgáló címét: a névnek egyeznie kell a tanúsítványéval.',
      en: 'Check the address of the server: the name has to be the one in the certificate.',
    },
  },
  'service.peer-channel': {
    status: 502,
    fhir: 'security',
    text: {
      pl: 'Połączenie z {host}: „Wystąpił błąd w obsłudze bezpiecznego kanału”.',
      hu: 'A biztonságos csatorna nem jött létre a {host} kiszolgálóval.',
      en: 'The secure channel to the server {host} could not be set up.',
    },
    next: {
      pl: 'Sprawdź certyfikat TLS: czy jest zarejestrowany, aktualny i należy do tego konta.',
      hu: 'Ellenőrizze a TLS-tanúsítványt: regisztrált-e, nem járt-e le, és ehhez a fiókhoz tartozik-e.',
      en: 'Check the TLS certificate: that it is registered, current and belongs to this account.',
    },
  },
  'service.peer-not-encrypted': {
    status: 500,
    fhir: 'security',
    text: {
      pl: 'Adres serwera {host} nie zaczyna się od https, więc połączenie nie byłoby szyfrowane.',
      hu: 'A {host} kiszolgáló címe nem https-sel kezdődik, így a kapcsolat nem lenne titkosított.',
      en: 'The address of the server {host} does not begin with https, so the connection would not be encrypted.',
    },
    next: {
      pl: 'Wpisz adres zaczynający się od https://.',
      hu: 'Adjon meg https:// kezdetű címet.',
      en: 'Enter an address that begins with https://.',
    },
  },
  'service.peer-own-certificate': {
    status: 500,
    fhir: 'security',
    text: {
      pl: 'Nie można użyć naszego certyfikatu TLS i jego klucza prywatnego do połączenia z {host}.',
      hu: 'A saját TLS-tanúsítványunk és titkos kulcsa nem használható a {host} eléréséhez.',
      en: 'Our own TLS certificate and its private key cannot be used to connect to {host}.',
    },
    next: {
      pl: 'Wczytaj ponownie certyfikat i klucz prywatny: muszą być w formacie PEM i do siebie pasować.',
      hu: 'Töltse be újra a tanúsítványt és a titkos kulcsot: PEM formátumúak legyenek, és tartozzanak össze.',
      en: 'Load certificate and private key again: both have to be PEM and belong together.',
    },
  },
  'service.peer-cut': {
    status: 502,
    fhir: 'transient',
    text: {
      pl: 'Połączenie z serwerem {host} zostało przerwane przed końcem odpowiedzi.',
      hu: 'A kapcsolat a {host} kiszolgálóval a válasz vége előtt megszakadt.',
      en: 'The connection to the server {host} was cut before the end of the answer.',
    },
    next: {
      pl: 'Sprawdź, czy operacja doszła do skutku, zanim ją powtórzysz.',
      hu: 'Mielőtt megismétli, ellenőrizze, hogy a művelet végbement-e.',
      en: 'Find out whether the operation took effect before repeating it.',
    },
  },
  'service.peer-answer': {
    status: 502,
    fhir: 'structure',
    text: {
      pl: 'Odpowiedź serwera {host} jest nieczytelna.',
      hu: 'A {host} kiszolgáló válasza nem olvasható.',
      en: 'The answer of the server {host} cannot be read.',
    },
    next: {
      pl: 'Sprawdź, czy adres prowadzi do właściwej usługi; jeśli tak, zgłoś to jej operatorowi.',
      hu: 'Ellenőrizze, hogy a cím a megfelelő szolgáltatásé-e; ha igen, jelezze az üzemeltetőjének.',
      en: 'Check that the address belongs to the right service; if so, tell whoever runs it.',
    },
  },
  'service.peer-answer-too-large': {
    status: 502,
    fhir: 'too-long',
    text: {
      pl: 'Odpowiedź serwera {host} przekracza {bytesMax} bajtów.',
      hu: 'A {host} kiszolgáló válasza nagyobb, mint {bytesMax} bájt.',
      en: 'The answer of the server {host} is larger than {bytesMax} bytes.',
    },
    next: {
      pl: 'Zawęź zapytanie albo sprawdź, czy adres prowadzi do właściwej usługi.',
      hu: 'Szűkítse a lekérdezést, vagy ellenőrizze, hogy a cím a megfelelő szolgáltatásé-e.',
      en: 'Ask for less or check that the address belongs to the right service.',
    },
  },
  'service.peer-status': {
    status: 502,
    fhir: 'processing',
    text: {
      pl: 'Serwer {host} odpowiedział „{reason} ({status})”.',
      hu: 'A {host} kiszolgáló ezt válaszolta: „{reason} ({status})”.',
      en: 'The server {host} answered "{reason} ({status})".',
    },
    next: {
      pl: 'Przeczytaj odpowiedź serwera poniżej i sprawdź ustawienia połączenia z {host}.',
      hu: 'Olvassa el alább a kiszolgáló válaszát, és ellenőrizze a {host} kapcsolat beállításait.',
      en: 'Read the answer of the server below and check the settings of the connection to {host}.',
    },
  },
});

import { defineProblems } from './define.ts';

/**
 * Why a mail could not be handed to a mail server. Each carries `host` and `outcome`, as the problems
 * of other peers do: `not-sent` when the server surely did not take the mail, `unknown` when it may have,
 * `answered` when it refused. A server that cannot be reached, or whose certificate is not trusted, has
 * the same codes as any other peer (`service.peer-…`).
 */
export const serviceMailProblems = defineProblems({
  'mail.credentials-refused': {
    status: 502,
    text: {
      pl: 'Serwer poczty {host} nie przyjął użytkownika lub hasła.',
      hu: 'A {host} levelezőkiszolgáló nem fogadta el a felhasználót vagy a jelszót.',
      en: 'The mail server {host} did not accept the user or the password.',
    },
    next: {
      pl: 'Sprawdź pola „Użytkownik” i „Hasło” w ustawieniach poczty.',
      hu: 'Ellenőrizze a felhasználót és a jelszót a levelezés beállításainál.',
      en: 'Check user and password in the mail settings.',
    },
  },
  'mail.credentials-needed': {
    status: 502,
    text: {
      pl: 'Serwer poczty {host} wymaga zalogowania.',
      hu: 'A {host} levelezőkiszolgáló bejelentkezést kér.',
      en: 'The mail server {host} wants its users to sign in.',
    },
    next: {
      pl: 'Wpisz użytkownika i hasło w ustawieniach poczty.',
      hu: 'Adja meg a felhasználót és a jelszót a levelezés beállításainál.',
      en: 'Enter user and password in the mail settings.',
    },
  },
  'mail.encryption-not-offered': {
    status: 502,
    text: {
      pl: 'Serwer poczty {host} nie oferuje STARTTLS na tym porcie.',
      hu: 'A {host} levelezőkiszolgáló ezen a porton nem kínál STARTTLS-t.',
      en: 'The mail server {host} does not offer STARTTLS on this port.',
    },
    next: {
      pl: 'Sprawdź port i wybór między SSL/TLS a STARTTLS; nic nie zostało wysłane.',
      hu: 'Ellenőrizze a portot és a választást az SSL/TLS és a STARTTLS között; semmi sem lett elküldve.',
      en: 'Check the port and the choice between SSL/TLS and STARTTLS; nothing was sent.',
    },
  },
  'mail.encryption-failed': {
    status: 502,
    text: {
      pl: 'Nie udało się zestawić szyfrowanego połączenia z serwerem poczty {host}.',
      hu: 'Nem jött létre titkosított kapcsolat a {host} levelezőkiszolgálóval.',
      en: 'An encrypted connection to the mail server {host} could not be set up.',
    },
    next: {
      pl: 'Sprawdź port oraz wybór między SSL/TLS a STARTTLS; oba muszą do siebie pasować.',
      hu: 'Ellenőrizze a portot és a választást az SSL/TLS és a STARTTLS között; a kettőnek illenie kell egymáshoz.',
      en: 'Check the port and the choice between SSL/TLS and STARTTLS; the two have to fit together.',
    },
  },
  'mail.sender-refused': {
    status: 502,
    text: {
      pl: 'Serwer poczty {host} nie przyjął adresu nadawcy {address}.',
      hu: 'A {host} levelezőkiszolgáló nem fogadta el a feladó címét: {address}.',
      en: 'The mail server {host} did not accept the sender address {address}.',
    },
    next: {
      pl: 'Wpisz w polu „Adres e-mail” adres należący do tego konta pocztowego.',
      hu: 'Az e-mail-cím mezőbe ehhez a postafiókhoz tartozó címet írjon.',
      en: 'Enter an address that belongs to this mail account as sender.',
    },
  },
  'mail.recipient-refused': {
    status: 502,
    text: {
      pl: 'Serwer poczty {host} nie przyjął adresu odbiorcy {address}.',
      hu: 'A {host} levelezőkiszolgáló nem fogadta el a címzettet: {address}.',
      en: 'The mail server {host} did not accept the recipient {address}.',
    },
    next: {
      pl: 'Sprawdź adres odbiorcy; odpowiedź serwera jest poniżej.',
      hu: 'Ellenőrizze a címzett címét; a kiszolgáló válasza alább olvasható.',
      en: 'Check the address of the recipient; the answer of the server is below.',
    },
  },
  'mail.message-refused': {
    status: 502,
    text: {
      pl: 'Serwer poczty {host} nie przyjął tej wiadomości.',
      hu: 'A {host} levelezőkiszolgáló nem fogadta el ezt a levelet.',
      en: 'The mail server {host} did not accept this message.',
    },
    next: {
      pl: 'Przeczytaj poniżej odpowiedź serwera; częstą przyczyną jest wielkość załączników.',
      hu: 'Olvassa el alább a kiszolgáló válaszát; gyakori ok a mellékletek mérete.',
      en: 'Read the answer of the server below; a common cause is the size of attachments.',
    },
  },
  'mail.server-busy': {
    status: 502,
    fhir: 'transient',
    text: {
      pl: 'Serwer poczty {host} chwilowo nie przyjmuje wiadomości.',
      hu: 'A {host} levelezőkiszolgáló átmenetileg nem fogad leveleket.',
      en: 'The mail server {host} does not take messages at the moment.',
    },
    next: {
      pl: 'Spróbuj ponownie za kilka minut; odpowiedź serwera jest poniżej.',
      hu: 'Próbálja újra néhány perc múlva; a kiszolgáló válasza alább olvasható.',
      en: 'Try again in some minutes; the answer of the server is below.',
    },
  },
  'mail.server-answer': {
    status: 502,
    text: {
      pl: 'Pod adresem {host} nie odpowiada serwer poczty.',
      hu: 'A {host} címen nem levelezőkiszolgáló válaszol.',
      en: 'What answers at {host} is not a mail server.',
    },
    next: {
      pl: 'Sprawdź adres i port serwera poczty.',
      hu: 'Ellenőrizze a levelezőkiszolgáló címét és portját.',
      en: 'Check address and port of the mail server.',
    },
  },
});

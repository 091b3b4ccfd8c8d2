import { defineProblems } from './define.ts';

/** Signing in, staying signed in, and changing what one signs in with. */
export const serviceSignInProblems = defineProblems({
  'service.signed-out': {
    status: 401,
    fhir: 'login',
    text: {
      pl: 'Nie jesteś zalogowany albo sesja się skończyła.',
      hu: 'Nincs bejelentkezve, vagy a munkamenet véget ért.',
      en: 'You are not signed in, or your session has ended.',
    },
    next: {
      pl: 'Zaloguj się; wpisane dane pozostają w formularzu.',
      hu: 'Jelentkezzen be; a beírt adatok az űrlapon maradnak.',
      en: 'Sign in; what you typed stays in the form.',
    },
  },
  'service.sign-in-refused': {
    status: 401,
    fhir: 'login',
    text: {
      pl: 'Nie udało się zalogować tymi danymi.',
      hu: 'Ezekkel az adatokkal nem sikerült bejelentkezni.',
      en: 'Signing in with these details did not work.',
    },
    next: {
      pl: 'Sprawdź login, hasło i kod jednorazowy; kod zmienia się co 30 sekund i działa tylko raz.',
      hu: 'Ellenőrizze a felhasználónevet, a jelszót és az egyszer használatos kódot; a kód 30 másodpercenként változik, és csak egyszer használható.',
      en: 'Check login, password and one-time code; the code changes every 30 seconds and works only once.',
    },
  },
  'service.code-needed': {
    status: 401,
    fhir: 'login',
    text: {
      pl: 'To konto wymaga także kodu jednorazowego.',
      hu: 'Ehhez a fiókhoz egyszer használatos kód is kell.',
      en: 'This login needs a one-time code as well.',
    },
    next: {
      pl: 'Wpisz kod z aplikacji uwierzytelniającej albo jeden z kodów odzyskiwania.',
      hu: 'Írja be a hitelesítő alkalmazás kódját vagy egy helyreállító kódot.',
      en: 'Enter the code from your authenticator app or one of your recovery codes.',
    },
  },
  'service.too-many-attempts': {
    status: 429,
    fhir: 'throttled',
    text: {
      pl: 'Było zbyt wiele nieudanych prób.',
      hu: 'Túl sok sikertelen próbálkozás történt.',
      en: 'There were too many failed attempts.',
    },
    next: {
      pl: 'Spróbuj ponownie za {seconds} s.',
      hu: 'Próbálja újra {seconds} másodperc múlva.',
      en: 'Try again in {seconds} s.',
    },
  },
  'service.sign-in-closed': {
    status: 429,
    fhir: 'throttled',
    text: {
      pl: 'Po {failures} nieudanych próbach logowanie hasłem z tego urządzenia zostało wstrzymane.',
      hu: '{failures} sikertelen próba után a jelszavas bejelentkezés erről az eszközről szünetel.',
      en: 'After {failures} failed attempts, signing in by password from this device is suspended.',
    },
    next: {
      pl: 'Zaloguj się z urządzenia, którego używasz na co dzień, albo kluczem dostępu; może to też odblokować administrator.',
      hu: 'Jelentkezzen be a megszokott eszközéről vagy hozzáférési kulccsal; az adminisztrátor is feloldhatja.',
      en: 'Sign in from a device that you used before or with a passkey; an administrator can lift this too.',
    },
  },
  'service.no-permission': {
    status: 403,
    fhir: 'forbidden',
    text: {
      pl: 'Twoja rola nie obejmuje tej czynności.',
      hu: 'Ez a művelet nem tartozik az Ön szerepköréhez.',
      en: 'Your role does not include this.',
    },
    next: {
      pl: 'Poproś administratora o rolę albo zaloguj się na inne konto.',
      hu: 'Kérjen szerepkört az adminisztrátortól, vagy jelentkezzen be másik fiókkal.',
      en: 'Ask an administrator for the role or sign in with another login.',
    },
  },
  'service.password-short': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Hasło jest za krótkie: potrzeba co najmniej {length} znaków.',
      hu: 'A jelszó túl rövid: legalább {length} karakter kell.',
      en: 'The password is too short: it takes at least {length} characters.',
    },
    next: {
      pl: 'Wpisz dłuższe hasło, na przykład kilka słów, które łatwo zapamiętasz.',
      hu: 'Írjon be hosszabb jelszót, például néhány könnyen megjegyezhető szót.',
      en: 'Enter a longer password, for example a few words that you remember easily.',
    },
  },
  'service.password-long': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Hasło jest za długie: mieści się najwyżej {length} znaków.',
      hu: 'A jelszó túl hosszú: legfeljebb {length} karakter lehet.',
      en: 'The password is too long: it takes at most {length} characters.',
    },
    next: {
      pl: 'Wpisz krótsze hasło.',
      hu: 'Írjon be rövidebb jelszót.',
      en: 'Enter a shorter password.',
    },
  },
  'service.password-common': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'To hasło łatwo odgadnąć: jest powszechnie używane albo zbyt regularne.',
      hu: 'Ez a jelszó könnyen kitalálható: sokan használják, vagy túl szabályos.',
      en: 'This password is easy to guess: many people use it, or it follows a pattern.',
    },
    next: {
      pl: 'Wybierz inne, na przykład kilka niezwiązanych ze sobą słów.',
      hu: 'Válasszon másikat, például néhány össze nem függő szót.',
      en: 'Choose another one, for example a few unrelated words.',
    },
  },
  'service.password-contains-login': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Hasło składa się głównie z loginu lub nazwy systemu.',
      hu: 'A jelszó főként a felhasználónévből vagy a rendszer nevéből áll.',
      en: 'The password is mostly the login or the name of the system.',
    },
    next: {
      pl: 'Wybierz hasło, które ich nie zawiera.',
      hu: 'Válasszon olyan jelszót, amely ezeket nem tartalmazza.',
      en: 'Choose a password that does not contain them.',
    },
  },
  'service.password-same': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Nowe hasło jest takie samo jak dotychczasowe.',
      hu: 'Az új jelszó megegyezik az eddigivel.',
      en: 'The new password is the same as the old one.',
    },
    next: {
      pl: 'Wpisz inne hasło albo zostaw dotychczasowe.',
      hu: 'Írjon be másik jelszót, vagy hagyja meg az eddigit.',
      en: 'Enter another password or keep the old one.',
    },
  },
  'service.password-not-confirmed': {
    status: 422,
    fhir: 'login',
    text: {
      pl: 'Obecne hasło się nie zgadza.',
      hu: 'A jelenlegi jelszó nem egyezik.',
      en: 'The present password does not match.',
    },
    next: {
      pl: 'Wpisz hasło, którym się logujesz.',
      hu: 'Írja be azt a jelszót, amellyel be szokott jelentkezni.',
      en: 'Enter the password with which you sign in.',
    },
  },
  'service.password-needs-factor': {
    status: 409,
    fhir: 'business-rule',
    text: {
      pl: 'Hasło krótsze niż {length} znaków jest dozwolone tylko razem z kodem jednorazowym.',
      hu: '{length} karakternél rövidebb jelszó csak egyszer használatos kóddal együtt használható.',
      en: 'A password shorter than {length} characters is allowed only together with a one-time code.',
    },
    next: {
      pl: 'Najpierw zmień hasło na dłuższe, potem wyłącz kod jednorazowy.',
      hu: 'Előbb állítson be hosszabb jelszót, azután kapcsolja ki az egyszer használatos kódot.',
      en: 'Change to a longer password first, then switch the one-time code off.',
    },
  },
  'service.login-name': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Login ma mieć od 3 do 64 znaków bez odstępów i nie może być numerem PESEL ani TAJ.',
      hu: 'A felhasználónév 3–64 karakter, szóköz nélkül, és nem lehet PESEL- vagy TAJ-szám.',
      en: 'A login has 3 to 64 characters without spaces and is not a PESEL or TAJ number.',
    },
    next: {
      pl: 'Wybierz inny login, na przykład adres e-mail.',
      hu: 'Válasszon másik felhasználónevet, például egy e-mail-címet.',
      en: 'Choose another login, for example an e-mail address.',
    },
  },
  'service.login-taken': {
    status: 409,
    fhir: 'duplicate',
    text: {
      pl: 'Ten login jest już zajęty.',
      hu: 'Ez a felhasználónév már foglalt.',
      en: 'This login is already taken.',
    },
    next: {
      pl: 'Wybierz inny login.',
      hu: 'Válasszon másik felhasználónevet.',
      en: 'Choose another login.',
    },
  },
  'service.invitation-refused': {
    status: 422,
    fhir: 'login',
    text: {
      pl: 'Tego kodu zaproszenia nie można użyć.',
      hu: 'Ez a meghívókód nem használható.',
      en: 'This invitation code cannot be used.',
    },
    next: {
      pl: 'Sprawdź kod znak po znaku; jeśli był już użyty lub wygasł, poproś o nowy.',
      hu: 'Ellenőrizze a kódot karakterenként; ha már felhasználták vagy lejárt, kérjen újat.',
      en: 'Check the code letter by letter; if it was used before or has expired, ask for a new one.',
    },
  },
  'service.code-refused': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Ten kod nie pasuje do klucza.',
      hu: 'Ez a kód nem illik a kulcshoz.',
      en: 'This code does not match the key.',
    },
    next: {
      pl: 'Poczekaj na następny kod w aplikacji i sprawdź, czy zegar telefonu jest dokładny.',
      hu: 'Várja meg az alkalmazás következő kódját, és ellenőrizze, hogy pontos-e a telefon órája.',
      en: 'Wait for the next code in the app and check that the clock of the phone is right.',
    },
  },
  'service.code-not-begun': {
    status: 409,
    fhir: 'business-rule',
    text: {
      pl: 'Rejestracja kodów jednorazowych nie została rozpoczęta albo trwała zbyt długo.',
      hu: 'Az egyszer használatos kódok regisztrálása nem kezdődött el, vagy túl sokáig tartott.',
      en: 'Setting up one-time codes was not begun, or it took too long.',
    },
    next: {
      pl: 'Zacznij od początku i dodaj do aplikacji nowy klucz.',
      hu: 'Kezdje elölről, és vegye fel az új kulcsot az alkalmazásba.',
      en: 'Start again and add the new key to the app.',
    },
  },
  'service.passkey-refused': {
    status: 422,
    fhir: 'login',
    text: {
      pl: 'Nie udało się sprawdzić klucza dostępu.',
      hu: 'A hozzáférési kulcsot nem sikerült ellenőrizni.',
      en: 'The passkey could not be verified.',
    },
    next: {
      pl: 'Zacznij od nowa; jeśli się powtórzy, użyj hasła i kodu jednorazowego.',
      hu: 'Kezdje újra; ha ismétlődik, használjon jelszót és egyszer használatos kódot.',
      en: 'Start again; if it happens once more, use password and one-time code.',
    },
  },
});

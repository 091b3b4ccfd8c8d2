import { defineProblems } from './define.ts';

export const pkiProblems = defineProblems({
  'pki.certificate-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'W tym pliku nie ma certyfikatu, który da się odczytać.',
      hu: 'Ebben a fájlban nincs olvasható tanúsítvány.',
      en: 'There is no certificate in this file that can be read.',
    },
    next: {
      pl: 'Wskaż plik, który zaczyna się od „-----BEGIN CERTIFICATE-----”, albo ten sam certyfikat w postaci DER.',
      hu: 'Válassza azt a fájlt, amely így kezdődik: „-----BEGIN CERTIFICATE-----”, vagy ugyanezt DER alakban.',
      en: 'Choose the file that begins with "-----BEGIN CERTIFICATE-----", or the same certificate as DER.',
    },
  },
  'pki.key-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'W tym pliku nie ma klucza prywatnego, który da się odczytać.',
      hu: 'Ebben a fájlban nincs olvasható magánkulcs.',
      en: 'There is no private key in this file that can be read.',
    },
    next: {
      pl: 'Wskaż plik, który zaczyna się od „-----BEGIN PRIVATE KEY-----”.',
      hu: 'Válassza azt a fájlt, amely így kezdődik: „-----BEGIN PRIVATE KEY-----”.',
      en: 'Choose the file that begins with "-----BEGIN PRIVATE KEY-----".',
    },
  },
  'pki.key-encrypted': {
    status: 422,
    fhir: 'security',
    text: {
      pl: 'Klucz prywatny jest zaszyfrowany hasłem, a hasła nie podano.',
      hu: 'A magánkulcsot jelszó védi, és a jelszó hiányzik.',
      en: 'The private key is encrypted with a password, and none was given.',
    },
    next: {
      pl: 'Podaj hasło, którym klucz został zabezpieczony.',
      hu: 'Adja meg a jelszót, amellyel a kulcsot titkosították.',
      en: 'Give the password that protects the key.',
    },
  },
  'pki.password': {
    status: 422,
    fhir: 'security',
    text: {
      pl: 'Hasło nie otwiera tego pliku.',
      hu: 'A jelszó nem nyitja ezt a fájlt.',
      en: 'The password does not open this file.',
    },
    next: {
      pl: 'Wpisz hasło jeszcze raz; zwróć uwagę na wielkie litery i odstępy na końcu.',
      hu: 'Írja be újra a jelszót; figyeljen a nagybetűkre és a végén maradt szóközre.',
      en: 'Type the password again; look at capital letters and blanks at the end.',
    },
  },
  'pki.password-characters': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Hasło pliku .p12 może zawierać tylko znaki ASCII, od 1 do {max} znaków.',
      hu: 'A .p12 fájl jelszava csak ASCII karaktereket tartalmazhat, 1 és {max} között.',
      en: 'The password of a .p12 file may hold ASCII characters only, 1 to {max} of them.',
    },
    next: {
      pl: 'Użyj liter bez znaków diakrytycznych i cyfr; inne litery programy zapisują różnie.',
      hu: 'Használjon ékezet nélküli betűket és számokat; a többit a programok eltérően kódolják.',
      en: 'Use letters without accents and digits; programs encode the others differently.',
    },
  },
  'pki.key-weak': {
    status: 422,
    fhir: 'security',
    text: {
      pl: 'Klucz jest za krótki: ma {bits} bitów, a potrzeba co najmniej {min}.',
      hu: 'A kulcs túl rövid: {bits} bites, legalább {min} kell.',
      en: 'The key is too short: {bits} bits, where at least {min} are needed.',
    },
    next: {
      pl: 'Utwórz nową parę kluczy i nowe żądanie CSR.',
      hu: 'Készítsen új kulcspárt és új CSR kérelmet.',
      en: 'Make a new pair of keys and a new request (CSR).',
    },
  },
  'pki.key-kind': {
    status: 422,
    fhir: 'not-supported',
    text: {
      pl: 'Tego rodzaju klucza nie obsługujemy: {kind}.',
      hu: 'Ezt a kulcsfajtát nem kezeljük: {kind}.',
      en: 'Keys of this kind are not supported: {kind}.',
    },
    next: {
      pl: 'Użyj klucza RSA (3072 bity) albo klucza na krzywej P-256 lub P-384.',
      hu: 'Használjon RSA kulcsot (3072 bit), vagy P-256, illetve P-384 görbén készült kulcsot.',
      en: 'Use an RSA key (3072 bits) or a key on the curve P-256 or P-384.',
    },
  },
  'pki.key-mismatch': {
    status: 422,
    fhir: 'security',
    text: {
      pl: 'Klucz prywatny i certyfikat nie należą do siebie.',
      hu: 'A magánkulcs és a tanúsítvány nem tartozik össze.',
      en: 'The private key and the certificate do not belong together.',
    },
    next: {
      pl: 'Wskaż klucz, z którym utworzono żądanie tego certyfikatu; klucze TLS i WSSE łatwo zamienić.',
      hu: 'Válassza azt a kulcsot, amellyel ennek a tanúsítványnak a kérelme készült; a TLS és a WSSE kulcs könnyen felcserélhető.',
      en: 'Choose the key from which this certificate was requested; TLS and WSSE keys are easily swapped.',
    },
  },
  'pki.csr-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Tego żądania certyfikatu (CSR) nie da się odczytać.',
      hu: 'Ez a tanúsítványkérelem (CSR) nem olvasható.',
      en: 'This certificate request (CSR) cannot be read.',
    },
    next: {
      pl: 'Wyślij plik CSR jeszcze raz, bez zmian w treści.',
      hu: 'Küldje el újra a CSR fájlt, változtatás nélkül.',
      en: 'Send the CSR file again, unchanged.',
    },
  },
  'pki.csr-signature': {
    status: 422,
    fhir: 'security',
    text: {
      pl: 'Podpis żądania (CSR) nie zgadza się z kluczem, który jest w środku: posiadanie klucza nie jest wykazane.',
      hu: 'A kérelem (CSR) aláírása nem egyezik a benne lévő kulccsal: a kulcs birtoklása nincs igazolva.',
      en: 'The signature of the request (CSR) does not fit the key inside it: possession of the key is not proved.',
    },
    next: {
      pl: 'Utwórz nowe żądanie z kluczem, którego będziesz używać.',
      hu: 'Készítsen új kérelmet azzal a kulccsal, amelyet használni fog.',
      en: 'Make a new request with the key that will be used.',
    },
  },
  'pki.subject': {
    status: 422,
    fhir: 'value',
    text: {
      pl: 'Nazwa w polu {field} ma złą postać.',
      hu: 'A(z) {field} mezőben álló név alakja nem megfelelő.',
      en: 'The name in the field {field} does not have the right form.',
    },
    next: {
      pl: 'CN jest wymagane i ma do 64 znaków; C to dwie litery kraju, na przykład PL.',
      hu: 'A CN kötelező, legfeljebb 64 karakter; a C az ország két betűje, például HU.',
      en: 'CN is required and has up to 64 characters; C is the two letters of the country, such as PL.',
    },
  },
  'pki.crl-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Tej listy odwołanych certyfikatów (CRL) nie da się odczytać.',
      hu: 'Ez a visszavonási lista (CRL) nem olvasható.',
      en: 'This list of revoked certificates (CRL) cannot be read.',
    },
    next: {
      pl: 'Pobierz listę jeszcze raz od wystawcy certyfikatów.',
      hu: 'Töltse le újra a listát a tanúsítványkiadótól.',
      en: 'Fetch the list again from the issuer of the certificates.',
    },
  },
  'pki.crl-signature': {
    status: 422,
    fhir: 'security',
    text: {
      pl: 'Lista odwołanych certyfikatów (CRL) nie jest podpisana przez tego wystawcę.',
      hu: 'A visszavonási listát (CRL) nem ez a kiadó írta alá.',
      en: 'The list of revoked certificates (CRL) is not signed by this issuer.',
    },
    next: {
      pl: 'Pobierz listę z adresu podanego przez wystawcę.',
      hu: 'Töltse le a listát a kiadó által megadott címről.',
      en: 'Fetch the list from the address that the issuer names.',
    },
  },
  'pki.p12-unreadable': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Tego pliku .p12 nie da się odczytać: jest uszkodzony albo to inny rodzaj pliku.',
      hu: 'Ez a .p12 fájl nem olvasható: sérült, vagy más fajta fájl.',
      en: 'This .p12 file cannot be read: it is damaged or of another kind.',
    },
    next: {
      pl: 'Pobierz plik .p12 jeszcze raz od wystawcy.',
      hu: 'Töltse le újra a .p12 fájlt a kiadótól.',
      en: 'Fetch the .p12 file again from its issuer.',
    },
  },
  'pki.p12-incomplete': {
    status: 422,
    fhir: 'required',
    text: {
      pl: 'W pliku .p12 brakuje klucza prywatnego z należącym do niego certyfikatem.',
      hu: 'A .p12 fájlból hiányzik a magánkulcs a hozzá tartozó tanúsítvánnyal.',
      en: 'The .p12 file lacks a private key with the certificate that belongs to it.',
    },
    next: {
      pl: 'Wyeksportuj plik .p12 razem z kluczem prywatnym.',
      hu: 'Exportálja a .p12 fájlt a magánkulccsal együtt.',
      en: 'Export the .p12 file together with the private key.',
    },
  },
  'pki.too-large': {
    status: 413,
    fhir: 'too-costly',
    text: {
      pl: 'Plik z certyfikatem lub kluczem przekracza granicę: {limit} ({max}).',
      hu: 'A tanúsítvány- vagy kulcsfájl túllép egy korlátot: {limit} ({max}).',
      en: 'The certificate or key file is over a limit: {limit} ({max}).',
    },
    next: {
      pl: 'Sprawdź, czy wskazano właściwy plik.',
      hu: 'Ellenőrizze, hogy a megfelelő fájlt választotta-e.',
      en: 'Check whether the right file was chosen.',
    },
  },
  'pki.common-name': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'CN certyfikatu („{found}”) nie ma postaci „{expected}”.',
      hu: 'A tanúsítvány CN mezője („{found}”) nem „{expected}” alakú.',
      en: 'The CN of the certificate ("{found}") is not "{expected}".',
    },
    next: {
      pl: 'Wskaż certyfikat wydany dla tego konta; CN pokazuje polecenie certutil lub openssl x509.',
      hu: 'Válassza az ehhez a fiókhoz kiadott tanúsítványt; a CN-t a certutil vagy az openssl x509 mutatja.',
      en: 'Choose the certificate issued for this account; certutil or openssl x509 show the CN.',
    },
  },
  'pki.other-account': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Certyfikat należy do innego konta: CN to „{found}”, a potrzeba „{expected}”.',
      hu: 'A tanúsítvány másik fiókhoz tartozik: CN: „{found}”, a szükséges: „{expected}”.',
      en: 'The certificate belongs to another account: CN is "{found}", "{expected}" is needed.',
    },
    next: {
      pl: 'Sprawdź ID konta i wskaż certyfikat, który wydano dla niego.',
      hu: 'Ellenőrizze a fiókazonosítót, és válassza a hozzá kiadott tanúsítványt.',
      en: 'Check the account id and choose the certificate issued for it.',
    },
  },
  'pki.certificate-kind': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'To certyfikat {foundKind} w miejscu certyfikatu {expectedKind} (CN: „{found}”).',
      hu: 'Ez {foundKind} tanúsítvány {expectedKind} tanúsítvány helyén (CN: „{found}”).',
      en: 'This is a {foundKind} certificate in the place of the {expectedKind} certificate (CN: "{found}").',
    },
    next: {
      pl: 'Zamień pliki: certyfikat i klucz {expectedKind} należą tutaj, {foundKind} do drugiego pola.',
      hu: 'Cserélje fel a fájlokat: ide a(z) {expectedKind} tanúsítvány és kulcs való, a(z) {foundKind} a másik mezőbe.',
      en: 'Swap the files: the {expectedKind} certificate and key belong here, {foundKind} in the other field.',
    },
  },
  'pki.purpose': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Przeznaczenie zapisane w certyfikacie nie pasuje do certyfikatu {expectedKind}.',
      hu: 'A tanúsítványban megadott felhasználási cél nem illik a(z) {expectedKind} tanúsítványhoz.',
      en: 'The purpose written in the certificate does not fit a {expectedKind} certificate.',
    },
    next: {
      pl: 'Poproś biuro o ponowne wydanie: TLS ma mieć przeznaczenie „uwierzytelnienie klienta”, WSS ma go nie mieć.',
      hu: 'Kérje az ügyfélszolgálattól az újbóli kiadást: a TLS-ben legyen „ügyfélhitelesítés”, a WSS-ben ne legyen.',
      en: 'Ask the office to issue it again: TLS carries the purpose "client authentication", WSS does not.',
    },
  },
  'pki.unknown-account': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Takiego konta nie ma w tej chmurze.',
      hu: 'Ilyen fiók nincs ebben a felhőben.',
      en: 'There is no such account in this cloud.',
    },
    next: {
      pl: 'Sprawdź ID konta w wiadomości, którą przysłało biuro.',
      hu: 'Ellenőrizze a fiókazonosítót az ügyfélszolgálat levelében.',
      en: 'Check the account id in the mail that came from the office.',
    },
  },
  'pki.not-registered': {
    status: 403,
    fhir: 'forbidden',
    text: {
      pl: 'Certyfikat o numerze seryjnym {serialNumber} nie jest zarejestrowany na koncie.',
      hu: 'A(z) {serialNumber} sorozatszámú tanúsítvány nincs regisztrálva a fiókon.',
      en: 'The certificate with the serial number {serialNumber} is not registered on the account.',
    },
    next: {
      pl: 'Wyślij biuru oba certyfikaty publiczne i poproś o ich rejestrację.',
      hu: 'Küldje el az ügyfélszolgálatnak mindkét nyilvános tanúsítványt, és kérje a regisztrációjukat.',
      en: 'Send both public certificates to the office and ask for their registration.',
    },
  },
  'pki.revoked': {
    status: 403,
    fhir: 'forbidden',
    text: {
      pl: 'Certyfikat o numerze seryjnym {serialNumber} został odwołany.',
      hu: 'A(z) {serialNumber} sorozatszámú tanúsítványt visszavonták.',
      en: 'The certificate with the serial number {serialNumber} was revoked.',
    },
    next: {
      pl: 'Wygeneruj nowe żądanie CSR i poproś biuro o nowy certyfikat.',
      hu: 'Készítsen új CSR kérelmet, és kérjen új tanúsítványt az ügyfélszolgálattól.',
      en: 'Make a new CSR and ask the office for a new certificate.',
    },
  },
  'pki.expired': {
    status: 403,
    fhir: 'expired',
    text: {
      pl: 'Certyfikat stracił ważność {notAfter}.',
      hu: 'A tanúsítvány lejárt: {notAfter}.',
      en: 'The certificate expired on {notAfter}.',
    },
    next: {
      pl: 'Zaktualizuj certyfikaty; sprawdź też zegar komputera.',
      hu: 'Frissítse a tanúsítványokat; ellenőrizze a számítógép óráját is.',
      en: 'Update the certificates; check the clock of the computer as well.',
    },
  },
  'pki.not-yet-valid': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Certyfikat jest ważny dopiero od {notBefore}.',
      hu: 'A tanúsítvány csak ettől érvényes: {notBefore}.',
      en: 'The certificate holds only from {notBefore} on.',
    },
    next: {
      pl: 'Sprawdź datę i godzinę na tym komputerze.',
      hu: 'Ellenőrizze a dátumot és az időt ezen a számítógépen.',
      en: 'Check date and time on this computer.',
    },
  },
  'pki.no-certificate': {
    status: 403,
    fhir: 'login',
    text: {
      pl: 'Połączenie nie przedstawiło certyfikatu klienta, a ten adres go wymaga.',
      hu: 'A kapcsolat nem mutatott be kliens-tanúsítványt, pedig ez a cím megköveteli.',
      en: 'The connection presented no client certificate, and this address requires one.',
    },
    next: {
      pl: 'Zarejestruj certyfikat TLS konta w programie albo zaimportuj plik .p12 do przeglądarki.',
      hu: 'Regisztrálja a fiók TLS tanúsítványát a programban, vagy töltse be a .p12 fájlt a böngészőbe.',
      en: 'Register the TLS certificate of the account in the program, or import the .p12 file in the browser.',
    },
  },
  'pki.tls-version': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Połączenie używa protokołu starszego niż TLS 1.2.',
      hu: 'A kapcsolat a TLS 1.2-nél régebbi protokollt használ.',
      en: 'The connection uses a protocol older than TLS 1.2.',
    },
    next: {
      pl: 'Włącz TLS 1.2 lub nowszy w systemie albo zaktualizuj program.',
      hu: 'Kapcsolja be a TLS 1.2-t vagy újabbat a rendszerben, vagy frissítse a programot.',
      en: 'Switch on TLS 1.2 or newer in the system, or update the program.',
    },
  },
  'pki.chain-incomplete': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Brakuje certyfikatu wystawcy „{issuer}”, więc ścieżki nie da się sprawdzić.',
      hu: 'Hiányzik a(z) „{issuer}” kiadó tanúsítványa, ezért a lánc nem ellenőrizhető.',
      en: 'The certificate of the issuer "{issuer}" is missing, so the chain cannot be checked.',
    },
    next: {
      pl: 'Dołącz certyfikaty pośrednie albo dodaj wystawcę do zaufanych.',
      hu: 'Csatolja a köztes tanúsítványokat, vagy vegye fel a kiadót a megbízhatók közé.',
      en: 'Add the intermediate certificates, or add the issuer to the trusted ones.',
    },
  },
  'pki.not-trusted': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Certyfikatu „{subject}” nie wydał wystawca, któremu ufamy ({reason}).',
      hu: 'A(z) „{subject}” tanúsítványt nem megbízható kiadó adta ki ({reason}).',
      en: 'The certificate "{subject}" was not issued by an authority that is trusted ({reason}).',
    },
    next: {
      pl: 'Użyj certyfikatu wydanego przez biuro dla tego konta.',
      hu: 'Használja az ügyfélszolgálat által ehhez a fiókhoz kiadott tanúsítványt.',
      en: 'Use the certificate that the office issued for this account.',
    },
  },
});

import { defineProblems } from './define.ts';

export const securityProblems = defineProblems({
  'keyring.too-open': {
    status: 500,
    text: {
      pl: 'Plik z kluczem głównym {path} mogą odczytać inni użytkownicy tego komputera (uprawnienia {mode}).',
      hu: 'A főkulcs fájlját ({path}) a gép más felhasználói is elolvashatják (jogosultság: {mode}).',
      en: 'The master key file {path} can be read by other users of this machine (mode {mode}).',
    },
    next: {
      pl: 'Uruchom: chmod 600 {path}. Jeżeli ktoś mógł już odczytać plik, wymień potem klucz główny.',
      hu: 'Futtassa: chmod 600 {path}. Ha a fájlt már elolvashatta valaki, utána cserélje le a főkulcsot.',
      en: 'Run: chmod 600 {path}. If somebody may have read the file already, rotate the master key afterwards.',
    },
  },
  'keyring.unreadable': {
    status: 500,
    text: {
      pl: 'Pliku z kluczem głównym {path} nie da się odczytać albo jest uszkodzony.',
      hu: 'A főkulcs fájlja ({path}) nem olvasható vagy sérült.',
      en: 'The master key file {path} cannot be read or is damaged.',
    },
    next: {
      pl: 'Przywróć ten plik z kopii zapasowej. Nie usuwaj go: bez klucza danych nie da się odszyfrować.',
      hu: 'Állítsa vissza a fájlt biztonsági mentésből. Ne törölje: kulcs nélkül az adatok nem fejthetők vissza.',
      en: 'Restore the file from a backup. Do not delete it: without the key the data cannot be decrypted.',
    },
  },
  'keyring.not-saved': {
    status: 500,
    text: {
      pl: 'Nie udało się zapisać klucza głównego w {path}.',
      hu: 'A főkulcsot nem sikerült ide menteni: {path}.',
      en: 'The master key could not be saved in {path}.',
    },
    next: {
      pl: 'Sprawdź, czy folder istnieje, czy ten użytkownik może w nim zapisywać i czy na dysku jest miejsce.',
      hu: 'Ellenőrizze, hogy a mappa létezik és írható-e, és van-e szabad hely a lemezen.',
      en: 'Check that the folder exists, that this user may write there and that the disk has space.',
    },
  },
  'keyring.unknown-key': {
    status: 500,
    text: {
      pl: 'Dane zaszyfrowano kluczem głównym {keyId}, którego nie ma w pliku kluczy.',
      hu: 'Az adatot a(z) {keyId} főkulccsal titkosították, amely nincs a kulcsfájlban.',
      en: 'The data is encrypted with the master key {keyId}, which is not in the key file.',
    },
    next: {
      pl: 'Wskaż w KARTOTEKA_KEY_FILE plik kluczy, który należy do tej bazy danych.',
      hu: 'A KARTOTEKA_KEY_FILE beállításban adja meg az ehhez az adatbázishoz tartozó kulcsfájlt.',
      en: 'Name in KARTOTEKA_KEY_FILE the key file that belongs to this database.',
    },
  },
  'keyring.secret-damaged': {
    status: 500,
    text: {
      pl: 'Zaszyfrowanego wpisu nie da się otworzyć: zmieniono go albo przeniesiono z innego miejsca.',
      hu: 'Egy titkosított bejegyzés nem nyitható meg: módosították vagy máshonnan helyezték át.',
      en: 'An encrypted entry does not open: it was changed or moved from another place.',
    },
    next: {
      pl: 'Nie używaj tego wpisu; przywróć go z kopii zapasowej i zgłoś sprawę osobie odpowiedzialnej za bezpieczeństwo.',
      hu: 'Ne használja a bejegyzést; állítsa vissza mentésből, és értesítse a biztonságért felelős személyt.',
      en: 'Do not use the entry; restore it from a backup and tell whoever answers for security.',
    },
  },
  'keyring.data-key-gone': {
    status: 410,
    xds: 'XDSRepositoryError',
    fhir: 'deleted',
    text: {
      pl: 'Klucz danych tego konta został zniszczony, więc zaszyfrowanej treści nie da się już odczytać.',
      hu: 'E fiók adatkulcsát megsemmisítették, ezért a titkosított tartalom többé nem olvasható.',
      en: 'The data key of this account was destroyed, so the encrypted content can no longer be read.',
    },
    next: {
      pl: 'Jeżeli klucza nie zniszczono celowo, przywróć bazę danych z kopii zapasowej.',
      hu: 'Ha a kulcsot nem szándékosan semmisítették meg, állítsa vissza az adatbázist biztonsági mentésből.',
      en: 'If the key was not destroyed on purpose, restore the database from a backup.',
    },
  },
  'audit.chain-broken': {
    status: 500,
    text: {
      pl: 'Dziennik zdarzeń konta {tenant} jest naruszony przy wpisie {position}.',
      hu: 'A(z) {tenant} fiók eseménynaplója sérült a(z) {position}. bejegyzésnél.',
      en: 'The audit trail of {tenant} is broken at entry {position}.',
    },
    next: {
      pl: 'Zachowaj bazę danych w obecnym stanie, porównaj ją z kopią zapasową i zgłoś sprawę osobie odpowiedzialnej za bezpieczeństwo.',
      hu: 'Őrizze meg az adatbázis jelenlegi állapotát, vesse össze a mentéssel, és értesítse a biztonságért felelős személyt.',
      en: 'Keep the database as it is, compare it with a backup and tell whoever answers for security.',
    },
  },
  'security.signature-structure': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Podpis ma budowę, której nie przyjmujemy: jakiejś części brakuje, jest podwójna albo obca.',
      hu: 'Az aláírás felépítése nem fogadható el: egy része hiányzik, kettőződik vagy idegen.',
      en: 'The signature is built in a way that is not taken: a part is missing, doubled or foreign.',
    },
    next: {
      pl: 'Nadawca powinien sprawdzić ustawienia podpisu: oczekiwane są jedno SignedInfo, jedno SignatureValue i jedno KeyInfo, bez komentarzy.',
      hu: 'A küldő ellenőrizze az aláírás beállításait: egy SignedInfo, egy SignatureValue és egy KeyInfo kell, megjegyzések nélkül.',
      en: 'The sender checks the signature settings: one SignedInfo, one SignatureValue and one KeyInfo are expected, without comments.',
    },
  },
  'security.signature-algorithm': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Podpis używa algorytmu, który nie jest tu dozwolony.',
      hu: 'Az aláírás itt nem engedélyezett algoritmust használ.',
      en: 'The signature uses an algorithm that is not allowed here.',
    },
    next: {
      pl: 'Podpisz algorytmem RSA-SHA256 lub silniejszym, ze skrótem SHA-256 i kanonizacją wyłączną (exclusive).',
      hu: 'Írja alá RSA-SHA256 vagy erősebb algoritmussal, SHA-256 kivonattal és exkluzív kanonizálással.',
      en: 'Sign with RSA-SHA256 or stronger, SHA-256 digests and exclusive canonicalization.',
    },
  },
  'security.signature-key': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Klucz podpisu jest za krótki albo innego rodzaju niż algorytm.',
      hu: 'Az aláírás kulcsa túl rövid, vagy nem az algoritmushoz való.',
      en: 'The key of the signature is too short or of another kind than the algorithm.',
    },
    next: {
      pl: 'Użyj klucza RSA o długości co najmniej 2048 bitów (lepiej 3072) albo klucza P-256 i zamów nowy certyfikat.',
      hu: 'Használjon legalább 2048 bites (inkább 3072 bites) RSA- vagy P-256 kulcsot, és kérjen hozzá új tanúsítványt.',
      en: 'Use an RSA key of at least 2048 bits (better 3072) or a P-256 key, and order a new certificate.',
    },
  },
  'security.signature-value': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Podpis się nie zgadza: złożono go innym kluczem albo podpisane dane zmieniono.',
      hu: 'Az aláírás nem egyezik: más kulccsal készült, vagy az aláírt adatokat megváltoztatták.',
      en: 'The signature does not match: it was made with another key, or what it covers was changed.',
    },
    next: {
      pl: 'Wyślij komunikat ponownie; jeżeli to się powtarza, sprawdź, czy klucz i certyfikat należą do siebie i czy nic po drodze nie przerabia komunikatów.',
      hu: 'Küldje el újra az üzenetet; ha megismétlődik, ellenőrizze, hogy a kulcs és a tanúsítvány összetartozik-e, és hogy útközben semmi nem írja-e át az üzeneteket.',
      en: 'Send the message again; if it happens again, check that key and certificate belong together and that nothing on the way rewrites messages.',
    },
  },
  'security.signature-digest': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Podpisana część została zmieniona po złożeniu podpisu.',
      hu: 'Az aláírt rész az aláírás után megváltozott.',
      en: 'A signed part was changed after it was signed.',
    },
    next: {
      pl: 'Wyślij ponownie z oryginału; sprawdź, czy żaden program po drodze nie przerabia komunikatów.',
      hu: 'Küldje újra az eredetiből; ellenőrizze, hogy útközben nem írja-e át valamilyen program az üzeneteket.',
      en: 'Send again from the original; check whether a program on the way rewrites messages.',
    },
  },
  'security.signature-reference': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Podpis wskazuje coś, czego nie wolno tak podpisać: spoza komunikatu, z innego miejsca albo dwa razy to samo.',
      hu: 'Az aláírás olyasmire mutat, ami így nem írható alá: az üzeneten kívülre, más helyre vagy kétszer ugyanarra.',
      en: 'The signature points to something that may not be signed this way: outside the message, at another place, or the same thing twice.',
    },
    next: {
      pl: 'Podpisz Body, Timestamp i nagłówki tego samego komunikatu, każdy element raz, przez jego wsu:Id.',
      hu: 'A Body, a Timestamp és ugyanezen üzenet fejlécei legyenek aláírva, mindegyik egyszer, a wsu:Id alapján.',
      en: 'Sign the Body, the Timestamp and headers of the same message, each element once, by its wsu:Id.',
    },
  },
  'security.signature-duplicate-id': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Dwa elementy mają ten sam identyfikator, więc nie wiadomo, który został podpisany.',
      hu: 'Két elemnek ugyanaz az azonosítója, ezért nem tudni, melyiket írták alá.',
      en: 'Two elements carry the same identifier, so it is not clear which one was signed.',
    },
    next: {
      pl: 'Nadaj każdemu wsu:Id, xml:id, Id i ID własną wartość i podpisz jeszcze raz.',
      hu: 'Adjon minden wsu:Id, xml:id, Id és ID attribútumnak saját értéket, és írja alá újra.',
      en: 'Give every wsu:Id, xml:id, Id and ID a value of its own and sign again.',
    },
  },
  'security.signature-coverage': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Podpis nie obejmuje części, która musi być podpisana: {part}.',
      hu: 'Az aláírás nem terjed ki arra, aminek aláírtnak kell lennie: {part}.',
      en: 'The signature does not cover a part that has to be signed: {part}.',
    },
    next: {
      pl: 'Podpisuj w każdym komunikacie Body i Timestamp.',
      hu: 'Minden üzenetben írja alá a Body és a Timestamp elemet.',
      en: 'Sign the Body and the Timestamp of every message.',
    },
  },
  'security.signature-covers-include': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Podpis obejmuje tylko wskaźnik do załącznika (xop:Include), więc sam dokument nie jest podpisany.',
      hu: 'Az aláírás csak a mellékletre mutató hivatkozásra (xop:Include) terjed ki, maga a dokumentum aláíratlan.',
      en: 'The signature covers only the pointer to the attachment (xop:Include), so the attached document itself is unsigned.',
    },
    next: {
      pl: 'Podpisz komunikat przed przeniesieniem dokumentu do załącznika (z tekstem base64 w jego miejscu) albo wyślij dokument w treści.',
      hu: 'Az aláírás a melléklet kiemelése előtt készüljön (a helyén álló base64 szöveggel), vagy küldje a dokumentumot beágyazva.',
      en: 'Sign before the document is moved to the attachment (with the base64 text in its place), or send it inline.',
    },
  },
  'security.signature-token': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Komunikat nie zawiera czytelnego certyfikatu podpisu.',
      hu: 'Az üzenet nem tartalmazza olvasható módon az aláírás tanúsítványát.',
      en: 'The message does not carry the certificate of its signature in a readable way.',
    },
    next: {
      pl: 'Dołącz certyfikat jako jeden BinarySecurityToken (X509v3, Base64Binary) i wskaż go w KeyInfo.',
      hu: 'Küldje a tanúsítványt egyetlen BinarySecurityToken elemként (X509v3, Base64Binary), és a KeyInfo mutasson rá.',
      en: 'Send the certificate as one BinarySecurityToken (X509v3, Base64Binary) and point to it from KeyInfo.',
    },
  },
  'security.message-unsigned': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Komunikat nie ma podpisu WS-Security.',
      hu: 'Az üzeneten nincs WS-Security aláírás.',
      en: 'The message carries no WS-Security signature.',
    },
    next: {
      pl: 'Włącz w programie wysyłającym WS-Security: podpis X.509 obejmujący Body i Timestamp.',
      hu: 'Kapcsolja be a küldő programban a WS-Security aláírást (X.509, a Body és a Timestamp fölött).',
      en: 'Switch on WS-Security in the sending program: an X.509 signature over Body and Timestamp.',
    },
  },
  'security.message-structure': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Koperta komunikatu nie ma budowy, jakiej wymagają SOAP i WS-Security: jakiejś części brakuje, jest podwójna albo stoi w innym miejscu.',
      hu: 'Az üzenet borítékának felépítése nem felel meg a SOAP és a WS-Security szabályainak: egy része hiányzik, kettőződik vagy máshol áll.',
      en: 'The envelope of the message is not built as SOAP and WS-Security require: a part is missing, doubled or at another place.',
    },
    next: {
      pl: 'Oczekiwane są: jeden Header z jednym Security (jeden Timestamp, jeden podpis) i jedno Body.',
      hu: 'Egy Header kell egy Security fejléccel (egy Timestamp, egy aláírás) és egy Body.',
      en: 'One Header with one Security (one Timestamp, one signature) and one Body are expected.',
    },
  },
  'security.message-timestamp': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Nie da się odczytać Timestamp komunikatu.',
      hu: 'Az üzenet Timestamp eleme nem olvasható.',
      en: 'The Timestamp of the message cannot be read.',
    },
    next: {
      pl: 'Podaj Created i Expires jako czas UTC, na przykład 2026-03-01T08:00:00Z.',
      hu: 'A Created és az Expires UTC idő legyen, például 2026-03-01T08:00:00Z.',
      en: 'Write Created and Expires as UTC times, for example 2026-03-01T08:00:00Z.',
    },
  },
  'security.message-expired': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Komunikat jest nieaktualny: minął czas podany w jego Timestamp.',
      hu: 'Az üzenet elavult: a Timestamp szerinti ideje lejárt.',
      en: 'The message is out of date: the time in its Timestamp is over.',
    },
    next: {
      pl: 'Ustaw zegar komputera wysyłającego i wyślij komunikat ponownie.',
      hu: 'Állítsa be a küldő számítógép óráját, és küldje el újra az üzenetet.',
      en: 'Set the clock of the sending computer and send the message again.',
    },
  },
  'security.message-future': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Timestamp komunikatu wskazuje czas w przyszłości.',
      hu: 'Az üzenet Timestamp eleme jövőbeli időt mutat.',
      en: 'The Timestamp of the message lies in the future.',
    },
    next: {
      pl: 'Ustaw zegar komputera wysyłającego i wyślij komunikat ponownie.',
      hu: 'Állítsa be a küldő számítógép óráját, és küldje el újra az üzenetet.',
      en: 'Set the clock of the sending computer and send the message again.',
    },
  },
  'security.message-lifetime': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Timestamp komunikatu obejmuje zbyt długi czas: przyjmujemy najwyżej {seconds} s.',
      hu: 'Az üzenet Timestamp eleme túl hosszú időt fog át: legfeljebb {seconds} másodperc fogadható el.',
      en: 'The Timestamp of the message spans too long a time: at most {seconds} seconds are taken.',
    },
    next: {
      pl: 'Ustaw w programie wysyłającym czas życia komunikatu na {seconds} s lub mniej.',
      hu: 'Állítsa a küldő programban az üzenet élettartamát legfeljebb {seconds} másodpercre.',
      en: 'Set the lifetime of messages in the sending program to {seconds} seconds or less.',
    },
  },
  'security.message-replayed': {
    status: 403,
    fhir: 'security',
    text: {
      pl: 'Ten sam podpisany komunikat już wpłynął.',
      hu: 'Ugyanez az aláírt üzenet már megérkezett.',
      en: 'The same signed message has arrived before.',
    },
    next: {
      pl: 'Podpisuj każdą wysyłkę od nowa; niczego nie zapisano po raz drugi.',
      hu: 'Minden küldést újra alá kell írni; semmi sem tárolódott másodszor.',
      en: 'Sign each sending anew; nothing was stored a second time.',
    },
  },
});

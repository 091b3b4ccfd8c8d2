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
});

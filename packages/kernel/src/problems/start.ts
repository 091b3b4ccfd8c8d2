import { defineProblems } from './define.ts';

export const startProblems = defineProblems({
  'start.port-taken': {
    status: 503,
    text: {
      pl: 'Port {port} jest zajęty przez inny program.',
      hu: 'A {port} portot egy másik program használja.',
      en: 'The port {port} is taken by another program.',
    },
    next: {
      pl: 'Zakończ ten program albo podaj inny port podstawowy w KARTOTEKA_PORT.',
      hu: 'Állítsa le azt a programot, vagy adjon meg másik alapportot a KARTOTEKA_PORT változóban.',
      en: 'End that program or give another base port in KARTOTEKA_PORT.',
    },
  },
  'start.application-ended': {
    status: 503,
    text: {
      pl: 'Aplikacja „{application}” nie uruchomiła się.',
      hu: 'A(z) „{application}” alkalmazás nem indult el.',
      en: 'The application "{application}" did not start.',
    },
    next: {
      pl: 'Powód stoi w wierszach powyżej.',
      hu: 'Az ok a fenti sorokban áll.',
      en: 'The reason stands in the lines above.',
    },
  },
  'start.database-binaries': {
    status: 500,
    text: {
      pl: 'Dla tego systemu ({platform}) nie ma dołączonego serwera PostgreSQL.',
      hu: 'Ehhez a rendszerhez ({platform}) nincs mellékelt PostgreSQL-kiszolgáló.',
      en: 'No PostgreSQL server comes with Kartoteka for this system ({platform}).',
    },
    next: {
      pl: 'Zainstaluj PostgreSQL 18 lub nowszy i podaj jego adres w DATABASE_URL.',
      hu: 'Telepítsen PostgreSQL 18-at vagy újabbat, és adja meg a címét a DATABASE_URL beállításban.',
      en: 'Install PostgreSQL 18 or newer and give its address in DATABASE_URL.',
    },
  },
  'start.database-user': {
    status: 500,
    text: {
      pl: 'PostgreSQL nie działa na prawach administratora (root), a w systemie nie ma zwykłego użytkownika, który mógłby go prowadzić.',
      hu: 'A PostgreSQL nem fut rendszergazdaként (root), és nincs a rendszerben olyan közönséges felhasználó, aki futtathatná.',
      en: 'PostgreSQL does not run as root, and this system has no ordinary user that could run it.',
    },
    next: {
      pl: 'Utwórz użytkownika „kartoteka” (useradd --system kartoteka) albo uruchom program jako zwykły użytkownik.',
      hu: 'Hozzon létre egy „kartoteka” felhasználót (useradd --system kartoteka), vagy indítsa a programot közönséges felhasználóként.',
      en: 'Create a user "kartoteka" (useradd --system kartoteka) or start the program as an ordinary user.',
    },
  },
  'start.database-owner': {
    status: 500,
    text: {
      pl: 'Folder {folder} należy do innego użytkownika systemu.',
      hu: 'A(z) {folder} mappa a rendszer egy másik felhasználójáé.',
      en: 'The folder {folder} belongs to another user of this system.',
    },
    next: {
      pl: 'Uruchom program jako ten użytkownik, który uruchomił go pierwszy raz, albo wskaż inny folder w KARTOTEKA_HOME.',
      hu: 'Indítsa a programot azzal a felhasználóval, aki először indította, vagy adjon meg másik mappát a KARTOTEKA_HOME beállításban.',
      en: 'Start the program as the user who started it first, or name another folder in KARTOTEKA_HOME.',
    },
  },
  'start.database-place': {
    status: 500,
    text: {
      pl: 'W folderze {folder} nie da się niczego zapisać.',
      hu: 'A(z) {folder} mappába nem lehet írni.',
      en: 'Nothing can be written to the folder {folder}.',
    },
    next: {
      pl: 'Sprawdź uprawnienia i wolne miejsce na dysku albo wskaż inny folder w KARTOTEKA_HOME.',
      hu: 'Ellenőrizze a jogosultságokat és a szabad lemezhelyet, vagy adjon meg másik mappát a KARTOTEKA_HOME beállításban.',
      en: 'Check the permissions and the free disk space, or name another folder in KARTOTEKA_HOME.',
    },
  },
  'start.database-missing': {
    status: 500,
    text: {
      pl: 'Baza danych tej instalacji powinna być w {folder}, ale jej tam nie ma.',
      hu: 'Ennek a telepítésnek az adatbázisa a(z) {folder} mappában lenne, de ott nem található.',
      en: 'The database of this installation should be in {folder}, but it is not there.',
    },
    next: {
      pl: 'Podłącz lub przywróć ten folder; nowa, pusta baza nie zostanie założona w jego miejsce.',
      hu: 'Csatolja vagy állítsa vissza ezt a mappát; helyette nem jön létre új, üres adatbázis.',
      en: 'Mount or restore that folder; no new empty database is made in its place.',
    },
  },
  'start.database-in-use': {
    status: 500,
    text: {
      pl: 'Z bazy danych w {folder} korzysta już inny proces (numer {pid}).',
      hu: 'A(z) {folder} mappában lévő adatbázist már egy másik folyamat használja (száma {pid}).',
      en: 'The database in {folder} is already used by another process (number {pid}).',
    },
    next: {
      pl: 'Zakończ ten proces i uruchom program ponownie.',
      hu: 'Állítsa le azt a folyamatot, és indítsa újra a programot.',
      en: 'End that process and start the program again.',
    },
  },
  'start.database-failed': {
    status: 500,
    text: {
      pl: 'Serwer bazy danych nie uruchomił się.',
      hu: 'Az adatbázis-kiszolgáló nem indult el.',
      en: 'The database server did not start.',
    },
    next: {
      pl: 'Przyczyna jest w dzienniku w folderze {folder}.',
      hu: 'Az ok a(z) {folder} mappában lévő naplóban olvasható.',
      en: 'The cause stands in the log in the folder {folder}.',
    },
  },
  'start.database-version': {
    status: 500,
    text: {
      pl: 'Serwer bazy danych ma wersję {version}, a potrzebna jest {needed}.',
      hu: 'Az adatbázis-kiszolgáló verziója {version}, a szükséges: {needed}.',
      en: 'The database server has version {version}; {needed} is needed.',
    },
    next: {
      pl: 'Wykonaj kopię w poprzedniej wersji programu i odtwórz ją w tej, albo podaj inny serwer w DATABASE_URL.',
      hu: 'Készítsen mentést a program előző verziójával, és állítsa vissza ebben, vagy adjon meg másik kiszolgálót a DATABASE_URL beállításban.',
      en: 'Back up with the previous version of the program and restore with this one, or name another server in DATABASE_URL.',
    },
  },
  'start.database-unsafe': {
    status: 500,
    text: {
      pl: 'W serwerze bazy danych wyłączono {setting}, więc po awarii mogłyby zniknąć przyjęte dokumenty.',
      hu: 'Az adatbázis-kiszolgálón ki van kapcsolva: {setting}, így egy leálláskor elveszhetnének az átvett dokumentumok.',
      en: 'The database server has {setting} switched off, so accepted documents could vanish in a crash.',
    },
    next: {
      pl: 'Włącz {setting} w ustawieniach serwera i uruchom program ponownie.',
      hu: 'Kapcsolja be a kiszolgáló beállításai között ezt: {setting}, és indítsa újra a programot.',
      en: 'Switch {setting} on in the settings of the server and start the program again.',
    },
  },
  'start.database-url': {
    status: 500,
    text: {
      pl: 'DATABASE_URL nie ma postaci postgresql://użytkownik:hasło@host:port/baza.',
      hu: 'A DATABASE_URL nem postgresql://felhasználó:jelszó@gép:port/adatbázis alakú.',
      en: 'DATABASE_URL does not have the form postgresql://user:password@host:port/database.',
    },
    next: {
      pl: 'Podaj pełny adres z użytkownikiem i hasłem; hasła aplikacji są z niego wyprowadzane.',
      hu: 'Adja meg a teljes címet felhasználóval és jelszóval; az alkalmazások jelszavai ebből származnak.',
      en: 'Give the whole address with user and password; the passwords of the applications are derived from it.',
    },
  },
  'start.database-login': {
    status: 500,
    text: {
      pl: 'Serwer bazy danych nie wpuszcza użytkownika {user} do bazy {database}.',
      hu: 'Az adatbázis-kiszolgáló nem engedi be a(z) {user} felhasználót a(z) {database} adatbázisba.',
      en: 'The database server does not let the user {user} into the database {database}.',
    },
    next: {
      pl: 'Sprawdź w DATABASE_URL nazwę użytkownika, hasło i nazwę bazy.',
      hu: 'Ellenőrizze a DATABASE_URL beállításban a felhasználónevet, a jelszót és az adatbázis nevét.',
      en: 'Check user name, password and name of the database in DATABASE_URL.',
    },
  },
  'start.database-rights': {
    status: 500,
    text: {
      pl: 'Użytkownik {user} z DATABASE_URL nie może zakładać baz i ról.',
      hu: 'A DATABASE_URL {user} felhasználója nem hozhat létre adatbázist és szerepkört.',
      en: 'The user {user} of DATABASE_URL may not create databases and roles.',
    },
    next: {
      pl: 'Nadaj mu te prawa: ALTER ROLE {user} CREATEDB CREATEROLE.',
      hu: 'Adja meg neki ezeket a jogokat: ALTER ROLE {user} CREATEDB CREATEROLE.',
      en: 'Grant them: ALTER ROLE {user} CREATEDB CREATEROLE.',
    },
  },
  'start.database-role': {
    status: 500,
    text: {
      pl: 'Rola {role} może omijać ochronę wierszy w bazie, więc dane jednego konta mogłyby trafić do drugiego.',
      hu: 'A(z) {role} szerepkör megkerülheti az adatbázis sorvédelmét, így egy fiók adatai egy másikhoz kerülhetnének.',
      en: 'The role {role} can pass by the row security of the database, so data of one account could reach another.',
    },
    next: {
      pl: 'Odbierz jej te prawa: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS; nie może też należeć do roli kartoteka_owner.',
      hu: 'Vonja meg tőle ezeket a jogokat: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS; a kartoteka_owner szerepkörnek sem lehet tagja.',
      en: 'Take these rights away: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS; nor may it be a member of kartoteka_owner.',
    },
  },
  'start.database-newer': {
    status: 500,
    text: {
      pl: 'Baza danych {database} była już używana przez nowszą wersję programu ({migration}).',
      hu: 'A(z) {database} adatbázist már a program újabb verziója használta ({migration}).',
      en: 'The database {database} was already used by a newer version of the program ({migration}).',
    },
    next: {
      pl: 'Uruchom tę nowszą wersję albo odtwórz kopię sprzed aktualizacji.',
      hu: 'Indítsa el azt az újabb verziót, vagy állítsa vissza a frissítés előtti mentést.',
      en: 'Start that newer version or restore the backup made before the upgrade.',
    },
  },
  'start.database-behind': {
    status: 500,
    text: {
      pl: 'W bazie danych {database} brakuje migracji {migration}, której wymaga ta wersja programu.',
      hu: 'A(z) {database} adatbázisból hiányzik a(z) {migration} migráció, amelyet a program e verziója megkíván.',
      en: 'The database {database} lacks the migration {migration} that this version of the program needs.',
    },
    next: {
      pl: 'Uruchom najpierw program z adresem administratora bazy (DATABASE_URL), aby wykonał migracje.',
      hu: 'Először az adatbázis-rendszergazda címével (DATABASE_URL) indítsa a programot, hogy elvégezze a migrációkat.',
      en: "Start the program first with the address of the database's administrator (DATABASE_URL), so that it migrates.",
    },
  },
  'start.migration-changed': {
    status: 500,
    text: {
      pl: 'Plik migracji {migration} różni się od tego, który zastosowano w bazie {database}.',
      hu: 'A(z) {migration} migrációs fájl eltér attól, amelyet a(z) {database} adatbázisban alkalmaztak.',
      en: 'The migration file {migration} is not the one that was applied to the database {database}.',
    },
    next: {
      pl: 'Zainstaluj program ponownie z niezmienionych plików; zmiany w bazie wymagają nowej migracji.',
      hu: 'Telepítse újra a programot változatlan fájlokból; az adatbázis változásához új migráció kell.',
      en: 'Install the program again from unchanged files; a change of the database needs a new migration.',
    },
  },
  'start.migration-failed': {
    status: 500,
    text: {
      pl: 'Migracja {migration} bazy {database} nie powiodła się; baza została w stanie sprzed tej migracji.',
      hu: 'A(z) {database} adatbázis {migration} migrációja nem sikerült; az adatbázis a migráció előtti állapotban maradt.',
      en: 'The migration {migration} of the database {database} failed; the database is as it was before it.',
    },
    next: {
      pl: 'Uruchom poprzednią wersję programu i przekaż dziennik opiekunowi systemu.',
      hu: 'Indítsa el a program előző verzióját, és adja át a naplót az üzemeltetőnek.',
      en: 'Start the previous version of the program and hand the log to whoever runs the system.',
    },
  },
  'start.database-away': {
    status: 503,
    xds: 'XDSRegistryBusy',
    fhir: 'transient',
    text: {
      pl: 'Baza danych w tej chwili nie odpowiada.',
      hu: 'Az adatbázis jelenleg nem válaszol.',
      en: 'The database does not answer at the moment.',
    },
    next: {
      pl: 'Spróbuj ponownie za chwilę; sprawdź wtedy, czy ostatnia zmiana została zapisana.',
      hu: 'Próbálja újra kis idő múlva; akkor ellenőrizze, hogy az utolsó módosítás mentésre került-e.',
      en: 'Try again in a moment; check then whether the last change was saved.',
    },
  },
  'start.database-busy': {
    status: 503,
    xds: 'XDSRegistryBusy',
    fhir: 'throttled',
    text: {
      pl: 'Zbyt wiele zadań korzysta teraz z bazy danych.',
      hu: 'Most túl sok feladat használja az adatbázist.',
      en: 'Too much work is using the database right now.',
    },
    next: {
      pl: 'Spróbuj ponownie za kilka sekund; nic nie zostało zapisane.',
      hu: 'Próbálja újra néhány másodperc múlva; semmi sem lett elmentve.',
      en: 'Try again in a few seconds; nothing was saved.',
    },
  },
  'start.sandbox-open': {
    status: 500,
    text: {
      pl: 'Piaskownica nie wystawia się na zewnątrz, a KARTOTEKA_BIND to {bind}.',
      hu: 'A tesztkörnyezet kívülről nem érhető el, a KARTOTEKA_BIND viszont {bind}.',
      en: 'The sandbox is not shown to the outside, and KARTOTEKA_BIND is {bind}.',
    },
    next: {
      pl: 'Uruchom ją bez KARTOTEKA_BIND, na tym samym komputerze, na którym działa testowany program.',
      hu: 'Indítsa KARTOTEKA_BIND nélkül, ugyanazon a gépen, ahol a tesztelt program fut.',
      en: 'Start it without KARTOTEKA_BIND, on the machine where the tested program runs.',
    },
  },
});

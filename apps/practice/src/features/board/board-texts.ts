import type { Texts } from '@kartoteka/kernel';

/** Words of the morning board. */
export const boardTexts = {
  nothingWaits: {
    pl: 'Nic nie czeka na wysłanie do chmury.',
    hu: 'Semmi sem vár a felhőbe küldésre.',
    en: 'Nothing waits to be sent to the cloud.',
  },
  waits: {
    pl: 'Dokumenty czekające na wysłanie: {count}.',
    hu: 'Küldésre váró dokumentumok: {count}.',
    en: 'Documents that wait to be sent: {count}.',
  },
  showWaiting: { pl: 'Pokaż czekające', hu: 'A várakozók megjelenítése', en: 'Show what waits' },
  refused: {
    pl: 'Dokumenty, których chmura nie przyjęła: {count}.',
    hu: 'A felhő által el nem fogadott dokumentumok: {count}.',
    en: 'Documents that the cloud did not take: {count}.',
  },
  showRefused: { pl: 'Pokaż nieprzyjęte', hu: 'Az el nem fogadottak', en: 'Show these documents' },
  conflicts: {
    pl: 'Dokumenty z identyfikatorem, który ma też inny dokument: {count}.',
    hu: 'Más dokumentummal azonos azonosítójú dokumentumok: {count}.',
    en: 'Documents whose id another one has too: {count}.',
  },
  showConflicts: { pl: 'Zdecyduj', hu: 'Döntés', en: 'Decide' },
  consentsWait: {
    pl: 'Zgody w drodze do chmury: {count}.',
    hu: 'Úton lévő hozzájárulások: {count}.',
    en: 'Consents on their way to the cloud: {count}.',
  },
  consentsRefused: {
    pl: 'Zgody, których chmura nie przyjęła: {count}.',
    hu: 'A felhő által el nem fogadott hozzájárulások: {count}.',
    en: 'Consents that the cloud did not take: {count}.',
  },
  showConsents: { pl: 'Rejestr zgód', hu: 'Hozzájárulások', en: 'Register of consents' },
  movesWait: {
    pl: 'Zmiany identyfikatora pacjenta w drodze do chmury: {count}.',
    hu: 'Úton lévő betegazonosító-módosítások: {count}.',
    en: 'Changed patient identifiers on their way to the cloud: {count}.',
  },
  movesRefused: {
    pl: 'Zmiany identyfikatora pacjenta, których chmura nie przyjęła: {count}.',
    hu: 'A felhő által el nem fogadott betegazonosító-módosítások: {count}.',
    en: 'Changed patient identifiers that the cloud did not take: {count}.',
  },
  showMove: { pl: 'Otwórz pacjenta', hu: 'A beteg megnyitása', en: 'Open the patient' },
  removalsWait: {
    pl: 'Usunięcia dokumentów czekające na drugą osobę: {count}.',
    hu: 'Második személyre váró dokumentumtörlések: {count}.',
    en: 'Removals of documents that wait for a second person: {count}.',
  },
  showRemovals: { pl: 'Pokaż usunięcia', hu: 'Törlések megjelenítése', en: 'Show the removals' },
  connected: {
    pl: 'Połączenie z chmurą działa (konto {account}).',
    hu: 'A felhőkapcsolat működik ({account} fiók).',
    en: 'The connection to the cloud works (account {account}).',
  },
  notConnected: {
    pl: 'Praktyka nie jest połączona z chmurą dokumentów.',
    hu: 'A rendelő nincs összekapcsolva a dokumentumfelhővel.',
    en: 'The practice is not connected to a document cloud.',
  },
  showCloud: {
    pl: 'Otwórz konto chmury',
    hu: 'A felhőfiók megnyitása',
    en: 'Open the cloud account',
  },
  certificateEnds: {
    pl: 'Certyfikat {kind} traci ważność za {days} dni.',
    hu: 'A(z) {kind} tanúsítvány {days} nap múlva lejár.',
    en: 'The {kind} certificate ends in {days} days.',
  },
  certificateExpired: {
    pl: 'Certyfikat {kind} stracił ważność.',
    hu: 'A(z) {kind} tanúsítvány lejárt.',
    en: 'The {kind} certificate has expired.',
  },
  quota: {
    pl: 'Konto chmury jest zapełnione w {percent} %.',
    hu: 'A felhőfiók {percent} %-ban megtelt.',
    en: 'The cloud account is {percent} % full.',
  },
  quotaNext: {
    pl: 'Poproś operatora o większe konto; po przekroczeniu limitu dokumenty czekają tutaj.',
    hu: 'Kérjen nagyobb fiókot; a határ elérése után a dokumentumok itt várnak.',
    en: 'Ask the operator for a larger account; over the limit documents wait here.',
  },
  stepCloud: {
    pl: 'Połącz praktykę z chmurą',
    hu: 'Kapcsolja össze a felhővel',
    en: 'Connect the cloud',
  },
  stepStructure: {
    pl: 'Wpisz strukturę organizacyjną praktyki',
    hu: 'Írja be a praxis szervezeti felépítését',
    en: 'Fill in the organisation structure',
  },
  stepPatient: {
    pl: 'Dodaj pierwszego pacjenta',
    hu: 'Vegye fel az első beteget',
    en: 'Add the first patient',
  },
  stepDocument: {
    pl: 'Wczytaj pierwszy dokument',
    hu: 'Töltse be az első dokumentumot',
    en: 'Bring in the first document',
  },
  stepArchived: {
    pl: 'Zobacz go w chmurze',
    hu: 'Nézze meg a felhőben',
    en: 'See it in the cloud',
  },
} as const satisfies Record<string, Texts>;

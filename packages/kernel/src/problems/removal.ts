import { defineProblems } from './define.ts';

export const removalProblems = defineProblems({
  'account.read-only': {
    status: 403,
    xds: 'LocalPolicyRestrictionError',
    fhir: 'forbidden',
    text: {
      pl: 'Konto jest tylko do odczytu ({state}): niczego się w nim nie zmienia ani nie usuwa.',
      hu: 'A fiók csak olvasható ({state}): semmi nem módosítható és nem törölhető benne.',
      en: 'The account can only be read ({state}): nothing in it is changed or removed.',
    },
    next: {
      pl: 'Zwróć się do biura operatora o odnowienie konta.',
      hu: 'Kérje a fiók megújítását az üzemeltető irodájától.',
      en: 'Ask the office of the operator to renew the account.',
    },
  },
  'account.retention-changed': {
    status: 409,
    fhir: 'conflict',
    text: {
      pl: 'Ktoś inny zmienił w tym czasie okresy przechowywania.',
      hu: 'Közben valaki más módosította a megőrzési időket.',
      en: 'Somebody else changed the retention periods in the meantime.',
    },
    next: {
      pl: 'Odśwież stronę, obejrzyj nowe okresy i wprowadź zmianę jeszcze raz.',
      hu: 'Frissítse az oldalt, nézze meg az új időket, és végezze el újra a módosítást.',
      en: 'Refresh the page, look at the new periods and make the change again.',
    },
  },
  'account.removal-documents': {
    status: 422,
    fhir: 'not-found',
    text: {
      pl: 'Konto nie ma części wskazanych dokumentów.',
      hu: 'A fiókban nincs meg a megjelölt dokumentumok egy része.',
      en: 'The account does not have some of the documents named.',
    },
    next: {
      pl: 'Odśwież listę i wskaż dokumenty, które są w chmurze.',
      hu: 'Frissítse a listát, és olyan dokumentumokat jelöljön meg, amelyek a felhőben vannak.',
      en: 'Refresh the list and name documents that are in the cloud.',
    },
  },
  'account.removal-pending': {
    status: 409,
    fhir: 'conflict',
    text: {
      pl: 'Usunięcie tego dokumentu jest już zgłoszone i czeka na drugą osobę.',
      hu: 'A dokumentum törlését már javasolták, és egy második személyre vár.',
      en: 'The removal of this document is proposed already and waits for a second person.',
    },
    next: {
      pl: 'Otwórz listę usunięć i potwierdź albo odrzuć to zgłoszenie.',
      hu: 'Nyissa meg a törlések listáját, és hagyja jóvá vagy utasítsa el azt a javaslatot.',
      en: 'Open the list of removals and confirm or reject that proposal.',
    },
  },
  'account.removal-differs': {
    status: 409,
    fhir: 'conflict',
    text: {
      pl: 'Pod tym identyfikatorem jest już inne zgłoszenie usunięcia.',
      hu: 'Ezzel az azonosítóval már van egy másik törlési javaslat.',
      en: 'Another removal order has this identifier already.',
    },
    next: {
      pl: 'Wyślij zgłoszenie pod nowym identyfikatorem.',
      hu: 'Küldje el a javaslatot új azonosítóval.',
      en: 'Send the order under a new identifier.',
    },
  },
  'account.removal-second-person': {
    status: 403,
    fhir: 'forbidden',
    text: {
      pl: 'Usunięcie przed czasem potwierdza inna osoba niż ta, która je zgłosiła.',
      hu: 'Az idő előtti törlést nem az hagyja jóvá, aki javasolta.',
      en: 'An early removal is confirmed by another person than the one who proposed it.',
    },
    next: {
      pl: 'Poproś drugą osobę z personelu, aby zalogowała się i potwierdziła; swoje zgłoszenie możesz wycofać.',
      hu: 'Kérjen meg egy másik munkatársat, hogy lépjen be és hagyja jóvá; a saját javaslatát visszavonhatja.',
      en: 'Ask another member of staff to sign in and confirm; you can withdraw your own proposal.',
    },
  },
  'account.removal-proposer': {
    status: 403,
    fhir: 'forbidden',
    text: {
      pl: 'Zgłoszenie wycofuje osoba, która je złożyła; inna osoba je odrzuca.',
      hu: 'A javaslatot az vonja vissza, aki tette; más elutasítja.',
      en: 'A proposal is withdrawn by the person who made it; another person rejects it.',
    },
    next: {
      pl: 'Wybierz odrzucenie, jeśli zgłosił je ktoś inny, a wycofanie, jeśli zgłoszenie jest Twoje.',
      hu: 'Válassza az elutasítást, ha más javasolta, és a visszavonást, ha a javaslat az Öné.',
      en: 'Choose reject for the proposal of somebody else and withdraw for your own.',
    },
  },
  'account.removal-decided': {
    status: 409,
    fhir: 'conflict',
    text: {
      pl: 'O tym usunięciu już zdecydowano ({state}).',
      hu: 'Erről a törlésről már döntöttek ({state}).',
      en: 'This removal is decided already ({state}).',
    },
    next: {
      pl: 'Odśwież listę usunięć; w razie potrzeby zgłoś usunięcie od nowa.',
      hu: 'Frissítse a törlések listáját; szükség esetén javasolja újra.',
      en: 'Refresh the list of removals; propose the removal anew if it is still needed.',
    },
  },
  'account.patient-same': {
    status: 422,
    fhir: 'invalid',
    text: {
      pl: 'Oba identyfikatory pacjenta są takie same.',
      hu: 'A beteg két azonosítója megegyezik.',
      en: 'Both identifiers of the patient are the same.',
    },
    next: {
      pl: 'Podaj identyfikator, który odchodzi, i ten, który zostaje.',
      hu: 'Adja meg a megszűnő és a megmaradó azonosítót.',
      en: 'Name the identifier that goes and the one that stays.',
    },
  },
  'account.patient-move-differs': {
    status: 409,
    fhir: 'conflict',
    text: {
      pl: 'Pod tym numerem zgłoszenia jest już inna zmiana identyfikatora pacjenta.',
      hu: 'Ezzel a sorszámmal már van egy másik betegazonosító-módosítás.',
      en: 'Another change of a patient identifier was sent under this number already.',
    },
    next: {
      pl: 'Wyślij zmianę pod nowym numerem.',
      hu: 'Küldje el a módosítást új sorszámmal.',
      en: 'Send the change under a new number.',
    },
  },
  'account.patient-two-persons': {
    status: 409,
    fhir: 'conflict',
    text: {
      pl: 'Oba identyfikatory mają konto w portalu, a konta są na różne nazwiska.',
      hu: 'Mindkét azonosítóhoz tartozik portálfiók, és a fiókok különböző nevekre szólnak.',
      en: 'Both identifiers have a portal account, and the accounts are under different names.',
    },
    next: {
      pl: 'Sprawdź, czy to jedna osoba; jeśli tak, zakończ dostęp konta, które odchodzi, i wyślij jeszcze raz.',
      hu: 'Ellenőrizze, hogy egy személyről van-e szó; ha igen, szüntesse meg a megszűnő fiók hozzáférését, és küldje el újra.',
      en: 'Check that it is one person; if so, end the access of the account that goes and send again.',
    },
  },
  'xds.removed': {
    status: 410,
    xds: 'XDSDocumentUniqueIdError',
    fhir: 'deleted',
    text: {
      pl: 'Dokument został usunięty z chmury.',
      hu: 'A dokumentumot törölték a felhőből.',
      en: 'The document was removed from the cloud.',
    },
    next: {
      pl: 'Powód i osoby są w dzienniku zdarzeń konta; usuniętego dokumentu nie da się przywrócić.',
      hu: 'Az ok és a személyek a fiók naplójában vannak; a törölt dokumentum nem állítható vissza.',
      en: 'Reason and persons stand in the audit trail of the account; a removed document cannot be restored.',
    },
  },
});

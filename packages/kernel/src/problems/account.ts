import { defineProblems } from './define.ts';

export const accountProblems = defineProblems({
  'account.exists': {
    status: 409,
    text: {
      pl: 'Konto {account} już istnieje.',
      hu: 'A(z) {account} fiók már létezik.',
      en: 'The account {account} exists already.',
    },
    next: {
      pl: 'Wybierz inny numer konta albo zmień istniejące.',
      hu: 'Válasszon másik fiókszámot, vagy módosítsa a meglévőt.',
      en: 'Choose another account number or change the one that exists.',
    },
  },
  'account.unknown': {
    status: 404,
    text: {
      pl: 'Nie ma konta o numerze {account}.',
      hu: 'Nincs {account} számú fiók.',
      en: 'There is no account with the number {account}.',
    },
    next: {
      pl: 'Sprawdź numer w zamówieniu; wypisz konta poleceniem „kartoteka operator accounts”.',
      hu: 'Ellenőrizze a számot a megrendelésben; a fiókokat a „kartoteka operator accounts” parancs sorolja fel.',
      en: 'Check the number in the order; "kartoteka operator accounts" lists the accounts.',
    },
  },
  'account.number': {
    status: 422,
    text: {
      pl: 'Numer konta ma do 16 cyfr i nie jest zerem.',
      hu: 'A fiókszám legfeljebb 16 számjegy, és nem nulla.',
      en: 'An account number has up to 16 digits and is not zero.',
    },
    next: {
      pl: 'Przepisz numer z zamówienia, na przykład 0000000000005010.',
      hu: 'Írja be a megrendelésben szereplő számot, például 0000000000005010.',
      en: 'Type the number from the order, such as 0000000000005010.',
    },
  },
  'account.period': {
    status: 422,
    text: {
      pl: 'Dzień „do” jest wcześniejszy niż dzień „od”.',
      hu: 'A záró nap korábbi, mint a kezdő nap.',
      en: 'The last day is before the first day.',
    },
    next: {
      pl: 'Podaj okres, w którym konto ma działać, w kolejności od–do.',
      hu: 'Adja meg a fiók működésének idejét kezdő és záró nappal.',
      en: 'Give the period in which the account works, first day first.',
    },
  },
  'account.time-zone': {
    status: 422,
    text: {
      pl: 'Nie ma strefy czasowej o tej nazwie.',
      hu: 'Nincs ilyen nevű időzóna.',
      en: 'There is no time zone of that name.',
    },
    next: {
      pl: 'Podaj nazwę z bazy IANA, na przykład Europe/Warsaw, i wyślij ponownie.',
      hu: 'Adjon meg egy nevet az IANA-adatbázisból, például Europe/Budapest, és küldje el újra.',
      en: 'Give a name of the IANA database, such as Europe/Warsaw, and send again.',
    },
  },
  'account.not-writable': {
    status: 403,
    xds: 'LocalPolicyRestrictionError',
    fhir: 'business-rule',
    text: {
      pl: 'Konto {account} nie przyjmuje teraz dokumentów (stan: {state}). Szukanie, odczyt i eksport działają.',
      hu: 'A(z) {account} fiók most nem fogad dokumentumot (állapot: {state}). A keresés, olvasás és mentés működik.',
      en: 'The account {account} takes no documents now (state: {state}). Searching, reading and exporting work.',
    },
    next: {
      pl: 'Przedłuż konto u operatora; dokumenty poczekają w kolejce i odejdą same.',
      hu: 'Hosszabbítsa meg a fiókot az üzemeltetőnél; a dokumentumok a sorban várnak, és maguktól mennek el.',
      en: 'Have the operator extend the account; the documents wait in the queue and leave by themselves.',
    },
  },
  'account.not-open': {
    status: 403,
    xds: 'LocalPolicyRestrictionError',
    fhir: 'business-rule',
    text: {
      pl: 'Konto {account} nie jest otwarte (stan: {state}).',
      hu: 'A(z) {account} fiók nincs nyitva (állapot: {state}).',
      en: 'The account {account} is not open (state: {state}).',
    },
    next: {
      pl: 'Zapytaj operatora o okres działania konta.',
      hu: 'Kérdezze meg az üzemeltetőt, mettől meddig működik a fiók.',
      en: 'Ask the operator about the period of the account.',
    },
  },
  'account.certificate-state': {
    status: 409,
    text: {
      pl: 'Certyfikat {serialNumber} jest już odwołany i nie może wrócić na konto.',
      hu: 'A {serialNumber} tanúsítványt már visszavonták, nem kerülhet vissza a fiókra.',
      en: 'The certificate {serialNumber} has been revoked and cannot come back to the account.',
    },
    next: {
      pl: 'Wystaw nowy certyfikat na nowym kluczu.',
      hu: 'Állítson ki új tanúsítványt új kulccsal.',
      en: 'Issue a new certificate for a new key.',
    },
  },
  'account.consent-differs': {
    status: 409,
    text: {
      pl: 'Pod tym numerem jest już inna zgoda.',
      hu: 'Ezen az azonosítón már egy másik hozzájárulás van.',
      en: 'There is another consent under this id already.',
    },
    next: {
      pl: 'Utwórz nową zgodę; wysłanej nie da się zmienić, tylko odwołać.',
      hu: 'Készítsen új hozzájárulást; az elküldött nem módosítható, csak visszavonható.',
      en: 'Make a new consent; one that was sent cannot be changed, only revoked.',
    },
  },
  'account.consent-documents': {
    status: 422,
    text: {
      pl: 'Zgoda wymienia dokument, którego nie ma na koncie u tego pacjenta.',
      hu: 'A hozzájárulás olyan dokumentumot nevez meg, amely nincs a fiókban ennél a betegnél.',
      en: 'The consent names a document that the account does not hold for this patient.',
    },
    next: {
      pl: 'Wyślij najpierw dokument do archiwum, potem zgodę.',
      hu: 'Előbb küldje el a dokumentumot az archívumba, azután a hozzájárulást.',
      en: 'Send the document to the archive first, then the consent.',
    },
  },
});

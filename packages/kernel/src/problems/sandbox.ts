import { defineProblems } from './define.ts';
import { sandboxMailProblems } from './sandbox-mail.ts';

export const sandboxProblems = defineProblems({
  ...sandboxMailProblems,
  'sandbox.world-unknown': {
    status: 404,
    text: {
      pl: 'Nie ma świata „{world}”.',
      hu: 'Nincs „{world}” nevű világ.',
      en: 'There is no world "{world}".',
    },
    next: {
      pl: 'Utwórz go (POST /api/worlds) albo popraw nazwę; bez nazwy wywołanie trafia do świata domyślnego.',
      hu: 'Hozza létre (POST /api/worlds), vagy javítsa a nevet; név nélkül a hívás az alapvilágba kerül.',
      en: 'Create it (POST /api/worlds) or correct the name; a call without one goes to the default world.',
    },
  },
  'sandbox.world-name': {
    status: 422,
    text: {
      pl: '„{world}” nie może być nazwą świata.',
      hu: '„{world}” nem lehet világ neve.',
      en: '"{world}" cannot be the name of a world.',
    },
    next: {
      pl: 'Użyj małych liter od a do z, cyfr i łączników, najwyżej 48 znaków; łącznik nie może stać na początku ani na końcu.',
      hu: 'Legfeljebb 48 kisbetűt (a–z), számjegyet és kötőjelet használjon; kötőjel nem állhat sem az elején, sem a végén.',
      en: 'Use small letters from a to z, digits and hyphens, at most 48; a hyphen stands neither first nor last.',
    },
  },
  'sandbox.world-exists': {
    status: 409,
    text: {
      pl: 'Świat „{world}” już istnieje.',
      hu: 'Már van „{world}” nevű világ.',
      en: 'The world "{world}" is there already.',
    },
    next: {
      pl: 'Wybierz inną nazwę albo zresetuj ten świat.',
      hu: 'Válasszon másik nevet, vagy állítsa alaphelyzetbe ezt a világot.',
      en: 'Choose another name, or reset this world.',
    },
  },
  'sandbox.world-default': {
    status: 409,
    text: {
      pl: 'Domyślnego świata nie można usunąć.',
      hu: 'Az alapvilág nem törölhető.',
      en: 'The default world cannot be removed.',
    },
    next: {
      pl: 'Zresetuj go, jeśli ma być jak nowy.',
      hu: 'Állítsa alaphelyzetbe, ha újként szeretné használni.',
      en: 'Reset it to have it as new.',
    },
  },
  'sandbox.too-many-worlds': {
    status: 409,
    text: {
      pl: 'Jest już {worldsMax} światów, więcej nie może być.',
      hu: 'Már {worldsMax} világ van, több nem lehet.',
      en: 'There are {worldsMax} worlds already, and no more can be.',
    },
    next: {
      pl: 'Usuń światy, których nikt już nie używa.',
      hu: 'Törölje a már nem használt világokat.',
      en: 'Remove worlds that nobody uses any more.',
    },
  },
  'sandbox.snapshot-unknown': {
    status: 404,
    text: {
      pl: 'Ten świat nie ma zapisanego stanu „{snapshot}”.',
      hu: 'Ennek a világnak nincs „{snapshot}” nevű mentett állapota.',
      en: 'This world has no saved state "{snapshot}".',
    },
    next: {
      pl: 'Wybierz stan z listy zapisanych.',
      hu: 'Válasszon a mentett állapotok listájából.',
      en: 'Choose one from the list of saved states.',
    },
  },
  'sandbox.fault-unreadable': {
    status: 400,
    text: {
      pl: 'Nie wiadomo, jaka usterka jest potrzebna.',
      hu: 'Nem derül ki, milyen hibát kell előidézni.',
      en: 'It is not clear which fault is wanted.',
    },
    next: {
      pl: 'Podaj jedną z usterek: {kinds}; przy „slow” i „clock-skew” liczbę ms, przy „status” kod błędu serwera.',
      hu: 'Adja meg az egyiket: {kinds}; a „slow” és „clock-skew” mellé ms, a „status” mellé kiszolgálóhiba kódja írható.',
      en: 'Name one of these: {kinds}; with "slow" and "clock-skew" a number of ms, with "status" the code of a server error.',
    },
  },
  'sandbox.fault-unsupported': {
    status: 422,
    text: {
      pl: 'Platforma „{platform}” nie zna usterki „{fault}”.',
      hu: 'A(z) „{platform}” platform nem ismeri a(z) „{fault}” hibát.',
      en: 'The platform "{platform}" does not know the fault "{fault}".',
    },
    next: {
      pl: 'Wybierz usterkę, którą platforma wymienia na stronie początkowej.',
      hu: 'Válasszon olyan hibát, amelyet a platform a kezdőlapon felsorol.',
      en: 'Choose a fault that the start page lists for this platform.',
    },
  },
  'sandbox.fault-unknown': {
    status: 404,
    text: {
      pl: 'Nie ma takiej reguły usterki w tym świecie.',
      hu: 'Ebben a világban nincs ilyen hibaszabály.',
      en: 'There is no such fault rule in this world.',
    },
    next: {
      pl: 'Wybierz regułę z listy; mogła już zostać usunięta.',
      hu: 'Válasszon a listából; lehet, hogy már törölték.',
      en: 'Choose one from the list; it may have been removed already.',
    },
  },
  'sandbox.fault-applied': {
    status: 503,
    text: {
      pl: 'Piaskownica odpowiada błędem, bo tak ją ustawiono.',
      hu: 'A tesztkörnyezet hibával válaszol, mert így állították be.',
      en: 'The sandbox answers with an error because it was told to.',
    },
    next: {
      pl: 'Wyłącz usterkę na stronie początkowej piaskownicy albo nie wysyłaj nagłówka X-Kartoteka-Fault.',
      hu: 'Kapcsolja ki a hibát a tesztkörnyezet kezdőlapján, vagy ne küldje az X-Kartoteka-Fault fejlécet.',
      en: 'Switch the fault off on the start page of the sandbox, or leave out the header X-Kartoteka-Fault.',
    },
  },
  'sandbox.call-unknown': {
    status: 404,
    text: {
      pl: 'Nie ma takiego wywołania w dzienniku tego świata.',
      hu: 'Ennek a világnak a naplójában nincs ilyen hívás.',
      en: 'There is no such call in the log of this world.',
    },
    next: {
      pl: 'Wybierz wywołanie z listy; najstarsze są usuwane, gdy dziennik jest pełny.',
      hu: 'Válasszon a listából; ha a napló megtelt, a legrégebbiek törlődnek.',
      en: 'Choose one from the list; the oldest are removed when the log is full.',
    },
  },
  'sandbox.platform-unknown': {
    status: 404,
    text: {
      pl: 'Piaskownica nie ma platformy „{platform}”.',
      hu: 'A tesztkörnyezetnek nincs „{platform}” platformja.',
      en: 'The sandbox has no platform "{platform}".',
    },
    next: {
      pl: 'Wybierz platformę ze strony początkowej.',
      hu: 'Válasszon a kezdőlapon felsorolt platformok közül.',
      en: 'Choose a platform from the start page.',
    },
  },
});

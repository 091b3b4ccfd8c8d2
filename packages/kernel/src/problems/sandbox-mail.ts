import { defineProblems } from './define.ts';

export const sandboxMailProblems = defineProblems({
  'sandbox.mailbox-unknown': {
    status: 404,
    text: {
      pl: 'W tym świecie nie ma skrzynki {address}.',
      hu: 'Ebben a világban nincs {address} postafiók.',
      en: 'There is no mailbox {address} in this world.',
    },
    next: {
      pl: 'Wybierz skrzynkę z listy albo ją załóż.',
      hu: 'Válasszon postafiókot a listából, vagy hozza létre.',
      en: 'Choose a mailbox from the list, or make it.',
    },
  },
  'sandbox.mailbox-exists': {
    status: 409,
    text: {
      pl: 'Skrzynka {address} już istnieje.',
      hu: 'Már van {address} postafiók.',
      en: 'The mailbox {address} is there already.',
    },
    next: {
      pl: 'Użyj jej; hasło jest na liście skrzynek.',
      hu: 'Használja azt; a jelszava a postafiókok listájában áll.',
      en: 'Use it; its password is in the list of mailboxes.',
    },
  },
  'sandbox.mailbox-address': {
    status: 400,
    text: {
      pl: 'To nie jest adres skrzynki.',
      hu: 'Ez nem egy postafiók címe.',
      en: 'That is no address of a mailbox.',
    },
    next: {
      pl: 'Wpisz adres w rodzaju praktyka@przychodnia.example; znak „+” oznacza tu świat, więc nie może być jego częścią.',
      hu: 'Adjon meg ilyen címet: praktyka@przychodnia.example; a „+” itt világot jelöl, ezért nem lehet a része.',
      en: 'Enter an address such as praktyka@przychodnia.example; a "+" names a world here, so it cannot be part of it.',
    },
  },
  'sandbox.too-many-mailboxes': {
    status: 409,
    text: {
      pl: 'Ten świat ma już {mailboxesMax} skrzynek, więcej nie może być.',
      hu: 'Ebben a világban már {mailboxesMax} postafiók van, több nem lehet.',
      en: 'This world has {mailboxesMax} mailboxes already, and no more can be.',
    },
    next: {
      pl: 'Usuń skrzynki, których nikt już nie używa.',
      hu: 'Törölje a már nem használt postafiókokat.',
      en: 'Remove mailboxes that nobody uses any more.',
    },
  },
  'sandbox.mailbox-full': {
    status: 409,
    text: {
      pl: 'W skrzynce {address} jest już {messagesMax} wiadomości.',
      hu: 'A(z) {address} postafiókban már {messagesMax} üzenet van.',
      en: 'The mailbox {address} holds {messagesMax} messages already.',
    },
    next: {
      pl: 'Usuń wiadomości albo zresetuj świat.',
      hu: 'Töröljön üzeneteket, vagy állítsa alaphelyzetbe a világot.',
      en: 'Delete messages, or reset the world.',
    },
  },
  'sandbox.mail-unknown': {
    status: 404,
    text: {
      pl: 'Tej wiadomości już nie ma.',
      hu: 'Ez az üzenet már nincs meg.',
      en: 'This message is no longer here.',
    },
    next: {
      pl: 'Wróć do listy wiadomości; mogła zostać usunięta przez POP3.',
      hu: 'Térjen vissza az üzenetek listájához; POP3-on keresztül törölhették.',
      en: 'Go back to the list of messages; it may have been deleted over POP3.',
    },
  },
});

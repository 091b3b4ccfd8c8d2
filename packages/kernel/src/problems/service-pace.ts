import { defineProblems } from './define.ts';

/** Peers that are too slow, and too many connections of one. */
export const servicePaceProblems = defineProblems({
  'service.sender-slow': {
    status: 408,
    fhir: 'timeout',
    text: {
      pl: 'Treść żądania przychodziła za wolno i połączenie zostało przerwane.',
      hu: 'A kérés törzse túl lassan érkezett, ezért a kapcsolat megszakadt.',
      en: 'The body of the request came too slowly, and the connection was ended.',
    },
    next: {
      pl: 'Sprawdź łącze i wyślij ponownie; nic z tego żądania nie zostało zapisane.',
      hu: 'Ellenőrizze a kapcsolatot, és küldje el újra; ebből a kérésből semmi sem lett elmentve.',
      en: 'Check the line and send it again; nothing of this request was stored.',
    },
  },
  'service.sender-gone': {
    status: 400,
    fhir: 'incomplete',
    text: {
      pl: 'Nadawca przerwał połączenie, zanim żądanie dotarło w całości.',
      hu: 'A küldő megszakította a kapcsolatot, mielőtt a kérés teljesen megérkezett.',
      en: 'The sender ended the connection before the request had arrived completely.',
    },
    next: {
      pl: 'Wyślij żądanie ponownie; nic z niego nie zostało zapisane.',
      hu: 'Küldje el újra a kérést; ebből semmi sem lett elmentve.',
      en: 'Send the request again; nothing of it was stored.',
    },
  },
  'service.reader-slow': {
    status: 408,
    fhir: 'timeout',
    text: {
      pl: 'Odpowiedź była odbierana za wolno i połączenie zostało przerwane.',
      hu: 'A válasz átvétele túl lassú volt, ezért a kapcsolat megszakadt.',
      en: 'The answer was taken too slowly, and the connection was ended.',
    },
    next: {
      pl: 'Sprawdź łącze i zapytaj ponownie.',
      hu: 'Ellenőrizze a kapcsolatot, és kérdezzen újra.',
      en: 'Check the line and ask again.',
    },
  },
  'service.too-many-connections': {
    status: 429,
    fhir: 'throttled',
    text: {
      pl: 'Tym certyfikatem otwarto zbyt wiele połączeń naraz: dopuszczamy {connectionsMax}.',
      hu: 'Ezzel a tanúsítvánnyal egyszerre túl sok kapcsolat van nyitva: legfeljebb {connectionsMax} lehet.',
      en: 'Too many connections are open with this certificate: at most {connectionsMax} are let in.',
    },
    next: {
      pl: 'Zamknij nieużywane połączenia i spróbuj ponownie za chwilę.',
      hu: 'Zárja be a nem használt kapcsolatokat, és próbálja újra később.',
      en: 'Close connections that are not used and try again in a moment.',
    },
  },
});

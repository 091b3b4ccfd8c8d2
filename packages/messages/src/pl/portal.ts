export const portal = {
  name: 'Portal pacjenta',
  signInHelp: 'Kod zaproszenia i pomoc dostaniesz w rejestracji swojej przychodni.',
  documentsIntro:
    'Tu są dokumenty, które przychodnia udostępniła Tobie. Naciśnij tytuł, aby otworzyć dokument.',
  count:
    '{count, plural, one {# dokument} few {# dokumenty} many {# dokumentów} other {# dokumentu}}',
  emptyHeading: 'Na razie nie ma tu dokumentów',
  emptyText:
    'Dokument pojawi się, gdy przychodnia go udostępni. Jest widoczny przez czas podany przy udostępnieniu, a potem znika z tej strony. Jeśli czekasz na dokument, zapytaj w rejestracji.',
  isNew: 'Nowy',
  opened: 'Otwierany',
  document: 'Dokument',
  reason: 'Udostępniono w sprawie:',
  visibleTo: 'Widoczny do',
  saveHeading: 'Zapisz lub wydrukuj',
  saveHtml: 'Pobierz HTML',
  saveXml: 'Pobierz XML',
  saveHint:
    'HTML otworzysz w każdej przeglądarce. XML to oryginał; przyda się innemu lekarzowi lub przychodni.',
  print: 'Drukuj',
  printHint:
    'Do druku dokument otworzy się w osobnej karcie. Wybierz tam „Drukuj” w menu przeglądarki.',
  toList: 'Wróć do listy dokumentów',
  goneHeading: 'Ten dokument nie jest już udostępniony',
  goneText:
    'Minął czas, na który przychodnia go udostępniła, albo przychodnia odwołała zgodę. Jeśli potrzebujesz tego dokumentu, zapytaj w rejestracji.',
  goneDocument: 'Dokument, który nie jest już udostępniony',
  accessHeading: 'Kto otwierał moje dokumenty',
  accessIntro:
    'Każde otwarcie i pobranie w tym portalu, od najnowszego. Jeśli któregoś nie rozpoznajesz, powiedz o tym w przychodni.',
  accessEmptyHeading: 'Nikt jeszcze nie otwierał tu Twoich dokumentów',
  accessEmptyText:
    'Gdy ktoś otworzy lub pobierze dokument z Twojego konta, zobaczysz tu, kto to był, kiedy i co zrobił.',
  deedPage: 'Otwarto na stronie',
  deedHtml: 'Pobrano HTML',
  deedXml: 'Pobrano XML',
  textLarger: 'Większy tekst',
  textUsual: 'Zwykły tekst',
} as const;

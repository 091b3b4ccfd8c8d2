export const removal = {
  movesTitle: 'Zmiana identyfikatora czeka na chmurę',
  movesText:
    'Do potwierdzenia przez chmurę dokumenty i zgody tego pacjenta czekają tutaj. Zgłoszono: {by}.',
  movesUnknown: 'Odpowiedź chmury nie dotarła; pytamy o wynik.',
  movesRefusedTitle: 'Chmura nie przyjęła zmiany identyfikatora',
  movesEndAccess: 'To jedna osoba: zakończ dostęp konta, które odchodzi',
  movesRetry: 'Wyślij jeszcze raz',
  removedText: 'Dokument usunięto z archiwum i z chmury; został tylko ten ślad.',
};

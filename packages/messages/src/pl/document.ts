export const document = {
  frameTitle: 'Treść dokumentu: {title}',
  print: 'Drukuj',
  openInTab: 'Otwórz w osobnej karcie',
  loading: 'Wczytywanie dokumentu…',
  mayTakeLonger: 'Otwarcie dokumentu z archiwum może potrwać dłużej; zależy to od łącza i serwera.',
  partsRemoved:
    '{count, plural, one {Z dokumentu usunięto # niebezpieczny fragment. Reszta jest widoczna; oryginał pozostał bez zmian.} few {Z dokumentu usunięto # niebezpieczne fragmenty. Reszta jest widoczna; oryginał pozostał bez zmian.} many {Z dokumentu usunięto # niebezpiecznych fragmentów. Reszta jest widoczna; oryginał pozostał bez zmian.} other {Z dokumentu usunięto # niebezpiecznego fragmentu. Reszta jest widoczna; oryginał pozostał bez zmian.}}',
} as const;

export const dialog = {
  typeToConfirm: 'Aby potwierdzić, wpisz: {name}',
  typeMismatch: 'Wpisz dokładnie: {name}',
  secretOnce:
    'To jedyny raz, gdy pokazujemy tę wartość. Skopiuj ją albo pobierz przed zamknięciem okna.',
  secretReveal: 'Pokaż: {label}',
  secretHide: 'Ukryj: {label}',
  secretHidden: 'Ukryto',
  secretKept: 'Mam to zapisane',
} as const;

import type { AreaOf } from '../area.ts';
import type { form as polish } from '../pl/form.ts';

export const form: AreaOf<typeof polish> = {
  problemHeading: 'Javítsa a hibákat',
  errorTitlePrefix: 'Hiba: ',
  sending: 'Küldés…',
  enterField: 'Töltse ki ezt a mezőt: {field}',
  chooseField: 'Válasszon értéket ebben a mezőben: {field}',
  tooLong: 'Rövidítse legfeljebb {max} karakterre ezt a mezőt: {field}',
  chooseOption: 'Válasszon a listából',
  showPassword: 'Megjelenítés: jelszó',
  hidePassword: 'Elrejtés: jelszó',
  dateHint: 'Például 2026.06.05.',
  dateMissing: 'Írja be a dátumot ebbe a mezőbe: {field}',
  dateImpossible:
    'Ilyen nap nincs a naptárban. Írjon 2026.06.05. alakú dátumot ebbe a mezőbe: {field}',
  dateYear: 'Négy számjeggyel írja az évet, például 2026, ebben a mezőben: {field}',
  dateTooEarly: '{field}: a dátum nem lehet korábbi, mint {min}',
  dateTooLate: '{field}: a dátum nem lehet későbbi, mint {max}',
  dateRead: 'Így értjük: {date}',
  chooseFile: 'Fájl kiválasztása',
  chooseFiles: 'Fájlok kiválasztása',
  chooseOtherFile: 'Másik fájl választása',
  dropHere: 'vagy húzza ide',
  filesChosen:
    '{count, plural, =0 {Nincs kiválasztott fájl} one {# fájl kiválasztva} other {# fájl kiválasztva}}',
  removeFile: 'Fájl eltávolítása: {name}',
  fileMissing: 'Válasszon fájlt ebben a mezőben: {field}',
  fileTooBig: 'A(z) {name} fájl mérete {size}. Válasszon legfeljebb {max} méretű fájlt',
  fileEmpty: 'A(z) {name} fájl üres. Válasszon másik fájlt',
  fileKind: 'A(z) {name} fájl más típusú. Ilyen fájlt válasszon: {kinds}',
  notSent: 'Ezeket az adatokat nem sikerült elküldeni',
};

import type { AreaOf } from '../area.ts';
import type { common as polish } from '../pl/common.ts';

export const common: AreaOf<typeof polish> = {
  yes: 'Igen',
  no: 'Nem',
  cancel: 'Mégse',
  close: 'Bezárás',
  save: 'Mentés',
  back: 'Vissza',
  retry: 'Újrapróbálás',
  change: 'Módosítás',
  details: 'Részletek',
  loading: 'Betöltés…',
  stillLoading: 'A szokásosnál tovább tart. Megvárhatja, vagy később visszatérhet.',
  optional: '(nem kötelező)',
  copy: 'Másolás',
  copyNamed: 'Másolás: {label}',
  copied: 'Vágólapra másolva',
  copyBlocked: 'A böngésző nem engedi a másolást. Jelölje ki a szöveget, és használja a Ctrl+C-t.',
  download: 'Letöltés',
  show: 'Megjelenítés',
  hide: 'Elrejtés',
  open: 'Megnyitás',
  notRecorded: 'Nincs megadva',
  unknown: 'Ismeretlen',
  notApplicable: 'Nem értelmezhető',
  neverUsed: 'Soha',
};

import type { AreaOf } from '../area.ts';
import type { kinds as polish } from '../pl/kinds.ts';

export const kinds: AreaOf<typeof polish> = {
  heading: 'Dokumentumfajták',
  columnKind: 'Fajta',
  columnName: 'Megnevezés',
  columnArchive: 'Automatikus mentés az archívumba',
  columnLocalDays: 'Helyben elérhető (nap)',
};

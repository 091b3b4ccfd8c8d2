import type { AreaOf } from '../area.ts';
import type { bringIn as polish } from '../pl/bring-in.ts';

export const bringIn: AreaOf<typeof polish> = {
  heading: 'Dokumentumok betöltése',
  files: 'Fájlok betöltése',
  folder: 'Mappa betöltése',
  drop: 'vagy húzzon ide XML HL7 CDA fájlokat vagy mappákat',
  dropNow: 'Engedje el a betöltéshez',
  progress: 'Betöltés: {number}. a {count} közül: {name}',
  finished: '{count, plural, one {Kész: # fájl} other {Kész: # fájl}}',
  counts: 'mentve: {stored}, már megvolt: {already}, ütközik: {conflict}, elutasítva: {refused}',
  stopped:
    '{count, plural, one {Leállítva; # fájl nem töltődött be.} other {Leállítva; # fájl nem töltődött be.}}',
  stop: 'Leállítás',
  hide: 'A lista elrejtése',
  again: 'A sikertelenek betöltése újra',
  results: 'Mi lett az egyes fájlokkal',
  outcomeStored: 'Elmentve',
  outcomeAlready: 'Már az archívumban van',
  outcomeConflict: 'Azonosítóütközés',
  outcomeRefused: 'Elutasítva',
  outcomeUnknown: 'Nem tudjuk',
  outcomeWaiting: 'Várakozik',
  patientMade: 'Új betegkarton készült',
  conflictText:
    'Egy másik dokumentumnak ugyanez az azonosítója, de más a tartalma. Mindkettő megmaradt; döntse el, mi legyen velük.',
  openDocument: 'A dokumentum megnyitása',
  decide: 'Összehasonlítás és döntés',
  nothing: 'A kiválasztottak között nincs fájl.',
  tooMany: 'Egyszerre legfeljebb {max} fájl tölthető be. A többit ezek után töltse be.',
  tooBig: 'A fájl {size} méretű, egy dokumentum legfeljebb {max} lehet.',
  tooBigNext: 'Csökkentse a dokumentum mellékleteit, vagy ossza fel.',
  twice: 'Ugyanaz a fájl másodszorra nem mentődik el még egyszer.',
  place: 'Hely: {place}',
};

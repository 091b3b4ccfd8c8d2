import type { AreaOf } from '../area.ts';
import type { portal as polish } from '../pl/portal.ts';

export const portal: AreaOf<typeof polish> = {
  name: 'Betegportál',
  signInHelp: 'Meghívókódot és segítséget a rendelő recepcióján kap.',
  documentsIntro:
    'Itt vannak azok a dokumentumok, amelyeket a rendelő megosztott Önnel. Egy dokumentum megnyitásához válassza a címét.',
  count: '{count, plural, one {# dokumentum} other {# dokumentum}}',
  emptyHeading: 'Egyelőre nincs itt dokumentum',
  emptyText:
    'A dokumentum akkor jelenik meg, amikor a rendelő megosztja. A megosztáskor megadott ideig látható, azután eltűnik erről az oldalról. Ha egy dokumentumra vár, kérdezze meg a recepción.',
  isNew: 'Új',
  opened: 'Már megnyitotta',
  document: 'Dokumentum',
  reason: 'A megosztás oka:',
  visibleTo: 'Eddig látható:',
  saveHeading: 'Mentés vagy nyomtatás',
  saveHtml: 'HTML letöltése',
  saveXml: 'XML letöltése',
  saveHint:
    'A HTML bármelyik böngészőben megnyílik. Az XML az eredeti; egy másik orvosnak vagy rendelőnek lehet rá szüksége.',
  print: 'Nyomtatás',
  printHint:
    'Nyomtatáshoz a dokumentum külön lapon nyílik meg. Ott válassza a böngésző menüjében a nyomtatást.',
  toList: 'Vissza a dokumentumok listájához',
  goneHeading: 'Ez a dokumentum már nincs megosztva',
  goneText:
    'Lejárt az idő, amelyre a rendelő megosztotta, vagy a rendelő visszavonta a hozzájárulást. Ha szüksége van erre a dokumentumra, kérdezze meg a recepción.',
  goneDocument: 'Már nem megosztott dokumentum',
  accessHeading: 'Ki nyitotta meg a dokumentumaimat',
  accessIntro:
    'Minden megnyitás és letöltés ezen a portálon, a legújabbal kezdve. Ha valamelyiket nem ismeri fel, szóljon a rendelőben.',
  accessEmptyHeading: 'Itt még senki sem nyitotta meg a dokumentumait',
  accessEmptyText:
    'Ha valaki megnyit vagy letölt egy dokumentumot az Ön fiókjából, itt látja majd, ki volt az, mikor, és mit tett.',
  deedPage: 'Megnyitás az oldalon',
  deedHtml: 'HTML letöltése',
  deedXml: 'XML letöltése',
  textLarger: 'Nagyobb betűk',
  textUsual: 'Szokásos betűk',
};

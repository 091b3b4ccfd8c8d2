import type { AreaOf } from '../area.ts';
import type { problem as polish } from '../pl/problem.ts';

export const problem: AreaOf<typeof polish> = {
  heading: 'Valami megakadt',
  whatToDo: 'Teendő',
  likelyCause: 'Valószínű ok',
  original: 'Eredeti üzenet',
  reference: 'Ügyazonosító',
  code: 'A probléma fajtája',
  place: 'Hely',
  copyDetails: 'Részletek másolása az ügyfélszolgálatnak',
  networkText: 'Nincs kapcsolat a kiszolgálóval. Amit beírt, ezen az oldalon megmaradt.',
  networkNext: 'Ellenőrizze, hogy a gép hálózaton van-e, majd próbálja újra.',
  timeoutText:
    'A kiszolgáló {seconds} mp alatt nem válaszolt. Nem tudjuk, végrehajtotta-e a kérést; ismétlés előtt ellenőrizze.',
  timeoutNext: 'Frissítse a listát, és nézze meg, látszik-e a változás. Ha nem, próbálja újra.',
  unreadableText: 'A kiszolgáló olyan választ adott, amelyet ez az oldal nem ért.',
  unreadableNext: 'Frissítse az oldalt. Ha ismétlődik, adja meg a részleteket az üzemeltetőnek.',
  signedOutText: 'A munkamenete véget ért.',
  signedOutNext: 'Jelentkezzen be újra; amit beírt, ezen az oldalon megmaradt.',
  noAccessHeading: 'Ezzel a fiókkal ide nem lehet belépni',
  noAccessNext:
    'Kérje a megfelelő szerepkört a rendelő adminisztrátorától, vagy térjen vissza a menühöz.',
  brokenHeading: 'Ezt az oldalt nem sikerült megjeleníteni',
  brokenText: 'A böngészőben valami váratlan történt. Az elmentett adatok biztonságban vannak.',
  brokenNext: 'Töltse be újra az oldalt. Ha ismétlődik, adja meg a részleteket az üzemeltetőnek.',
  reload: 'Az oldal újratöltése',
};

import type { AreaOf } from '../area.ts';
import type { document as polish } from '../pl/document.ts';

export const document: AreaOf<typeof polish> = {
  frameTitle: 'A dokumentum tartalma: {title}',
  print: 'Nyomtatás',
  openInTab: 'Megnyitás külön lapon',
  loading: 'A dokumentum betöltése…',
  mayTakeLonger:
    'Az archívumból való megnyitás tovább tarthat; ez a hálózattól és a kiszolgálótól függ.',
  partsRemoved:
    '{count, plural, one {A dokumentumból # veszélyes részt eltávolítottunk. A többi látható; az eredeti nem változott.} other {A dokumentumból # veszélyes részt eltávolítottunk. A többi látható; az eredeti nem változott.}}',
};

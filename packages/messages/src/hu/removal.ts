import type { AreaOf } from '../area.ts';
import type { removal as polish } from '../pl/removal.ts';

export const removal: AreaOf<typeof polish> = {
  movesTitle: 'Az azonosító módosítása a felhőre vár',
  movesText:
    'Amíg a felhő vissza nem igazolja, a beteg dokumentumai és hozzájárulásai itt várnak. Kezdeményezte: {by}.',
  movesUnknown: 'A felhő válasza nem érkezett meg; lekérdezzük az eredményt.',
  movesRefusedTitle: 'A felhő nem fogadta el az azonosító módosítását',
  movesEndAccess: 'Egy személyről van szó: a megszűnő fiók hozzáférésének lezárása',
  movesRetry: 'Küldés újra',
  removedText: 'A dokumentumot törölték az archívumból és a felhőből; csak ez a bejegyzés maradt.',
};

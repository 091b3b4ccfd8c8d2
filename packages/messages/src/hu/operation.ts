import type { AreaOf } from '../area.ts';
import type { operation as polish } from '../pl/operation.ts';

export const operation: AreaOf<typeof polish> = {
  progress: '{step}. lépés, összesen {steps}: {name}',
  finished: 'Minden lépés befejeződött',
  stopped: 'Megállt ennél a lépésnél: {name}',
  startedAt: 'Kezdete',
  retryFrom: 'Újrapróbálás ettől a lépéstől',
  mayLeave: 'Az oldalt elhagyhatja; a munka folytatódik, és az eredménye megmarad.',
  timeLimit: 'Időkorlát: {seconds} mp',
};

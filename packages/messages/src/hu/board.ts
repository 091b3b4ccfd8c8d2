import type { AreaOf } from '../area.ts';
import type { board as polish } from '../pl/board.ts';

export const board: AreaOf<typeof polish> = {
  intro: 'Mi várakozik, mióta, és mi a teendő vele.',
  windowState: 'A munka állása',
  severityFine: 'Rendben',
  severityNotice: 'Tájékoztatás',
  severityWarning: 'Figyelmet igényel',
  severityProblem: 'Probléma',
  justNow: 'néhány másodperce',
  sinceMinutes: '{minutes, plural, one {# perce} other {# perce}}',
  sinceHours: '{hours, plural, one {# órája} other {# órája}}',
  sinceDays: '{days, plural, one {# napja} other {# napja}}',
  firstSteps: 'Első lépések',
  firstStepsIntro: 'Maguktól kipipálódnak, amint elkészültek.',
  stepDone: 'Kész',
  stepOpen: 'Elvégzendő',
  readAt: 'Az állapot {time}-kor készült, magától frissül.',
  nothing: 'Nincs jelentenivaló',
  nothingText: 'Itt jelenik meg minden, ami a rendelőben valakire vár.',
};
